"""One's last step is taken back, and the one before it; never another's."""

import pytest

from claimtracker import actions
from claimtracker.models import Claim
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db


def now(claim):
    return Claim.objects.get(pk=claim.pk)


def test_a_decision_is_undone(analyst):
    claim = make_claim()
    actions.accept([claim], by=analyst)
    assert actions.undo(claim.article, by=analyst) == [claim]
    assert (now(claim).curation, now(claim).decided_by, now(claim).review) == ("proposed", None, "")


def test_steps_are_undone_one_by_one(analyst):
    claim = make_claim()
    actions.accept([claim], by=analyst)
    actions.edit(now(claim), summary="New.", by=analyst)
    actions.undo(claim.article, by=analyst)
    assert (now(claim).summary, now(claim).curation) == ("", "accepted")
    actions.undo(claim.article, by=analyst)
    assert now(claim).curation == "proposed"
    with pytest.raises(actions.Refused, match="nothing of yours to undo"):
        actions.undo(claim.article, by=analyst)


def test_a_bulk_step_is_undone_whole(analyst):
    article = make_article()
    claims = [make_claim(article), make_claim(article, "Nobody knows how many.")]
    actions.accept(claims, by=analyst)
    assert len(actions.undo(article, by=analyst)) == 2
    assert Claim.objects.proposed().count() == 2


def test_another_persons_step_is_not_mine_to_undo(analyst, reviewer):
    claim = make_claim()
    actions.accept([claim], by=analyst)
    with pytest.raises(actions.Refused, match="nothing of yours"):
        actions.undo(claim.article, by=reviewer)


def test_what_another_changed_since_is_not_overrun(analyst, reviewer):
    claim = make_claim()
    actions.accept([claim], by=analyst)
    actions.edit(now(claim), summary="New.", by=reviewer)
    with pytest.raises(actions.Refused, match="was changed by rui since"):
        actions.undo(claim.article, by=analyst)


def test_step_and_undoing_stay_on_record(analyst):
    claim = make_claim()
    actions.accept([claim], by=analyst)
    actions.undo(claim.article, by=analyst)
    done = claim.events.order_by("pgh_id").values_list("pgh_context__action", flat=True)
    assert list(done) == [None, "accept", "undo"]
