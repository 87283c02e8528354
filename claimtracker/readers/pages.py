"""From the lines of pages to a text: running heads go, broken words and wrapped lines are mended.

Only the derived text is mended; the file stays as it came.
"""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from statistics import median

from claimtracker.readers.document import Page
from claimtracker.readers.flow import BLOCK, LINE

LONGEST_HEAD = 90  # characters; what is longer is text, however often it stands there
EDGE = 3  # lines at the top and at the bottom of a page that may be its head or foot
REPEATS = 3  # pages on which a head or foot stands, at least, unless the file has two
WIDE_GAP = 1.35  # of the usual distance of lines: more parts paragraphs
SAME_SIZE = 0.08  # sizes of type that differ by less are the same
FULL = 0.8  # of the usual length: a line that would still have taken the next word was ended

_LETTERS = str.maketrans(
    {
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
        "\uf0b7": "•", "\uf0a7": "▪", "\u00ad": "-", "\t": " ", "\u00a0": " ",
    }
)  # fmt: skip
_UNSEEN = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(r"^\W*\d+\b|(?:\b\d+ ?(?:of|/) ?)?\b(?:\d+|[ivxlc]+)\W*$")
_OPENS = re.compile(
    r"(?:[-*•▪◦·‣●–—]\s|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]\s|\d{1,2}\.\d{1,2}\.?\s|[QA]\d{0,3}[:.]\s)"
)
_ENDS = re.compile(r"[.!?:;…][\"”’')\]\d]{0,6}$")
_BROKEN = re.compile(r"([^\W\d_]+)-$")
# Before these a hyphen at the end of a line is the word's own.
_OWN_HYPHEN = frozenset(
    "all anti co counter cross de eight ex far first five four full half hard high inter intra ill "
    "large long low mid multi near nine non off on one over part post pre pro quasi re second self "
    "semi seven short single six small so soft sub ten third three two under up well".split()
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its height on it and its size of type, in points; 0 where unknown."""

    text: str
    height: float = 0.0
    size: float = 0.0


def text_of(pages: list[list[Line]]) -> tuple[str, tuple[Page, ...]]:
    """Return the text of pages of lines, and where each page begins in it."""
    cleaned = [
        [Line(_cleaned(line.text), line.height, line.size) for line in page] for page in pages
    ]
    kept = _without_furniture(cleaned)
    words = Counter(w.lower() for page in kept for line in page for w in line.text.split())
    parts: list[str] = []
    starts: list[Page] = []
    length = 0
    last: Line | None = None
    usual, width = _usual_gap(kept), _usual_width(kept)
    for number, page in enumerate(kept, start=1):
        is_new = True
        for line in (line for line in page if line.text):
            gap = _gap(last, line, 0.0 if is_new else usual, width) if last else ""
            if not gap and last:
                length -= _unbroken(parts, line.text, words)
            parts += [gap, line.text]
            length += len(gap)
            if is_new:
                starts.append(Page(length, number))
                is_new = False
            length += len(line.text)
            last = line
    return "".join(parts), tuple(starts)


def _cleaned(text: str) -> str:
    text = _HALF.sub("\ufffd", _UNSEEN.sub("", text.translate(_LETTERS)))
    return re.sub(r" {2,}", " ", text).strip()


# --- heads and feet --------------------------------------------------------------------------


def _without_furniture(pages: list[list[Line]]) -> list[list[Line]]:
    """Drop lines that repeat at the edges of pages, but for a title set larger than they are."""
    pages = [[line for line in page if line.text] for page in pages]
    needed = min(REPEATS, max(len(pages), 2))
    sizes: dict[str, list[float]] = defaultdict(list)
    for page in pages:
        on_page = {_key(page[i].text): page[i].size for i in _edge(page)}
        for key, size in on_page.items():
            sizes[key].append(size)
    result = []
    for page in pages:
        running = {
            i
            for i in _edge(page)
            if len(alike := sizes[_key(page[i].text)]) >= needed
            and page[i].size <= median(alike) * (1 + SAME_SIZE)
        }
        result.append([line for i, line in enumerate(page) if i not in running])
    return result


def _edge(page: list[Line]) -> list[int]:
    places = range(len(page))
    ends = sorted({*places[:EDGE], *places[-EDGE:]})
    return [i for i in ends if len(page[i].text) <= LONGEST_HEAD]


def _key(text: str) -> str:
    """Return what a running line keeps from page to page: all but its number."""
    return " ".join(_NUMBER.sub("#", text.lower()).split())


# --- lines to paragraphs ---------------------------------------------------------------------


def _usual_gap(pages: list[list[Line]]) -> float:
    """The distance of lines within paragraphs, in points; those between paragraphs are wider."""
    gaps = sorted(
        a.height - b.height
        for page in pages
        for a, b in zip(page, page[1:], strict=False)
        if a.height > b.height
    )
    return gaps[len(gaps) // 4] if gaps else 0.0


def _usual_width(pages: list[list[Line]]) -> int:
    """The length that nine of ten lines do not exceed, short ones apart; in characters."""
    lengths = sorted(
        len(line.text) for page in pages for line in page if len(line.text) > EDGE * 10
    )
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _gap(last: Line, line: Line, usual: float, width: int) -> str:
    """Return what stands between two lines: a space, nothing, or the end of a line or paragraph.

    `usual` is the distance between lines, 0 across pages.
    """
    if _OPENS.match(line.text):
        return LINE if _OPENS.match(last.text) else BLOCK
    if last.size and line.size and abs(last.size - line.size) > SAME_SIZE * last.size:
        return BLOCK
    if usual and last.height - line.height > WIDE_GAP * usual:
        return BLOCK
    if line.text[0].islower():
        return "" if _BROKEN.search(last.text) else " "
    room = len(last.text) + 1 + len(line.text.split()[0])
    if room <= FULL * width or (_ENDS.search(last.text) and not usual and room <= width):
        return BLOCK
    return " "


def _unbroken(parts: list[str], following: str, words: Counter[str]) -> int:
    """Take the hyphen off the last part where it only broke a word; return how many went."""
    broken = _BROKEN.search(parts[-1])
    if not broken:
        return 0
    first, second = broken.group(1).lower(), re.match(r"[^\W\d_]*", following)
    rest = second.group().lower() if second else ""
    own = first in _OWN_HYPHEN or words[f"{first}-{rest}"] > words[f"{first}{rest}"]
    if own:
        return 0
    parts[-1] = parts[-1][:-1]
    return 1
