"""What a reader gives back, and how it refuses."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, exactly as decoded.

    `encoding` is the codec that turns the bytes into this very text; "" for formats whose text
    is derived. `warnings` are lines for the person who imports.
    """

    text: str
    media_type: str
    encoding: str = ""
    warnings: tuple[str, ...] = ()


class Unreadable(ValueError):
    """A file that can't be read: one line with its name, what is wrong, and what helps."""

    def __init__(self, name: str, reason: str, remedy: str) -> None:
        super().__init__(f"{_printable(name)}: {reason}; {remedy}")
        self.name = name
        self.reason = reason


def _printable(name: str) -> str:
    """Return a file's name on one line, whatever characters it is made of."""
    return "".join(c if c.isprintable() else "\ufffd" for c in name)
