"""Two versions of one statement side by side: what is stored, and what a person typed meanwhile."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import models

from claimtracker.models.statements import Statement
from claimtracker.readingroom.fields import Fields

COMPARED = ("summary", "kind", "certainty", "negated", "action", "strength", "modality", "purpose",
            "assignee", "exact", "start")  # fmt: skip


@dataclass(frozen=True)
class Version:
    """One field: the value that is stored, and the one that was not saved."""

    name: str
    label: str
    theirs: str
    yours: str
    choices: list[tuple[str, str]]


def beside(now: Statement, fields: Fields) -> list[Version]:
    """Return the fields that the person sent and that differ from what is stored."""
    found = []
    for name in COMPARED:
        flag = f"{name}_asked" in fields
        if not (hasattr(now, name) and (name in fields or flag)):
            continue
        field = now._meta.get_field(name)
        stored = _shown(getattr(now, field.attname))
        typed = _shown(fields.flag(name) if flag else fields.given.get(name))
        if typed != stored:
            choices = _choices(field)
            theirs = dict(choices).get(stored, stored)
            label = str(field.verbose_name)
            found.append(Version(name, label, theirs, typed, choices))
    return found


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else ""
    return "" if value is None else str(value)


def _choices(field: models.Field) -> list[tuple[str, str]]:
    if isinstance(field, models.BooleanField):
        return [("on", "yes"), ("", "no")]
    if field.is_relation:
        people = User.objects.filter(is_staff=True, is_active=True).order_by("username")
        return [("", "nobody"), *((str(person.pk), str(person)) for person in people)]
    return list(field.choices or [])
