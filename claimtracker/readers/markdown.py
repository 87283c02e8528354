"""Markdown: the words as a reader of the page sees them, its marks gone, its links kept aside.

Headings, paragraphs and list items stand on lines of their own; wrapped lines are joined.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from claimtracker.readers import front_matter
from claimtracker.readers.decoding import decoded
from claimtracker.readers.document import Document, Link, Unreadable
from claimtracker.readers.flow import BLOCK, LINE, LONG_CELL
from claimtracker.readers.inline import RESERVED, prose

_FENCE = re.compile(r"\s{0,10}(`{3,}|~{3,})")
_QUOTE = re.compile(r"(?: {0,3}> ?){1,20}")
_HEADING = re.compile(r" {0,3}#{1,6}(?:\s+|$)")
_HEADING_END = re.compile(r"\s#+\s*$")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*$")
_RULE = re.compile(r" {0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_ITEM = re.compile(r"\s*(?:(?P<bullet>[-*+•])|(?P<number>\d{1,9}[.)]))\s+(?:\[[ xX]\]\s+)?(?=\S)")
_DEFINITION = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:\s*<?(\S{1,1000}?)>?(?:\s+[\"'(].*)?$")
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\[\]\s]{1,50})\]:\s*")
_CELL = re.compile(r"(?<!\\)\|")
_HIDDEN = (("<!--", "-->"), ("<script", "</script>"), ("<style", "</style>"))


@dataclass(slots=True)
class _Block:
    """Lines that make one paragraph, heading or item, and how it is parted from the one before."""

    gap: str
    lines: list[str] = field(default_factory=list)


def read_markdown(data: bytes, name: str, encoding: str) -> Document:
    """Return the text of a Markdown file; Unreadable where it does not decode."""
    text, _ = decoded(data, name, encoding)
    reserved = RESERVED.search(text)
    if reserved:
        raise Unreadable(
            name, f"a character that no text may hold, U+{ord(reserved.group()):04X}", "remove it"
        )
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    about, body, warnings = front_matter.split(text, name)
    lines = _visible(body).split("\n")
    references = dict(_references(lines))
    parts: list[str] = []
    links: list[Link] = []
    length = 0
    widest = ""
    for block in _blocks(lines):
        words, inner = prose("".join(block.lines), references)
        widest = max(widest, block.gap, key=len)
        if not words.strip():
            continue
        gap, widest = widest if parts else "", ""
        start = length + len(gap)
        links += [Link(start + a, start + b, target) for a, b, target in inner]
        parts += [gap, words]
        length = start + len(words)
    return Document("".join(parts), "text/markdown", "", warnings, about, tuple(links))


def _visible(text: str) -> str:
    """Return the text without comments, scripts and styles."""
    for opening, closing in _HIDDEN:
        lowered, pieces, end = text.lower(), [], 0
        while (start := lowered.find(opening, end)) >= 0:
            stop = lowered.find(closing, start)
            if stop < 0 and opening == "<!--":
                break
            pieces.append(text[end:start])
            end = stop + len(closing) if stop >= 0 else len(text)
        text = "".join([*pieces, text[end:]])
    return text


def _references(lines: list[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        found = _DEFINITION.match(line)
        if found:
            yield " ".join(found.group(1).lower().split()), found.group(2)


def _blocks(lines: list[str]) -> Iterator[_Block]:
    """Yield the blocks of a file, in order."""
    block = _Block(BLOCK)
    fence = ""
    depth = 0
    for raw in lines:
        line, quoted = _unquoted(raw)
        opening = _FENCE.match(line)
        if fence or opening:
            yield block
            closes = fence and opening and opening.group(1).startswith(fence)
            block = _Block(BLOCK) if closes or not fence else _Block(LINE, [_shielded(line)])
            fence = "" if closes else fence or (opening.group(1) if opening else "")
            continue
        if quoted != depth and (quoted or not line.strip()):
            yield block
            block, depth = _Block(BLOCK), quoted
        for finished in _taken(line, block):
            yield block
            block = finished
    yield block


def _unquoted(line: str) -> tuple[str, int]:
    marks = _QUOTE.match(line)
    return (line[marks.end() :], marks.group().count(">")) if marks else (line, 0)


def _shielded(line: str) -> str:
    """Return a line of code as it stands: no mark in it is one."""
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line.strip())


def _taken(line: str, block: _Block) -> Iterator[_Block]:
    """Add a line to the open block, or yield the blocks that it opens instead."""
    item = _ITEM.match(line)
    if not line.strip() or _DEFINITION.match(line):
        yield _Block(BLOCK)
    elif _UNDERLINE.match(line) and block.lines:
        yield _Block(BLOCK)
    elif _RULE.match(line):
        yield _Block(BLOCK)
    elif _HEADING.match(line):
        yield _Block(BLOCK, [_HEADING_END.sub("", _HEADING.sub("", line, count=1)).strip()])
        yield _Block(BLOCK)
    elif item:
        marker = "• " if item.group("bullet") else f"{item.group('number')} "
        yield _Block(LINE, [marker, line[item.end() :].rstrip()])
    elif _FOOTNOTE.match(line):
        yield _Block(BLOCK, [_FOOTNOTE.sub(r"\\[\1\\] ", line).rstrip()])
    elif _is_row(line):
        yield from _row(line)
    else:
        _go_on(line, block)


def _go_on(line: str, block: _Block) -> None:
    """Join a line to those before it, as a page would; two spaces or a backslash break it."""
    if block.lines:
        last = block.lines[-1]
        if last.endswith("\\") or last.endswith("  "):
            block.lines[-1] = last.removesuffix("\\").rstrip()
            block.lines.append("\n")
        else:
            block.lines[-1] = last.rstrip()
            block.lines.append(" ")
    block.lines.append(line.lstrip())


def _is_row(line: str) -> bool:
    return line.lstrip().startswith("|") and len(_CELL.findall(line)) > 1


def _row(line: str) -> Iterator[_Block]:
    """Yield a table's row as one line, or cell by cell where one of them is prose."""
    cells = [cell.strip() for cell in _CELL.split(line.strip().strip("|"))]
    cells = [cell for cell in cells if cell]
    if all(set(cell) <= set(":-") for cell in cells):
        return
    if any(len(cell.split()) > LONG_CELL for cell in cells):
        for cell in cells:
            yield _Block(BLOCK, [cell])
    else:
        yield _Block(LINE, [" \\| ".join(cells)])
    yield _Block(LINE)
