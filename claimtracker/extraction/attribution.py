"""Attribution: who says what within a sentence, by which words, over which stretch of it.

Each relation has a holder, a cue and a content span. A clause inherits every relation that
covers enough of it; nested relations make a chain, the widest outermost.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from . import lexicon
from .clauses import AUXILIARIES, is_clause
from .gazetteer import Actors, Mention

MAX_RELATIONS = 12
COVERED = 0.45  # the part of a clause that a relation must cover to hold for it
SUBJECT_WINDOW = 260  # characters before a cue within which its subject is sought

TYPES = {
    "state": "state", "government_body": "institution", "international_organisation": "organization",
    "organisation": "organization", "media": "media", "person": "person", "group": "persons",
}  # fmt: skip

BOUNDARY = re.compile(
    r"[,;:\"—]|\b(?:that|which|who|while|although|though|because|but|whereas|as|if|when|where"
    r"|since|until|however|therefore|whether|than|how|why)\b",
    re.IGNORECASE,
)
ADVERBS = re.compile(
    r"(?:(?:also|has|have|had|is|are|was|were|be|been|being|did|does|do|not|never|ever|even|then|now|later"
    r"|earlier|recently|repeatedly|reportedly|already|again|once|often|always|still|both|all|each"
    r"|themselves|himself|herself|itself|today|yesterday|[a-z]+ly|would|could|may|might|can|will"
    r"|don't|doesn't|didn't|hasn't|haven't|on [A-Z][a-z]+day|neither)\s+)+$"
)
NEGATED = re.compile(
    r"\b(?:not|never|don't|doesn't|didn't|hasn't|haven't|no longer)\s+(?:\w+\s+)?$"
)
THAT = re.compile(
    r"(?:,? (?:to )?(?:[A-Z]{{2,6}}|us|me|reporters|journalists|lawmakers|Congress|the [\w ]{2,40}?|[A-Z][\w ]{2,40}?))?,? that\b,? ?"
)
TOLD = re.compile(
    r" (?:[A-Z]{2,6}|us|me|[a-z]+|the [\w ]{2,40}?|[A-Z][\w ]{2,40}?),? (?=that\b|\"|the |they |it )"
)
QUOTE_NEXT = re.compile(r"(?: in [^,\"]{1,60}| on [^,\"]{1,40})?[,:]? \"")
ACCORDING = re.compile(
    r"\b(?P<cue>[Aa]ccording to|[Ii]n the (?:words|view|opinion) of|[Pp]er) "
    r"(?P<np>[^,;.\"()]{2,160}(?:\([A-Z]{2,8}\))?)"
)
AS_SAID = re.compile(
    r"\bas (?:\w+ly )?(?P<cue>(?:noted|stated|requested|reported|described|identified|outlined|detailed"
    r"|acknowledged|explained|announced|argued|estimated|confirmed|recommended|proposed|defined|set out"
    r"|documented|indicated|shown|demanded|promised|suggested|recognized|recognised) (?:in|by)) "
    r"(?P<np>[^,;.\"]{2,160})"
)
AS_S_SAID = re.compile(
    r"^As (?P<np>[^,;\"]{2,140}?) (?P<cue>(?:has |have |had )?(?:\w+ly )?(?:made (?:plain|clear)|noted|said|stated"
    r"|put it|explained|pointed out|argued|observed|reported|testified|warned|acknowledged))"
    r"(?: [^,]{0,40})?, "
)
TAG_CLOSING = re.compile(
    r"(?: (?:reporters|journalists|lawmakers|us|me|the [\w ]{2,30}|[A-Z][\w. ]{1,30}?))?"
    r"(?: (?:today|tonight|[A-Z][a-z]+day|in|on|at|during|to|after|before|last|this|yesterday|earlier|recently|when|while|as|from|via)\b"
    r"[^,;\"]{0,80})?(?:[.,]|$)"
)
REPORT_NOUN = re.compile(
    r"(?P<cue>(?:report|claim|allegation|statement|announcement|assertion|warning|assessment|finding"
    r"|accusation|admission|suggestion|revelation)s? that) "
)
PASSIVE_SOURCE = re.compile(
    r"\b(?P<np>[Ww]e|I|[Tt]he [Cc]ommittee|[Tt]he [Ii]nquiry|[Oo]ur inquiry) "
    r"(?P<cue>(?:have |has |was |were |also |repeatedly )*(?:heard|told|informed|advised))(?: in evidence)? that\b ?"
)
PRONOUN = re.compile(r"(?:he|she|they|it|both)$", re.IGNORECASE)
SELF = re.compile(
    r"(?:we|i|our own|one|who|this|that|these|those|there|you|nobody|no one)$", re.IGNORECASE
)
SELF_POSSESSED = re.compile(r"^(?:our|my|this|these|that|the|its)\b", re.IGNORECASE)
ARTICLE = re.compile(
    r"^(?:and |but |now |then |so |yet |also )*(?:both |the |a |an |its |their |his |her |some |many |several )*",
    re.IGNORECASE,
)
PROPER = re.compile(r"[A-ZÀ-Þ][\w'-]+(?: [A-ZÀ-Þ][\w'-]+){1,3}$")
HEADS = re.compile(
    r" (?:in|of|from|at|for|with|we|that|like|on|familiar|close|involved|aware|briefed|who|named)\b"
)
PREPOSITION = re.compile(
    r"^(?:in|on|at|by|for|from|with|after|before|despite|under|during|since|given|without|to|of)\b",
    re.IGNORECASE,
)
STRONG_COMPLEMENT = frozenset(
    "say tell believe think argue claim insist maintain acknowledge concede admit warn note state add "
    "allege report announce fear hope know suspect predict estimate expect conclude indicate suggest "
    "show confirm assert declare contend stress emphasize emphasise".split()
)
PERCEIVED = frozenset({"consider", "hear", "see", "feel", "view", "know", "find"})
PERSONS = "persons"


@dataclass(frozen=True, slots=True)
class Relation:
    """A source, its cue and what it is said to state; offsets count within the sentence.

    `direct` is set where the content stands as a clause or quotation of its own, so that it
    may be quoted without the words of attribution; `label` is the verb's list.
    """

    holder: str
    type: str
    printed: tuple[int, int]
    cue: tuple[int, int]
    content: tuple[int, int]
    label: str
    role: str = ""
    negated: bool = False
    direct: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: its offset in the view, its paragraph's, and the actors met."""

    text: str
    start: int
    paragraph: int
    actors: Actors
    sentence: str


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


@cache
def _holder_nouns() -> re.Pattern[str]:
    return lexicon.matcher(
        lexicon.both_numbers(*lexicon.words("holders"), *lexicon.words("agents"))
    )


@cache
def _documents() -> re.Pattern[str]:
    return lexicon.matcher(lexicon.both_numbers(*lexicon.words("documents")))


@cache
def _report_phrase() -> re.Pattern[str]:
    """Return what finds a phrase headed by a report: "S's review of 12", "research by S"."""
    nouns = lexicon.alternatives(lexicon.words("report_nouns"))
    return re.compile(
        rf"^(?:[\w-]+ )?(?:{nouns})s? (?:by|from|of)\b|'s? (?:[\w-]+ ){{0,3}}(?:{nouns})s?\b"
        rf"|^[A-Z][\w .]{{1,60}} (?:{nouns})s?$",
        re.IGNORECASE,
    )


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
        shared = min(relation.content[1], end) - max(relation.content[0], start)
        if shared >= COVERED * (end - start):
            holding.append(relation)
    holding.sort(key=lambda r: (r.content[0] - r.content[1], r.cue))
    return tuple(holding)


# --- fixed patterns -------------------------------------------------------------------------


def _by_pattern(place: Place) -> Iterator[Relation]:
    sentence = place.sentence
    for match in ACCORDING.finditer(sentence):
        content = (match.end(), len(sentence)) if match.start() < 4 else (0, match.start())  # noqa: PLR2004
        yield from _held(place, match, content, direct=match.start() < 4)  # noqa: PLR2004
    match = AS_S_SAID.match(sentence)
    if match:
        yield from _held(place, match, (match.end(), len(sentence)), direct=True)
    for match in AS_SAID.finditer(sentence):
        yield from _held(place, match, (_clause_start(sentence, match.start()), match.end()))
    for match in PASSIVE_SOURCE.finditer(sentence):
        yield Relation(
            "unspecified witnesses", PERSONS, match.span("np"), match.span("cue"),
            (match.end(), len(sentence)), "speech", direct=True,
        )  # fmt: skip
    for match in REPORT_NOUN.finditer(sentence):
        source = _possessor(place, match.start())
        if source:
            yield _of(place, source, match.span("cue"), (match.end(), len(sentence)), "report")


def _held(
    place: Place, match: re.Match[str], content: tuple[int, int], direct: bool = False
) -> Iterator[Relation]:
    """Yield the relation of a pattern whose holder is the phrase `np`."""
    start, end = match.span("np")
    stop = re.search(r" (?:who|which|that|in (?:his|her|their|its)|,)\b", match.group("np"))
    end = start + stop.start() if stop else end
    document = _document(place, start, end) if match.re is AS_SAID else None
    holder = document or _resolve(place, start, end, lenient=True)
    if holder:
        name, kind, printed, role = holder
        yield Relation(
            name, kind, printed, match.span("cue"), content, "speech", role, direct=direct
        )


def _document(place: Place, start: int, end: int) -> tuple[str, str, tuple[int, int], str] | None:
    """Return a named document as a holder: "the National Security Strategy (NSS)"."""
    phrase = place.sentence[start:end]
    title = re.match(
        r"(?:the |its |their )?((?:[A-Z][\w'-]*(?: \([A-Z]+\))?(?: (?:of|and|for|on|the|in) | )?){2,12})",
        phrase,
    )
    if not title or place.actors.within(place.start + start, place.start + end):
        return None
    name = title.group(1).strip().removesuffix(" in").removesuffix(" and")
    return name, "document", (start + title.start(1), start + title.start(1) + len(name)), ""


def _clause_start(sentence: str, before: int) -> int:
    """Return where the clause that ends at `before` begins: behind "because", "as", a semicolon."""
    starts = [
        m.end() for m in re.finditer(r"(?:; |, (?:and|but) |\bas |\bbecause )", sentence[:before])
    ]
    return max(starts, default=0)


def _possessor(place: Place, noun: int) -> Mention | None:
    """Return the actor right before a noun: "a New York Times report", "Kirby's claim"."""
    at = place.start + noun
    for mention in reversed(place.actors.within(max(at - 80, place.start), at)):
        gap = place.text[mention.end : at]
        return mention if re.fullmatch(r"(?:'s|')? (?:\w+ ){0,2}", gap) else None
    return None


def _of(
    place: Place, source: Mention, cue: tuple[int, int], content: tuple[int, int], label: str
) -> Relation:
    kind = TYPES.get(place.actors.kind(source.name), "organization")
    printed = (source.start - place.start, source.end - place.start)
    return Relation(source.name, kind, printed, cue, content, label, source.role)


# --- verbs ----------------------------------------------------------------------------------


def _by_verb(place: Place) -> Iterator[Relation]:
    sentence = place.sentence
    for match in _cue_pattern().finditer(sentence):
        base, form, label = _cue_verbs()[match.group()]
        if form == "ing" and base in PERCEIVED:
            continue
        group = _verb_group(sentence, match.start(), form)
        if group is None:
            continue
        subject = _postposed(place, match) or _subject(place, group)
        if subject is None:
            continue
        (name, kind, printed, role), inverted = subject
        content, direct = _content(sentence, match, base, group, inverted)
        if content is None or (label == "accusation" and inverted):
            continue
        if label in {"accusation", "denial"} or not direct:
            content, direct = (min(printed[0], content[0]), content[1]), False
        negated = bool(NEGATED.search(sentence, group, match.start()))
        yield Relation(
            name, kind, printed, match.span(), content, label, role, negated, direct and not negated
        )


def _verb_group(sentence: str, verb: int, form: str) -> int | None:
    """Return where the verb's group begins ("has also found"), None when it is no finite verb."""
    before = sentence[max(verb - 60, 0) : verb]
    adverbs = ADVERBS.search(before)
    start = verb - (len(before) - adverbs.start()) if adverbs else verb
    words = adverbs.group().split() if adverbs else []
    infinitive = re.search(r"\b(?:is|are|was|were|continues?|continued) to $", before)
    if infinitive and form == "base":
        return verb - len(before) + infinitive.start()
    if form == "ing" and not {"is", "are", "was", "were", "been"} & set(words):
        return None
    if form == "ed" and {"is", "are", "was", "were", "be", "being", "been"} & set(words):
        return None
    previous = sentence[max(start - 30, 0) : start].rstrip(' "').rsplit(" ", 1)[-1].lower()
    determiners = {"the", "a", "an", "this", "these", "of", "to", "by", "in", "for", "after", "with",
                   "as", "its", "their", "his", "her", "our", "no", "more", "any"}  # fmt: skip
    return None if previous in determiners and not words else start


def _postposed(
    place: Place, match: re.Match[str]
) -> tuple[tuple[str, str, tuple[int, int], str], bool] | None:
    """Return the subject that follows its verb: '..., said Kirby'; None when there is none."""
    sentence = place.sentence
    if not re.search(r"[,\"?!]\"? $", sentence[max(match.start() - 3, 0) : match.start()]):
        return None
    tail = re.match(r" (?P<np>[^,;.\"]{2,120})", sentence[match.end() :])
    if not tail or is_clause(tail.group("np")):
        return None
    quoted = '"' in sentence[: match.start()]
    holder = _resolve(place, match.end() + 1, match.end() + tail.end(), lenient=quoted)
    return (holder, True) if holder else None


def _subject(place: Place, group: int) -> tuple[tuple[str, str, tuple[int, int], str], bool] | None:
    """Return who stands before the verb, and False (it does not follow its verb)."""
    sentence = place.sentence
    low = max(group - SUBJECT_WINDOW, 0)
    end = group
    before = sentence[low:end].rstrip(' "')
    end = low + len(before)
    if before.endswith((",", ")", "—")):
        head = _inserted_name(place, end) or _before_insertion(sentence, low, end)
        if head is None:
            return None
        low, end = head
    else:
        cuts = [m for m in BOUNDARY.finditer(sentence, low, end)]
        if cuts and cuts[-1].group().lower() in {"if", "whether", "until"}:
            return None  # supposed, not said
        low = cuts[-1].end() if cuts else low
    holder = _resolve(place, low, end)
    return (holder, False) if holder else None


def _inserted_name(place: Place, end: int) -> tuple[int, int] | None:
    """Return the span of a person set between commas: "its owner, Pieter de Vries, denies"."""
    for mention in reversed(place.actors.within(place.start, place.start + end)):
        a, b = mention.start - place.start, mention.end - place.start
        fits = place.sentence[max(a - 2, 0) : a] == ", " and place.sentence[b:end] in {",", ", "}
        return (a, b) if fits and place.actors.kind(mention.name) == "person" else None
    return None


def _before_insertion(sentence: str, low: int, end: int) -> tuple[int, int] | None:
    """Return the span of the noun phrase before ", who ...," or ", the ...,"."""
    inner = sentence[low : end - 1]
    commas = [
        m.start() + low
        for m in re.finditer(
            r", (?=who|which|whose|the |a |an |as well as|then |now |including|\w+ (?:of|at|for)\b|along with|[A-Z])",
            inner,
        )
    ]
    for comma in commas[:4]:
        starts = [m.end() for m in re.finditer(r"[;:\"—]|, |\bthat ", sentence[:comma])]
        start = max([s for s in starts if s < comma], default=low)
        phrase = sentence[start:comma].strip()
        if phrase and not PREPOSITION.match(phrase) and len(phrase) < 120:  # noqa: PLR2004
            return start, comma
    return None


def _content(
    sentence: str, match: re.Match[str], base: str, group: int, inverted: bool
) -> tuple[tuple[int, int] | None, bool]:
    """Return the stretch that the source states, and whether it stands by itself."""
    end = len(sentence)
    after = match.end()
    parenthetical = _tag(sentence, match, group, inverted)
    if parenthetical is not None:
        return parenthetical, True
    if inverted:
        return None, False
    that = THAT.match(sentence, after)
    if that:
        return (that.end(), end), True
    quote = QUOTE_NEXT.match(sentence, after)
    if quote:
        return (quote.end() - 1, end), True
    told = TOLD.match(sentence, after) if base in {"tell", "remind", "inform"} else None
    start = told.end() if told else after + 1
    rest = sentence[start:]
    if base in STRONG_COMPLEMENT and is_clause(rest):
        return (start, end), True
    return ((after, end), False) if len(rest) > 1 else (None, False)


def _tag(sentence: str, match: re.Match[str], group: int, inverted: bool) -> tuple[int, int] | None:
    """Return what comes before a closing '..., S said' or '..., said S', None when it is not one."""
    if inverted:
        return 0, max(sentence.rfind(mark, 0, match.start()) for mark in (",", '"', "?", "!"))
    closing = TAG_CLOSING.match(sentence, match.end())
    opening = sentence.rfind(",", max(group - 120, 0), group)
    if opening < 20 or not closing or len(sentence) - match.end() > 60:  # noqa: PLR2004
        return None
    return (
        (0, opening)
        if re.match(r",\"? (?!and|but|which|who|while|as)", sentence[opening:])
        else None
    )


# --- who it is ------------------------------------------------------------------------------


def _resolve(
    place: Place, start: int, end: int, lenient: bool = False
) -> tuple[str, str, tuple[int, int], str] | None:
    """Return (name, type, printed span, role) of the party a noun phrase stands for, if any."""
    phrase = place.sentence[start:end]
    lead = len(phrase) - len(phrase.lstrip(" \"'"))
    start, phrase = start + lead, phrase.strip(" \"'")
    article = ARTICLE.match(phrase)
    core = article.end() if article else 0
    start, phrase = start + core, phrase[core:]
    end = start + len(phrase)
    if not phrase:
        return None
    if PRONOUN.match(phrase):
        return _antecedent(place, phrase.lower(), (start, end))
    if SELF.match(phrase):
        return None
    return _named(place, start, end, phrase) or _unnamed(place, start, end, phrase, lenient)


def _named(
    place: Place, start: int, end: int, phrase: str
) -> tuple[str, str, tuple[int, int], str] | None:
    """Return the known actor that heads a phrase, or whose report it is."""
    inside = place.actors.within(place.start + start, place.start + end)
    if not inside:
        return None
    last = inside[-1]
    kind = TYPES.get(place.actors.kind(last.name), "organization")
    printed = (last.start - place.start, last.end - place.start)
    tail = place.text[last.end : place.start + end]
    together = (
        len(inside) > 1 and re.search(r"\band\b", phrase) and not _report_phrase().search(phrase)
    )
    if together and inside[0].start - place.start == start:
        return _joined_name(phrase), PERSONS, (start, end), ""
    if not tail or re.fullmatch(r" (?:\([^)]{1,30}\)|today|yesterday|himself|herself)", tail):
        return last.name, kind, printed, last.role
    if _report_phrase().search(phrase):
        source = inside[0]
        return (
            source.name, TYPES.get(place.actors.kind(source.name), "organization"),
            (source.start - place.start, source.end - place.start), source.role,
        )  # fmt: skip
    if _holder_nouns().search(tail):
        return _joined_name(phrase), PERSONS, (start, end), ""
    if _documents().search(tail):
        return _joined_name(phrase), "document", (start, end), ""
    return None


def _joined_name(phrase: str) -> str:
    name = re.sub(r"^(?:both|the|an?) ", "", phrase.strip(), flags=re.IGNORECASE)
    return name if len(name) <= 100 else name[:100].rsplit(" ", 1)[0]  # noqa: PLR2004


def _unnamed(
    place: Place, start: int, end: int, phrase: str, lenient: bool
) -> tuple[str, str, tuple[int, int], str] | None:
    """Return a phrase whose head is a noun for people or bodies: "agency officials"."""
    words = phrase.split()
    if (
        len(words) > 28
        or SELF_POSSESSED.match(place.sentence[max(start - 5, 0) : end].strip())
        and _report_phrase().search(phrase)
    ):  # noqa: PLR2004
        return None
    if PREPOSITION.match(phrase):
        return None
    paper = _documents().search(phrase)
    nouns = list(_holder_nouns().finditer(phrase, 0, paper.start() if paper else len(phrase)))
    if paper and (not nouns or nouns[0].start() > paper.start()):
        return phrase[: paper.end()], "document", (start, start + paper.end()), ""
    if not nouns:
        named = PROPER.match(phrase) if lenient else None
        return (named.group(), "person", (start, start + named.end()), "") if named else None
    if any(w.lower() in AUXILIARIES for w in words):
        return None
    final = nouns[-1].end() == len(phrase)
    headed = HEADS.match(phrase, nouns[0].end())
    fed = _report_phrase().match(phrase)
    if not (final or headed or fed or lenient):
        return None
    name = _joined_name(phrase)
    return name, PERSONS, (start, end), ""


def _antecedent(
    place: Place, pronoun: str, printed: tuple[int, int]
) -> tuple[str, str, tuple[int, int], str] | None:
    """Return whom a pronoun stands for: the last fitting party of the paragraph before it."""
    at = place.start + printed[0]
    kinds = {
        "he": ("person",), "she": ("person",),
        "it": ("state", "government_body", "organisation", "international_organisation", "media"),
        "they": ("group", "government_body", "organisation", "state"),
    }.get(pronoun)  # fmt: skip
    if kinds is None:
        return None
    mention = first_mention(place.text, place.actors, place.paragraph, at, kinds)
    generic = None
    if pronoun in {"they", "he", "she"}:
        for generic in _holder_nouns().finditer(place.text, max(at - 300, place.paragraph), at):
            pass
    if generic and (mention is None or generic.start() > mention.end):
        return generic.group().lower(), PERSONS, printed, ""
    if mention is None:
        return None
    kind = TYPES.get(place.actors.kind(mention.name), "organization")
    return mention.name, kind, printed, ""


def first_mention(
    text: str, actors: Actors, start: int, at: int, kinds: tuple[str, ...]
) -> Mention | None:
    """Return the subject that a pronoun at `at` most likely takes up.

    That is the first fitting actor of the nearest sentence that has one, since `start`: the
    subject comes first.
    """
    low = max(start, at - 600)
    stops = [m.end() for m in re.finditer(r"[.!?][\"')]* ", text[low:at])]
    bounds = [low, *(low + stop for stop in stops), at]
    for begin, end in zip(reversed(bounds[:-1]), reversed(bounds[1:]), strict=True):
        for mention in actors.within(begin, end):
            if actors.kind(mention.name) in kinds:
                return mention
    return None
