"""Read the record: what the database kept of each change, in words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth import get_user_model
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from pghistory.models import Event

NEWEST = 500
"""The most changes that a page lists of one record and of each of its parts."""
MACHINE_KEPT = {"fingerprint", "prefix", "suffix", "created_at"}
"""Follows from the other fields, or from the moment: on record, but no news."""
WORDS = {"insert": "Created", "update": "Changed", "delete": "Deleted"}
CUT = 300
"""Characters of a long value that a page shows."""

Parts = Iterable[tuple[type[models.Model], str]]


@dataclass
class Change:
    """One insert, update or delete."""

    at: datetime
    who: str
    what: str
    fields: list[tuple[str, str, str]]
    reason: str
    action: str


def events_of(model: type[models.Model]) -> type[Event]:
    """Return the table of the record that follows a model."""
    return model._meta.get_field("events").related_model


def is_recorded(model: type[models.Model]) -> bool:
    """Whether the record follows a model; what is never changed needs none."""
    return any(relation.name == "events" for relation in model._meta.related_objects)


def last_editor(row: models.Model) -> str:
    """Return who changed the row last, or "" where no person did."""
    event = events_of(type(row)).objects.filter(pgh_obj_id=row.pk).order_by("-pgh_id").first()
    return _names([event]).get(_user(event), "") if event else ""


def changes(row: models.Model, parts: Parts = ()) -> list[Change]:
    """Return what happened to a row and its parts, newest first."""
    events = list(_newest(type(row), pgh_obj_id=row.pk)) if is_recorded(type(row)) else []
    for model, key in parts:
        events += _newest(model, **{f"{key}_id": row.pk})
    names = _names(events)
    labels = _Labels(events)
    found = []
    for trail in _trails(events):
        before = None
        for event in trail:
            found.append(_change(event, before, names, labels, type(row)))
            before = event
    return sorted(found, key=lambda change: change.at, reverse=True)


def _newest(model: type[models.Model], **condition: object) -> models.QuerySet:
    return events_of(model).objects.filter(**condition).order_by("-pgh_id")[:NEWEST]


def _trails(events: Iterable[Event]) -> Iterator[list[Event]]:
    """Each row's events, oldest first."""
    rows: dict[tuple[type, int], list[Event]] = {}
    for event in sorted(events, key=lambda event: event.pgh_id):
        rows.setdefault((type(event), event.pgh_obj_id), []).append(event)
    return iter(rows.values())


def _change(
    event: Event, before: Event | None, names: dict, labels: "_Labels", subject: type
) -> Change:
    context = event.pgh_context or {}
    model = event.pgh_tracked_model
    what = WORDS[event.pgh_label]
    return Change(
        at=event.pgh_created_at,
        who=names.get(_user(event), "-"),
        what=what if model is subject else f"{model._meta.verbose_name}: {what.lower()}",
        fields=_differences(event, before, labels, subject),
        reason=context.get("reason", ""),
        action=str(context.get("action") or context.get("command") or "").replace("_", " "),
    )


def _differences(
    event: Event, before: Event | None, labels: "_Labels", subject: type
) -> list[tuple[str, str, str]]:
    """The fields that changed: name, from, to. Of an insert those that were given."""
    if event.pgh_label == "delete":
        return []
    found = []
    for field in event.pgh_tracked_model._meta.concrete_fields:
        if field.name in MACHINE_KEPT or not hasattr(event, field.attname) or field.primary_key:
            continue
        if field.related_model is subject and event.pgh_tracked_model is not subject:
            continue  # a part names the record whose page this is
        new = getattr(event, field.attname)
        old = getattr(before, field.attname) if before else None
        if (before and new != old) or (not before and new not in (None, "", [], {}, False)):
            found.append((str(field.verbose_name), labels(field, old), labels(field, new)))
    return found


class _Labels:
    """Values in words: choices by their label, keys by what they point at (a query a table)."""

    def __init__(self, events: Iterable[Event]) -> None:
        keys: dict[type[models.Model], set] = {}
        for event in events:
            for field in event.pgh_tracked_model._meta.concrete_fields:
                if field.is_relation and hasattr(event, field.attname):
                    keys.setdefault(field.related_model, set()).add(getattr(event, field.attname))
        self.rows = {model: _known(model, found - {None}) for model, found in keys.items()}

    def __call__(self, field: models.Field, value: object) -> str:
        if value in (None, "", [], {}):
            return "-"
        if isinstance(value, datetime):
            return date_format(timezone.localtime(value), "DATETIME_FORMAT")
        if field.is_relation:
            value = self.rows[field.related_model].get(value, f"number {value}, since deleted")
        if field.choices:
            value = dict(field.flatchoices).get(value, value)
        text = str(value)
        return text if len(text) <= CUT else f"{text[:CUT]}…"


def _known(model: type[models.Model], keys: set) -> dict:
    rows = model._base_manager.filter(pk__in=keys)
    return rows.select_related("actor").in_bulk() if hasattr(model, "actor") else rows.in_bulk()


def _user(event: Event) -> object:
    return (event.pgh_context or {}).get("user")


def _names(events: Iterable[Event]) -> dict:
    """The names of those who did it, one query for all."""
    model = get_user_model()
    keys = {_user(event) for event in events} - {None}
    people = model.objects.filter(pk__in=[key for key in keys if isinstance(key, int)])
    return {person.pk: person.get_full_name() or person.get_username() for person in people}
