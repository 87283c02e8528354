"""What happened to a statement, from the record: who, when, what and why."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from django.contrib.auth.models import User

from claimtracker.models.statements import Statement

NEWEST = 40
"""Changes that the panel tells; the record's own page has them all."""

TOLD = {
    "summary": "summary",
    "kind": "kind",
    "certainty": "certainty",
    "negated": "negated",
    "exact": "quote",
    "action": "action",
    "strength": "strength",
    "purpose": "purpose",
    "modality": "modality",
    "curation": "curation",
    "review": "review",
}
"""The fields whose change is news, and what a person calls them."""

WORDS = {
    "accept": "accepted",
    "reject": "rejected",
    "reopen": "reopened",
    "edit": "edited",
    "move_span": "moved the quote",
    "undo": "undid the last step",
    "approve": "approved",
    "send_back": "sent back",
    "resubmit": "brought to review again",
    "add_claim": "added this claim",
    "add_recommendation": "added this recommendation",
    "import_article": "proposed this",
}


@dataclass(frozen=True)
class Step:
    """One change: who, when, what, why, and from what to what."""

    at: datetime.datetime
    who: str
    what: str
    why: str
    changes: tuple[tuple[str, str, str], ...]


def history(statement: Statement) -> list[Step]:
    """Return what happened to the statement, newest first. Two queries."""
    events = list(statement.events.order_by("-pgh_id")[:NEWEST])
    people = User.objects.in_bulk({user for event in events if (user := _user(event))})
    steps = list(_steps(events, {pk: user.get_username() for pk, user in people.items()}))
    return steps


def _steps(events: list, people: dict[int, str]) -> Iterator[Step]:
    older = [*events[1:], None]
    pairs = zip(events, older, strict=True)
    for _, group in groupby(pairs, key=lambda pair: (pair[0].pgh_context_id, pair[0].pgh_label)):
        found = list(group)
        newest, before = found[0][0], found[-1][1]
        context = newest.pgh_context or {}
        action = str(context.get("action") or context.get("command") or "")
        first = newest.pgh_label == "insert"
        yield Step(
            at=newest.pgh_created_at,
            who=people.get(_user(newest), ""),
            what=WORDS.get(action) or ("proposed this" if first else _plain(action)),
            why=str(context.get("reason") or ""),
            changes=() if first or before is None else tuple(_changes(before, newest)),
        )


def _changes(before, after) -> Iterator[tuple[str, str, str]]:
    for field, name in TOLD.items():
        old, new = getattr(before, field, None), getattr(after, field, None)
        if old != new:
            yield name, str(old), str(new)


def _plain(action: str) -> str:
    return action.replace("_", " ") or "changed"


def _user(event) -> int | None:
    user = (event.pgh_context or {}).get("user")
    return user if isinstance(user, int) else None
