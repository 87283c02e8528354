"""Decisions are a person's, once, with reason; what somebody else decided is not overrun."""

import pytest

from claimtracker import actions
from claimtracker.models import Claim, Relation
from tests.factories import make_article, make_claim, make_recommendation

pytestmark = pytest.mark.django_db


def test_accepting_says_who_and_when(analyst):
    claim = make_claim()
    assert actions.accept([claim], by=analyst) == 1
    claim.refresh_from_db()
    assert (claim.curation, claim.decided_by) == ("accepted", analyst)
    assert claim.decided_at is not None


def test_claims_and_recommendations_are_decided_together(analyst):
    article = make_article()
    both = [make_claim(article), make_recommendation(article)]
    assert actions.accept(both, by=analyst) == 2


def test_a_second_click_changes_nothing(analyst, reviewer):
    claim = make_claim()
    actions.accept([claim], by=analyst)
    assert actions.accept([claim], by=reviewer) == 0
    claim.refresh_from_db()
    assert claim.decided_by == analyst


def test_rejecting_needs_a_reason(analyst):
    with pytest.raises(actions.Refused, match="Give a reason"):
        actions.reject([make_claim()], reason="  ", by=analyst)


def test_what_another_decided_is_not_overrun(analyst, reviewer):
    claim = make_claim()
    actions.accept([claim], by=analyst)
    with pytest.raises(actions.Refused, match="ana accepted “Russia buys shells.” already"):
        actions.reject([claim], reason="no", by=reviewer)


def test_one_refusal_leaves_nothing_half_done(analyst):
    article = make_article()
    first, second = make_claim(article), make_claim(article, "Nobody knows how many.")
    actions.reject([first], reason="no", by=analyst)
    with pytest.raises(actions.Refused):
        actions.accept([second, first], by=analyst)
    assert Claim.objects.get(pk=second.pk).curation == "proposed"


def test_a_decision_can_be_taken_back(analyst, reviewer):
    claim = make_claim()
    actions.reject([claim], reason="no", by=analyst)
    actions.reopen([claim], reason="a second look", by=reviewer)
    claim.refresh_from_db()
    assert (claim.curation, claim.decided_by) == ("proposed", None)


def test_a_decision_is_on_record_with_its_reason(analyst):
    claim = make_claim()
    actions.reject([claim], reason="it is a question", by=analyst)
    assert claim.events.latest("pgh_id").pgh_context == {
        "user": analyst.pk,
        "action": "reject",
        "reason": "it is a question",
    }


def test_saying_a_relation_twice_is_saying_it_once(analyst):
    article = make_article()
    claim, other = make_claim(article), make_claim(article, "Nobody knows how many.")
    for _ in range(2):
        actions.relate(claim, kind="disputes", other=other, by=analyst)
    assert Relation.objects.count() == 1


def test_a_claim_does_not_relate_to_itself(analyst):
    claim = make_claim()
    with pytest.raises(actions.Refused, match="cannot relate to itself"):
        actions.relate(claim, kind="denies", other=claim, by=analyst)


@pytest.mark.parametrize(
    ("reason", "message"), [("x" * 100_000, "100,000 characters long"), ("a\0b", "NUL")]
)
def test_a_reason_that_is_none_is_refused(reason, message, analyst):
    with pytest.raises(actions.Refused, match=message):
        actions.reject([make_claim()], reason=reason, by=analyst)
