"""The curators' verbs: keyword-only, `by=` the user, atomic, on record with their reason.

Each raises `Refused`, in words for the person at the screen, and then has changed nothing.
"""

from claimtracker.actions.actors import (
    add_alias,
    drop_alias,
    edit_actor,
    file_actor,
    rename_actor,
)
from claimtracker.actions.curate import accept, reject, relate, reopen
from claimtracker.actions.edit import Conflict, add_claim, add_recommendation, edit, move_span
from claimtracker.actions.followup import finish_follow_up, schedule_follow_up
from claimtracker.actions.judge import add_evidence, add_note, assess, rate_source
from claimtracker.actions.merge import like_named, merge_actors, what_moves
from claimtracker.actions.review import approve, resubmit, send_back
from claimtracker.actions.status import move_status, set_position, set_priority
from claimtracker.actions.undo import undo
from claimtracker.actions.verbs import Refused

__all__ = [
    "Conflict",
    "Refused",
    "accept",
    "add_alias",
    "add_claim",
    "add_evidence",
    "add_note",
    "add_recommendation",
    "approve",
    "assess",
    "drop_alias",
    "edit",
    "edit_actor",
    "file_actor",
    "finish_follow_up",
    "like_named",
    "merge_actors",
    "move_span",
    "move_status",
    "rate_source",
    "reject",
    "relate",
    "rename_actor",
    "reopen",
    "resubmit",
    "schedule_follow_up",
    "send_back",
    "set_position",
    "set_priority",
    "undo",
    "what_moves",
]
