"""Deciding: once, by whoever may, on the version that was seen; and what is refused, in words."""

import json
import sys

import pytest

from claimtracker.models import Claim, FollowUp, Recommendation, Relation, Section
from tests import factories
from tests.readingroom.conftest import address

TEXT = "“Wörld” says: e\u0301clair 😀 costs more.\r\nשלום עולם today.\rEnd"


def test_accepting_takes_one_post(send, analyst, claim):
    answer = send(analyst, claim, "accept", version=claim.version)
    claim.refresh_from_db()
    assert answer.json()["said"] == "Accepted."
    assert (claim.curation, claim.decided_by) == ("accepted", analyst)


def test_a_double_click_is_one_decision(send, analyst, claim):
    for _ in range(2):
        answer = send(analyst, claim, "accept", version=claim.version)
    assert answer.status_code == 200
    assert answer.json()["said"] == "Accepted already."
    assert claim.events.filter(pgh_label="update").count() == 1


def test_the_second_is_told_who_was_first(send, analyst, reviewer, claim):
    send(analyst, claim, "accept")
    assert send(reviewer, claim, "accept").json()["said"] == ("ana accepted this already.")
    answer = send(reviewer, claim, "reject", reason="no")
    assert answer.status_code == 409
    assert "ana accepted “Russia buys shells.” already" in answer.json()["error"]


def test_rejecting_needs_a_reason_that_reaches_the_record(send, analyst, claim):
    assert send(analyst, claim, "reject", reason=" ").status_code == 409
    send(analyst, claim, "reject", reason="a guess")
    assert claim.events.last().pgh_context["reason"] == "a guess"


def test_an_outdated_edit_is_refused_and_loses_neither_version(send, analyst, reviewer, claim):
    seen = claim.version
    send(reviewer, claim, "edit", version=seen, summary="theirs")
    answer = send(analyst, claim, "edit", version=seen, summary="mine")
    assert answer.status_code == 409
    assert "rui changed this meanwhile" in answer.json()["error"]
    assert "theirs" in answer.json()["panel"]
    assert "mine" in answer.json()["panel"]
    claim.refresh_from_db()
    assert claim.summary == "theirs"


def test_without_the_version_check_an_edit_would_be_lost(
    send, analyst, reviewer, claim, monkeypatch
):
    """The control: it is the check that saves the first edit, nothing else."""
    module = sys.modules["claimtracker.actions.edit"]  # its name in the package is the verb

    def unchecked(statement):
        return type(statement).objects.get(pk=statement.pk)

    monkeypatch.setattr(module, "_seen", unchecked)
    seen = claim.version
    send(reviewer, claim, "edit", version=seen, summary="theirs")
    assert send(analyst, claim, "edit", version=seen, summary="mine").status_code == 200
    claim.refresh_from_db()
    assert claim.summary == "mine"


def test_nobody_decides_on_words_that_were_changed_meanwhile(send, analyst, reviewer, claim):
    seen = claim.version
    send(reviewer, claim, "edit", version=seen, summary="other words")
    answer = send(analyst, claim, "accept", version=seen)
    assert answer.status_code == 409
    claim.refresh_from_db()
    assert claim.curation == "proposed"


def test_every_field_of_both_kinds_is_edited_in_place(send, analyst, claim, recommendation):
    send(analyst, claim, "edit", version=claim.version, kind="prediction",
         certainty="possible", negated_asked="1", negated="on", assignee=analyst.pk)  # fmt: skip
    send(analyst, recommendation, "edit", strength="must",
         version=recommendation.version, action="send its own", purpose="to help")  # fmt: skip
    claim.refresh_from_db()
    recommendation.refresh_from_db()
    assert (claim.kind, claim.certainty, claim.negated, claim.assignee) == (
        "prediction", "possible", True, analyst,
    )  # fmt: skip
    assert (recommendation.strength, recommendation.purpose) == ("must", "to help")


def test_undo_takes_the_last_step_back(send, analyst, article, claim):
    send(analyst, claim, "accept")
    answer = send(analyst, article, "undo")
    assert "is proposed again" in answer.json()["said"]
    assert send(analyst, article, "undo").status_code == 409


def test_an_undo_sent_again_undoes_one_step(send, analyst, article, claim, recommendation):
    send(analyst, claim, "accept")
    send(analyst, recommendation, "accept")
    for _ in range(2):
        answer = send(analyst, article, "undo", **{"token": "the same request"})
    assert answer.status_code == 200
    left = Claim.objects.accepted().count() + Recommendation.objects.accepted().count()
    assert left == 1


@pytest.mark.parametrize(
    "exact", ["“Wörld”", "e\u0301clair", "😀 costs", "more.\r\nשלום", "עולם today.\rEnd"]
)
def test_selected_words_are_kept_to_the_code_point(send, analyst, exact):
    article = factories.make_article(TEXT)
    start = TEXT.index(exact)
    answer = send(analyst, article, "add/claim", start=start, exact=exact, kind="factual")
    claim = Claim.objects.get()
    assert answer.status_code == 200
    assert (claim.start, claim.end) == (start, start + len(exact))
    assert article.text[claim.start : claim.end] == claim.exact == exact


def test_adding_twice_adds_once(send, analyst, article):
    for _ in range(2):
        send(analyst, article, "add/recommendation", start=0, exact="Russia", strength="must")
    assert Recommendation.objects.filter(exact="Russia").count() == 1


def test_offsets_that_do_not_fit_the_words_are_refused(send, analyst, article, claim):
    for start in (1, 5000, 2**31 - 1):
        answer = send(analyst, article, "add/claim", start=start, exact="Russia", kind="factual")
        assert answer.status_code == 409
        answer = send(analyst, claim, "span", start=start, exact="Russia",
                      version=claim.version)  # fmt: skip
        assert answer.status_code == 409
    assert Claim.objects.count() == 1


def test_a_quote_moves_to_other_words(send, analyst, claim):
    send(analyst, claim, "span", start=7, exact="buys shells",
         version=claim.version)  # fmt: skip
    claim.refresh_from_db()
    assert (claim.exact, claim.start) == ("buys shells", 7)


def test_a_denial_points_at_its_claim(send, analyst, article, claim):
    other = factories.make_claim(article, "Nobody knows how many.")
    send(analyst, claim, "relate", kind="denies", other=other.pk)
    assert Relation.objects.get().other == other


def test_a_follow_up_is_planned_with_an_addressee_of_the_recommendation(
    send, analyst, recommendation
):
    addressee = factories.make_addressee(recommendation)
    fields = {"question": "Sent?", "due_on": "2027-01-01", "repeat_months": "6"}
    assert send(analyst, recommendation, "follow-up", addressee=999, **fields).status_code == 400
    fields["addressee"] = addressee.pk
    assert send(analyst, recommendation, "follow-up", **fields).status_code == 200
    assert FollowUp.objects.get().repeat_months == 6


def test_many_are_decided_with_their_count_and_one_undo(send, client, analyst, article, claim):
    factories.make_claim(article, "Nobody knows how many.", score=0.9)
    client.force_login(analyst)
    asked = client.get(f"/articles/{article.pk}/many/?decision=accept&rule=test&score=0.8")
    assert "Accept 1 proposal?" in asked.content.decode()
    fields = {"decision": "accept", "rule": "test", "score": "0.5", "reason": "looked at them"}
    assert send(analyst, article, "many", count=7, **fields).status_code == 409
    assert send(analyst, article, "many", count=3, **fields).json()["said"] == "3 accepted."
    assert Claim.objects.accepted().count() == 2
    assert len(send(analyst, article, "undo").json()["statements"]) == 3


def test_what_waits_in_a_section_is_rejected_with_a_reason(send, analyst, article, claim):
    section = Section.objects.create(article=article, kind="body", label="A1", start=0, end=20)
    Claim.objects.filter(pk=claim.pk).update(section=section)
    fields = {"decision": "reject", "section": section.pk, "count": 1}
    assert send(analyst, article, "many", **fields).status_code == 409
    send(analyst, article, "many", reason="only background", **fields)
    claim.refresh_from_db()
    assert (claim.curation, claim.curation_reason) == ("rejected", "only background")
    assert Recommendation.objects.get().curation == "proposed"


def test_another_than_who_decided_approves(send, analyst, reviewer, claim):
    send(analyst, claim, "accept")
    assert send(analyst, claim, "approve").status_code == 403
    assert send(reviewer, claim, "send-back", reason="whose?").status_code == 200
    assert send(analyst, claim, "resubmit").status_code == 200
    assert send(reviewer, claim, "approve").json()["said"] == "Approved."


@pytest.mark.parametrize(
    "to",
    ["claim/{}/accept", "claim/{}/edit", "claim/{}/span", "claim/{}/relate", "claim/{}/note",
     "claim/{}/follow-up", "claim/{}/evidence", "claim/{}/approve", "add/claim", "undo", "many"],
)  # fmt: skip
def test_a_viewer_changes_nothing(send, viewer, article, claim, to):
    assert send(viewer, article, to.format(claim.pk)).status_code == 403


def test_who_is_not_logged_in_is_told_so(client, article, claim):
    answer = client.post(
        f"/articles/{article.pk}/claim/{claim.pk}/accept/", "{}", content_type="application/json"
    )
    assert answer.status_code == 401


def test_a_post_without_its_token_is_refused(article, claim, analyst):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(analyst)
    answer = strict.post(f"/articles/{article.pk}/claim/{claim.pk}/accept/")
    assert answer.status_code == 403


def test_a_get_decides_nothing(client, analyst, article, claim):
    client.force_login(analyst)
    assert client.get(f"/articles/{article.pk}/claim/{claim.pk}/accept/").status_code == 405


def test_a_statement_of_another_article_is_not_there(send, analyst, claim):
    other = factories.make_article("Another text.")
    assert send(analyst, other, f"claim/{claim.pk}/accept").status_code == 404


def test_an_article_purged_meanwhile_is_told_in_plain_words(send, analyst, article, claim):
    number = claim.pk
    article.pk = 999
    answer = send(analyst, article, f"claim/{number}/accept")
    assert answer.status_code == 404
    assert "deleted meanwhile" in answer.json()["error"]


BAD = [
    ("claim/{}/accept", {"version": "x"}, 400),
    ("claim/{}/accept", {"version": True}, 400),
    ("claim/{}/accept", {"version": 10**40}, 400),
    ("claim/{}/accept", {"reason": ["a"]}, 400),
    ("claim/{}/accept", {"reason": {"a": 1}}, 400),
    ("claim/{}/reject", {"reason": "x" * 100_000}, 409),
    ("claim/{}/reject", {"reason": "a\0b"}, 400),
    ("claim/{}/reject", {"reason": "\ud800"}, 400),
    ("claim/{}/edit", {"summary": "x"}, 400),
    ("claim/{}/edit", {"summary": "x" * 100_000, "version": 1}, 400),
    ("claim/{}/edit", {"kind": "rumour", "version": 1}, 400),
    ("claim/{}/edit", {"summary_asked": "1", "kind_asked": "1", "version": 1}, 400),
    ("claim/{}/edit", {"assignee": 999, "version": 1}, 400),
    ("claim/{}/span", {"start": -1, "exact": "x", "version": 1}, 400),
    ("claim/{}/span", {"start": 0, "exact": "", "version": 1}, 409),
    ("claim/{}/relate", {"kind": "denies", "other": 999}, 400),
    ("claim/{}/relate", {"kind": "denies", "other": None}, 400),
    ("claim/{}/follow-up", {"question": "x", "due_on": "tomorrow"}, 400),
    ("claim/{}/follow-up", {"question": "x", "due_on": "2027-01-01", "repeat_months": 5}, 400),
    ("claim/{}/evidence", {"stance": "supports", "url": "javascript:alert(1)"}, 409),
    ("claim/{}/dance", {}, 404),
    ("claim/999999/accept", {}, 404),
    (f"claim/{10**30}/accept", {}, 404),
    ("add/claim", {"start": 0, "exact": "Russia", "kind": 3}, 400),
    ("add/claim", {"start": "0x", "exact": "Russia", "kind": "factual"}, 400),
    ("add/claim", {"start": 0, "exact": "Rus\0sia", "kind": "factual"}, 400),
    ("add/claim", {"start": 0, "exact": "  ", "kind": "factual"}, 409),
    ("many", {"decision": "accept", "count": 1}, 400),
    ("many", {"decision": "burn", "rule": "test", "count": 1}, 400),
    ("many", {"decision": "accept", "rule": "test", "score": "nan", "count": 1}, 400),
    ("many", {"decision": "reject", "section": 10**12, "count": 1}, 400),
]


@pytest.mark.parametrize("bad", BAD)
def test_bad_input_is_told_in_words(send, analyst, article, claim, bad):
    to, fields, status = bad
    answer = send(analyst, article, to.format(claim.pk), json.dumps(fields))
    assert answer.status_code == status
    assert answer.json()["error"]
    claim.refresh_from_db()
    assert claim.curation == "proposed"


@pytest.mark.parametrize("body", ["{", "[]", "3", '"x"', "null", "[" * 5000, b"\xff"])
def test_what_is_no_json_object_is_told_in_words(send, analyst, claim, body):
    answer = send(analyst, claim, "accept", body)
    assert answer.status_code == 400
    assert answer.json()["error"]


def test_without_script_a_form_decides_and_goes_on_to_the_next(
    client, analyst, article, claim, recommendation
):
    client.force_login(analyst)
    answer = client.post(
        f"/articles/{article.pk}/claim/{claim.pk}/accept/", {"version": claim.version}
    )
    at = f"recommendation-{recommendation.pk}"
    assert answer.status_code == 302
    assert answer["Location"] == f"/articles/{article.pk}/?at={at}#{at}"
    assert "Accepted." in client.get(answer["Location"]).content.decode()


def test_without_script_a_conflict_shows_both_versions_too(send, client, analyst, reviewer, claim):
    seen = claim.version
    send(reviewer, claim, "edit", version=seen, summary="theirs")
    client.force_login(analyst)
    answer = client.post(address(claim, "edit"), {"version": seen, "summary": "mine"})
    assert answer.status_code == 409
    assert {"theirs", "mine"} <= set(answer.content.decode().replace("<", ">").split(">"))
