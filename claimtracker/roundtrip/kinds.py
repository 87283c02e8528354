"""Which columns of which export may change what, and through which verbs. Nothing else may."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.contrib.auth.models import User
from django.db import models

from claimtracker import actions
from claimtracker.models import (
    Actor,
    ActorKind,
    Addressee,
    Claim,
    ClaimKind,
    Curation,
    Recommendation,
    Status,
    Strength,
    name_key,
)
from claimtracker.models.statements import Statement
from claimtracker.models.vocabulary import Position
from claimtracker.reports import actors, claims, recommendations
from claimtracker.reports.report import Report
from claimtracker.roundtrip import values

Cells = Mapping[str, str]
Values = dict[str, object]


@dataclass(frozen=True)
class Part:
    """A record that a row of the file can change.

    `columns` are what may change, each with what reads it; `check` yields the faults of a change
    (column and message); `carry_out` makes it, by the verbs.
    """

    model: type[models.Model]
    record: Callable[[models.Model], models.Model]  # from the report's row
    version: str  # the column of the version that was exported
    columns: Mapping[str, values.Parser]
    check: Callable[[Values, Cells, Cells], Iterator[tuple[str, str]]]
    carry_out: Callable[..., None]
    also: tuple[
        str, ...
    ] = ()  # columns that say more of a change, and change nothing by themselves

    @property
    def noun(self) -> str:
        """What the record is, in the words of permissions."""
        return self.model._meta.model_name

    @property
    def rights(self) -> tuple[str, ...]:
        """What one needs to change it by a file."""
        return tuple(f"claimtracker.{verb}_{self.noun}" for verb in ("import", "change"))


@dataclass(frozen=True)
class Kind:
    """An export that can come back. Its rows are the report's; `key` is the column of their id."""

    report: Report
    key: str
    parts: tuple[Part, ...]
    checked: tuple[str, ...] = ()  # columns that have to be as they were exported
    locks: tuple[str, ...] = ("self",)  # rows held while a file is carried out
    names: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(c.name for c in self.report.columns))

    @property
    def required(self) -> tuple[str, ...]:
        """The columns without which a file cannot be compared."""
        return (self.key, *self.checked, *(part.version for part in self.parts))

    @property
    def editable(self) -> list[str]:
        """The columns that may change something."""
        return [name for part in self.parts for name in (*part.columns, *part.also)]


# --- Claims and recommendations --------------------------------------------------------------


def _check_statement(changed: Values, now: Cells, then: Cells) -> Iterator[tuple[str, str]]:
    reason = now.get("curation_reason", "")
    if "curation" not in changed:
        if reason != then["curation_reason"] and "curation_reason" in now:
            yield "curation_reason", "it changes only together with curation; leave it as it was"
    elif changed["curation"] != Curation.ACCEPTED and not reason.strip():
        yield "curation_reason", "give the reason for this decision"


def _edit_statement(statement: Statement, changed: Values, cells: Cells, by: User) -> None:
    fields = {name: value for name, value in changed.items() if name != "curation"}
    if fields:
        actions.edit(statement, by=by, **fields)
    if "curation" in changed:
        decide = {
            Curation.ACCEPTED: actions.accept,
            Curation.REJECTED: actions.reject,
            Curation.PROPOSED: actions.reopen,
        }[Curation(changed["curation"])]
        decide([statement], by=by, reason=cells.get("curation_reason", ""))


_STATEMENT = {
    "summary": values.text,
    "assignee": values.user,
    "curation": values.one_of(Curation),
}

CLAIMS = Kind(
    report=claims.REPORT,
    key="claim_id",
    checked=("sha256", "start", "end", "exact"),
    parts=(
        Part(
            model=Claim,
            record=lambda row: row,
            version="version",
            columns=_STATEMENT | {"kind": values.one_of(ClaimKind)},
            also=("curation_reason",),
            check=_check_statement,
            carry_out=_edit_statement,
        ),
    ),
)


def _check_addressee(changed: Values, now: Cells, then: Cells) -> Iterator[tuple[str, str]]:
    if "status" not in changed:
        return
    if not now.get("status_reason", "").strip():
        yield "status_reason", "give the reason for the new status"
    try:
        values.past_day(now.get("effective_on", ""))
    except ValueError as error:
        yield "effective_on", f"{error} (since when it has the new status)"


def _edit_addressee(addressee: Addressee, changed: Values, cells: Cells, by: User) -> None:
    if "position" in changed:
        actions.set_position([addressee], position=changed["position"], by=by)
    if "priority" in changed:
        actions.set_priority([addressee], priority=changed["priority"], by=by)
    if "status" in changed:
        actions.move_status(
            addressee,
            to=changed["status"],
            reason=cells["status_reason"],
            effective_on=values.past_day(cells["effective_on"]),
            by=by,
        )


RECOMMENDATIONS = Kind(
    report=recommendations.REPORT,
    key="addressee_id",
    locks=("self", "recommendation"),
    checked=("recommendation_id", "sha256", "start", "end", "exact"),
    parts=(
        Part(
            model=Recommendation,
            record=lambda row: row.recommendation,
            version="version",
            columns=_STATEMENT
            | {
                "action": values.some_text,
                "strength": values.one_of(Strength),
                "conditions": values.several,
                "purpose": values.text,
            },
            also=("curation_reason",),
            check=_check_statement,
            carry_out=_edit_statement,
        ),
        Part(
            model=Addressee,
            record=lambda row: row,
            version="addressee_version",
            columns={
                "status": values.one_of(Status),
                "position": values.one_of(Position),
                "priority": values.yes_no,
            },
            also=("status_reason", "effective_on"),
            check=_check_addressee,
            carry_out=_edit_addressee,
        ),
    ),
)


# --- Actors ----------------------------------------------------------------------------------


def _check_actor(changed: Values, now: Cells, then: Cells) -> Iterator[tuple[str, str]]:
    if "aliases" in changed:
        keys = {name_key(text) for text in changed["aliases"]}
        if "name" not in changed and name_key(then["name"]) not in keys:
            yield "aliases", f"“{then['name']}” is the actor's own name; keep it among them"


def _edit_actor(actor: Actor, changed: Values, cells: Cells, by: User) -> None:
    if "kind" in changed or "part_of" in changed:
        actor = actions.edit_actor(
            actor,
            kind=changed.get("kind", actor.kind),
            part_of=changed.get("part_of", actor.part_of),
            by=by,
        )
    if "name" in changed:
        actor = actions.rename_actor(actor, name=changed["name"], by=by)
    if "aliases" in changed:
        wanted = {name_key(text): text for text in changed["aliases"]}
        known = {alias.key: alias for alias in actor.aliases.all()}
        for key, text in wanted.items():
            if key not in known:
                actions.add_alias(actor, text=text, by=by)
        for key, alias in known.items():
            if key not in wanted and key != name_key(actor.name):
                actions.drop_alias(alias, by=by)


ACTORS = Kind(
    report=actors.REPORT,
    key="actor_id",
    parts=(
        Part(
            model=Actor,
            record=lambda row: row,
            version="version",
            columns={
                "name": values.some_text,
                "kind": values.one_of(ActorKind),
                "part_of": values.actor,
                "aliases": values.several,
            },
            check=_check_actor,
            carry_out=_edit_actor,
        ),
    ),
)

KINDS = (CLAIMS, RECOMMENDATIONS, ACTORS)


def kind_of(header: list[str]) -> Kind | None:
    """Return which export a file with this header is, None where it is none that comes back."""
    return next((kind for kind in KINDS if kind.key in header), None)
