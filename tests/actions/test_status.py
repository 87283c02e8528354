"""A status moves by the transition table, with reason and effective date."""

import datetime

import pytest
from django.utils import timezone

from claimtracker import actions
from claimtracker.models import Addressee
from tests.factories import make_addressee

pytestmark = pytest.mark.django_db
DAY = datetime.date(2023, 3, 1)


def test_a_move_keeps_its_reason_and_effective_date(analyst):
    addressee = make_addressee()
    change = actions.move_status(
        addressee, to="implemented", reason="It sent shells.", effective_on=DAY, by=analyst
    )
    assert (addressee.status, addressee.status_since) == ("implemented", DAY)
    assert (change.reason, change.by) == ("It sent shells.", analyst)


def test_an_illegal_move_says_what_is_possible(analyst):
    addressee = make_addressee()
    actions.move_status(addressee, to="implemented", reason="Done.", effective_on=DAY, by=analyst)
    with pytest.raises(actions.Refused, match="From here it can become: Open, Open - Partially"):
        actions.move_status(
            addressee, to="not_implemented", reason="No.", effective_on=DAY, by=analyst
        )


def test_two_people_do_not_move_the_same_status_twice(analyst, reviewer):
    addressee = make_addressee()
    seen_earlier = Addressee.objects.get(pk=addressee.pk)
    actions.move_status(addressee, to="implemented", reason="Done.", effective_on=DAY, by=analyst)
    with pytest.raises(actions.Refused, match="moved this to “Closed - Implemented” meanwhile"):
        actions.move_status(
            seen_earlier, to="not_implemented", reason="No.", effective_on=DAY, by=reviewer
        )


def test_the_future_is_not_entered_in_advance(analyst):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(actions.Refused, match="lies in the future"):
        actions.move_status(
            make_addressee(), to="implemented", reason="Soon.", effective_on=tomorrow, by=analyst
        )


def test_a_status_that_is_none_is_refused(analyst):
    with pytest.raises(actions.Refused, match="'done' is no status"):
        actions.move_status(
            make_addressee(), to="done", reason="Done.", effective_on=DAY, by=analyst
        )


def test_priority_and_position_are_set_with_a_reason(analyst):
    addressee = make_addressee()
    assert actions.set_priority([addressee], priority=True, reason="war", by=analyst) == 1
    assert actions.set_position([addressee], position="agreed", by=analyst) == 1
    assert actions.set_position([addressee], position="agreed", by=analyst) == 0
