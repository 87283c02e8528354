"""What every reader returns, and the one error that every reader raises."""

from dataclasses import dataclass

MAX_BYTES = 10_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """A text exactly as decoded, its media type, and what a person should know about it."""

    text: str
    media_type: str
    warnings: tuple[str, ...] = ()


class Unreadable(ValueError):
    """A file that can't be read; the text is one line that names it, the reason and the remedy."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(f"{_printable(name)}: {reason}")
        self.name = name
        self.reason = reason


def _printable(name: str) -> str:
    """Return a file name on one line, whatever characters it is made of."""
    return "".join(c if c.isprintable() else "�" for c in name)
