"""A file as a table of texts: CSV of any usual delimiter, or XLSX with its formulas visible."""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimtracker.reports.formats import Unfit, unguard
from claimtracker.reports.xlsx import Formula, Missing, Sheet

DELIMITERS = ",;\t|"
_BOMS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


class Unreadable(Exception):
    """The file cannot be read as a table; the message says why and what helps."""


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong with a row, or with the header (row 1), and what helps.

    Rows are numbered as a spreadsheet numbers them; `column` is "" where it is the whole row.
    """

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"row {self.row}, {self.column}" if self.column else f"row {self.row}"
        return f"{place}: {self.message}"


@dataclass
class Row:
    """A row of the file; `cells` by column."""

    number: int
    cells: dict[str, str]


@dataclass
class Table:
    """The header and the rows of a file, and what was wrong in reading them."""

    header: list[str]
    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read(data: bytes, *, delimiter: str = "", encoding: str = "", guarded: bool = True) -> Table:
    """Return the table in the file's bytes; Unreadable where there is none.

    Byte-order marks are taken off, and guards where the file is an export of ours (`guarded`);
    the CSV of others is taken as it stands. Delimiter and encoding are found out unless given.
    """
    is_xlsx = data.startswith(b"PK")
    try:
        rows = _sheet(data) if is_xlsx else _csv(data, delimiter, encoding, guarded)
        return _table(rows, padded=is_xlsx)
    except Unfit as error:
        raise Unreadable(str(error)) from error
    except csv.Error as error:
        raise Unreadable(f"This is no CSV file: {error}. Save it again as CSV UTF-8.") from error


def _sheet(data: bytes) -> Iterator[list[str]]:
    return Sheet(io.BytesIO(data)).rows()


def _csv(data: bytes, delimiter: str, encoding: str, guarded: bool) -> Iterator[list[str]]:
    text = _decoded(data, encoding)
    csv.field_size_limit(sys.maxsize)  # a quote may be longer than csv's 128 KiB
    rows = csv.reader(
        io.StringIO(text, newline=""), strict=True, delimiter=delimiter or _delimiter(text)
    )
    return ([_unguarded(cell) for cell in row] for row in rows) if guarded else rows


def _decoded(data: bytes, encoding: str) -> str:
    found = next((codec for bom, codec in _BOMS.items() if data.startswith(bom)), "utf-8")
    try:
        return data.decode(encoding or found)
    except (UnicodeDecodeError, LookupError) as error:
        raise Unreadable(
            f"It is not text in {encoding or 'UTF-8'} ({error}). Save it as “CSV UTF-8”."
        ) from error


def _delimiter(text: str) -> str:
    """Return the delimiter that stands most often in the header outside quotation marks."""
    header = re.sub(r'"[^"]*"', "", text).lstrip().partition("\n")[0]
    counts = Counter(char for char in header if char in DELIMITERS)
    return counts.most_common(1)[0][0] if counts else ","


def _unguarded(cell: str) -> str:
    """A cell without its guard; what starts with "=" unguarded is a formula, as in a sheet."""
    return Formula(cell) if cell.startswith(("=", "＝")) else unguard(cell)


def _table(rows: Iterator[list[str]], *, padded: bool) -> Table:
    header = [name.strip() for name in next(rows, [])]
    while padded and header and not header[-1]:
        header.pop()
    if not any(header):
        raise Unreadable("The file is empty: its first row has to name the columns.")
    table = Table(header)
    for name, times in Counter(header).items():
        if times > 1 or not name:
            said = "a column without a name" if not name else f"{times} columns of this name"
            table.problems.append(Problem(1, name, f"there is {said}; leave one, named"))
    for number, row in enumerate(rows, 2):
        if any(row):
            _add(table, number, row, padded)
    return table


def _add(table: Table, number: int, row: list[str], padded: bool) -> None:
    width = len(table.header)
    if padded:
        row = row[:width] + [cell for cell in row[width:] if cell] + [""] * (width - len(row))
    if len(row) != width:
        table.problems.append(
            Problem(
                number,
                "",
                f"it has {len(row)} cells and the header {width}; "
                "a delimiter or quotation mark may be missing",
            )
        )
        return
    table.rows.append(Row(number, dict(zip(table.header, row, strict=True))))
    for name, cell in table.rows[-1].cells.items():
        if fault := _fault(cell):
            table.problems.append(Problem(number, name, fault))


def _fault(cell: str) -> str:
    if isinstance(cell, Formula):
        return (
            f"{cell[:40]} is a formula; put its result there, "
            "or an apostrophe before it if it is text"
        )
    if isinstance(cell, Missing):
        return "the sheet “Long texts” that it refers to lacks this text; export again"
    if "\0" in cell:
        return "it contains a NUL character, which cannot be stored; take it out"
    return ""
