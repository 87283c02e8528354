"""A follow-up is done with an outcome, and the next one falls on the right day."""

import datetime

import pytest

from claimtracker import actions
from claimtracker.actions.followup import add_months
from tests.factories import make_addressee, make_claim, move

pytestmark = pytest.mark.django_db


def schedule(by, due="2023-05-01", **fields):
    subject = {} if "claim" in fields or "addressee" in fields else {"addressee": make_addressee()}
    return actions.schedule_follow_up(
        question="Were shells sent?",
        due_on=datetime.date.fromisoformat(due),
        by=by,
        **subject,
        **fields,
    )


def finish(follow_up, by):
    return actions.finish_follow_up(follow_up, outcome="Not yet.", by=by, on=follow_up.due_on)


def test_one_that_does_not_repeat_has_no_next(analyst):
    assert finish(schedule(analyst), analyst) is None


def test_one_that_repeats_schedules_the_next(analyst):
    following = finish(schedule(analyst, repeat_months=6, assignee=analyst), analyst)
    assert following.due_on == datetime.date(2023, 11, 1)
    assert following.assignee == analyst


def test_the_last_day_of_a_month_is_not_worn_down(analyst):
    follow_up, days = schedule(analyst, "2023-01-31", repeat_months=1), []
    for _ in range(3):
        follow_up = finish(follow_up, analyst)
        days.append(str(follow_up.due_on))
    assert days == ["2023-02-28", "2023-03-31", "2023-04-30"]


def test_a_leap_day_comes_back_in_the_next_leap_year():
    assert add_months(datetime.date(2024, 2, 29), 12) == datetime.date(2025, 2, 28)
    assert add_months(datetime.date(2024, 2, 29), 48) == datetime.date(2028, 2, 29)


def test_it_repeats_until_its_addressee_is_closed(analyst):
    addressee = make_addressee()
    follow_up = schedule(analyst, addressee=addressee, repeat_months=1)
    move(addressee, "implemented", analyst)
    assert finish(follow_up, analyst) is None


def test_it_is_done_only_once(analyst, reviewer):
    follow_up = schedule(analyst)
    finish(follow_up, analyst)
    with pytest.raises(actions.Refused, match="ana did this on 2023-05-01 already: Not yet."):
        finish(follow_up, reviewer)


def test_it_needs_an_outcome(analyst):
    with pytest.raises(actions.Refused, match="Give the outcome"):
        actions.finish_follow_up(
            schedule(analyst), outcome=" ", by=analyst, on=datetime.date(2023, 5, 1)
        )


def test_it_is_about_one_thing(analyst):
    with pytest.raises(actions.Refused, match="Choose exactly one of: claim, addressee"):
        schedule(analyst, claim=make_claim(), addressee=make_addressee(make_other()))


def make_other():
    from tests.factories import make_article, make_recommendation

    text = "Moscow should stop."
    return make_recommendation(make_article(text), text)
