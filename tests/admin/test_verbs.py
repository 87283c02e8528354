"""What curators do in the admin: by POST, with a reason, told when refused, never twice."""

import datetime

import pytest

from claimtracker.models import Actor, Addressee, Claim, FollowUp, Source
from tests.admin.world import url

pytestmark = pytest.mark.django_db
ASKED = {"_answered": "1"}


@pytest.fixture
def ana(browse, analyst, rows):
    """Ana's browser, with rows to work on."""
    return browse(analyst)


def curation(claim):
    return Claim.objects.get(pk=claim.pk).curation


def said(answer):
    """The messages on the page that an answer leads to, or on itself."""
    return answer.content.decode()


def test_one_click_accepts(ana, rows):
    ana.post(url("claim", "accept", rows["claim"].pk))
    assert curation(rows["claim"]) == "accepted"


def test_looking_at_a_verb_does_nothing(ana, rows):
    for verb in ("accept", "reject", "reopen"):
        assert ana.get(url("claim", verb, rows["claim"].pk)).status_code == 200
    assert curation(rows["claim"]) == "proposed"


def test_a_verb_without_its_token_is_refused(rows, analyst):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(analyst)
    assert client.post(url("claim", "accept", rows["claim"].pk)).status_code == 403
    assert curation(rows["claim"]) == "proposed"


def test_a_second_click_is_told_and_harmless(ana, rows):
    for _ in range(2):
        answer = ana.post(url("claim", "accept", rows["claim"].pk), follow=True)
    assert "Nothing to do: accepted already." in said(answer)


def test_rejecting_needs_a_reason(ana, rows):
    assert ana.post(url("claim", "reject", rows["claim"].pk)).status_code == 200
    assert curation(rows["claim"]) == "proposed"


def test_a_refusal_is_told_and_loses_nothing_typed(ana, rows):
    ana.post(url("claim", "accept", rows["claim"].pk))
    answer = ana.post(url("claim", "reject", rows["claim"].pk), {"reason": "I typed this"})
    assert "ana accepted" in said(answer)
    assert "I typed this" in said(answer)


def test_a_decision_can_be_taken_back(ana, rows):
    ana.post(url("claim", "reject", rows["claim"].pk), {"reason": "no claim"})
    ana.post(url("claim", "reopen", rows["claim"].pk), {"reason": "it is one"})
    assert curation(rows["claim"]) == "proposed"


@pytest.mark.parametrize("model", ["claim", "recommendation"])
def test_many_are_rejected_with_one_reason(ana, rows, model):
    chosen = {"action": "reject", "_selected_action": [rows[model].pk]}
    asked = ana.post(url(model, "changelist"), chosen)
    assert 'name="reason"' in said(asked)
    answer = ana.post(url(model, "changelist"), chosen | ASKED | {"reason": "boilerplate"})
    assert answer.status_code == 302
    rows[model].refresh_from_db()
    assert (rows[model].curation, rows[model].curation_reason) == ("rejected", "boilerplate")


def test_all_rows_of_a_filter_are_accepted_at_once(ana, rows):
    everything = {"action": "accept", "_selected_action": [rows["claim"].pk], "select_across": "1"}
    ana.post(url("claim", "changelist") + "?kind__exact=prediction", everything | ASKED)
    assert (curation(rows["twin"]), curation(rows["claim"])) == ("accepted", "proposed")


def test_a_status_moves_with_date_and_reason(ana, rows):
    addressee = rows["addressee"]
    answers = {"to": "implemented", "effective_on": "2024-05-06", "reason": "it was announced"}
    ana.post(url("addressee", "move_status", addressee.pk), answers)
    now = Addressee.objects.get(pk=addressee.pk)
    assert (now.status, now.status_since) == ("implemented", datetime.date(2024, 5, 6))


def test_a_status_that_moved_meanwhile_is_not_moved_again(ana, rows):
    page = url("addressee", "move_status", rows["addressee"].pk)
    answers = {"to": "implemented", "effective_on": "2024-05-06", "reason": "x", "seen": "open"}
    assert "Somebody moved this" in said(ana.post(page, answers))


def test_an_impossible_move_is_told(ana, rows):
    page = url("addressee", "move_status", rows["addressee"].pk)
    answer = ana.post(page, {"to": "bogus", "effective_on": "2024-05-06", "reason": "x"})
    assert "not one of the available choices" in said(answer)


def test_an_addressee_is_flagged_and_unflagged(ana, rows):
    addressee = rows["addressee"]
    for verb, flagged in (("flag", True), ("unflag", False)):
        ana.post(url("addressee", verb, addressee.pk))
        addressee.refresh_from_db()
        assert addressee.priority is flagged


def test_a_follow_up_is_done_once(ana, rows):
    page = url("followup", "finish", rows["followup"].pk)
    done = {"outcome": "It shipped.", "on": "2023-02-01"}
    assert ana.post(page, done).status_code == 302
    assert "did this on" in said(ana.post(page, done))
    assert FollowUp.objects.done().get().outcome == "It shipped."


def test_a_follow_up_is_planned_from_its_claim(ana, rows, analyst):
    answers = {"question": "Is it so?", "due_on": "2027-01-01", "assignee": analyst.pk}
    ana.post(url("claim", "follow_up", rows["claim"].pk), answers)
    assert FollowUp.objects.get(question="Is it so?").claim == rows["claim"]


def test_a_follow_up_is_about_one_thing(ana, rows):
    answers = {"question": "About what?", "due_on": "2027-01-01"}
    answer = ana.post(url("followup", "add"), answers)
    assert "Choose exactly one of" in said(answer)


def test_claims_are_related_assessed_and_given_evidence(ana, rows):
    claim, twin = rows["claim"], rows["twin"]
    ana.post(url("claim", "relate", claim.pk), {"kind": "repeats", "other": twin.pk})
    ana.post(url("claim", "add_evidence", claim.pk), {"stance": "refutes", "url": "https://a.org"})
    ana.post(url("claim", "assess", claim.pk), {"credibility": "5", "rationale": "no source"})
    assert claim.relations.get().other == twin
    assert claim.evidence.first().stance == "refutes"
    assert claim.assessments.first().credibility == 5


def test_a_source_is_rated(ana, rows):
    answers = {"grade": "D", "on": "2024-01-01", "reason": "it took a thing back"}
    ana.post(url("source", "rate", rows["source"].pk), answers)
    assert Source.objects.with_reliability().get(pk=rows["source"].pk).reliability == "D"


def no_aliases(**answers):
    """An actor's form, with no row of aliases filled in."""
    return {"aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0"} | answers


def test_a_new_actor_is_filed_under_its_name(ana):
    ana.post(url("actor", "add"), no_aliases(name="Japan", kind="state"))
    assert Actor.objects.named("the japan").get().name == "Japan"


def test_a_name_that_is_taken_is_told(ana, rows):
    answer = ana.post(url("actor", "add"), no_aliases(name="ROK 0", kind="state"), follow=True)
    assert "a name of Korea 0 already" in said(answer)
    assert not Actor.objects.filter(name="ROK 0").exists()


def test_an_alias_is_added_on_the_actors_page(ana, rows):
    actor = rows["actor"]
    page = ana.get(url("actor", "change", actor.pk))
    answers = {
        "kind": actor.kind, "part_of": actor.part_of_id,
        "version": page.context["adminform"].form["version"].value(),
        "aliases-TOTAL_FORMS": "2", "aliases-INITIAL_FORMS": "1",
        "aliases-0-id": actor.aliases.get().pk, "aliases-0-actor": actor.pk,
        "aliases-1-text": "the Blue House", "aliases-1-actor": actor.pk,
    }  # fmt: skip
    assert ana.post(url("actor", "change", actor.pk), answers).status_code == 302
    assert Actor.objects.named("Blue House").get() == actor


def test_after_a_verb_one_is_back_where_one_was(ana, rows):
    was = "http://testserver" + url("claim", "changelist") + "?kind__exact=factual"
    answer = ana.post(url("claim", "accept", rows["claim"].pk), HTTP_REFERER=was)
    assert answer.url == was


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"]
)
def test_a_verb_leads_to_no_other_site(ana, rows, away):
    answer = ana.post(url("claim", "accept", rows["claim"].pk), {"next": away})
    assert answer.url == url("claim", "change", rows["claim"].pk)


def test_a_record_that_is_gone_is_told(ana):
    for key in ("999999", "abc", "1_2F2"):
        assert ana.post(url("claim", "accept", key)).status_code == 302


def test_what_another_accepted_is_approved(ana, rows, browse, reviewer):
    ana.post(url("claim", "accept", rows["claim"].pk))
    browse(reviewer).post(url("claim", "approve", rows["claim"].pk))
    assert Claim.objects.get(pk=rows["claim"].pk).review == "approved"


def test_an_analyst_approves_nothing(ana, rows):
    ana.post(url("claim", "accept", rows["claim"].pk))
    assert ana.post(url("claim", "approve", rows["claim"].pk)).status_code == 403


def test_what_a_later_import_withdrew_is_out_of_sight_but_not_gone(ana, rows):
    type(rows["twin"]).objects.filter(pk=rows["twin"].pk).update(withdrawn_by=rows["importrun"])
    counts = {
        asked: ana.get(url("claim", "changelist"), {"withdrawn": asked}).context["cl"].result_count
        for asked in ("", "only", "all")
    }
    assert counts == {"": 1, "only": 1, "all": 2}


def test_the_name_that_an_actor_is_filed_under_stays(ana, rows):
    actor = rows["actor"]
    answers = {
        "kind": actor.kind,
        "version": ana.get(url("actor", "change", actor.pk))
        .context["adminform"]
        .form["version"]
        .value(),
        "aliases-TOTAL_FORMS": "1",
        "aliases-INITIAL_FORMS": "1",
        "aliases-0-id": actor.aliases.get().pk,
        "aliases-0-actor": actor.pk,
        "aliases-0-DELETE": "on",
    }
    answer = ana.post(url("actor", "change", actor.pk), answers, follow=True)
    assert "rename it first" in said(answer)
    assert actor.aliases.count() == 1
