"""Readers: bytes in, text out, or one typed error that names the file, the fault and the remedy.

Pure Python. A reader is one function in `READERS`, by the suffix of the file's name; those of
formats that may be bombs read in a bounded child process.
"""

from collections.abc import Callable
from dataclasses import replace
from pathlib import PurePath

from claimtracker.readers import kinds
from claimtracker.readers.bounded import in_child
from claimtracker.readers.document import Document, Link, Metadata, Page, Unreadable
from claimtracker.readers.markdown import read_markdown
from claimtracker.readers.particulars import leads_somewhere
from claimtracker.readers.plain import read_plain

MAX_BYTES = 10 * 1024 * 1024
"""No article is larger; a file that is has been mistaken for one."""

READERS: dict[str, Callable[[bytes, str, str], Document]] = {
    ".txt": read_plain,
    ".md": read_markdown,
    ".html": in_child("html"),
    ".htm": in_child("html"),
    ".pdf": in_child("pdf"),
    ".docx": in_child("docx"),
}
SUFFIXES = frozenset(READERS)


def read(data: bytes, name: str, *, encoding: str = "") -> Document:
    """Return the document in a file's bytes; Unreadable where there is none.

    `encoding` is a codec's name for text that is not UTF-8 and says so by no byte-order mark.
    """
    suffix = PurePath(name).suffix.lower()
    if suffix not in READERS:
        raise Unreadable(
            name, f"files of the kind {suffix or '(no suffix)'} are not read", f"give {_kinds()}"
        )
    if len(data) > MAX_BYTES:
        raise Unreadable(name, f"larger than the {MAX_BYTES:,} bytes of an article", "split it")
    if data.strip():
        kinds.check(data, name, suffix)
    document = READERS[suffix](data, name, encoding) if data.strip() else None
    if document is None or not document.text.strip():
        raise Unreadable(name, "empty", "give a file with text in it")
    return replace(document, links=tuple(filter(_is_kept, document.links)))


def _is_kept(link: Link) -> bool:
    return leads_somewhere(link.target)


def _kinds() -> str:
    return " or ".join(sorted(READERS))


__all__ = [
    "MAX_BYTES",
    "READERS",
    "SUFFIXES",
    "Document",
    "Link",
    "Metadata",
    "Page",
    "Unreadable",
    "read",
]
