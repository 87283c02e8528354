"""Actors: who is named where, under the name an analyst files them by.

Known names come from word lists (states with demonyms and capitals, bodies, media, groups);
the text adds acronyms that it defines, governments named after their heads, bodies named with
a demonym ("U.S. authorities"), organisations and persons.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from . import lexicon
from .actors import Actors, Mention
from .drafts import ActorDraft
from .names import KINDS, MIN_WORDS, NOT_NAMES, longest
from .persons import persons

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
    r"|universities|Supreme Court|(?:Foreign Minister|Defen[cs]e Minister"
    r"|Prime Minister|President)(?! [A-Z])"
)
CAPITALISED_WORD = r"(?:[A-ZÀ-Þ][\w'-]*[a-zß-ÿ][\w'-]*|[A-Z]{2,6}\b|(?:[A-Z]\.){1,3})"
CAPITALISED = re.compile(
    rf"(?<![\w.]){CAPITALISED_WORD}"
    rf"(?: (?:(?:of|for|on|and|the|de|del|van|von|al|bin|el) ){{0,2}}{CAPITALISED_WORD}){{1,8}}"
)
GOVERNMENT_OF = re.compile(r"(?:Government|Authorities|Parliament) (?:of|in) ")
OFFICE_OF = re.compile(
    r"(?:[A-Z]\w+ ){0,3}(?:Counsel|Director|Administrator|Secretary|Minister"
    r"|Commissioner|Representative"
    r"|Rapporteur|Envoy|Prosecutor|Ombudsman|Inspector|Coordinator|Chief|Judge"
    r"|President|Chair) (?:of|for|on) [A-Z]"
)
SUPRANATIONAL = frozenset("International World European UN Inter-American African Asian".split())
POSSESSIVE = re.compile(r"(?:'s|')? ")
SHORT = {"United States": "U.S.", "United Kingdom": "UK"}  # as their bodies are filed


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
    for place in lexicon.words("places"):
        by_word.setdefault(_key(place.split()[0]), []).append(_Entry(place, ""))
    return {
        word: tuple(sorted(entries, key=lambda e: (-len(e.form), e.form)))
        for word, entries in by_word.items()
    }


def _key(word: str) -> str:
    return word.removesuffix("'s").rstrip("'.-/").split("-")[0].split("/")[0]


@cache
def _forms() -> dict[str, str]:
    """Return every form of the word lists -> the name it is filed by."""
    return {form: a.name for a in _actors().values() for form in (a.name, *a.aliases)}


@cache
def _places() -> frozenset[str]:
    return frozenset(lexicon.words("places"))


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
    kept = longest(found)
    kept += persons(flat, kept, known)
    kept = longest(kept)
    kept = _with_acronyms(flat, kept, known)
    return Actors(kept, known.values())


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
            if entry.name:
                yield Mention(start, stop, entry.name)
            end = stop
            break


def _bodies(flat: str, found: list[Mention], known: dict[str, ActorDraft]) -> Iterator[Mention]:
    """Yield bodies named with a state, a demonym or a head of government."""
    patterns = _patterns()
    for match in patterns["leader"].finditer(flat):
        name = re.sub(r"'s ", " ", match.group())
        yield _part(name, _leaders()[match.group("leader")], match, known)
    for mention in found:
        if known[mention.name].kind not in {"state", "international_organisation"}:
            continue
        gap = POSSESSIVE.match(flat, mention.end)
        noun = patterns["body"].match(flat, gap.end()) if gap else None
        if gap and noun:
            whole = SHORT.get(mention.name, flat[mention.start : mention.end])
            name = f"{whole}{gap.group() if whole == mention.name else ' '}{noun.group()}"
            body = _part(name, mention.name, noun, known)
            yield Mention(mention.start, body.end, body.name)
    for match in patterns["of"].finditer(flat):
        state = _forms().get(match.group("state"), match.group("state"))
        name = f"{state} {match.group('noun')[0].lower()}{match.group('noun')[1:]}"
        yield _part(name, state, match, known)


def _part(name: str, whole: str, match: re.Match[str], known: dict[str, ActorDraft]) -> Mention:
    """Return a mention of a body of `whole`, and know that body."""
    name = " ".join(name.split())
    kind = "organisation" if name.endswith(("companies", "universities")) else "government_body"
    if name not in known:
        printed = match.group()
        aliases = (f"the {name}", *((printed,) if " " in printed and printed != name else ()))
        known[name] = ActorDraft(name, kind, whole, aliases)
    return Mention(*match.span(), name)


def _named_organisations(flat: str, known: dict[str, ActorDraft]) -> Iterator[Mention]:
    """Yield runs of capitalised words that hold a word for an organisation."""
    kinds = lexicon.table("organisation_words", KINDS)
    filed = {form: name for name, a in known.items() for form in (name, *a.aliases)}
    for match in CAPITALISED.finditer(flat):
        for start, words in _runs(match):
            kind = next((kinds[w] for w in reversed(words) if w in kinds), "")
            if not kind and words and OFFICE_OF.match(" ".join(words)):
                kind = "government_body"
            if (
                not kind
                or len(words) < MIN_WORDS
                or match.group().isupper()
                or GOVERNMENT_OF.match(" ".join(words))
            ):
                continue
            printed = " ".join(words).removesuffix("'s")
            if printed in _places():
                continue
            name = filed.get(printed, printed)
            if kind == "government_body" and words[0] in SUPRANATIONAL:
                kind = "international_organisation"
            if name not in known:
                whole = _forms().get(words[0].removesuffix("'s"), "")
                state = known[whole].kind == "state" if whole else False
                known[name] = ActorDraft(name, kind, whole if state else "")
            yield Mention(start, start + len(printed), name)


def _runs(match: re.Match[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the names in a run of capitalised words; "and" joins only behind "of" or "for"."""
    run, at = match.group(), match.start()
    joins = re.search(r"^[^,]*? (?:of|for|on) .* and ", run)
    parts = [run] if joins else run.split(" and ")
    for part in parts:
        words, start = part.split(), at
        while words and (words[0] in NOT_NAMES or words[0] == "the"):
            start += len(words[0]) + 1
            words = words[1:]
        while words and (words[-1] in NOT_NAMES or words[-1].islower()):
            words = words[:-1]
        yield start, words
        at += len(part) + len(" and ")


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
    return longest(extra + found)  # what the text defines wins


def _abbreviates(short: str, full: str) -> bool:
    initials = "".join(word[0] for word in re.findall(r"[A-Za-z]+", full))
    letters = re.sub(r"[^A-Za-z]", "", short).upper()
    return letters[:1] == full[:1].upper() and len(letters) > 1 and _in_order(
        letters, initials.upper() + full.upper()
    )  # fmt: skip


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)
