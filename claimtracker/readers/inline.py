"""Marks within a line of Markdown: what they mark stays, they go, and links are kept aside.

Each pass is one expression of bounded reach, so that no line takes more than linear time. What
must not be touched again is moved out of reach, to characters that no text may hold.
"""

import html
import re

from claimtracker.readers.document import Link

OPEN, TARGET, CLOSE = "\ufdd0", "\ufdd1", "\ufdd2"
RESERVED = re.compile("[\ufdd0-\ufdd2\U000f0000-\U000f007f]")
"""Characters that stand for marks while a line is read; Unicode gives them to nobody."""

_AWAY = {code: 0xF0000 + code for code in range(33, 127)}
_BACK = {away: code for code, away in _AWAY.items()}
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_CODE = re.compile(r"(?<!`)(`{1,5})(?!`)(.{1,1000}?)(?<!`)\1(?!`)", re.DOTALL)
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^\s<>]{1,1000})>")
_DESTINATION = (
    r"\(\s{0,5}(<[^<>\n]{0,1000}>|[^\s()]{0,1000}(?:\([^\s()]{0,200}\)[^\s()]{0,200}){0,5})"
    r"(?:\s{1,5}(?:\"[^\"]{0,500}\"|'[^']{0,500}'))?\s{0,5}\)"
)
_IMAGE = re.compile(r"!\[[^\[\]]{0,1000}\](?:" + _DESTINATION + r"|\[[^\[\]]{0,200}\])")
_LINK = re.compile(r"\[([^\[\]]{0,1000})\]" + _DESTINATION)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,50}\]")
_WIKI = re.compile(r"\[\[(?:[^\[\]|]{0,300}\|)?([^\[\]|]{1,300})\]\]")
_REFERENCE = re.compile(r"\[([^\[\]]{1,500})\](?:\[([^\[\]]{0,200})\])?")
_BREAK = re.compile(r"<br\s{0,5}/?>\n?", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>")
_RUN = re.compile(r"\*+|_+|~{2}")
_MARK = re.compile(f"[{OPEN}{TARGET}{CLOSE}]")


def prose(line: str, references: dict[str, str]) -> tuple[str, list[Link]]:
    """Return a line without its marks, and its links, at their places in what is returned.

    `references` maps labels, in lower case, to the targets that the file defines for them.
    """
    line = _ESCAPED.sub(lambda m: _away(m.group(1)), line)
    line = _CODE.sub(lambda m: _away(m.group(2).strip()), line)
    line = _AUTOLINK.sub(lambda m: _linked(_away(m.group(1)), m.group(1)), line)
    line = _FOOTNOTE.sub("", _IMAGE.sub("", line))
    line = _LINK.sub(lambda m: _linked(m.group(1), m.group(2).strip("<>")), line)
    line = _WIKI.sub(r"\1", line)
    line = _REFERENCE.sub(lambda m: _referred(m, references), line)
    line = _TAG.sub("", _BREAK.sub("\n", line))
    return _resolved(html.unescape(_unstressed(line)))


def _away(text: str) -> str:
    return text.translate(_AWAY)


def _linked(text: str, target: str) -> str:
    return f"{OPEN}{_away(target)}{TARGET}{text}{CLOSE}"


def _referred(match: re.Match[str], references: dict[str, str]) -> str:
    label = " ".join((match.group(2) or match.group(1)).lower().split())
    return _linked(match.group(1), references[label]) if label in references else match.group()


def _unstressed(line: str) -> str:
    """Return a line without the marks of emphasis that come in pairs; others are text."""
    runs = list(_RUN.finditer(line))
    left = [len(run.group()) for run in runs]
    waiting: dict[str, list[int]] = {"*": [], "_": [], "~": []}
    for i, run in enumerate(runs):
        mark = run.group()[0]
        before, after = line[run.start() - 1 : run.start()], line[run.end() : run.end() + 1]
        within = mark == "_" and before.isalnum() and after.isalnum()
        openers = waiting[mark]
        if before.strip() and not within:
            while openers and left[i]:
                opener = openers[-1]
                paired = min(left[opener], left[i])
                left[opener] -= paired
                left[i] -= paired
                if not left[opener]:
                    openers.pop()
        if left[i] and after.strip() and not within:
            openers.append(i)
    pieces, end = [], 0
    for run, stays in zip(runs, left, strict=True):
        pieces += [line[end : run.start()], run.group()[:stays]]
        end = run.end()
    return "".join([*pieces, line[end:]])


def _resolved(line: str) -> tuple[str, list[Link]]:
    """Put characters back in their places, and find where the links came to stand."""
    links: list[Link] = []
    pieces: list[str] = []
    opened: list[tuple[int, str]] = []
    length = end = 0
    for mark in _MARK.finditer(line):
        piece = line[end : mark.start()].translate(_BACK)
        end = mark.end()
        if mark.group() == TARGET and opened:
            opened[-1] = (length, piece)
            continue
        pieces.append(piece)
        length += len(piece)
        if mark.group() == OPEN:
            opened.append((length, ""))
        elif mark.group() == CLOSE and opened:
            start, target = opened.pop()
            links += [Link(start, length, target)] if target and length > start else []
    pieces.append(line[end:].translate(_BACK))
    return "".join(pieces), sorted(links)
