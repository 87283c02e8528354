"""File formats of exports. What leaves here is inert in a spreadsheet and comes back the same."""

import csv
import io
import sys
from collections.abc import Iterable, Sequence
from typing import BinaryIO

import tablib
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


def cell(value: object) -> str:
    """Return a value as a cell of text. Only text is guarded: -1 the number stays -1."""
    if value is None:
        return ""
    return guard(value) if isinstance(value, str) else str(value)


class SafeCSV(CSV):
    """CSV in UTF-8 with BOM, guarded against formulas, for reports and for import-export alike.

    Every character of a cell is kept, line breaks too. Reading takes BOM and guards off again.
    """

    CONTENT_TYPE = "text/csv; charset=utf-8"
    BOM = "\ufeff"

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


FORMATS = {"csv": SafeCSV()}
"""The file formats that every report is offered in, by their extension."""
