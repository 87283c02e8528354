"""Cut a text where statements begin and end, and lay it out. Pure: no database, no request.

What is cut is never changed: the segments of a text, joined, are the text.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString

LANES = 4
"""Underlines that are drawn one below the other; deeper nesting shares the last one."""

_BLANK_LINES = re.compile(r"(?:\r\n|\r|\n)(?:[ \t]*(?:\r\n|\r|\n))+")
_LABEL = re.compile(r"[A-Z][A-Za-z]*\.?\s?\d*[.:)]?\s*")


@dataclass(frozen=True)
class Span:
    """Characters `start` to `end` belong to what `key` names."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Segment:
    """A stretch of text that the same spans cover from its first to its last character."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A paragraph of a section, or the white space (`gap`) between two."""

    start: int
    end: int
    kind: str
    label_end: int = 0
    """Where the printed label ("A1: ") ends; 0 where the block has none."""


@dataclass(frozen=True)
class Mark:
    """A statement as it is drawn: its span, how it looks, and what its anchor is called."""

    start: int
    end: int
    key: str
    kind: str
    curation: str
    name: str
    cues: tuple[Span, ...] = ()


def cut(start: int, end: int, spans: Iterable[Span]) -> list[Segment]:
    """Cut the characters `start` to `end` at every edge of a span.

    The keys of a segment stand in the order of the spans, so the outer one comes first when the
    spans are sorted by (start, -end).
    """
    near = [span for span in spans if span.start < end and start < span.end]
    inner = {edge for span in near for edge in (span.start, span.end) if start < edge < end}
    edges = sorted(inner | {start, end})
    keys: list[list[str]] = [[] for _ in edges[1:]]
    for span in near:
        first = bisect_left(edges, max(span.start, start))
        for covered in keys[first : bisect_left(edges, min(span.end, end))]:
            covered.append(span.key)
    return [
        Segment(a, b, tuple(found)) for (a, b), found in zip(pairwise(edges), keys, strict=True)
    ]


def blocks(text: str, sections: Iterable[tuple[int, int, str, str]]) -> list[Block]:
    """Lay a text out: its sections (start, end, kind, label) by paragraph, and what is between.

    Nothing is left out and nothing stands twice, whatever the sections say.
    """
    found: list[Block] = []
    at = 0
    for start, end, kind, label in sorted(sections):
        first, last = max(at, start), min(end, len(text))
        if first >= last:
            continue
        found += _paragraphs(text, at, first, "body")
        printed = _label_end(text, first, label) if kind in ("question", "answer") else 0
        found += _paragraphs(text, first, last, kind, printed)
        at = last
    return found + _paragraphs(text, at, len(text), "body")


def _paragraphs(text: str, start: int, end: int, kind: str, label_end: int = 0) -> list[Block]:
    found = []
    at = start
    for gap in _BLANK_LINES.finditer(text, start, end):
        found += [(at, gap.start()), (gap.start(), gap.end())]
        at = gap.end()
    found.append((at, end))
    return [
        Block(a, b, kind if text[a:b].strip() else "gap", label_end if a < label_end <= b else 0)
        for a, b in found
        if a < b
    ]


def _label_end(text: str, start: int, label: str) -> int:
    """Where "A1: " ends, if the section opens with its own label."""
    if not label or not text.startswith(label, start) or not _LABEL.fullmatch(label):
        return 0
    after = start + len(label)
    while after < len(text) and text[after] in ".:)":
        after += 1
    return after


def lanes(marks: Iterable[Mark]) -> dict[str, int]:
    """Give overlapping statements different lanes, so that each underline can be followed."""
    ends: list[int] = []
    found = {}
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        lane = next((n for n, end in enumerate(ends) if end <= mark.start), len(ends))
        ends[lane : lane + 1] = [mark.end]
        found[mark.key] = min(lane, LANES - 1)
    return found


def escaped(text: str) -> str:
    """Escape a text so that a browser's text nodes hold it exactly.

    Parsers turn CR and CRLF into LF, except where CR is written as a character reference.
    """
    return str(escape(text)).replace("\r", "&#13;")


def laid_out(text: str, blocks: Iterable[Block], marks: list[Mark], active: str = "") -> SafeString:
    """Return the whole text as HTML: blocks, the statements nested in lanes, cue words inside."""
    page = _Page(text, sorted(marks, key=lambda mark: (mark.start, -mark.end)), active)
    return SafeString("".join(page.block(block) for block in blocks))


class _Page:
    TAGS = {"title": "h2", "question": "h3", "heading": "h3", "gap": "span"}

    def __init__(self, text: str, marks: list[Mark], active: str) -> None:
        self.text, self.active = text, active
        self.marks = {mark.key: mark for mark in marks}
        self.spans = [Span(mark.start, mark.end, mark.key) for mark in marks]
        self.lanes = lanes(marks)
        cues = {
            (cue.start, cue.end, mark.key, cue.key) for mark in marks for cue in mark.cues
        }  # many statements share a cue
        self.cues = [Span(a, b, f"{style} {key}") for a, b, key, style in sorted(cues)]

    def block(self, block: Block) -> str:
        tag = self.TAGS.get(block.kind, "div")
        spans = self.spans + self.cues
        if block.label_end:
            spans = [*spans, Span(block.start, block.label_end, "label ")]
        inner = "".join(map(self._segment, cut(block.start, block.end, spans)))
        return f'<{tag} class="{block.kind}" dir="auto">{inner}</{tag}>'

    def _segment(self, segment: Segment) -> str:
        html = escaped(self.text[segment.start : segment.end])
        styles = [key.partition(" ") for key in segment.keys if " " in key]
        if styles:
            classes = " ".join(sorted({style for style, _, _ in styles}))
            cue_of = " ".join(key for _, _, key in styles if key)
            lit = " on" if self.active and self.active in cue_of.split() else ""
            html = f'<span class="{classes}{lit}" data-cue="{escape(cue_of)}">{html}</span>'
        keys = [key for key in segment.keys if " " not in key]
        for key in sorted(keys, key=self.lanes.__getitem__):
            html = self._mark(self.marks[key], html)
        begun = (key for key in keys if self.marks[key].start == segment.start)
        return "".join(map(self._peg, begun)) + html

    def _mark(self, mark: Mark, html: str) -> str:
        active = " active" if mark.key == self.active else ""
        return (
            f'<mark class="{mark.kind} {mark.curation} lane{self.lanes[mark.key]}{active}" '
            f'data-of="{mark.key}">{html}</mark>'
        )

    def _peg(self, key: str) -> str:
        """An anchor without a character of its own: no offset moves, and every key gets there."""
        mark = self.marks[key]
        return (
            f'<a class="peg {mark.kind}" id="{key}" href="?at={key}#{key}" '
            f'aria-label="{escape(mark.name)}"></a>'
        )
