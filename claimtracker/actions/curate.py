"""Decide on proposals, and say how claims relate."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import User
from django.utils import timezone

from claimtracker.actions.verbs import Refused, required, save_checked, verb
from claimtracker.models import (
    Claim,
    Curation,
    Recommendation,
    Relation,
    RelationKind,
    Review,
)
from claimtracker.models.statements import Statement

MODELS: tuple[type[Statement], ...] = (Claim, Recommendation)
UNREVIEWED = {
    "review": Review.NONE,
    "review_reason": "",
    "reviewed_by": None,
    "reviewed_at": None,
}


@verb
def accept(statements: Iterable[Statement], *, by: User, reason: str = "") -> int:
    """Agree that the article says this. Returns how many changed.

    A second click changes nothing. Refused when one of them was rejected meanwhile.
    """
    return _decide(statements, Curation.ACCEPTED, by, reason.strip())


@verb
def reject(statements: Iterable[Statement], *, by: User, reason: str) -> int:
    """Say that the article does not say this, and why. Returns how many changed."""
    return _decide(statements, Curation.REJECTED, by, required(reason, "a reason"))


@verb
def reopen(statements: Iterable[Statement], *, by: User, reason: str) -> int:
    """Take a decision back, whoever made it, and say why. Returns how many changed."""
    reason = required(reason, "a reason")
    count = 0
    for model, keys in by_model(statements):
        count += (
            locked(model, keys)
            .exclude(curation=Curation.PROPOSED)
            .update(
                curation=Curation.PROPOSED,
                curation_reason=reason,
                decided_by=None,
                decided_at=None,
                **UNREVIEWED,
            )
        )
    return count


@verb
def relate(claim: Claim, *, kind: str, other: Claim, by: User, note: str = "") -> Relation:
    """Say what a claim does to another: a denial points at the very claim that it denies.

    Saying it twice is saying it once. A relation that extraction proposed becomes the person's.
    """
    if kind not in RelationKind.values:
        raise Refused(f"{kind!r} is no relation; there are: {', '.join(RelationKind.values)}.")
    relation = Relation.objects.filter(claim=claim, kind=kind, other=other).first()
    relation = relation or Relation(claim=claim, kind=kind, other=other)
    relation.by, relation.note = by, note.strip() or relation.note
    save_checked(relation)
    return relation


def _decide(statements: Iterable[Statement], decision: Curation, by: User, reason: str) -> int:
    count = 0
    for model, keys in by_model(statements):
        rows = locked(model, keys)
        for row in rows:
            if row.curation not in (Curation.PROPOSED, decision):  # what another decided stands
                raise Refused(
                    f"{row.decided_by} {row.get_curation_display().lower()} "
                    f"“{row.short_quote}” already. Reopen it first to decide otherwise."
                )
        count += rows.filter(curation=Curation.PROPOSED).update(
            curation=decision,
            curation_reason=reason,
            decided_by=by,
            decided_at=timezone.now(),
            review=review_after(decision),
        )
    return count


def review_after(decision: Curation) -> Review:
    """What is accepted is ready for a second pair of eyes, where the team wants them."""
    wanted = settings.FOUR_EYES and decision == Curation.ACCEPTED
    return Review.READY if wanted else Review.NONE


def by_model(statements: Iterable[Statement]) -> list[tuple[type[Statement], list[int]]]:
    """The keys of claims and of recommendations, apart."""
    keys: dict[type[Statement], list[int]] = {model: [] for model in MODELS}
    for statement in statements:
        keys[type(statement)].append(statement.pk)
    return [(model, found) for model, found in keys.items() if found]


def locked(model: type[Statement], keys: list[int]):
    """The rows, held until the transaction ends; in order, so that two bulk jobs can't deadlock."""
    rows = model.objects.filter(pk__in=keys)
    list(rows.select_for_update().order_by("pk").values_list("pk"))
    return rows
