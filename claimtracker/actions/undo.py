"""Take one's last step back. The step and its undoing both stay on record."""

import datetime
import uuid

from django.contrib.auth.models import User
from django.utils import timezone

from claimtracker.actions.verbs import Refused, verb
from claimtracker.models import Article, Claim, Recommendation
from claimtracker.models.record import on_record
from claimtracker.models.statements import Statement

UNDOABLE = ("accept", "reject", "reopen", "edit", "move_span", "approve", "send_back", "resubmit")
WITHIN = datetime.timedelta(hours=8)
"""One session's length: what is older is changed anew, with a reason."""
MODELS = (Claim, Recommendation)


@verb
def undo(article: Article, *, by: User) -> list[Statement]:
    """Put back what the user's last step on this article changed; returns the statements.

    A step is all that one request changed. Refused where there is none, or where somebody
    changed one of its statements since.
    """
    undone = _undone(article)
    step = _last_step(article, by, undone)
    if step is None:
        raise Refused("There is nothing of yours to undo here.")
    with on_record(undoes=str(step)):
        return [
            _put_back(model, key, step, undone)
            for model in MODELS
            for key in _events(model, article).filter(pgh_context_id=step)
            .order_by().values_list("pgh_obj_id", flat=True).distinct()
        ]  # fmt: skip


def _events(model: type[Statement], article: Article):
    return model.events.rel.related_model.objects.filter(article=article)


def _undone(article: Article) -> set[uuid.UUID]:
    """Steps that were taken back, and the steps that took them back: together they are nothing."""
    gone = set()
    for model in MODELS:
        rows = _events(model, article).filter(pgh_context__action="undo")
        for context_id, undoes in rows.values_list("pgh_context_id", "pgh_context__undoes"):
            gone |= {context_id, uuid.UUID(undoes)}
    return gone


def _last_step(article: Article, by: User, undone: set[uuid.UUID]) -> uuid.UUID | None:
    latest = []
    for model in MODELS:
        steps = _events(model, article).filter(
            pgh_label="update",
            pgh_context__user=by.pk,
            pgh_context__action__in=UNDOABLE,
            pgh_created_at__gte=timezone.now() - WITHIN,
        )
        steps = steps.exclude(pgh_context_id__in=undone).order_by("-pgh_created_at", "-pgh_id")
        latest += steps.values_list("pgh_created_at", "pgh_context_id")[:1]
    return max(latest)[1] if latest else None


def _put_back(
    model: type[Statement], key: int, step: uuid.UUID, undone: set[uuid.UUID]
) -> Statement:
    """Restore one statement to what it was before the step."""
    row = model.objects.select_for_update().get(pk=key)
    events = model.events.rel.related_model.objects.filter(pgh_obj_id=key)
    first = events.filter(pgh_context_id=step).earliest("pgh_id")
    since = events.filter(pgh_id__gt=first.pgh_id).exclude(pgh_context_id=step)
    if other := since.exclude(pgh_context_id__in=undone).order_by("-pgh_id").first():
        who = User.objects.filter(pk=(other.pgh_context or {}).get("user")).first() or "an import"
        raise Refused(f"“{row.short_quote}” was changed by {who} since; look at it again.")
    before = events.filter(pgh_id__lt=first.pgh_id).latest("pgh_id")
    kept = {field.attname for field in before._meta.concrete_fields}
    for field in model._meta.concrete_fields:
        if field.attname in kept and field.attname != "id":
            setattr(row, field.attname, getattr(before, field.attname))
    row.save()
    return row
