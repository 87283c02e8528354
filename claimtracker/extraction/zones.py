"""Zones: what a block that holds no statement is, by its own words or by where it stands."""

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache

from . import lexicon

TITLE_WORDS = 25
SHORT_SENTENCE = 5
BIOGRAPHY_WORDS = 80
HEADER_LENGTH = 150  # characters of a running header, at most
LABEL_LENGTH = 60
BOILERPLATE_LENGTH = 1500  # characters: a longer paragraph only mentions such a phrase
MARKER = re.compile(
    r"\s{0,40}(?:[-*+•▪◦·‣●—]\s+|\\?\(?(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]\s+"
    r"|(\d{1,3}\.\d{1,3})\.?\s+"
    r"|\((\d{1,3}|[a-z]{1,2}|[ivx]{1,5})\)\s+)(?=\S)"
)
TURN = re.compile(r"((?:[A-Z][A-Z'.-]+\s?){1,6}(?:\([A-Z .]{1,40}\)\s?)?):\s+(?=\S)")
ASKED = re.compile(r"(?:Q|QUESTION|Question|REPORTER|Reporter)(?::|\s{2,}|\t)\s*(?=\S)")
NUMBERED_QUESTION = re.compile(r"Q(\d{0,3})(?:[:.)]\s*(?=\S)|\s(?=[A-Z][\w. ]{1,40}:\s))")
NAMED_TURN = re.compile(
    r"(?P<name>(?P<office>(?:(?:Mr|Ms|Mrs|Dr|Sir|Lord|Baroness|Prof|Professor|Sen"
    r"|Senator|Rep|Minister"
    r"|Ambassador|President|Secretary|Chair|The Chair|Chairman|Moderator|Interviewer)\b\.?)"
    r"(?: [A-Z][\w'-]+){0,3})|[A-Z][\w'-]+(?: [A-Z]\.)?(?: [A-Z][\w'-]+){1,2}):\s(?=\S)"
)
NUMBERED_ANSWER = re.compile(r"A(\d{0,3})[:.)]\s*(?=\S)")
END_MARK = re.compile(
    r"\W{0,10}(?:#{2,6}|\*(?:\s?\*){2,}|-{1,3}\s?(?:end|ends|30)\s?-{1,3}|END|ENDS|\W{2,})\W{0,10}$"
)
ENDS = re.compile(r"\W{0,5}(?:ends?|30)\W{0,5}(?:\n|$)", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"\W{0,5}(?:[Pp]age\s)?\d{1,4}(?:\s?(?:of|/)\s?\d{1,4})?\W{0,5}$")
CONTENTS_ENTRY = re.compile(r"[\w)?]\s{1,3}(?:\.{2,}\s?)?\d{1,3}(?=\s+[A-Z\d]|\s*$)")
KEY_LINE = re.compile(r"\**[A-Z][\w /-]{1,24}:\**\s")
LINK = re.compile(r"\[[^\]\n]{0,300}\]\([^)\s]{0,500}\)|(?:https?://|www\.)\S{1,500}")
TABLE_NOTE = re.compile(
    r"\W{0,4}(?:Source|Sources|Legend|Figure \d+|Table \d+|Note|Notes|Photo)\b\W"
)
BYLINE = re.compile(r"(?:By|BY|by|Written by|Author:|Authors:)\s+[A-Z]")
NAMED_LINE = re.compile(
    r"\W{0,3}(?:[A-Z][\w.'-]+ ){1,3}[A-Z][\w.'-]+(?: and (?:[A-Z][\w.'-]+"
    r" ?){2,4})?(?:[,|\n].{0,120})?\W{0,3}$",
    re.DOTALL,
)
COPYRIGHT = re.compile(r"\W{0,3}(?:©|\([cC]\)\s?\d{4}|[Cc]opyright\b)")
RESOLUTION_OPENING = re.compile(
    r"The (?:[A-Z][\w-]+ ){0,4}(?:Council|Assembly|Commission|Conference|Committee|Parliament),$"
)
BIOGRAPHY = re.compile(
    r"(?:About the authors?\b|(?:(?:Dr|Mr|Ms|Mrs|Prof)\. )?[A-Z][\w.'-]+(?: [A-Z][\w.'-]*){1,4}"
    r"(?:,? and [A-Z][\w.'-]+(?: [A-Z][\w.'-]*){1,4})?,? "
    r"(?:is|was|are|serves as|holds|has been|works as)\b.{0,60}?"
    r"\b(?:fellow|professor|president|director|analyst|researcher|chair|scholar|editor|author"
    r"|journalist|lecturer|advis[eo]r|expert|associate|columnist|correspondent|reporter"
    r"|writer|ambassador|minister|lawyer|student)s?\b"
    r"|(?:[A-Z][\w.'-]+ ){2,4}(?:covers|reports on|reported from|teaches|writes (?:about|for|on)"
    r"|contributed (?:reporting|to)) )"
)
# What a page sets above its title: a button, a form, a symbol.
BUTTON = re.compile(
    r"(?:give|donate|sign (?:in|up)|log in|subscribe|menu|search|share|skip to|enter|newsletter"
    r"|home|print|listen|follow|support|join)\b",
    re.IGNORECASE,
)
BUTTON_WORDS = 5
SYMBOL = re.compile(r"[A-Z]{1,6}[./-][A-Z\d][\w./()-]*$")
BRACKETED = re.compile(r"\[[^\[\]]{3,120}\]$")
DATE_ONLY = re.compile(
    r"\W{0,3}(?:\w+,? )?(?:\d{1,2} )?(?:January|February|March|April|May|June|July|August|September"
    r"|October|November|December)\b[\s\d,]{2,12}\W{0,3}$",
    re.IGNORECASE,
)
PLACE_AND_TIME = re.compile(r"(?:.{1,60}\s)?\d{1,2}:\d{2} [AaPp]\.?[Mm]\.?.{0,20}$")
TERMINAL = re.compile(r"[.!?:;…][\"')\]*_\d]{0,6}\s*$|[.!?]\[\d{1,3}\]$")
INNER_END = re.compile(r"[a-z]{3}[.!?] [A-Z]")
SENTENCE_END = re.compile(r"[.!?…][\"')\]*_]{0,4}\s*$")


@dataclass(slots=True)
class State:
    """What the blocks so far tell about the next one."""

    title_seen: bool = False
    body_seen: bool = False
    asked: int = 0
    answering: bool = False
    label: str = ""
    question: str = ""
    heading: str = ""
    speaker: str = ""
    speaker_at: int = -1
    speakers: frozenset[str] = frozenset()
    ended: bool = False
    buttons: bool = False


def front_matter_end(plain: str) -> int:
    """Return where a YAML head ends, 0 when there is none."""
    head = re.match(r"\s{0,20}---\s*\n", plain)
    if not head:
        return 0
    close = re.compile(r"^---\s*$", re.MULTILINE).search(plain, head.end())
    return close.end() if close else 0


def argues(chunk: str) -> bool:
    """Whether a block may argue: a list item, or sentences, and no boilerplate."""
    words = len(chunk.split())
    long = words > TITLE_WORDS or bool(MARKER.match(chunk)) or (
        words >= SHORT_SENTENCE and bool(SENTENCE_END.search(chunk))
    )  # fmt: skip
    return long and not _marked_kind(chunk) and not BIOGRAPHY.match(chunk)


def furniture_key(chunk: str) -> str:
    """Return what a running header keeps from page to page: its words without the numbers."""
    if (
        len(chunk) > HEADER_LENGTH
        or "\n" in chunk
        or not re.search(r"^\d{1,4}\s|\s\d{1,4}$", chunk)
    ):
        return ""
    return re.sub(r"\W*\d+\W*", " ", chunk).strip()


def caption(chunk: str) -> str:
    words = re.sub(r"[\s*#_]+", " ", chunk[: 2 * HEADER_LENGTH]).strip()
    return words if len(words) <= LABEL_LENGTH else words[:LABEL_LENGTH].rsplit(" ", 1)[0] + "…"


def quiet_kind(chunk: str, repeated: Counter[str], late: bool, state: State) -> str:
    """Return the kind of a block that holds no statement, "" for one that may."""
    state.ended = state.ended or ENDS.match(chunk) is not None
    if not re.search(r"[^\W\d_]", chunk) or END_MARK.match(chunk) or PAGE_NUMBER.match(chunk):
        return "navigation"
    if state.ended:
        return "disclaimer"  # notes to editors, contacts
    key = furniture_key(chunk)
    if key and repeated[key] > 1 and state.title_seen:
        return "navigation"
    return _marked_kind(chunk, state.title_seen) or _placed_kind(chunk, late, state)


def _marked_kind(chunk: str, listed: bool = True) -> str:
    """Return the kind that a block's own words show; a title is no entry of contents."""
    if COPYRIGHT.match(chunk):
        return "copyright"
    phrase = _boilerplate().search(chunk) if len(chunk) < BOILERPLATE_LENGTH else None
    if phrase:
        return _boilerplate_kinds()[re.sub(r"\s+", " ", phrase.group().lower())]
    if BRACKETED.match(chunk) or chunk.startswith("|") or TABLE_NOTE.match(chunk):
        return "navigation"
    linked = sum(len(m.group()) for m in LINK.finditer(chunk))
    if linked > 0.5 * len(chunk):
        return "navigation"
    entries = CONTENTS_ENTRY.findall(chunk) if listed and not BYLINE.match(chunk) else []
    if entries and not SENTENCE_END.search(chunk) and len(entries) * 12 > len(chunk.split()):
        return "navigation" if re.search(r"\d{1,3}\s*$", chunk) else ""
    return ""


def _placed_kind(chunk: str, late: bool, state: State) -> str:
    """Return the kind that a block has by where it stands: at the head or the foot."""
    words = len(chunk.split())
    bare = not SENTENCE_END.search(chunk) and not INNER_END.search(chunk)
    if RESOLUTION_OPENING.match(chunk):
        state.title_seen, state.heading = True, ""
        return "heading"
    if late and (foot := _foot_kind(chunk, words, bare)):
        return foot
    if NUMBERED_QUESTION.match(chunk) or NUMBERED_ANSWER.match(chunk) or ASKED.match(chunk):
        state.title_seen = True
        return ""
    if not state.title_seen and _above_title(chunk, words, bare, state):
        return "navigation"
    asked = chunk.rstrip("\"'* ").endswith("?")
    headline = asked or not SENTENCE_END.search(chunk) or chunk.startswith("#")
    if not state.title_seen and words <= TITLE_WORDS and headline:
        state.title_seen = True
        return "title"
    return "" if state.body_seen else _head_kind(chunk, words, bare, state)


def _above_title(chunk: str, words: int, bare: bool, state: State) -> bool:
    """Whether a block before the title is none: a button, the lines of its form, a symbol."""
    if words <= BUTTON_WORDS and (bare or chunk.endswith(":")) and BUTTON.match(chunk):
        state.buttons = True
        return True
    formed = state.buttons and words <= TITLE_WORDS and chunk.endswith((":", ".", "!"))
    return formed or SYMBOL.match(chunk) is not None


def _foot_kind(chunk: str, words: int, bare: bool) -> str:
    """Return the kind of a block behind the last paragraph of the argument, "" for any other."""
    if words <= BIOGRAPHY_WORDS and BIOGRAPHY.match(chunk):
        return "author_bio"
    asked = NUMBERED_QUESTION.match(chunk) or ASKED.match(chunk)
    named = bare and words <= TITLE_WORDS and not MARKER.match(chunk) and not asked
    return "byline" if named else ""


def _head_kind(chunk: str, words: int, bare: bool, state: State) -> str:
    """Return the kind of a block between the title and the first paragraph."""
    state.title_seen = True
    if BYLINE.match(chunk) or DATE_ONLY.match(chunk) or PLACE_AND_TIME.match(chunk):
        return "byline" if words <= 2 * TITLE_WORDS else ""
    if TURN.match(chunk) or chunk.startswith("#"):
        return ""
    if KEY_LINE.match(chunk) and (bare or "|" in chunk):
        return "front_matter"
    if (
        words <= TITLE_WORDS
        and bare
        and not MARKER.match(chunk)
        and not NAMED_TURN.match(chunk)
        and not chunk.endswith((",", ":"))
    ):
        return "byline" if NAMED_LINE.match(chunk) else "heading"
    return ""


@cache
def _boilerplate_kinds() -> dict[str, str]:
    zones = ("disclaimer", "copyright", "navigation", "front_matter")
    return {phrase.lower(): zone for phrase, zone in lexicon.table("boilerplate", zones).items()}


@cache
def _boilerplate() -> re.Pattern[str]:
    phrases = sorted(_boilerplate_kinds(), key=len, reverse=True)
    return re.compile("|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases), re.IGNORECASE)
