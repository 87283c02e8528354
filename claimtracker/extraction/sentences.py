"""Sentences of a block, as spans; abbreviations, initials and list numbers do not end one."""

import re
from collections.abc import Iterator
from functools import cache

from . import lexicon

MAX_SENTENCE = 5000  # a longer run without an end is no prose: it is passed over

# A candidate end: stop, closing quotes or brackets, footnote number, white space, and a start.
END = re.compile(
    r"(?P<stop>[.!?…]+)(?P<close>[\"')\]*_]{0,3})(?:\[\d{1,3}\])?(?P<gap>\s+)"
    r"(?=[\"'(\[*_]{0,3}[A-Z0-9À-Þ])"
)
ITEM_END = re.compile(r"(?P<item>;|\.)(?P<gap>\s+)(?=\d{1,3}\.\s+[A-Z])")
COUNTRY_ITEM_END = re.compile(r"\)(?P<item>;)(?P<gap>\s+)(?=[A-Z])")
DOTTED = frozenset({"U.S.", "U.K.", "U.N.", "E.U.", "D.C.", "etc.", "a.m.", "p.m.", "al."})
STARTERS = frozenset(
    "The This That These Those It He She They We I In On At As But And However Since While When "
    "If Its Their His Her Our Both All Some Many Most No Not Another Other There Here By For "
    "From To With After Before Under Although Though Because First Second Third Finally".split()
)
LIST_LETTER = re.compile(r"(?:^|[\s(])(?:[a-zA-Z]|[ivx]{1,4})$")
ITEM_WIDTH = 5  # a number that opens a block is its item's
LAST_WORD = re.compile(r"[^\s\"'(\[]{1,40}$")


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(lexicon.words("abbreviations"))


def sentences(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the (start, end) of each sentence in plain[start:end], white space trimmed."""
    chunk = plain[start:end]
    at = 0
    for cut, following in _ends(chunk):
        if cut > at:
            yield start + at, start + cut
        at = following
    if len(chunk.rstrip()) > at:
        yield start + at, start + len(chunk.rstrip())


def _ends(chunk: str) -> list[tuple[int, int]]:
    found = [(m.start("gap"), m.end()) for m in END.finditer(chunk) if _is_end(chunk, m)]
    for pattern in (ITEM_END, COUNTRY_ITEM_END):
        found += [(m.start("item"), m.end()) for m in pattern.finditer(chunk)]
    return sorted(found)


def _is_end(chunk: str, match: re.Match[str]) -> bool:
    if match.group("stop") != "." or '"' in match.group("close"):
        return True
    before = LAST_WORD.search(chunk, max(match.start() - 40, 0), match.start())
    word = (before.group() if before else "") + "."
    following = re.compile(r"[\w'-]+").search(chunk, match.end())
    opens = following is not None and following.group() in STARTERS
    if word in DOTTED or re.fullmatch(r"(?:[A-Z]\.){2,}", word):
        return opens
    if word in _abbreviations():
        return False
    if re.fullmatch(r"[A-Z]\.", word):
        return False
    if LIST_LETTER.search(chunk, max(match.start() - 6, 0), match.start()):
        return False
    return word[0].isalpha() or match.start() >= ITEM_WIDTH
