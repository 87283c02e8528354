"""Actors: who is named where, under the name an analyst files them by.

Known names come from word lists (states with demonyms and capitals, bodies, media, groups);
the text adds acronyms that it defines, governments named after their heads, bodies named with
a demonym ("U.S. authorities"), organisations and persons.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

from . import lexicon
from .drafts import ActorDraft

MIN_WORDS = 2  # a single capitalised word names no organisation by itself
KINDS = ("state", "government_body", "international_organisation", "organisation", "media",
         "person", "group")  # fmt: skip
CAPITAL_CUE = re.compile(r"\b(?:in|at|near|outside|via|from|University of)\s$", re.IGNORECASE)
WORD = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\w.'&/-]*")
ACRONYM = re.compile(r"\s?\((?:or |hereafter |the )?\"?(?P<short>[A-Z][A-Za-z0-9.&-]{1,9})\"?\)")
OF_GOVERNMENT = r"[Gg]overnment|[Aa]dministration|[Rr]egime|[Cc]abinet|[Pp]residency"
BODY_NOUN = (
    r"authorities|officials|(?:intelligence|government|military|army|forces)"
    r"(?! (?:compan|contract|operation|equipment|aid|assist|support|base|exercise|personnel"
    r"|spending|sharing|bond|hardware|officer|facilit))"
    r"|Government|administration|armed forces|leadership|leaders|regime|parliament|Parliament"
    r"|police|security services|Ministry of [A-Z][a-z]+(?: (?:and )?[A-Z][a-z]+)?"
    r"|[A-Z][a-z]+ Ministry|[A-Z][a-z]+ Department|Embassy|embassy|diplomats|companies"
    r"|universities|Supreme Court|(?:Foreign Minister|Defen[cs]e Minister|Prime Minister|President)(?! [A-Z])"
)
CAPITALISED = re.compile(
    r"(?:[A-ZÀ-Þ][\w'-]*[a-zß-ÿ][\w'-]*|[A-Z]{2,6}|[A-Z]\.)"
    r"(?: (?:(?:of|for|on|and|the|de|del|van|von|al|bin|el) ){0,2}"
    r"(?:[A-ZÀ-Þ][\w'-]*[a-zß-ÿ][\w'-]*|[A-Z]{2,6}|[A-Z]\.)){1,8}"
)
NOT_NAMES = frozenset(
    "The A An This That These Those It He She They We I In On At As But And However Since While "
    "When If Its Their His Her Our Both All Some Many Most No Not Another Other There Here By "
    "For From To With After Before Under Although Though Because First Second Third Finally "
    "Yet So Or Nor Of Such Even Despite Given Until Once Where Who What Which Why How "
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December".split()
)
OFFICE_OF = re.compile(
    r"(?:[A-Z]\w+ ){0,3}(?:Counsel|Director|Administrator|Secretary|Minister|Commissioner|Representative"
    r"|Rapporteur|Envoy|Prosecutor|Ombudsman|Inspector|Coordinator|Chief|Judge|President|Chair) (?:of|for|on) [A-Z]"
)
POSSESSIVE = re.compile(r"(?:'s|')? ")
SHORT = {"United States": "U.S.", "United Kingdom": "UK"}  # as their bodies are filed
PERSON_NAME = (
    r"[A-ZÀ-Þ][\w'-]*[a-zß-ÿ](?: (?:[A-Z]\.|al-|bin|de|del|van|von|der|el|[A-ZÀ-Þ][\w'-]*[a-zß-ÿ])){0,3}"
    r" [A-ZÀ-Þ][\w'-]*[a-zß-ÿ]"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named at [start, end) of the text. `role` is the office printed beside a person."""

    start: int
    end: int
    name: str
    role: str = ""


@dataclass(slots=True)
class Actors:
    """Every mention of a text, in order, and the actors they name."""

    mentions: tuple[Mention, ...] = ()
    known: dict[str, ActorDraft] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie inside [start, end), in order."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end)
        return tuple(m for m in self.mentions[low:high] if m.end <= end)

    def names(self, start: int, end: int) -> tuple[str, ...]:
        """Return the names filed for the mentions in [start, end), each once, in order."""
        return tuple(dict.fromkeys(m.name for m in self.within(start, end)))

    def last_before(self, start: int, end: int, kinds: Iterable[str]) -> Mention | None:
        """Return the last mention in [start, end) whose actor is of one of these kinds."""
        wanted = tuple(kinds)
        for mention in reversed(self.within(start, end)):
            if self.known[mention.name].kind in wanted:
                return mention
        return None

    def add(self, actor: ActorDraft) -> None:
        """Know an actor that no mention names (an author, a group read from a phrase)."""
        self.known.setdefault(actor.name, actor)

    def kind(self, name: str) -> str:
        """Return the kind of a known actor, "" when it is not known."""
        actor = self.known.get(name)
        return actor.kind if actor else ""


@dataclass(frozen=True, slots=True)
class _Entry:
    form: str
    name: str
    place: bool = False  # a capital: only a place after "in"


@cache
def _actors() -> dict[str, ActorDraft]:
    """Return every actor of the word lists by name."""
    found: dict[str, ActorDraft] = {}
    for name, others, capitals in lexicon.rows("states", 3):
        aliases = (*_parts(others), *_parts(capitals))
        found[name] = ActorDraft(name, "state", "", aliases)
    for name, kind, part_of, others in lexicon.rows("bodies", 4):
        if kind not in KINDS:
            raise lexicon.LexiconError(
                lexicon.FOLDER / "bodies.txt", 0, f"{name!r} has the unknown kind {kind!r}"
            )
        found[name] = ActorDraft(name, kind, part_of, _parts(others))
    for name, others in lexicon.rows("media", 2):
        found[name] = ActorDraft(name, "media", "", _parts(others))
    for name in lexicon.words("groups"):
        found.setdefault(name, ActorDraft(name, "group"))
    return found


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


@cache
def _index() -> dict[str, tuple[_Entry, ...]]:
    """Return the forms to look for by their first word, the longest first."""
    capitals = {c: name for name, _, cell in lexicon.rows("states", 3) for c in _parts(cell)}
    by_word: dict[str, list[_Entry]] = {}
    for actor in _actors().values():
        for form in dict.fromkeys((actor.name, *actor.aliases)):
            if form.startswith(("the ", "The ")) and actor.kind != "group":
                continue
            entry = _Entry(form, actor.name, capitals.get(form) == actor.name)
            first = WORD.match(form)
            if first:
                by_word.setdefault(_key(first.group()), []).append(entry)
    return {
        word: tuple(sorted(entries, key=lambda e: (-len(e.form), e.form)))
        for word, entries in by_word.items()
    }


def _key(word: str) -> str:
    return word.removesuffix("'s").rstrip("'.-/").split("-")[0].split("/")[0]


@cache
def _leaders() -> dict[str, str]:
    return {name: state for name, state in lexicon.rows("leaders", 2)}


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    states = [form for a in _actors().values() if a.kind == "state"
              for form in (a.name, *a.aliases) if not form.startswith("the ")]  # fmt: skip
    supra = ["EU", "UN", "U.N.", "NATO", "European Union", "United Nations"]
    body = lexicon.alternatives([*states, *supra])
    return {
        "leader": re.compile(
            rf"\b(?P<leader>{lexicon.alternatives(_leaders())})(?:'s)? (?:{OF_GOVERNMENT})\b"
        ),
        "body": re.compile(rf"(?P<noun>{BODY_NOUN})\b"),
        "of": re.compile(
            rf"\b(?P<noun>[Gg]overnment|[Aa]uthorities|[Pp]arliament|Ministry of [A-Z][a-z]+"
            rf"|[Mm]ilitary|leadership) (?:of|in) (?:the )?(?P<state>{body})(?![\w-])"
        ),
    }


def find(flat: str) -> Actors:
    """Return every actor that a flat view names; longer readings win over shorter ones."""
    known = dict(_actors())
    found = list(_listed(flat))
    found += _bodies(flat, found, known)
    found += _named_organisations(flat, known)
    kept = _longest(found)
    kept += _persons(flat, kept, known)
    kept = _longest(kept)
    kept = _with_acronyms(flat, kept, known)
    mentions = tuple(sorted(kept, key=lambda m: (m.start, m.end)))
    return Actors(mentions, known, [m.start for m in mentions])


def _listed(flat: str) -> Iterator[Mention]:
    """Yield the mentions of names from the word lists."""
    index = _index()
    end = 0
    for word in WORD.finditer(flat):
        start = word.start()
        if start < end:
            continue
        for entry in index.get(_key(word.group()), ()):
            stop = start + len(entry.form)
            if not flat.startswith(entry.form, start) or flat[stop : stop + 1].isalnum():
                continue
            if entry.place and CAPITAL_CUE.search(flat, max(start - 16, 0), start):
                break
            yield Mention(start, stop, entry.name)
            end = stop
            break


def _bodies(flat: str, found: list[Mention], known: dict[str, ActorDraft]) -> Iterator[Mention]:
    """Yield bodies named with a state, a demonym or a head of government."""
    patterns = _patterns()
    for match in patterns["leader"].finditer(flat):
        name = re.sub(r"'s ", " ", match.group())
        yield _part(name, _leaders()[match.group("leader")], match.span(), known)
    for mention in found:
        if known[mention.name].kind not in {"state", "international_organisation"}:
            continue
        gap = POSSESSIVE.match(flat, mention.end)
        noun = patterns["body"].match(flat, gap.end()) if gap else None
        if gap and noun:
            whole = SHORT.get(mention.name, flat[mention.start : mention.end])
            name = f"{whole}{gap.group() if whole == mention.name else ' '}{noun.group()}"
            yield _part(name, mention.name, (mention.start, noun.end()), known)
    for match in patterns["of"].finditer(flat):
        state = next(
            (m.name for m in found if m.start == match.start("state")), match.group("state")
        )
        name = f"{state} {match.group('noun')[0].lower()}{match.group('noun')[1:]}"
        yield _part(name, state, match.span(), known)


def _part(name: str, whole: str, span: tuple[int, int], known: dict[str, ActorDraft]) -> Mention:
    """Return a mention of a body of `whole`, and know that body."""
    name = " ".join(name.split())
    kind = "organisation" if name.endswith(("companies", "universities")) else "government_body"
    if name not in known:
        known[name] = ActorDraft(name, kind, whole, (f"the {name}",))
    return Mention(*span, name)


def _named_organisations(flat: str, known: dict[str, ActorDraft]) -> Iterator[Mention]:
    """Yield runs of capitalised words that hold a word for an organisation."""
    kinds = lexicon.table("organisation_words", KINDS)
    filed = {form: name for name, a in known.items() for form in (name, *a.aliases)}
    for match in CAPITALISED.finditer(flat):
        for start, words in _runs(match):
            kind = next((kinds[w] for w in reversed(words) if w in kinds), "")
            if not kind and words and OFFICE_OF.match(" ".join(words)):
                kind = "government_body"
            if not kind or len(words) < MIN_WORDS or match.group().isupper():
                continue
            printed = " ".join(words).removesuffix("'s")
            name = filed.get(printed, printed)
            if name not in known:
                known[name] = ActorDraft(name, kind)
            yield Mention(start, start + len(printed), name)


def _runs(match: re.Match[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the names in a run of capitalised words; "and" joins words only behind "of" or "for"."""
    run, at = match.group(), match.start()
    joins = re.search(r"^[^,]*? (?:of|for|on) .* and ", run)
    parts = [run] if joins else run.split(" and ")
    for part in parts:
        words, start = part.split(), at
        while words and (words[0] in NOT_NAMES or words[0] == "the"):
            start += len(words[0]) + 1
            words = words[1:]
        yield start, words
        at += len(part) + len(" and ")


def _longest(found: list[Mention]) -> list[Mention]:
    """Drop the mentions that overlap a longer one."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end, m.name)):
        if kept and mention.start < kept[-1].end:
            if mention.end - mention.start > kept[-1].end - kept[-1].start:
                kept[-1] = mention
            continue
        kept.append(mention)
    return kept


def _with_acronyms(flat: str, found: list[Mention], known: dict[str, ActorDraft]) -> list[Mention]:
    """Add the mentions of acronyms that the text defines: "National Security Council (NSC)"."""
    defined: dict[str, str] = {}
    for mention in found:
        acronym = ACRONYM.match(flat, mention.end)
        if acronym and _abbreviates(acronym.group("short"), flat[mention.start : mention.end]):
            defined.setdefault(acronym.group("short"), mention.name)
    if not defined:
        return found
    for short, name in sorted(defined.items()):
        actor = known[name]
        if short not in actor.aliases:
            known[name] = ActorDraft(name, actor.kind, actor.part_of, (*actor.aliases, short))
    pattern = re.compile(rf"(?<![\w-])(?:{lexicon.alternatives(defined)})(?![\w-])")
    extra = [Mention(*m.span(), defined[m.group()]) for m in pattern.finditer(flat)]
    return _longest(found + extra)


def _abbreviates(short: str, full: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", full))
    letters = re.sub(r"[^A-Za-z]", "", short).upper()
    return letters[:1] == full[:1].upper() and len(letters) > 1 and _in_order(
        letters, initials.upper() + full.upper()
    )  # fmt: skip


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


# --- persons --------------------------------------------------------------------------------


@cache
def _person_patterns() -> tuple[re.Pattern[str], ...]:
    """Return what finds a person: behind a title, by a given name, beside a verb of saying."""
    honorific = lexicon.alternatives(lexicon.words("honorifics"))
    given = lexicon.alternatives(lexicon.words("given_names"))
    roles = lexicon.alternatives(lexicon.words("role_nouns"))
    return (
        re.compile(rf"(?<![\w-])(?P<title>{honorific}) (?P<name>[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'.-]*){{0,3}})"),
        re.compile(rf"(?<![\w-])(?P<name>(?:{given}) (?:[A-ZÀ-Þ]\.? ){{0,2}}(?:(?:al|bin|de|van|von|der|el)[ -])?[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][a-zß-ÿ'-]+)?)"),
        re.compile(rf"\b(?:said|says|told|according to|added|wrote|argued|explained|warned) (?P<name>{PERSON_NAME})(?=[,. \n])"),
        re.compile(rf"(?<![\w-])(?P<name>{PERSON_NAME})(?:, [^,.;\"]{{2,80}},|,)? (?:has |had |also )?(?:said|says|told|stated|added|wrote|argued|explained|warned|claimed|denied|denies|confirmed|testified|announced)\b"),
        re.compile(rf"(?<![\w-])(?P<name>{PERSON_NAME}), (?=(?:an?|the) [^,.;]{{0,80}}\b(?:{roles})\b|(?:{roles})\b|who\b|whose\b|\d\d,)"),
    )  # fmt: skip


@cache
def _role_before() -> re.Pattern[str]:
    """Return what finds the office set before a name, with its body: "NSC coordinator for"."""
    roles = lexicon.alternatives(lexicon.words("role_nouns"))
    lowercase = "senior|deputy|former|vice|chief|national|security|foreign|assistant|acting|special|executive"
    before = rf"(?:[A-Z][\w.&/'-]*(?: \([A-Z]{{2,6}}\))? |(?:{lowercase}) ){{0,8}}"
    after = r"(?: (?:for|of|at|on) (?:the |and |[A-Za-z][\w'-]* ){0,6}?[A-Za-z][\w'-]*)?"
    return re.compile(rf"(?<![\w-])(?P<role>{before}(?i:{roles}){after},?) $")


def _persons(flat: str, found: list[Mention], known: dict[str, ActorDraft]) -> list[Mention]:
    """Return the persons: behind a title, or opening with a given name; then their short forms."""
    taken = [(m.start, m.end, m.name) for m in found]
    starts = [t[0] for t in taken]
    persons: list[Mention] = []
    for pattern in _person_patterns():
        for match in pattern.finditer(flat):
            name = _person_name(match.group("name"))
            start = flat.find(name, match.start("name"), match.end()) if name else -1
            if start < 0 or _inside(starts, taken, start, start + len(name)):
                continue
            role = (
                _role(flat, start)
                or match.groupdict().get("title")
                or _role_after(flat, start + len(name))
            )
            persons.append(Mention(start, start + len(name), name, role))
    return _shortened(flat, _longest(persons), known)


def _person_name(run: str) -> str:
    words = run.removesuffix("'s").split()
    organisations = lexicon.table("organisation_words", KINDS)
    while words and (words[-1] in NOT_NAMES or words[-1] in _offices()):
        words.pop()
    words[-1:] = [w.removesuffix("'s").rstrip(".'") for w in words[-1:]]
    while words and words[0] in _offices():
        words = words[1:]
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


def _inside(starts: list[int], taken: list[tuple[int, int, str]], start: int, end: int) -> bool:
    """Whether a known actor's name overlaps [start, end)."""
    i = bisect_left(starts, end)
    return i > 0 and taken[i - 1][1] > start


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
        rf", (?:an? |the )?(?P<role>[^,.;\"\n]{{0,60}}\b(?i:{roles})\b[^,.;\"\n]{{0,60}}?)(?= said\b| told\b|[,.;\"\n])"
    )


def _shortened(flat: str, persons: list[Mention], known: dict[str, ActorDraft]) -> list[Mention]:
    """File titled surnames under the full name, and find later surnames standing alone."""
    full = {}
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
    surnames = {s: n for s, n in surnames.items() if len(s) > 2 and s not in NOT_NAMES}  # noqa: PLR2004
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
