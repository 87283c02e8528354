"""File formats of exports. What leaves here is inert in a spreadsheet and comes back the same."""

import csv
import io
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

import tablib
from django.db import models
from import_export.formats.base_formats import CSV

GUARD = "'"
# What a spreadsheet may read as a formula (OWASP's list, full-width forms included), and the
# guard itself: were it left out, taking the guard off would eat a quote's own apostrophe.
_GUARDED = tuple("=+-@\t\r\n＝＋－＠" + GUARD)


def guard(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet might run it."""
    return GUARD + text if text.startswith(_GUARDED) else text


def unguard(text: str) -> str:
    """Return what `guard` was given: its exact inverse, for every string."""
    return text[1:] if text.startswith(GUARD) and text[1:].startswith(_GUARDED) else text


class Unfit(Exception):
    """What was chosen does not fit into this format; the message says why and what helps."""


@dataclass(frozen=True)
class About:
    """What a file says of itself. `count` is the rows of the report, as the page counts them."""

    report: str
    title: str
    filters: dict[str, list[str]]
    description: str  # the filters in words
    count: int
    generated_at: str  # ISO 8601, UTC
    version: str  # of Claimtracker
    user: str  # login name; "" where nobody said

    def lines(self) -> list[tuple[str, object]]:
        """Return it as names and values, for a sheet."""
        return [
            ("Report", self.title),
            ("Filter", self.description),
            ("Rows", self.count),
            ("Generated at", self.generated_at),
            ("Claimtracker version", self.version),
            ("User", self.user or "not stated"),
        ]


@dataclass(frozen=True)
class Export:
    """What a format writes: rows of a report, each once, as cells or as one record of its own."""

    about: About
    header: list[str]
    rows: Iterable[models.Model]
    cells: Callable[[models.Model], list[object]]
    record: Callable[[models.Model], Any] | None = None  # None of a row that makes no record


class Format:
    """A file format: `extension` of its files, `type` as HTTP names it."""

    name: str
    extension: str
    type: str
    title: str  # what a link to it says

    def save(self, export: Export, stream: BinaryIO) -> int:
        """Write all to the stream; return how many records. Unfit where it cannot hold them."""
        raise NotImplementedError


def cell(value: object) -> str:
    """Return a value as a cell of text. Only text is guarded: -1 the number stays -1."""
    if value is None:
        return ""
    return guard(value) if isinstance(value, str) else str(value)


class SafeCSV(CSV, Format):
    """CSV in UTF-8 with BOM, guarded against formulas, for reports and for import-export alike.

    Every character of a cell is kept, line breaks too. Reading takes BOM and guards off again.
    """

    name = extension = "csv"
    title = "CSV"
    type = CONTENT_TYPE = "text/csv; charset=utf-8"
    BOM = "\ufeff"

    def save(self, export: Export, stream: BinaryIO) -> int:
        """Write plain rows; what the file is about stands at its address, not in it."""
        return self.write(export.header, map(export.cells, export.rows), stream)

    def is_binary(self) -> bool:
        """Bytes come and go, so that nobody else chooses the encoding."""
        return True

    def get_read_mode(self) -> str:
        """Files are opened as bytes, for the same reason."""
        return "rb"

    def write(
        self, header: Sequence[str], rows: Iterable[Sequence[object]], stream: BinaryIO
    ) -> int:
        """Write header and rows, one row at a time; return how many rows there were."""
        text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
        try:
            text.write(self.BOM)
            writer = csv.writer(text)
            writer.writerow([cell(name) for name in header])
            count = 0
            for row in rows:
                writer.writerow([cell(value) for value in row])
                count += 1
        finally:
            text.detach()  # the stream is the caller's to close
        return count

    def export_data(self, dataset: tablib.Dataset, **kwargs: object) -> bytes:
        """Return a dataset of import-export as a file's bytes."""
        stream = io.BytesIO()
        self.write(dataset.headers or [], dataset, stream)
        return stream.getvalue()

    def create_dataset(self, in_stream: bytes | str, **kwargs: object) -> tablib.Dataset:
        """Read what `export_data` wrote. UnicodeDecodeError unless it is UTF-8."""
        text = in_stream.decode() if isinstance(in_stream, bytes) else in_stream
        csv.field_size_limit(sys.maxsize)  # a quote may be longer than csv's 128 KiB
        rows = csv.reader(io.StringIO(text.removeprefix(self.BOM), newline=""), strict=True)
        dataset = tablib.Dataset()
        dataset.headers = [unguard(name) for name in next(rows, [])]
        for row in rows:
            dataset.append([unguard(value) for value in row])
        return dataset
