"""The curators' verbs: keyword-only, `by=` the user, atomic, on record with their reason.

Each raises `Refused`, in words for the person at the screen, and then has changed nothing.
"""

from claimtracker.actions.actors import add_alias, file_actor, rename_actor
from claimtracker.actions.curate import accept, reject, relate, reopen
from claimtracker.actions.followup import finish_follow_up, schedule_follow_up
from claimtracker.actions.judge import add_evidence, add_note, assess, rate_source
from claimtracker.actions.status import move_status, set_position, set_priority
from claimtracker.actions.verbs import Refused

__all__ = [
    "Refused",
    "accept",
    "add_alias",
    "add_evidence",
    "add_note",
    "assess",
    "file_actor",
    "finish_follow_up",
    "move_status",
    "rate_source",
    "reject",
    "relate",
    "rename_actor",
    "reopen",
    "schedule_follow_up",
    "set_position",
    "set_priority",
]
