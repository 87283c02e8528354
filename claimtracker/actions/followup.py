"""Plan what to look at again, and say what came of it."""

import calendar
import datetime

from django.contrib.auth.models import User

from claimtracker.actions.verbs import Refused, required, save_checked, verb
from claimtracker.models import Addressee, Claim, Evidence, FollowUp
from claimtracker.models.vocabulary import OPEN_STATUSES


@verb
def schedule_follow_up(
    *,
    question: str,
    due_on: datetime.date,
    by: User,
    claim: Claim | None = None,
    addressee: Addressee | None = None,
    assignee: User | None = None,
    repeat_months: int | None = None,
) -> FollowUp:
    """Plan a check of a claim or of what an addressee did, on a day; once or every few months."""
    follow_up = FollowUp(
        claim=claim,
        addressee=addressee,
        question=required(question, "what is to be checked"),
        due_on=due_on,
        assignee=assignee,
        repeat_months=repeat_months,
    )
    save_checked(follow_up)
    return follow_up


@verb
def finish_follow_up(
    follow_up: FollowUp,
    *,
    outcome: str,
    by: User,
    on: datetime.date,
    evidence: Evidence | None = None,
) -> FollowUp | None:
    """Note what a check found. Returns the next one, where it repeats and its subject is open."""
    now = FollowUp.objects.select_for_update().get(pk=follow_up.pk)
    if now.done_on:
        raise Refused(f"{now.done_by} did this on {now.done_on} already: {now.outcome}")
    now.done_on, now.done_by = on, by
    now.outcome, now.evidence = required(outcome, "the outcome"), evidence
    save_checked(now)
    if not now.repeat_months or not _subject_is_open(now):
        return None
    following = FollowUp(
        claim=now.claim,
        addressee=now.addressee,
        question=now.question,
        assignee=now.assignee,
        due_on=_next_due(now),
        repeat_months=now.repeat_months,
        follows=now,
    )
    save_checked(following)
    return following


def _subject_is_open(follow_up: FollowUp) -> bool:
    return follow_up.addressee is None or follow_up.addressee.status in OPEN_STATUSES


def _next_due(follow_up: FollowUp) -> datetime.date:
    """Count from the first of the chain: the 31st is not worn down to the 28th by one February."""
    first = follow_up
    while first.follows is not None:
        first = first.follows
    months = follow_up.repeat_months or 0
    due, step = first.due_on, 0
    while due <= follow_up.due_on:
        step += 1
        due = add_months(first.due_on, step * months)
    return due


def add_months(day: datetime.date, months: int) -> datetime.date:
    """Return the same day of the month so many months on, or the month's last day."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return day.replace(
        year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1])
    )
