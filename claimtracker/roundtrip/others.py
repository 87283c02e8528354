"""What others track, read: rows of a table in words of ours, or why a row cannot come in."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from claimtracker.models import Status, Strength
from claimtracker.models.statements import fingerprint
from claimtracker.roundtrip import table
from claimtracker.roundtrip.layout import Layout
from claimtracker.roundtrip.table import Problem, Row


@dataclass(frozen=True)
class Tracked:
    """A row, read: names are as filed, dates and statuses are ours."""

    row: Row
    text: str
    addressed_to: tuple[str, ...]
    recommender: str
    strength: str
    status: str
    status_reason: str
    effective_on: datetime.date | None
    published: datetime.date | None
    cells: dict[str, str]  # by our names

    @property
    def fingerprint(self) -> str:
        """What the recommendation is known by in any version of the file."""
        return fingerprint("recommendation", self.text, self.addressed_to)


@dataclass(frozen=True)
class Reading:
    """The rows of a file that can come in, and why the others cannot."""

    header: list[str]
    rows: list[Tracked]
    refused: list[Problem]


def read(data: bytes, layout: Layout) -> Reading:
    """Read the rows of a file. table.Unreadable where it is no table of this layout."""
    found = table.read(data, delimiter=layout.delimiter, encoding=layout.encoding, guarded=False)
    missing = [
        theirs
        for ours, theirs in layout.columns.items()
        if theirs not in found.header and (ours == "text" or not layout.optional)
    ]
    if missing:
        raise table.Unreadable(
            f"It has no column {', '.join(missing)}; its columns are {', '.join(found.header)}."
        )
    refused = found.problems
    faulty = {problem.row for problem in refused}
    if 1 in faulty:
        raise table.Unreadable("; ".join(map(str, refused)))
    rows = []
    for row in found.rows:
        if row.number not in faulty:
            try:
                rows.append(_tracked(row, layout))
            except _Fault as fault:
                refused.append(Problem(row.number, *fault.args))
    return Reading(found.header, rows, sorted(refused))


class _Fault(Exception):
    """Column and message."""


def _tracked(row: Row, layout: Layout) -> Tracked:
    cells = {ours: row.cells.get(theirs, "") for ours, theirs in layout.columns.items()}
    cell = cells.get

    def parsed(name: str, read):
        try:
            return read(cell(name, "")) if cell(name, "").strip() else None
        except ValueError as error:
            raise _Fault(layout.columns[name], str(error)) from None

    if not cells["text"].strip():
        raise _Fault(layout.columns["text"], "it is empty; there is nothing to recommend")
    addressee = cell("addressee", "").strip() or layout.addressee
    separator = layout.addressee_separator
    parts = addressee.split(separator) if separator else [addressee]
    effective_on = parsed("effective_on", layout.day)
    if effective_on and effective_on > timezone.localdate():
        raise _Fault(layout.columns["effective_on"], f"{effective_on} lies in the future")
    return Tracked(
        row=row,
        text=cells["text"],
        addressed_to=tuple(filter(None, map(str.strip, parts))),
        recommender=cell("recommender", "").strip() or layout.recommender,
        strength=parsed("strength", _strength) or layout.strength,
        status=parsed("status", layout.status_of) or Status.OPEN,
        status_reason=cell("status_reason", "").strip(),
        effective_on=effective_on,
        published=parsed("published", layout.day),
        cells=cells,
    )


def _strength(cell: str) -> str:
    word = cell.strip().casefold()
    if word not in Strength.values:
        raise ValueError(f'"{cell[:40]}" is no strength; choose from {", ".join(Strength.values)}')
    return word
