"""What a cell of an editable column says, checked. Each raises ValueError with the remedy."""

import datetime
from collections.abc import Callable

from django.contrib.auth import get_user_model
from django.db.models import TextChoices
from django.utils import timezone

from claimtracker.models import Actor

SEPARATOR = " | "
"""Stands between several values of a cell, as in the export."""

Parser = Callable[[str], object]


def text(cell: str) -> str:
    """Any text, none too."""
    return cell


def some_text(cell: str) -> str:
    """A text; not none."""
    if not cell.strip():
        raise ValueError("it is empty; give a text")
    return cell


def several(cell: str) -> list[str]:
    """Values parted by " | ", each once."""
    return list(dict.fromkeys(filter(None, (part.strip() for part in cell.split("|")))))


def one_of(choices: type[TextChoices]) -> Parser:
    """Return what takes a value of the choices, or its label as the pages show it."""
    known = {label.casefold(): value for value, label in choices.choices}
    known |= {value.casefold(): value for value in choices.values if value}

    def parse(cell: str) -> str:
        value = known.get(cell.strip().casefold())
        if value is None:
            offered = ", ".join(filter(None, choices.values))
            raise ValueError(f'"{cell[:40]}" is not offered; choose from {offered}')
        return value

    return parse


def yes_no(cell: str) -> bool:
    """Yes or no."""
    word = cell.strip().casefold()
    if word not in ("yes", "no", "true", "false"):
        raise ValueError(f'"{cell[:40]}" is neither yes nor no')
    return word in ("yes", "true")


def user(cell: str):
    """An active user by login name; None where the cell is empty."""
    if not cell.strip():
        return None
    found = get_user_model().objects.filter(username=cell.strip(), is_active=True).first()
    if found is None:
        raise ValueError(f'there is no active user "{cell[:40]}"; give a login name, or nothing')
    return found


def actor(cell: str) -> Actor | None:
    """An actor by name or alias; None where the cell is empty."""
    if not cell.strip():
        return None
    found = Actor.objects.named(cell).first()
    if found is None:
        raise ValueError(f'no actor goes by "{cell[:60]}"; add it first, or give another name')
    return found


def past_day(cell: str) -> datetime.date:
    """A day as ISO 8601 writes it, not in the future."""
    try:
        day = datetime.date.fromisoformat(cell.strip())
    except ValueError:
        raise ValueError(f'"{cell[:40]}" is not a date; write it as 2022-11-30') from None
    if day > timezone.localdate():
        raise ValueError(f"{day} lies in the future; enter it when it has come to be so")
    return day
