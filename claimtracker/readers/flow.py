"""A derived text as it grows: words, lines and blocks, and the links that point into it."""

from collections.abc import Iterator
from contextlib import contextmanager

from claimtracker.readers.document import Link

LINE = "\n"
BLOCK = "\n\n"
_WIDTHS = ("", " ", LINE, BLOCK)
LONG_CELL = 15  # words; a cell that holds more is read as a paragraph


class Flow:
    """Appends to a text; white space is kept back until words follow it."""

    def __init__(self) -> None:
        self.links: list[Link] = []
        self._parts: list[str] = []
        self._length = 0
        self._gap = ""
        self._target = ""
        self._link_start = -1

    @property
    def text(self) -> str:
        """The text so far, which neither begins nor ends with white space."""
        return "".join(self._parts)

    def words(self, text: str) -> None:
        """Add words to the line."""
        core = text.strip(" \n")
        if text[:1] in {" ", "\n"}:
            self.gap(" ")
        if core:
            self._emit(core)
            if text[-1:] in {" ", "\n"}:
                self.gap(" ")

    def gap(self, gap: str) -> None:
        """Part what came from what comes: by " ", LINE or BLOCK, the widest of those asked for."""
        if self._length:
            self._gap = max(self._gap, gap, key=_WIDTHS.index)

    @contextmanager
    def link(self, target: str) -> Iterator[None]:
        """Note where the words that are added meanwhile lead to."""
        self._target, self._link_start = target, -1
        yield
        if self._target and self._link_start >= 0:
            self.links.append(Link(self._link_start, self._length, self._target))
        self._target = ""

    def row(self, cells: list[list[str]]) -> None:
        """Add a row of a table, each cell given by its paragraphs.

        Short cells make one line; where one is prose, each paragraph is a block of its own.
        """
        is_prose = any(len(cell) > 1 or len(" ".join(cell).split()) > LONG_CELL for cell in cells)
        if is_prose:
            for paragraph in (text for cell in cells for text in cell):
                self.gap(BLOCK)
                self.words(paragraph)
        else:
            self.gap(LINE)
            self.words(" | ".join(text for cell in cells for text in cell))

    def _emit(self, text: str) -> None:
        self._parts.append(self._gap)
        self._length += len(self._gap)
        if self._target and self._link_start < 0:
            self._link_start = self._length
        self._parts.append(text)
        self._length += len(text)
        self._gap = ""
