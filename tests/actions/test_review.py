"""A second person approves, never one's own work."""

import pytest

from claimtracker import actions
from claimtracker.models import Claim
from tests.factories import make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def accepted(analyst):
    """A claim that Ana accepted."""
    claim = make_claim()
    actions.accept([claim], by=analyst)
    return claim


def state(claim):
    claim.refresh_from_db()
    return claim.review


def test_what_is_accepted_is_ready_for_review(accepted):
    assert state(accepted) == "ready"


def test_a_team_of_one_needs_no_review(analyst, settings):
    settings.FOUR_EYES = False
    claim = make_claim()
    actions.accept([claim], by=analyst)
    assert state(claim) == ""
    assert list(Claim.objects.approved()) == [claim]


def test_another_approves(accepted, reviewer):
    assert not Claim.objects.approved().exists()
    assert actions.approve([accepted], by=reviewer) == 1
    assert Claim.objects.approved().get() == accepted


def test_nobody_approves_what_they_decided(accepted, analyst):
    with pytest.raises(actions.Refused, match="decided or last edited by you"):
        actions.approve([accepted], by=analyst)


def test_nobody_approves_what_they_edited(accepted, reviewer):
    accepted.refresh_from_db()
    actions.edit(accepted, summary="Mine.", by=reviewer)
    with pytest.raises(actions.Refused, match="decided or last edited by you"):
        actions.approve([accepted], by=reviewer)


def test_an_edit_after_approval_is_ready_again(accepted, reviewer, analyst):
    actions.approve([accepted], by=reviewer)
    accepted.refresh_from_db()
    actions.edit(accepted, summary="New words.", by=analyst)
    assert state(accepted) == "ready"


def test_what_is_sent_back_has_a_reason_and_comes_again(accepted, reviewer, analyst):
    actions.send_back([accepted], reason="Who says so?", by=reviewer)
    assert (state(accepted), accepted.review_reason) == ("returned", "Who says so?")
    actions.resubmit([accepted], by=analyst)
    assert state(accepted) == "ready"


def test_a_proposal_is_not_up_for_review(reviewer):
    with pytest.raises(actions.Refused, match="it is not accepted"):
        actions.approve([make_claim()], by=reviewer)
