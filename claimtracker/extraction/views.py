"""Views of a text: what rules match on, while every span still points into the original.

`plain` keeps the length, so that its offsets are the text's own. `View` also takes out wrapped
lines, doubled spaces and emphasis marks; it knows where each of its characters came from.
"""

import re
from array import array
from bisect import bisect_left
from dataclasses import dataclass

from .drafts import Span

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′", "'"),
        **dict.fromkeys("“”„‟«»″", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2212", "-"),
        **dict.fromkeys("\u2013\u2014\u2015", "—"),
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"
            "\u202f\u205f\u3000\t\v\f",
            " ",
        ),
    }
)
# Kept as they are; or white space (a blank line stays a line end); or marks between the words.
_PIECE = re.compile(r"(?P<kept>[^\s_*\\\u00ad\u200b\u2060\ufeff]+)|(?P<space>\s+)|[^\s]")


def plain(text: str) -> str:
    """Return `text` with straight quotes, one kind of dash and plain spaces; same length."""
    return text.translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class View:
    """A text as rules read it: `text[i]` is the original's character `origin[i]`."""

    text: str
    origin: "array[int]"
    original: str

    def at(self, offset: int) -> int:
        """Return the place in this view of the original's `offset`, or of what follows it."""
        return bisect_left(self.origin, offset)

    def span(self, start: int, end: int) -> Span:
        """Return [start, end) of this view as characters of the original."""
        a, b = self.origin[start], self.origin[end - 1] + 1
        return Span(a, b, self.original[a:b])


def view(text: str) -> View:
    """Return the view of a text."""
    origin = array("L")
    pieces: list[str] = []
    spaced = True
    for match in _PIECE.finditer(plain(text)):
        if match.group("kept"):
            pieces.append(match.group("kept"))
            origin.extend(range(match.start(), match.end()))
            spaced = False
        elif match.group("space") and not spaced:
            pieces.append("\n" if match.group().count("\n") > 1 else " ")
            origin.append(match.start())
            spaced = True
    return View("".join(pieces), origin, text)
