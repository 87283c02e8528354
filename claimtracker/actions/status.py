"""Say what became of a recommendation, addressee by addressee."""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils import timezone

from claimtracker.actions.verbs import Refused, required, save_checked, verb
from claimtracker.models import Addressee, Evidence, Status, StatusChange
from claimtracker.models.vocabulary import STATUS_MOVES, Position


@verb
def move_status(
    addressee: Addressee,
    *,
    to: str,
    reason: str,
    effective_on: datetime.date,
    by: User,
    evidence: Evidence | None = None,
) -> StatusChange:
    """Move an addressee's status from what the caller saw to `to`.

    `effective_on` is the day it came to be so, not the day of entry; it can't lie in the future.
    """
    now = Addressee.objects.select_for_update().get(pk=addressee.pk)
    if now.status != addressee.status:
        raise Refused(
            f"Somebody moved this to “{now.get_status_display()}” meanwhile; look at it again."
        )
    _check_move(now.status, to)
    if effective_on > timezone.localdate():
        raise Refused("The effective date lies in the future; enter it when it has come to be so.")
    change = StatusChange(
        addressee=now,
        from_status=now.status,
        to_status=to,
        effective_on=effective_on,
        reason=required(reason, "the reason for this move"),
        evidence=evidence,
        by=by,
    )
    save_checked(change)
    addressee.refresh_from_db()
    return change


@verb
def set_position(
    addressees: Iterable[Addressee], *, position: str, by: User, reason: str = ""
) -> int:
    """Note whether the addressees agreed. Returns how many changed."""
    if position not in Position.values:
        raise Refused(f"{position!r} is no position; there are: {', '.join(Position.values)}.")
    return _set(addressees, position=position)


@verb
def set_priority(
    addressees: Iterable[Addressee], *, priority: bool, by: User, reason: str = ""
) -> int:
    """Flag the addressees as priority, or no longer. Returns how many changed."""
    return _set(addressees, priority=priority)


def _set(addressees: Iterable[Addressee], **field) -> int:
    rows = Addressee.objects.filter(pk__in=[addressee.pk for addressee in addressees])
    return rows.exclude(**field).update(**field)


def _check_move(old: str, new: str) -> None:
    if new not in Status.values:
        raise Refused(f"{new!r} is no status; there are: {', '.join(Status.values)}.")
    allowed = STATUS_MOVES[Status(old)]
    if new not in allowed:
        raise Refused(
            f"“{Status(old).label}” cannot become “{Status(new).label}”. "
            f"From here it can become: {', '.join(status.label for status in allowed)}."
        )
