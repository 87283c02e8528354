"""Attribution: who says what within a sentence, by which words, over which stretch of it.

Each relation has a holder, a cue and a content span. A clause inherits every relation that
reaches over enough of it; nested relations make a chain, the widest outermost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from . import lexicon
from .actors import Mention
from .clauses import AUXILIARIES, WORD, is_clause, subordinate_first, verb_labels
from .cues import (
    ACCORDING,
    ACRONYM,
    ADVERBS,
    AS_S_SAID,
    AS_SAID,
    BE,
    BOUNDARY,
    CLOSES_QUOTE,
    CONTRAST,
    DENIABLE,
    FINDING_OF,
    HEARD,
    INFINITIVE,
    INSERTION,
    JOINED,
    NAME_SET,
    NEGATED,
    NO_SUBJECT,
    NOR,
    PEOPLE_SAY,
    PERCEIVED,
    PLURAL_HEAD,
    PLURAL_SUBJECTS,
    POSTPOSED,
    PROMISES,
    PRONOUN_LAST,
    QUOTE_NEXT,
    REPORT_NOUN,
    RESUMED,
    SPOKEN_TO,
    SUPPOSING,
    TAG_CLOSING,
    TAG_OPENING,
    TAG_TAIL,
    TAKES_CLAUSE,
    TAKES_NOUN,
    THAT,
    THAT_NEXT,
    TITLE,
    TO_ACT,
    TOLD,
    TOLD_TO,
    TURNS_DOWN,
)
from .holders import DOCUMENT, PERSONS, PREPOSITION, PROPER, Holder, Place, of_mention, resolve

MAX_RELATIONS = 12
COVERED = 0.45  # the part of a clause that a relation must reach over to hold for it
SUBJECT_WINDOW = 260  # characters before a cue within which its subject is sought
OPENING_THAT = 40  # characters of "Acknowledging that," before "as stated in", at most
TAG_WINDOW = 120  # characters of a subject in "..., S said", at most
QUOTED_LENGTH = 20  # characters that stand before such a tag, at least
OPENING = 4  # characters within which "According to" opens a sentence
UNSPECIFIED = "unspecified witnesses"  # whom a report means by "we were told that"


@dataclass(frozen=True, slots=True)
class Relation:
    """A source, its cue and what it is said to state; offsets count within the sentence.

    `direct` is set where the content stands as a clause or quotation of its own, so that it
    may be quoted without the words of attribution. `label` is the list of its verb, or
    "report" for a report named in passing. `reach` runs from the holder or cue to the end of
    the content, whichever way round they stand.
    """

    holder: str
    type: str
    printed: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]
    label: str
    reach: tuple[int, int]
    role: str = ""
    negated: bool = False
    direct: bool = False


def relations(place: Place) -> tuple[Relation, ...]:
    """Return the relations of a sentence, in the order of their cues."""
    found: list[Relation] = []
    for finder in (_by_pattern, _by_verb):
        for relation in finder(place):
            if len(found) >= MAX_RELATIONS:
                break
            if not any(_same_cue(relation, other) for other in found):
                found.append(relation)
    return tuple(sorted(found, key=lambda r: r.cue))


def _same_cue(one: Relation, other: Relation) -> bool:
    return one.cue[0] < other.cue[1] and other.cue[0] < one.cue[1]


def covering(found: tuple[Relation, ...], start: int, end: int) -> tuple[Relation, ...]:
    """Return the relations that hold for [start, end) of the sentence, the outermost first."""
    holding = []
    for relation in found:
        a, b = relation.reach
        if min(b, end) - max(a, start) >= COVERED * (end - start):
            holding.append(relation)
    holding.sort(key=lambda r: (r.content[0] - r.content[1], r.cue))
    return tuple(holding)


# --- fixed patterns -------------------------------------------------------------------------


def _by_pattern(place: Place) -> Iterator[Relation]:
    sentence = place.sentence
    for match in ACCORDING.finditer(sentence):
        opens = match.start() < OPENING
        content = (match.end(), len(sentence)) if opens else (0, match.start())
        yield from _held(place, match, content, direct=opens)
    opening = AS_S_SAID.match(sentence)
    if opening:
        yield from _held(place, opening, (opening.end(), len(sentence)), direct=True)
    for match in AS_SAID.finditer(sentence):
        before = _clause_start(sentence, match.start())
        follows = match.start() - before < OPENING_THAT and sentence[match.end() :][:2] == ", "
        content = (match.end(), len(sentence)) if follows else (before, match.end())
        yield from _held(place, match, content)
    for match in HEARD.finditer(sentence):
        holder = Holder(UNSPECIFIED, PERSONS, match.span("np"))
        yield _relation(holder, match.span("cue"), (match.end(), len(sentence)), direct=True)
    for match in FINDING_OF.finditer(sentence):
        yield from _held(place, match, (match.end(), len(sentence)), direct=True)
    for match in REPORT_NOUN.finditer(sentence):
        source = _possessor(place, match.start())
        if source:
            content = (match.end(), len(sentence))
            yield _relation(of_mention(place, source), match.span("cue"), content, "report")


def _relation(
    holder: Holder,
    cue: tuple[int, int],
    content: tuple[int, int],
    label: str = "speech",
    *,
    negated: bool = False,
    direct: bool = False,
    closes: int = 0,
) -> Relation:
    spans = (content,) if label == "report" else (holder.printed, cue, content)
    reach = min(a for a, _ in spans), max(closes, *(b for _, b in spans))
    return Relation(
        holder.name, holder.type, holder.printed, cue, content, label, reach, holder.role, negated,
        direct and not negated,
    )  # fmt: skip


def _held(
    place: Place, match: re.Match[str], content: tuple[int, int], direct: bool = False
) -> Iterator[Relation]:
    """Yield the relation of a pattern whose holder is the phrase `np`."""
    start, end = match.span("np")
    stop = re.search(r" (?:who|which|that|in (?:his|her|their|its))\b", match.group("np"))
    end = start + stop.start() if stop else end
    titled = _titled(place, start, end) if match.re in {AS_SAID, FINDING_OF} else None
    holder = titled or resolve(place, start, end, lenient=True)
    if holder:
        yield _relation(holder, match.span("cue"), content, direct=direct)


def _titled(place: Place, start: int, end: int) -> Holder | None:
    """Return a document known by its title as a holder: "the National Security Strategy (NSS)"."""
    title = TITLE.match(place.sentence[start:end])
    met = place.actors.within(place.start + start, place.start + end)
    if not title or any(m.end - m.start >= len(title.group(1).strip()) for m in met):
        return None
    name = title.group(1).strip().removesuffix(" in").removesuffix(" and")
    begin = start + title.start(1)
    return Holder(name, DOCUMENT, (begin, begin + len(name)))


def _clause_start(sentence: str, before: int) -> int:
    """Return where the clause that ends at `before` begins: behind "because", "as", a semicolon."""
    joints = re.finditer(r"(?:; |, (?:and|but) |\bas |\bbecause )", sentence[:before])
    return max((m.end() for m in joints), default=0)


def _possessor(place: Place, noun: int) -> Mention | None:
    """Return the actor right before a noun: "a New York Times report", "Kirby's claim"."""
    at = place.start + noun
    near = place.actors.within(max(at - TAG_WINDOW, place.start), at)
    gap = place.text[near[-1].end : at] if near else ""
    return near[-1] if near and re.fullmatch(r"(?:'s|')? (?:\w+ ){0,2}", gap) else None


# --- verbs ----------------------------------------------------------------------------------


def _by_verb(place: Place) -> Iterator[Relation]:
    sentence = place.sentence
    last: Holder | None = None
    for match in _cue_pattern().finditer(sentence):
        base, form, label = _cue_verbs()[match.group()]
        group = _verb_group(sentence, match.start(), form)
        if group is None or (form == "ing" and base in PERCEIVED):
            continue
        holder = _postposed(place, match) if label != "accusation" else None
        if holder:
            marks = (sentence.rfind(mark, 0, match.start()) for mark in ',"?!')
            resumed = sentence.find('"', match.end())
            closes = resumed if resumed > 0 else len(sentence)  # who it is may take long to say
            yield _relation(
                holder, match.span(), (0, max(marks)), label, direct=True, closes=closes
            )
            continue
        tag = _tagged(sentence, match.end(), base, group)
        content = (tag, True) if tag else _content(sentence, match, base, label)
        if content is None:
            continue
        tells = base in PEOPLE_SAY and (content[1] or base in PROMISES or label == "denial")
        if tag:
            holder = resolve(place, tag[1] + 1, group, before=0, speaking=tells)
        else:
            holder = _subject(place, group, tells) or _shared(place, group, tells, last)
        if holder is None:
            continue
        last = holder
        negated = bool(NEGATED.search(sentence, group, match.start()))
        span, direct = content
        silent = label in {"speech", "belief"} or NOR.search(sentence, group, match.start())
        if negated and silent and (tag or not direct):
            continue  # "did not respond", "would neither confirm nor deny" states nothing
        yield _relation(holder, match.span(), span, label, negated=negated, direct=direct)


def _verb_group(sentence: str, verb: int, form: str) -> int | None:
    """Return where the verb's group begins ("has also found"), None when it is no finite verb."""
    before = sentence[max(verb - 60, 0) : verb]
    infinitive = INFINITIVE.search(before)
    if infinitive and form == "base":
        return verb - len(before) + infinitive.start()
    adverbs = ADVERBS.search(before)
    start = verb - len(before) + adverbs.start() if adverbs else verb
    words = set(adverbs.group().split()) if adverbs else set()
    if form == "ing" and not BE & words or form == "ed" and BE & words:
        return None
    previous = sentence[max(start - 30, 0) : start].rstrip(' "').rsplit(" ", 1)[-1].lower()
    spoken_to = form == "base" and SPOKEN_TO.search(sentence, 0, max(start - 1, 0))
    many = form == "base" and PLURAL_HEAD.search(sentence, 0, max(start - 1, 0))
    plural = spoken_to or many or previous.endswith("s") or previous in PLURAL_SUBJECTS
    if form == "base" and not (words or plural or THAT_NEXT.match(sentence, verb)):
        return None
    return None if previous in NO_SUBJECT and not words and not spoken_to else start


def _postposed(place: Place, match: re.Match[str]) -> Holder | None:
    """Return the subject that follows its verb: '..., said Kirby'; None when there is none."""
    sentence = place.sentence
    if not re.search(r"[,\"?!]\"? $", sentence[max(match.start() - 3, 0) : match.start()]):
        return None
    phrase = POSTPOSED.match(sentence, match.end())
    if not phrase or is_clause(phrase.group("np")) or " that" in phrase.group("np"):
        return None
    quoted = '"' in sentence[: match.start()]
    return resolve(place, *phrase.span("np"), lenient=quoted)


def _shared(place: Place, group: int, tells: bool, last: Holder | None) -> Holder | None:
    """Return whose second verb this is: "S denied that C, and blames X"."""
    if group < 1 or not JOINED.search(place.sentence, 0, group - 1):
        return None
    if last:
        return last
    for word in WORD.finditer(place.sentence, 0, group):
        form = word.group().lower()
        if word.start() and (form in AUXILIARIES or verb_labels().get(form) in {"s", "ed"}):
            return _subject(place, word.start(), tells)
    return None


def _subject(place: Place, group: int, tells: bool = False) -> Holder | None:
    """Return who stands before the verb; `tells` where that can only be somebody."""
    sentence = place.sentence
    resumed = max((m.end() for m in RESUMED.finditer(sentence, 0, group)), default=0)
    low = max(group - SUBJECT_WINDOW, resumed)
    text = sentence[low:group].rstrip(' "')
    end = low + len(text)
    acronym = ACRONYM.search(text)
    if acronym:
        end = low + acronym.start()
    elif text.endswith((",", ")", "—")):
        span = _inserted_name(place, end) or _before_insertion(sentence, low, end)
        return resolve(place, *span, speaking=tells) if span else None
    cut = None
    for cut in BOUNDARY.finditer(sentence, low, end):  # noqa: B007 - the last one counts
        pass
    if cut and cut.group().lower() in SUPPOSING:
        return None  # supposed, not said
    start = cut.end() if cut else low
    pronoun = PRONOUN_LAST.search(sentence, start, end)
    if pronoun and PREPOSITION.match(sentence[start:end].lstrip()):
        start = pronoun.start()  # "In a phone interview he said"
    return resolve(place, start, end, speaking=tells)


def _inserted_name(place: Place, end: int) -> tuple[int, int] | None:
    """Return the span of a person set between commas: "its owner, Pieter de Vries, denies"."""
    met = place.actors.within(place.start, place.start + end)
    if not met or place.actors.kind(met[-1].name) != "person":
        return None
    a, b = met[-1].start - place.start, met[-1].end - place.start
    fits = place.sentence[max(a - 2, 0) : a] == ", " and place.sentence[b:end] == ","
    return (a, b) if fits else None


def _before_insertion(sentence: str, low: int, end: int) -> tuple[int, int] | None:
    """Return the span of the noun phrase before ", who ...," or ", the ...,".

    Of an office and the name set behind it ("the minister, Laura Pintos, who") it is the name.
    """
    for comma in list(INSERTION.finditer(sentence, low, end - 1))[:4]:
        starts = [m.end() for m in re.finditer(r"[;:\"—]|, |\bthat ", sentence[: comma.start()])]
        start = max(starts, default=low)
        phrase = sentence[start : comma.start()].strip()
        if phrase and not PREPOSITION.match(phrase) and len(phrase) < TAG_WINDOW:
            name = NAME_SET.match(sentence, comma.start())
            return name.span("name") if name else (start, comma.start())
    return None


def _content(
    sentence: str, match: re.Match[str], base: str, label: str
) -> tuple[tuple[int, int], bool] | None:
    """Return the stretch that the source states, and whether it stands by itself."""
    after = match.end()
    resumed = RESUMED.search(sentence, after)
    end = resumed.start() if resumed else len(sentence)
    apart = sentence.find("; ", after, end)
    if apart > 0 and sentence.count('"', after, apart) % 2 == 0:
        end = apart
    if base in PROMISES and TO_ACT.match(sentence, after):
        return (after, min(end, _content_end(sentence, after))), False
    if label == "denial" and base in TURNS_DOWN and not sentence[after:].strip(" ."):
        charge = max((m.end() for m in RESUMED.finditer(sentence, 0, after)), default=0)
        return ((charge, after), False) if charge else None
    if label in {"accusation", "denial"}:
        denies = base not in TURNS_DOWN or DENIABLE.match(sentence, after)
        return ((after, end), False) if denies else None
    for opening in (THAT.match(sentence, after), QUOTE_NEXT.match(sentence, after)):
        if opening:
            start = opening.end() - sentence[: opening.end()].endswith('"')
            return (start, _content_end(sentence, start)), True
    told = TOLD.match(sentence, after) if base in TOLD_TO else None
    start = told.end() if told else after + 1
    if base in TAKES_CLAUSE and (is_clause(sentence[start:]) or told and sentence[start] == '"'):
        return (start, _content_end(sentence, start)), True
    return ((after, end), False) if base in TAKES_NOUN and end - after > 1 else None


def _content_end(sentence: str, start: int) -> int:
    """Return where what a source states ends: at ", although" and the like, or the main clause.

    "While S said that A, B" states A only; within a quotation nothing ends it.
    """
    for cut in CONTRAST.finditer(sentence, start):
        if sentence.count('"', start, cut.start()) % 2 == 0 and is_clause(sentence[cut.end() :]):
            return cut.start()
    cuts = subordinate_first(sentence)
    return cuts[1][0] if cuts and start < cuts[1][0] else len(sentence)


def _tagged(sentence: str, after: int, base: str, group: int) -> tuple[int, int] | None:
    """Return what comes before a closing '..., S said'; None when it is not one."""
    low = max(group - TAG_WINDOW, 0)
    opening = sentence.rfind(",", low, group)
    while opening > low:  # "..., Amnesty International, Global Witness and others said"
        earlier = sentence.rfind(",", low, opening)
        if earlier < 0 or not PROPER.fullmatch(sentence[earlier + 1 : opening].strip()):
            break
        opening = earlier
    if opening < QUOTED_LENGTH or base not in CLOSES_QUOTE:
        return None
    if len(sentence) - after > TAG_TAIL or not TAG_CLOSING.match(sentence, after):
        return None
    return (0, opening) if TAG_OPENING.match(sentence, opening) else None


@cache
def _cue_verbs() -> dict[str, tuple[str, str, str]]:
    """Return each finite form of a cue verb as form -> (base, form label, list)."""
    found: dict[str, tuple[str, str, str]] = {}
    for name in ("accusation_verbs", "belief_verbs", "speech_verbs", "denial_verbs"):
        for form, (base, label) in lexicon.verb_forms(name).items():
            found[form] = (base, label, name.removesuffix("_verbs"))
    return found


@cache
def _cue_pattern() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w'-])(?:{lexicon.alternatives(_cue_verbs())})(?![\w-])")
