"""The record: what database triggers keep of every insert, update and delete.

`recorded` marks a model whose rows are kept by django-pghistory, user and reason included.
`append_only` is the trigger of judgements, which are never changed, only followed by newer ones.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import pghistory
import pgtrigger
from django.db import models

BOOKKEEPING = {"version", "search"}


def recorded(exclude: Iterable[str] = ()) -> Callable[[type[models.Model]], type[models.Model]]:
    """Keep every insert, update and delete of the model, by database triggers.

    Fields that only keep count (`version`) or are computed (`search`) are left out, so that
    saving a row unchanged leaves no trace.
    """

    def track(model: type[models.Model]) -> type[models.Model]:
        counted = BOOKKEEPING & {field.name for field in model._meta.local_fields}
        return pghistory.track(exclude=[*exclude, *sorted(counted)])(model)

    return track


@contextmanager
def on_record(**facts: object) -> Iterator[None]:
    """Attach facts (user, action, reason, command ...) to every change made within.

    pghistory lets an inner context write into the outer one for good; here what was said of the
    one change is unsaid after it, so that no later change carries an earlier one's reason.
    """
    with pghistory.context() as context:
        before = dict(context.metadata)
        context.metadata.update(facts)
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(before)


def append_only() -> pgtrigger.Trigger:
    """Refuse UPDATE and DELETE: a judgement is corrected by a newer one."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


def counted_version() -> pgtrigger.Trigger:
    """Count every update in `version`, bulk updates and raw SQL too.

    django-concurrency compares the count on save; the database keeps it, so that no way of
    writing escapes the comparison.
    """
    return pgtrigger.Trigger(
        name="version_counts_updates",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func="NEW.version := OLD.version + 1; RETURN NEW;",
    )


def exactly_one(name: str, *fields: str) -> models.CheckConstraint:
    """Return the constraint that just one of the foreign keys is set."""
    condition = models.Q()
    for field in fields:
        others = models.Q(**{f"{other}__isnull": True for other in fields if other != field})
        condition |= models.Q(**{f"{field}__isnull": False}) & others
    return models.CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message=f"Choose exactly one of: {', '.join(fields)}.",
    )
