"""From bytes to text: one function a format, one typed error, nothing changed on the way.

`read` chooses the reader by the suffix of the name. What it returns is the text that offsets
refer to: no line end is translated, no character replaced. Adding a format is one function
and one line in READERS.
"""

from collections.abc import Callable
from pathlib import PurePath

from .document import MAX_BYTES, Document, Unreadable
from .text import read_text

Reader = Callable[[bytes, str, str], Document]

READERS: dict[str, Reader] = {".txt": read_text}

__all__ = ["MAX_BYTES", "READERS", "Document", "Unreadable", "read"]


def read(data: bytes, name: str, *, encoding: str = "") -> Document:
    """Return the document in `data`, read by the suffix of `name`.

    `encoding` is used for text that carries no byte order mark and is not UTF-8. Raises
    Unreadable, whose text is one line: the file, what is wrong, where, and what helps.
    """
    suffix = PurePath(name).suffix.lower()
    reader = READERS.get(suffix)
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise Unreadable(name, f"{suffix or 'a name without suffix'} is not read; read are: {known}")
    if len(data) > MAX_BYTES:
        raise Unreadable(
            name, f"{len(data):,} bytes, at most {MAX_BYTES:,} are read; split the file"
        )
    return reader(data, name, encoding)
