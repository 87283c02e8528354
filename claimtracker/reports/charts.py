"""Small charts, drawn here as plain shapes: no script, no style of their own.

A chart never stands alone: the page prints its numbers beside it, as a table.
"""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 480, 160
GAP = 0.25
"""The share of a column's room that stays empty."""


@dataclass(frozen=True)
class Block:
    """A piece of a column; `tone` is the word by which the style sheet colours it."""

    x: float
    y: float
    width: float
    height: float
    tone: str


@dataclass(frozen=True)
class Stacked:
    """Columns of stacked blocks over time: `rows` are a label and a number for each series."""

    title: str
    series: Sequence[tuple[str, str]]  # name and tone, the lowest block first
    rows: Sequence[tuple[str, Sequence[int]]]

    width = WIDTH
    height = HEIGHT

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(any(numbers) for _, numbers in self.rows)

    @property
    def top(self) -> int:
        """The height of the highest column, as a number of rows."""
        return max((sum(numbers) for _, numbers in self.rows), default=0)

    @property
    def blocks(self) -> list[Block]:
        """Every piece that has a height."""
        room = WIDTH / len(self.rows)
        found = []
        for place, (_, numbers) in enumerate(self.rows):
            under = 0
            for number, (_, tone) in zip(numbers, self.series, strict=True):
                height = HEIGHT * number / self.top if self.top else 0
                under += height
                if number:
                    x = place * room + room * GAP / 2
                    sizes = (x, HEIGHT - under, room * (1 - GAP), height)
                    found.append(Block(*(round(size, 2) for size in sizes), tone))
        return found
