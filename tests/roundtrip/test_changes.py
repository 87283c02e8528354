"""export -> edit -> compare -> apply: what changes, and that nothing else does."""

import datetime

import pytest

from claimtracker import actions
from claimtracker.models import Alias, Claim, StatusChange
from claimtracker.roundtrip import apply
from claimtracker.roundtrip.compare import Change
from tests.roundtrip.conftest import edited, edited_xlsx, export, read


def bring(data, by, **given):
    return apply.apply(read(data), by=by, file="rows.csv", **given)


def faults(data, by):
    found = apply.preview(read(data), by=by, file="rows.csv")
    return [str(problem) for problem in found.all_problems]


@pytest.mark.parametrize("name", ["claims", "recommendations", "actors"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_that_nobody_edited_changes_nothing(stored, analyst, name, form):
    found = bring(export(name, form), analyst)
    assert found.clean and not found.changed and not found.notes
    assert len(found.rows) > 1


def test_a_claim_takes_what_its_columns_say(stored, analyst, reviewer):
    data = edited(
        "claims", stored.claim.pk, summary="=Shells\nfor war", kind="assessment",
        assignee="rui", curation="accepted", curation_reason="read it",
    )  # fmt: skip
    found = bring(data, analyst)
    [row] = found.changed
    assert Change("kind", "factual", "assessment") in row.changes
    claim = Claim.objects.get(pk=stored.claim.pk)
    assert (claim.summary, claim.kind, claim.assignee) == (
        "=Shells\nfor war", "assessment", reviewer,
    )  # fmt: skip
    assert (claim.curation, claim.curation_reason) == ("accepted", "read it")
    assert (claim.decided_by, claim.edited_by) == (analyst, analyst)


def test_every_change_is_on_record_with_user_and_file(stored, analyst):
    bring(edited("claims", stored.claim.pk, summary="Shells"), analyst)
    event = stored.claim.events.order_by("-pgh_id").first()
    assert event.pgh_context["user"] == analyst.pk
    assert event.pgh_context["reason"] == "import of rows.csv"


def test_a_recommendation_and_its_addressee_change_in_one_row(stored, analyst):
    data = edited_xlsx(
        "recommendations", stored.seoul.pk, action="send shells", strength="should",
        conditions="in time | by law", position="agreed", priority="yes", status="implemented",
        status_reason="it sent them", effective_on=datetime.datetime(2023, 5, 1),
    )  # fmt: skip
    bring(data, analyst)
    stored.seoul.refresh_from_db()
    recommendation = stored.seoul.recommendation
    assert (recommendation.action, recommendation.strength) == ("send shells", "should")
    assert recommendation.conditions == ["in time", "by law"]
    assert (stored.seoul.position, stored.seoul.priority) == ("agreed", True)
    assert stored.seoul.status_since == datetime.date(2023, 5, 1)
    [change] = StatusChange.objects.all()
    assert (change.to_status, change.reason, change.by) == ("implemented", "it sent them", analyst)


def test_an_actor_is_renamed_refiled_and_known_by_other_names(stored, analyst):
    data = edited(
        "actors", stored.korea.pk, name="Republic of Korea", kind="group", part_of="Poland",
        aliases="Seoul | South Korea",
    )  # fmt: skip
    bring(data, analyst)
    stored.korea.refresh_from_db()
    assert (stored.korea.name, stored.korea.kind) == ("Republic of Korea", "group")
    assert stored.korea.part_of == stored.poland
    names = set(Alias.objects.filter(actor=stored.korea).values_list("text", flat=True))
    assert names == {"Republic of Korea", "Seoul", "South Korea"}


def test_a_preview_changes_nothing_and_knows_every_refusal(stored, analyst):
    data = edited("actors", stored.korea.pk, part_of="ROK")
    [fault] = faults(data, analyst)
    assert fault.startswith("row 3, part_of: South Korea is South Korea or part of it")
    good = edited("claims", stored.claim.pk, summary="Shells")
    assert len(apply.preview(read(good), by=analyst, file="f").changed) == 1
    assert Claim.objects.get(pk=stored.claim.pk).summary == ""


def test_the_same_file_twice_changes_once(stored, analyst):
    data = edited(
        "recommendations", stored.seoul.pk, summary="Send", status="implemented",
        status_reason="done", effective_on="2023-05-01",
    )  # fmt: skip
    assert len(bring(data, analyst).changed) == 1
    again = bring(data, analyst)
    assert again.clean and not again.changed
    assert StatusChange.objects.count() == 1


def test_what_somebody_changed_since_is_a_conflict_and_skipped(stored, analyst, reviewer):
    data = edited("claims", stored.claim.pk, summary="Mine")
    actions.edit(Claim.objects.get(pk=stored.claim.pk), summary="Theirs", by=reviewer)
    with pytest.raises(apply.NotApplied) as refusal:
        bring(data, analyst)
    [row] = refusal.value.comparison.conflicts
    assert row.conflicts[0].startswith("rui changed this claim since the export: version")
    assert bring(data, analyst, clean_rows_only=True).changed == []
    assert Claim.objects.get(pk=stored.claim.pk).summary == "Theirs"


def test_one_faulty_row_holds_all_back_unless_clean_rows_are_asked_for(stored, analyst):
    data = edited("claims", stored.claim.pk, summary="Shells").replace(b",=1+1,", b",,")
    data = data.replace(b"'=SUM(A1) is", b"'=SUM(B2) is")
    with pytest.raises(apply.NotApplied):
        bring(data, analyst)
    assert Claim.objects.get(pk=stored.claim.pk).summary == ""
    found = bring(data, analyst, clean_rows_only=True)
    assert Claim.objects.get(pk=stored.claim.pk).summary == "Shells"
    assert [p.column for p in found.all_problems] == ["exact"]


def test_two_rows_of_one_recommendation_agree_or_are_told(stored, analyst):
    data = edited("recommendations", stored.seoul.pk, summary="Send them")
    bring(data, analyst)
    stored.seoul.recommendation.refresh_from_db()
    assert stored.seoul.recommendation.summary == "Send them"
    data = edited("recommendations", stored.seoul.pk, summary="One").decode()
    other = data.replace("Send them", "Another").encode()
    [fault] = faults(other, analyst)
    assert "gives this recommendation another; make them agree" in fault


WRONG = [
    ({"exact": "Russia sells shells."}, "exact: it is not what was exported; put it back"),
    ({"start": 3}, "start: it is not what was exported"),
    ({"sha256": "0" * 64}, "sha256: it is not what was exported"),
    ({"kind": "rumour"}, 'kind: "rumour" is not offered; choose from factual, assessment'),
    ({"assignee": "nobody"}, 'assignee: there is no active user "nobody"; give a login name'),
    ({"curation": "rejected"}, "curation_reason: give the reason for this decision"),
    ({"curation_reason": "so"}, "curation_reason: it changes only together with curation"),
    ({"claim_id": "99999"}, "claim_id: there is no claim 99999"),
    ({"claim_id": ""}, 'claim_id: "" is no id; rows are changed here, never added'),
    ({"is_superuser": "yes"}, "is_superuser: there is no such column in this export; take it out"),
    ({"summary": "a\0b"}, "summary: it contains a NUL character"),
    ({"summary": "＝1"}, None),
]


@pytest.mark.parametrize(("cells", "words"), WRONG, ids=[str(case[0])[:40] for case in WRONG])
def test_what_is_wrong_is_named_with_row_and_column(stored, analyst, cells, words):
    found = faults(edited("claims", stored.claim.pk, **cells), analyst)
    if words is None:
        assert found == []
    else:
        assert len(found) == 1 and words in found[0], found


WRONG_STATUS = [
    ({"status": "implemented", "effective_on": "2023-01-01"}, "status_reason: give the reason"),
    ({"status": "implemented", "status_reason": "x"}, 'effective_on: "" is not a date; write it'),
    ({"status": "implemented", "status_reason": "x", "effective_on": "01/05/2023"},
     'effective_on: "01/05/2023" is not a date; write it as 2022-11-30'),
    ({"status": "implemented", "status_reason": "x", "effective_on": "2999-01-01"},
     "effective_on: 2999-01-01 lies in the future"),
    ({"priority": "perhaps"}, 'priority: "perhaps" is neither yes nor no'),
    ({"action": " "}, "action: it is empty; give a text"),
]  # fmt: skip


@pytest.mark.parametrize(("cells", "words"), WRONG_STATUS, ids=[c[1][:30] for c in WRONG_STATUS])
def test_a_status_needs_its_reason_and_its_date(stored, analyst, cells, words):
    [fault] = faults(edited("recommendations", stored.warsaw.pk, **cells), analyst)
    assert words in fault


def test_a_reason_without_a_move_is_noted(stored, analyst):
    data = edited("recommendations", stored.warsaw.pk, status_reason="x")
    found = apply.preview(read(data), by=analyst, file="f")
    assert found.clean and found.notes == {"status_reason": 1}


def test_a_viewer_may_bring_nothing(stored, viewer):
    [fault] = faults(edited("claims", stored.claim.pk, summary="Shells"), viewer)
    assert fault == (
        "row 1: you lack the right claimtracker.import_claim, claimtracker.change_claim"
    )


def test_what_the_file_does_not_list_may_not_change(stored, analyst):
    data = edited("claims", stored.claim.pk, article="Another", certainty="possible")
    found = bring(data, analyst)
    assert not found.changed and found.notes == {"article": 1, "certainty": 1}
