"""Blocks: where a text's zones begin and end, and which of them may hold a statement.

A block is a run of lines that belong together: a paragraph, a list item, a heading. Each is
given one of SECTION_KINDS; only lede, answer, body and list blocks are read for statements.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from . import lexicon
from .clauses import is_clause
from .drafts import SectionDraft
from .zones import (
    ASKED,
    END_MARK,
    INNER_END,
    MARKER,
    NAMED_TURN,
    NUMBERED_ANSWER,
    NUMBERED_QUESTION,
    RESOLUTION_OPENING,
    TERMINAL,
    TITLE_WORDS,
    TURN,
    State,
    argues,
    caption,
    front_matter_end,
    furniture_key,
    quiet_kind,
)

READABLE = frozenset({"lede", "answer", "body", "list"})
LINE = re.compile(r"[^\n\r\u2028\u2029\x85]+")
BREAK = re.compile(r"\r\n|[\n\r\u2028\u2029\x85]")
JOIN_REACH = 4  # how many page headers and stray headings may interrupt a sentence
RAGGED = 0.85  # a line filled to this part may have been wrapped early
WRAP_WIDTH = 110  # longer lines are not wrapped: their end is the end of a paragraph
LOWER_START = re.compile(r"[\"'(\[]?[a-z]")
LEADS_ON = re.compile(
    r":\**\s*$|\bfollowing (?:\w+ )?(?:\w+ )?(?:actions?|steps?|measures?|elements?"
    r"|recommendations?"
    r"|points?)[^.:]{0,40}[.:]\s*$|\bto[:—]\s*$"
)
DATELINE = re.compile(
    r"\(?[A-Z][\w .,'()-]{2,60}?(?:\d{4}|\(?(?:Reuters|AP|AFP)\)?)\)? ?[—-]{1,2} "
    r"|[A-Z]{3,}[A-Z ,.]{0,40} (?:\([A-Za-z]+\) )?[—-]{1,2} "
)
SECTION_NUMBER = re.compile(r"(?:[IVX]{1,5}|[A-H])\.\s+[A-Z]")
HEADING_WORDS = 14
DIALOGUE = 3  # turns that a text has, at least, where names before a colon are speakers


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of text in one zone.

    `content` is where the words begin, behind a list marker, a turn label or "A1:". `speaker`
    is the label of the turn it stands in ("MR. KIRBY") with its offset, `question` the
    question or heading that governs it, and `lead` the span of the block that introduces a
    list item. `marker` is the list marker without punctuation.
    """

    start: int
    end: int
    kind: str
    label: str
    content: int
    marker: str = ""
    speaker: str = ""
    speaker_at: int = -1
    question: str = ""
    heading: str = ""
    lead: tuple[int, int] | None = None

    @property
    def readable(self) -> bool:
        """Whether statements may be taken from this block."""
        return self.kind in READABLE


def blocks(plain: str) -> tuple[Block, ...]:
    """Return the blocks of a plain view, in order, interrupted paragraphs joined again."""
    return tuple(_led(plain, list(_joined(plain, _classified(plain, _chunks(plain))))))


def sections(found: tuple[Block, ...]) -> tuple[SectionDraft, ...]:
    """Return the blocks as sections: neighbours of the same kind and label as one."""
    drafts: list[SectionDraft] = []
    for block in found:
        last = drafts[-1] if drafts else None
        if last and (last.label, last.kind) == (block.label, block.kind) and block.kind != "list":
            drafts[-1] = replace(last, end=max(last.end, block.end))
        elif not last or block.start >= last.end:
            drafts.append(SectionDraft(block.label, block.kind, block.start, block.end))
    return tuple(drafts)


# --- from lines to chunks -------------------------------------------------------------------


def _chunks(plain: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of paragraphs, list items and lone lines."""
    paragraph: list[tuple[int, int]] = []
    after = 0
    for match in LINE.finditer(plain):
        gap = plain[after : match.start()]
        after = match.end()
        blank = not match.group().strip()
        if (blank or len(BREAK.findall(gap)) > 1) and paragraph:
            yield from _split_paragraph(plain, paragraph)
            paragraph = []
        if not blank:
            paragraph.append(match.span())
    if paragraph:
        yield from _split_paragraph(plain, paragraph)


def _split_paragraph(plain: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the blocks within lines that no blank line parts: a break that is no wrap opens one."""
    lengths = [len(plain[a:b].rstrip()) for a, b in lines]
    start = lines[0][0]
    for i, ((a, b), (c, d)) in enumerate(zip(lines, lines[1:], strict=False)):
        near = [n for n in lengths[max(i - 3, 0) : i + 3] if n <= WRAP_WIDTH]
        if not _wraps(plain[a:b].rstrip(), plain[c:d], lengths[i], max(near, default=WRAP_WIDTH)):
            yield _stripped(plain, start, b)
            start = c
    yield _stripped(plain, start, lines[-1][1])


def _wraps(line: str, following: str, length: int, width: int) -> bool:
    """Whether a line end is only a wrap: the next word would not have fitted on the line."""
    following = following.strip()
    if MARKER.match(following) or _opens(following) or END_MARK.match(line):
        return False
    if LOWER_START.match(following):
        return True
    if length > WRAP_WIDTH or RESOLUTION_OPENING.match(line):
        return False
    first = following.split(maxsplit=1)[0]
    room = width if TERMINAL.search(line) else RAGGED * width
    return length + 1 + len(first) > room and not line.startswith("#")


def _opens(line: str) -> bool:
    return line.startswith("#") or bool(
        TURN.match(line)
        or ASKED.match(line)
        or NUMBERED_QUESTION.match(line)
        or NUMBERED_ANSWER.match(line)
    )


def _stripped(plain: str, start: int, end: int) -> tuple[int, int]:
    chunk = plain[start:end]
    return start + len(chunk) - len(chunk.lstrip()), start + len(chunk.rstrip())


# --- what each chunk is ---------------------------------------------------------------------


def _classified(plain: str, chunks: Iterator[tuple[int, int]]) -> list[Block]:
    spans = [span for span in chunks if span[1] > span[0]]
    repeated = Counter(furniture_key(plain[a:b]) for a, b in spans)
    front = front_matter_end(plain)
    last_body = max((a for a, b in spans if argues(plain[a:b])), default=len(plain))
    state = State(speakers=_speakers(plain, spans))
    found: list[Block] = []
    for start, end in spans:
        chunk = plain[start:end]
        if start < front:
            kind = "front_matter"
        else:
            kind = quiet_kind(chunk, repeated, start > last_body, state) or _unfinished(
                plain, found
            )
        if kind:
            found.append(Block(start, end, kind, _quiet_label(kind, chunk), start))
            continue
        found.append(_reading_block(start, end, chunk, state))
    return _with_lede(found) if state.asked else found


def _speakers(plain: str, spans: list[tuple[int, int]]) -> frozenset[str]:
    """Return the names that open turns: they come again, or with a title, in a text of turns."""
    opened = [m for a, b in spans if (m := NAMED_TURN.match(plain, a, b))]
    counts = Counter(m.group("name") for m in opened)
    if len(opened) < DIALOGUE and max(counts.values(), default=0) < DIALOGUE - 1:
        return frozenset()
    return frozenset(
        m.group("name") for m in opened if m.group("office") or counts[m.group("name")] > 1
    )


def _unfinished(plain: str, found: list[Block]) -> str:
    """Return the kind of a boilerplate block before this one that a page break has cut short."""
    last = next((b for b in reversed(found[-JOIN_REACH:]) if b.kind != "navigation"), None)
    if (
        last
        and last.kind in {"disclaimer", "author_bio"}
        and not TERMINAL.search(plain[max(last.end - 20, 0) : last.end])
    ):
        return last.kind
    return ""


def _with_lede(found: list[Block]) -> list[Block]:
    """Call what stands before the first question of a Q&A its lede."""
    first = next(i for i, b in enumerate(found) if b.kind == "question" and b.label[:1] == "Q")
    return [
        replace(b, kind="lede", label="lede") if i < first and b.kind == "body" and not b.heading
        and not b.speaker else b
        for i, b in enumerate(found)
    ]  # fmt: skip


def _quiet_label(kind: str, chunk: str) -> str:
    return caption(chunk) if kind in {"heading", "title"} else kind


def _reading_block(start: int, end: int, chunk: str, state: State) -> Block:
    """Return a heading, question, answer, list item or paragraph, and update the state."""
    for opening in (_asked, _answered, _headed):
        block = opening(start, end, chunk, state)
        if block:
            return block
    content, marker = start, ""
    turn = _turn(chunk, state)
    if turn:
        state.speaker, state.speaker_at = turn.group(1).strip(), start
        content = start + turn.end()
    dateline = None if state.body_seen else DATELINE.match(chunk)
    if dateline:
        content = start + dateline.end()
    item = MARKER.match(chunk)
    if item and not dateline:
        marker = next((g for g in item.groups() if g), "-")
        content = start + item.end()
    state.body_seen = True
    kind = "list" if item else "answer" if state.answering else "body"
    label = state.label or caption(state.heading) or "body"
    return Block(
        start, end, kind, label, content, marker, state.speaker, state.speaker_at,
        state.question, state.heading,
    )  # fmt: skip


def _turn(chunk: str, state: State) -> re.Match[str] | None:
    """Return the label that opens a speaker's turn, None where there is none."""
    named = NAMED_TURN.match(chunk)
    return TURN.match(chunk) or (named if named and named.group("name") in state.speakers else None)


def _asked(start: int, end: int, chunk: str, state: State) -> Block | None:
    mark = NUMBERED_QUESTION.match(chunk) or ASKED.match(chunk)
    alone = len(re.findall(r"[.!?](?:\s|$)", chunk)) == 1 and chunk.rstrip("\"'* ").endswith("?")
    if not mark and not (alone and len(chunk.split()) <= TITLE_WORDS):
        return None
    number = mark.group(1) if mark and mark.re is NUMBERED_QUESTION else ""
    if mark:
        state.asked += 1
        state.answering = mark.re is NUMBERED_QUESTION
        state.label = f"A{number or state.asked}"
    state.question, state.heading = chunk, ""
    label = f"Q{number or state.asked}" if mark else caption(chunk)
    return Block(start, end, "question", label, start + (mark.end() if mark else 0))


def _answered(start: int, end: int, chunk: str, state: State) -> Block | None:
    mark = NUMBERED_ANSWER.match(chunk)
    if not mark or not state.asked:
        return None
    state.answering, state.body_seen = True, True
    state.label = f"A{mark.group(1) or state.asked}"
    return Block(start, end, "answer", state.label, start + mark.end(), question=state.question)


def _headed(start: int, end: int, chunk: str, state: State) -> Block | None:
    words = chunk.split()
    marked = chunk.startswith("#") or re.fullmatch(r"\*\*[^*]+\*\*:?", chunk)
    short = len(words) <= HEADING_WORDS and not re.search(r"[.!?;,][\"')*]{0,3}$", chunk)
    short = short and not INNER_END.search(chunk) and not (chunk.endswith(":") and is_clause(chunk))
    numbered = MARKER.match(chunk) and not SECTION_NUMBER.match(chunk)
    if not marked and not (
        short and chunk[:1].isupper() and not numbered and not _turn(chunk, state)
    ):
        return None
    state.heading, state.question = re.sub(r"[#*]+", "", chunk).strip(), ""
    if not state.answering or chunk.startswith("#"):
        state.label, state.answering = "", False
    return Block(start, end, "heading", caption(chunk), start)


# --- lists and interruptions ----------------------------------------------------------------


def _led(plain: str, found: list[Block]) -> list[Block]:
    """Give each list item the block that introduces it: one that ends in a colon or "following".

    An item may introduce items of another kind of marker: "3. Calls upon:" leads "(a)".
    """
    lead: tuple[int, int] | None = None
    outer: tuple[int, int] | None = None
    inner_of = ""
    result = []
    for block in found:
        tail = plain[max(block.end - 120, block.content) : block.end]
        if block.marker:
            if inner_of and _marker_class(block.marker) == inner_of:
                lead, inner_of = outer, ""
            result.append(replace(block, lead=lead))
            if LEADS_ON.search(tail) and not inner_of:
                outer, lead, inner_of = lead, (block.start, block.end), _marker_class(block.marker)
            continue
        result.append(block)
        if block.readable or block.kind == "heading":
            inner_of = ""
            leads = LEADS_ON.search(tail) or _leads_by_name(block, plain)
            lead = (block.start, block.end) if leads else None
    return result


def _marker_class(marker: str) -> str:
    return "digit" if marker[0].isdigit() else "letter" if marker[0].isalpha() else "bullet"


def _leads_by_name(block: Block, plain: str) -> bool:
    return block.kind == "heading" and bool(
        recommending_headings().search(plain[block.start : block.end])
    )


def _joined(plain: str, found: list[Block]) -> Iterator[Block]:
    """Join a paragraph that a page break or a stray heading has cut in two."""
    i = 0
    while i < len(found):
        block = found[i]
        i += 1
        while block.readable and not TERMINAL.search(plain[max(block.end - 20, 0) : block.end]):
            j = _continuation(plain, found, i)
            if j is None:
                break
            block = replace(block, end=found[j].end)
            i = j + 1
        yield block


def _continuation(plain: str, found: list[Block], i: int) -> int | None:
    """Return the index of the block that goes on with the sentence before `i`, if any."""
    for j in range(i, min(i + JOIN_REACH, len(found))):
        block = found[j]
        if block.readable or block.kind == "byline":
            starts_low = LOWER_START.match(plain[block.start : block.start + 3])
            return j if starts_low and not block.marker else None
        if block.kind not in {"heading", "navigation"}:
            return None
    return None


# --- word lists -----------------------------------------------------------------------------


@cache
def recommending_headings() -> re.Pattern[str]:
    """Return what finds the words of a heading that opens a list of recommendations."""
    return lexicon.matcher(lexicon.words("recommending_headings"))
