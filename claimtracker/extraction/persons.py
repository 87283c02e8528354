"""Persons: found by a title, a given name, or the words beside them; then by surname alone."""

import re
from bisect import bisect_left
from functools import cache

from . import lexicon
from .actors import Mention
from .drafts import ActorDraft
from .names import KINDS, NOT_NAMES, longest

MIN_SURNAME = 3  # letters: a shorter one is met by chance
PERSON_NAME = (
    r"[A-ZÀ-Þ][\w'-]*[a-zß-ÿ](?: (?:[A-Z]\.|al-|bin|de|del|van|von|der|el"
    r"|[A-ZÀ-Þ][\w'-]*[a-zß-ÿ])){0,3}"
    r" [A-ZÀ-Þ][\w'-]*[a-zß-ÿ]"
)


@cache
def _person_patterns() -> tuple[re.Pattern[str], ...]:
    """Return what finds a person: behind a title, by a given name, beside a verb of saying."""
    honorific = lexicon.alternatives(lexicon.words("honorifics"))
    given = lexicon.alternatives(lexicon.words("given_names"))
    roles = lexicon.alternatives(lexicon.words("role_nouns"))
    return (
        re.compile(
            rf"(?<![\w-])(?P<title>{honorific}) (?P<name>[A-ZÀ-Þ][\w'-]+(?:"
            rf" [A-ZÀ-Þ][\w'.-]*){{0,3}})"
        ),
        re.compile(
            rf"(?<![\w-])(?P<name>(?:{given}) (?:[A-ZÀ-Þ]\.? ){{0,2}}(?:(?:al|bin|de|van"
            rf"|von|der|el)[ -])?[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][a-zß-ÿ'-]+)?)"
        ),
        re.compile(
            rf"\b(?:said|says|told|according to|added|wrote|argued|explained"
            rf"|warned) (?P<name>{PERSON_NAME})(?=[,. \n])"
        ),
        re.compile(
            rf"(?<![\w-])(?P<name>{PERSON_NAME})(?:, [^,.;\"]{{2,80}},|,)? (?:has |had "
            rf"|also )?(?:said|says|told|stated|added|wrote|argued|explained|warned"
            rf"|claimed|denied|denies|confirmed|testified|announced)\b"
        ),
        re.compile(
            rf"(?<![\w-])(?P<name>{PERSON_NAME}), (?=(?:an?"
            rf"|the) [^,.;]{{0,80}}\b(?:{roles})\b|(?:{roles})\b|who\b|whose\b|\d\d,)"
        ),
    )


@cache
def _role_before() -> re.Pattern[str]:
    """Return what finds the office set before a name, with its body: "NSC coordinator for"."""
    roles = lexicon.alternatives(lexicon.words("role_nouns"))
    lowercase = (
        "senior|deputy|former|vice|chief|national|security|foreign|assistant|acting|special"
        "|executive"
    )
    before = rf"(?:[A-Z][\w.&/'-]*(?: \([A-Z]{{2,6}}\))? |(?:{lowercase}) ){{0,8}}"
    after = r"(?: (?:for|of|at|on) (?:the |and |[A-Za-z][\w'-]* ){0,6}?[A-Za-z][\w'-]*)?"
    return re.compile(rf"(?<![\w-])(?P<role>{before}(?i:{roles}){after},?) $")


def persons(flat: str, found: list[Mention], known: dict[str, ActorDraft]) -> list[Mention]:
    """Return the persons: behind a title, or opening with a given name; then their short forms."""
    taken = [(m.start, m.end, m.name) for m in found]
    starts = [t[0] for t in taken]
    persons: list[Mention] = []
    for pattern in _person_patterns():
        for match in pattern.finditer(flat):
            name = _person_name(match.group("name"))
            start = flat.find(name, match.start("name"), match.end()) if name else -1
            if start < 0 or _taken(starts, taken, start, start + len(name)):
                continue
            role = (
                _role(flat, start)
                or match.groupdict().get("title")
                or _role_after(flat, start + len(name))
            )
            persons.append(Mention(start, start + len(name), name, role))
    return _shortened(flat, longest(persons), known)


def _person_name(run: str) -> str:
    words = run.removesuffix("'s").split()
    organisations = lexicon.table("organisation_words", KINDS)
    while words and (words[-1] in NOT_NAMES or words[-1] in _offices()):
        words.pop()
    words[-1:] = [w.removesuffix("'s").rstrip(".'") for w in words[-1:]]
    office = max((i for i, word in enumerate(words) if word in _offices()), default=-1)
    words = words[office + 1 :]
    if (
        not words
        or words[0] in NOT_NAMES
        or any(w in organisations or w in _places() for w in words)
    ):
        return ""
    return " ".join(words)


@cache
def _places() -> frozenset[str]:
    return frozenset(lexicon.words("place_words"))


@cache
def _offices() -> frozenset[str]:
    """Return the capitalised words that follow a name but are none: "Senior", "Press"."""
    titles = [w.title() for w in lexicon.words("role_nouns")]
    return frozenset([*titles, *lexicon.words("honorifics"), "Senior", "Press", "House", "MP"])


def _taken(starts: list[int], taken: list[tuple[int, int, str]], start: int, end: int) -> bool:
    """Whether a known actor's name overlaps [start, end), save one inside a fuller name.

    "German Galushchenko" is a person, though a German is no stranger to the lists.
    """
    i = bisect_left(starts, end)
    if i == 0 or taken[i - 1][1] <= start:
        return False
    inside = taken[i - 1][0] == start and taken[i - 1][1] < end
    return not inside


def _role(flat: str, start: int) -> str:
    """Return the office printed before a name: "NSC coordinator for strategic communications"."""
    window = flat[max(start - 160, 0) : start]
    opening = max(window.rfind(mark) for mark in (". ", ", ", "; ", '"', ": "))
    match = _role_before().search(window, opening + 1)
    return match.group("role").strip(" ,") if match else ""


def _role_after(flat: str, end: int) -> str:
    """Return the office printed behind a name: "Laetitia Bader, deputy Africa director at ..."."""
    match = _apposition().match(flat, end)
    return match.group("role") if match else ""


@cache
def _apposition() -> re.Pattern[str]:
    roles = lexicon.alternatives(lexicon.words("role_nouns"))
    return re.compile(
        rf", (?:an? |the )?(?P<role>[^,.;\"\n]{{0,60}}\b(?i:{roles})\b[^,.;\"\n]{{0,60}}?)"
        r"(?= said\b| told\b|[,.;\"\n])"
    )


def _shortened(flat: str, persons: list[Mention], known: dict[str, ActorDraft]) -> list[Mention]:
    """File titled surnames under the full name, and find later surnames standing alone."""
    full: dict[str, str] = {}
    for person in persons:
        if " " in person.name:
            full.setdefault(person.name.split()[-1], person.name)
    result = []
    for person in persons:
        name = full.get(person.name.split()[-1], person.name)
        result.append(Mention(person.start, person.end, name, person.role))
        printed = flat[person.start : person.end]
        old = known.get(name, ActorDraft(name, "person"))
        aliases = tuple(dict.fromkeys((*old.aliases, printed))) if printed != name else old.aliases
        known[name] = ActorDraft(name, old.kind, old.part_of, aliases)
    surnames = {p.name.split()[-1]: p.name for p in result}
    surnames = {s: n for s, n in surnames.items() if len(s) >= MIN_SURNAME and s not in NOT_NAMES}
    if not surnames:
        return result
    alone = re.compile(rf"(?<![\w-])(?:{lexicon.alternatives(surnames)})(?![\w-])")
    for match in alone.finditer(flat):
        name = surnames[match.group()]
        result.append(Mention(*match.span(), name))
        old = known[name]
        if match.group() not in old.aliases and match.group() != name:
            known[name] = ActorDraft(name, old.kind, old.part_of, (*old.aliases, match.group()))
    return result
