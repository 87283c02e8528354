"""What every verb has in common: one transaction, one record, refusals in plain words."""

import functools
from collections.abc import Callable
from typing import ParamSpec, TypeVar

from concurrency.exceptions import RecordModifiedError
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction

from claimtracker.models.record import on_record

P = ParamSpec("P")
R = TypeVar("R")

MAX_REASON = 10_000
"""Characters; a reason is a few sentences, not a document."""


class Refused(Exception):
    """The action breaks a rule; the message says which, and what helps."""


def verb(function: Callable[P, R]) -> Callable[P, R]:
    """Make a function a verb: atomic, and on record under its name, user and reason."""

    @functools.wraps(function)
    def run(*args, by, **kwargs):
        facts = {"user": by.pk, "action": function.__name__}
        if reason := kwargs.get("reason") or "":
            facts["reason"] = _checked(reason)
        try:
            with transaction.atomic(), on_record(**facts):
                return function(*args, by=by, **kwargs)
        except ValidationError as error:
            raise Refused(" ".join(error.messages)) from error
        except RecordModifiedError as error:
            raise Refused("Somebody else changed this meanwhile; look at it again.") from error
        except IntegrityError as error:
            raise Refused(f"The database refuses this: {_first_line(error)}") from error

    return run


def save_checked(row: models.Model) -> None:
    """Check a row against its fields and constraints, then save it."""
    row.full_clean()
    row.save()


def required(text: str, what: str) -> str:
    """Return the text without white space around it; Refused when nothing is left."""
    text = _checked(text.strip())
    if not text:
        raise Refused(f"Give {what}.")
    return text


def _checked(text: str) -> str:
    if len(text) > MAX_REASON:
        raise Refused(f"That is {len(text):,} characters long; at most {MAX_REASON:,} are kept.")
    if "\0" in text:
        raise Refused("The text contains a NUL character, which cannot be stored.")
    return text


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
