"""XLSX: text is typed as text, dates as dates; no cell is ever cut, and none is a formula.

What a cell cannot hold whole goes on in the sheet "Long texts", and the cell says where. What
XML cannot hold is written the way that spreadsheets themselves write it: `_x0001_`.
"""

import datetime
import re
import zipfile
from collections.abc import Iterable, Iterator
from typing import BinaryIO

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from claimtracker.reports.formats import GUARD, Export, Format, Unfit, guard, unguard

ABOUT, LONG_TEXTS = "About", "Long texts"
CELL_LIMIT = 32_767
"""The most UTF-16 units that a cell of a spreadsheet holds."""
ROW_LIMIT = 1_048_576
"""The most rows that a sheet holds, its header among them."""
UNPACKED_LIMIT = 500_000_000
"""The most bytes that a workbook may unpack to."""
PART = 16_000
"""Characters of a long text in one cell; at two units each they fit."""

# Never what `guard` returns: an apostrophe of its own always stands before a guarded character.
_REFERENCE = re.compile(rf"^{GUARD}whole text in the sheet {LONG_TEXTS}, number (\d+)$")
_NOT_XML = re.compile(
    r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|_(?=x[0-9A-Fa-f]{4}_)"
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def escape(text: str) -> str:
    """Return the text as XML can hold it: control characters as `_xHHHH_`."""
    return _NOT_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescape(text: str) -> str:
    """Return what `escape` was given: its exact inverse."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def units(text: str) -> int:
    """Return how long a spreadsheet holds the text to be."""
    return len(text) + sum(char > "\uffff" for char in text)


def written(text: str) -> str:
    """Return a text as its cell holds it."""
    return escape(guard(text))


def read(text: str) -> str:
    """Return what `written` was given."""
    return unguard(unescape(text))


def parts(text: str) -> Iterator[str]:
    """Cut a text into pieces that a cell can hold each."""
    while text:
        size = PART
        while units(written(text[:size])) > CELL_LIMIT:  # full of characters that are escaped
            size //= 2
        yield text[:size]
        text = text[size:]


class XLSX(Format):
    """Sheets: About (report, filters, row count, time, version, user), the rows, Long texts."""

    name = extension = "xlsx"
    title = "XLSX"
    type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

    def save(self, export: Export, stream: BinaryIO) -> int:
        """Write row by row: memory does not grow with the rows, but for the overlong texts."""
        if export.about.count >= ROW_LIMIT:
            raise Unfit(
                f"A sheet holds {ROW_LIMIT - 1:,} rows, and these are {export.about.count:,}: "
                "filter them, or take CSV."
            )
        book = openpyxl.Workbook(write_only=True)
        self._about(book, export)
        sheet = book.create_sheet(export.about.report)
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, name, bold=True) for name in export.header])
        overlong: list[str] = []
        count = 0
        for row in export.rows:
            sheet.append([_value(sheet, value, overlong) for value in export.cells(row)])
            count += 1
        if overlong:
            self._long_texts(book, overlong)
        book.active = 1  # a reader opens it at the rows
        book.save(stream)
        return count

    @staticmethod
    def _about(book: openpyxl.Workbook, export: Export) -> None:
        sheet = book.create_sheet(ABOUT)
        sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 24, 80
        for name, value in export.about.lines():
            text = value if isinstance(value, int) else _cell(sheet, str(value)[:CELL_LIMIT])
            sheet.append([_cell(sheet, name, bold=True), text])

    @staticmethod
    def _long_texts(book: openpyxl.Workbook, texts: list[str]) -> None:
        sheet = book.create_sheet(LONG_TEXTS)
        sheet.append([_cell(sheet, name, bold=True) for name in ("number", "part", "text")])
        for number, text in enumerate(texts, 1):
            for place, part in enumerate(parts(text), 1):
                sheet.append([number, place, _cell(sheet, part)])


def _cell(sheet: object, text: str, *, bold: bool = False) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, written(text))
    cell.data_type = "s"  # text, whatever it looks like
    cell.number_format = "@"
    if bold:
        cell.font = Font(bold=True)
    if "\n" in text:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _value(sheet: object, value: object, overlong: list[str]) -> object:
    if value is None or value == "":
        return None
    if isinstance(value, str):
        if len(value) < PART or units(written(value)) <= CELL_LIMIT:
            return _cell(sheet, value)
        overlong.append(value)
        return _reference(sheet, len(overlong))
    if isinstance(value, bool) or not isinstance(value, int | float | datetime.date):
        return _cell(sheet, str(value))
    return value


def _reference(sheet: object, number: int) -> WriteOnlyCell:
    text = f"{GUARD}whole text in the sheet {LONG_TEXTS}, number {number}"
    return WriteOnlyCell(sheet, text)


class Sheet:
    """The rows of an XLSX file, as texts, read with formulas visible.

    `rows` yields a list of cells for each row, header first; a formula is a `Formula`.
    Raises Unfit where the file is no workbook or holds no sheet of rows.
    """

    def __init__(self, stream: BinaryIO) -> None:
        try:
            _refuse_bomb(stream)
            self.book = openpyxl.load_workbook(stream, read_only=True, data_only=False)
        except (zipfile.BadZipFile, KeyError, ValueError, OSError, SyntaxError) as error:
            raise Unfit("This is no XLSX workbook, or it is damaged: save it again.") from error
        self.long = self._long_texts()

    def rows(self) -> Iterator[list[str]]:
        """Yield each row of the first sheet that is neither About nor Long texts."""
        names = [name for name in self.book.sheetnames if name not in (ABOUT, LONG_TEXTS)]
        if not names:
            raise Unfit(f"There is no sheet in it but {ABOUT} and {LONG_TEXTS}.")
        for row in self.book[names[0]].iter_rows():
            yield [self._text(cell) for cell in row]

    def _long_texts(self) -> dict[int, str]:
        found: dict[int, list[str]] = {}
        if LONG_TEXTS in self.book.sheetnames:
            rows: Iterable = self.book[LONG_TEXTS].iter_rows(min_row=2, values_only=True)
            for number, _part, text in (row[:3] for row in rows if row and row[0] is not None):
                found.setdefault(int(number), []).append(read(str(text or "")))
        return {number: "".join(pieces) for number, pieces in found.items()}

    def _text(self, cell: object) -> str:
        value = cell.value
        if value is None:
            return ""
        if cell.data_type == "f":
            return Formula(value if isinstance(value, str) else getattr(value, "text", "") or "=")
        if isinstance(value, datetime.datetime):
            return (value.date() if value.time() == datetime.time() else value).isoformat()
        if isinstance(value, float) and value.is_integer():
            return str(int(value))
        if isinstance(value, str) and (found := _REFERENCE.match(value)):
            return self.long.get(int(found[1]), Missing(value))
        return read(value) if isinstance(value, str) else str(value)


def _refuse_bomb(stream: BinaryIO) -> None:
    """Unfit where a small file would unpack into more than any export of ours."""
    with zipfile.ZipFile(stream) as archive:
        size = sum(member.file_size for member in archive.infolist())
    if size > UNPACKED_LIMIT:
        raise Unfit(
            f"It unpacks to {size:,} bytes, more than the {UNPACKED_LIMIT:,} that are read; "
            "split it, or bring it as CSV."
        )
    stream.seek(0)


class Formula(str):
    """A formula where a text should be."""

    __slots__ = ()


class Missing(str):
    """A reference to a long text that is not there."""

    __slots__ = ()
