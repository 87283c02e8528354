"""What rules refuse, in words for the person at the screen: a message, never a 500."""

from functools import cache

from concurrency.exceptions import RecordModifiedError
from django.apps import apps
from django.db import Error, IntegrityError, InternalError, ProgrammingError

from claimtracker.actions import Refused

RAISED_BY_TRIGGER = "P0001"
REFUSALS = (Refused, RecordModifiedError, IntegrityError, InternalError, ProgrammingError)


def plain(error: Exception) -> str:
    """Return the refusal in plain words; a fault that is none of our rules is raised again."""
    if isinstance(error, RecordModifiedError):
        return "Somebody else changed this meanwhile; look at it again."
    if not isinstance(error, Error):
        return str(error)
    cause = getattr(error.__cause__, "diag", None)
    by_trigger = getattr(cause, "sqlstate", None) == RAISED_BY_TRIGGER
    if cause is None or not (by_trigger or isinstance(error, IntegrityError)):
        raise error
    said = _messages().get(cause.constraint_name) or cause.message_primary
    return f"Nothing was changed: {said.removeprefix('pgtrigger: ')}"


@cache
def _messages() -> dict[str, str]:
    """What each constraint says when it is violated, where we gave it words."""
    return {
        constraint.name: str(constraint.violation_error_message)
        for model in apps.get_app_config("claimtracker").get_models()
        for constraint in model._meta.constraints
        if constraint.violation_error_message != constraint.default_violation_error_message
    }
