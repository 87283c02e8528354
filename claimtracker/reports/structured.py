"""JSON with a head that says what the file is, and JSON Lines with the rows alone."""

import io
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any, BinaryIO

from claimtracker.reports.formats import Export, Format


def as_json(value: object, indent: int | None = None) -> str:
    """Return a value as JSON; dates as ISO 8601."""
    return json.dumps(value, ensure_ascii=False, indent=indent, default=str)


@contextmanager
def utf8(stream: BinaryIO) -> Iterator[io.TextIOWrapper]:
    """Write text to a stream of bytes, which stays open: it is the caller's to close."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
    try:
        yield text
    finally:
        text.detach()


def write_list(text: io.TextIOWrapper, values: Iterable[Any]) -> int:
    """Write a JSON array, one value at a time; return how many there were."""
    count = 0
    text.write("[")
    for value in values:
        text.write(("," if count else "") + "\n" + as_json(value))
        count += 1
    text.write("\n]")
    return count


def _objects(export: Export) -> Iterator[dict[str, object]]:
    for row in export.rows:
        yield dict(zip(export.header, export.cells(row), strict=True))


class JSON(Format):
    """One object: the head (report, filters, count, time, version, user), then `rows`."""

    name = extension = "json"
    title = "JSON"
    type = "application/json"

    def save(self, export: Export, stream: BinaryIO) -> int:
        """Write the head, then row after row."""
        head = as_json(asdict(export.about) | {"columns": export.header}, indent=1)
        with utf8(stream) as text:
            text.write(head.removesuffix("\n}") + ',\n "rows": ')
            count = write_list(text, _objects(export))
            text.write("}\n")
        return count


class JSONLines(Format):
    """One object a line: the rows and nothing else."""

    name = extension = "jsonl"
    title = "JSON Lines"
    type = "application/jsonl; charset=utf-8"

    def save(self, export: Export, stream: BinaryIO) -> int:
        """Write row after row."""
        count = 0
        with utf8(stream) as text:
            for one in _objects(export):
                text.write(as_json(one) + "\n")
                count += 1
        return count
