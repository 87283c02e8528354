"""What a reader gives back, and how it refuses."""

from dataclasses import dataclass
from typing import NamedTuple


class Link(NamedTuple):
    """A link: the code points [start, end) of the text, and where they lead."""

    start: int
    end: int
    target: str


class Page(NamedTuple):
    """Where a page's text begins, in code points, and its number in the file, from 1."""

    start: int
    number: int


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a file says about itself beside its text; "" or () where it says nothing.

    Dates are full ISO dates. `created_on` is when the file was made, which is not when the
    article appeared.
    """

    title: str = ""
    authors: tuple[str, ...] = ()
    published_on: str = ""
    created_on: str = ""
    source: str = ""
    series: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file: as decoded, or as derived from its mark-up.

    `encoding` is the codec that turns the bytes into this very text; "" for formats whose text
    is derived. `warnings` are lines for the person who imports. `links` and `pages` are in
    order of their starts.
    """

    text: str
    media_type: str
    encoding: str = ""
    warnings: tuple[str, ...] = ()
    metadata: Metadata = Metadata()
    links: tuple[Link, ...] = ()
    pages: tuple[Page, ...] = ()


class Unreadable(ValueError):
    """A file that can't be read: one line with its name, what is wrong, and what helps."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        super().__init__(f"{_printable(name)}: {reason}; {remedy}")
        self.name = name
        self.reason = reason
        self.remedy = remedy


def _printable(name: str) -> str:
    """Return a file's name on one line, whatever characters it is made of."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)
