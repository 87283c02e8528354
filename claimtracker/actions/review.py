"""A second pair of eyes: approve what another accepted, or return it with a reason."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.utils import timezone

from claimtracker.actions.curate import by_model, locked
from claimtracker.actions.verbs import Refused, required, verb
from claimtracker.models import Review
from claimtracker.models.statements import Statement


@verb
def approve(statements: Iterable[Statement], *, by: User, reason: str = "") -> int:
    """Agree with what another accepted. Returns how many changed; a second click changes nothing.

    Refused on one's own work: never by who decided or edited it last.
    """
    return _review(statements, Review.APPROVED, by, reason.strip())


@verb
def send_back(statements: Iterable[Statement], *, by: User, reason: str) -> int:
    """Return statements to who accepted them, and say why. Returns how many changed."""
    return _review(statements, Review.RETURNED, by, required(reason, "a reason"))


@verb
def resubmit(statements: Iterable[Statement], *, by: User, reason: str = "") -> int:
    """Bring what was returned to review again. Returns how many changed."""
    count = 0
    for model, keys in by_model(statements):
        count += (
            locked(model, keys)
            .filter(review=Review.RETURNED)
            .update(review=Review.READY, reviewed_by=None, reviewed_at=None)
        )
    return count


def _review(statements: Iterable[Statement], outcome: Review, by: User, reason: str) -> int:
    count = 0
    for model, keys in by_model(statements):
        rows = locked(model, keys)
        for row in rows.exclude(review=outcome):
            if row.review == Review.NONE:
                raise Refused(f"“{row.short_quote}” is not up for review: it is not accepted.")
            if by in (row.decided_by, row.edited_by):
                raise Refused(
                    f"“{row.short_quote}” was decided or last edited by you; "
                    "somebody else approves it or sends it back."
                )
        count += rows.exclude(review=outcome).update(
            review=outcome, review_reason=reason, reviewed_by=by, reviewed_at=timezone.now()
        )
    return count
