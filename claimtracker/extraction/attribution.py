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
from .clauses import is_clause, subordinate_first
from .holders import DOCUMENT, PERSONS, PREPOSITION, PROPER, Holder, Place, of_mention, resolve

MAX_RELATIONS = 12
COVERED = 0.45  # the part of a clause that a relation must reach over to hold for it
SUBJECT_WINDOW = 260  # characters before a cue within which its subject is sought
TAG_WINDOW = 120  # characters of a subject in "..., S said", at most
TAG_TAIL = 80  # characters that may follow such a tag
QUOTED_LENGTH = 20  # characters that stand before such a tag, at least
OPENING = 4  # characters within which "According to" opens a sentence
UNSPECIFIED = "unspecified witnesses"  # whom a report means by "we were told that"

BOUNDARY = re.compile(
    r"[,;:\"—]|\b(?:that|which|who|while|although|though|because|but|whereas|as|if|when|where"
    r"|since|until|however|therefore|whether|than|how|why)\b",
    re.IGNORECASE,
)
SUPPOSING = frozenset({"if", "whether", "until"})
ADVERBS = re.compile(
    r"(?:(?:also|has|have|had|is|are|was|were|be|been|being|did|does|do|not|never|ever|even|then"
    r"|now|later|earlier|recently|repeatedly|already|again|once|often|always|still|both|all|each"
    r"|themselves|himself|herself|itself|today|yesterday|[a-z]+ly|would|could|may|might|can|will"
    r"|don't|doesn't|didn't|hasn't|haven't|on [A-Z][a-z]+day|neither)\s)+$"
)
INFINITIVE = re.compile(r"\b(?:is|are|was|were|continues?|continued) to $")
BE = frozenset({"is", "are", "was", "were", "be", "being", "been"})
NO_SUBJECT = frozenset(
    "the a an this these of to by in for after with as its their his her our no more any under on "
    "at over from into about against between without".split()
)
THAT_NEXT = re.compile(r"\w+ that\b")
NEGATED = re.compile(
    r"\b(?:not|never|don't|doesn't|didn't|hasn't|haven't|no longer)\s+(?:\w+\s+)?$"
)
PARTY = (
    r"(?:[A-Z]{2,6}|us|me|reporters|journalists|lawmakers|parliament|an? [\w ]{2,40}?"
    r"|the [\w ]{2,40}?|[A-Z][\w ]{2,40}?)"
)
AT_TIME = r"(?: (?:in|on|at|last|this|during) [^,;\"]{1,60}?)?"
THAT = re.compile(rf"(?:,? (?:to )?{PARTY})?{AT_TIME},? that\b,? ?")
TOLD = re.compile(rf" {PARTY}{AT_TIME},? (?=\"|the |they |it |he |she |[A-Z])")
QUOTE_NEXT = re.compile(rf"{AT_TIME}[,:]? \"")
INSERTION = re.compile(
    r", (?=who|which|whose|the |a |an |like |such as |as well as|then |now |including"
    r"|\w+ (?:of|at|for)\b"
    r"|along with|[A-Z]|[\w.-]+$)"
)
CONTRAST = re.compile(r", (?:although|though|but|whereas|while|yet) ")
ACCORDING = re.compile(
    r"\b(?P<cue>[Aa]ccording to|[Ii]n the (?:words|view|opinion) of) "
    r"(?P<np>[^,;.\"()]{2,160}(?:\([A-Z]{2,8}\))?)"
)
AS_SAID = re.compile(
    r"\bas (?:\w+ly )?(?P<cue>(?:noted|stated|requested|reported|described|identified|outlined"
    r"|detailed|acknowledged|explained|announced|argued|estimated|confirmed|recommended|proposed"
    r"|defined|set out|documented|indicated|shown|demanded|promised|suggested|recogni[sz]ed)"
    r" (?:in|by)) (?P<np>[^,;.\"]{2,160})"
)
AS_S_SAID = re.compile(
    r"As (?P<np>[^,;\"]{2,140}?) (?P<cue>(?:has |have "
    r"|had )?(?:\w+ly )?(?:made (?:plain|clear)|noted"
    r"|said|stated|put it|explained|pointed out|argued|observed|reported|testified|warned"
    r"|acknowledged))(?: [^,]{0,40})?, "
)
TAG_CLOSING = re.compile(
    rf"(?![^,;\"]*\bthat\b)(?: {PARTY})?(?: (?:today|tonight|[A-Z][a-z]+day|in|on|at"
    rf"|during|to|after|before|last|this"
    rf"|yesterday|earlier|recently|when|while|as|from|via)\b[^,;\"]{{0,{TAG_TAIL}}})?(?:[.,]|$)"
)
TAG_OPENING = re.compile(r",\"? (?!and|but|which|who|while|as|that)")
REPORT_NOUN = re.compile(
    r"(?P<cue>(?:report|claim|allegation|statement|announcement|assertion|warning|assessment"
    r"|finding|accusation|admission|suggestion|revelation)s? that) "
)
HEARD = re.compile(
    r"\b(?P<np>[Ww]e|I|[Tt]he [Cc]ommittee|[Tt]he [Ii]nquiry|[Oo]ur inquiry) "
    r"(?P<cue>(?:have |has |was |were |also |repeatedly )*(?:heard|told|informed|advised))"
    r"(?: in evidence)? that\b ?"
)
TITLE = re.compile(
    r"(?:the |its |their )?((?:[A-Z][\w'-]*(?: \([A-Z]+\))?(?: (?:of|and|for|on|the"
    r"|in) | )?){2,12})"
)
# Verbs that take a clause without "that", and verbs that state by a noun: "emphasized the need".
TAKES_CLAUSE = frozenset(
    "say tell believe think argue claim insist maintain acknowledge concede admit warn note state "
    "add allege report announce fear hope know suspect predict estimate expect conclude indicate "
    "suggest show confirm assert declare contend stress emphasize emphasise find".split()
)
CLOSES_QUOTE = TAKES_CLAUSE | frozenset(
    "write explain reply respond recall testify comment remark complain counter quip observe "
    "remind reveal disclose promise vow".split()
)
TAKES_NOUN = frozenset(
    "identify emphasize emphasise stress highlight note acknowledge recognize recognise consider "
    "describe announce claim agree confirm warn allege underscore underline reiterate affirm "
    "reaffirm caution estimate report predict forecast welcome express expect fear anticipate "
    "doubt suspect".split()
)
TURNS_DOWN = frozenset({"reject", "dismiss", "rebuff", "repudiate"})
DENIABLE = re.compile(
    r"(?: \w+){0,3} (?:claims?|allegations?|accusations?|charges?|reports?|suggestions?|criticism"
    r"|assertions?|findings?|responsibility|that|involvement|wrongdoing|notion|this|it|them|as)\b"
)
PERCEIVED = frozenset({"consider", "hear", "see", "feel", "view", "know", "find"})
TOLD_TO = frozenset({"tell", "remind", "inform"})


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
        yield from _held(place, match, (_clause_start(sentence, match.start()), match.end()))
    for match in HEARD.finditer(sentence):
        holder = Holder(UNSPECIFIED, PERSONS, match.span("np"))
        yield _relation(holder, match.span("cue"), (match.end(), len(sentence)), direct=True)
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
    titled = _titled(place, start, end) if match.re is AS_SAID else None
    holder = titled or resolve(place, start, end, lenient=True)
    if holder:
        yield _relation(holder, match.span("cue"), content, direct=direct)


def _titled(place: Place, start: int, end: int) -> Holder | None:
    """Return a document known by its title as a holder: "the National Security Strategy (NSS)"."""
    title = TITLE.match(place.sentence[start:end])
    if not title or place.actors.within(place.start + start, place.start + end):
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
        holder = resolve(place, tag[1] + 1, group, before=0) if tag else _subject(place, group)
        content = (tag, True) if tag else _content(sentence, match, base, label)
        if holder is None or content is None:
            continue
        negated = bool(NEGATED.search(sentence, group, match.start()))
        span, direct = content
        if not direct and negated and label in {"speech", "belief"}:
            continue  # "did not report results" states nothing
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
    plural = previous.endswith("s") or previous in {"we", "they", "i", "you", "people", "police"}
    if form == "base" and not (words or plural or THAT_NEXT.match(sentence, verb)):
        return None
    return None if previous in NO_SUBJECT and not words else start


def _postposed(place: Place, match: re.Match[str]) -> Holder | None:
    """Return the subject that follows its verb: '..., said Kirby'; None when there is none."""
    sentence = place.sentence
    if not re.search(r"[,\"?!]\"? $", sentence[max(match.start() - 3, 0) : match.start()]):
        return None
    phrase = re.compile(r" (?P<np>[^,;.\"]{2,120})").match(sentence, match.end())
    if not phrase or is_clause(phrase.group("np")):
        return None
    quoted = '"' in sentence[: match.start()]
    return resolve(place, *phrase.span("np"), lenient=quoted)


def _subject(place: Place, group: int) -> Holder | None:
    """Return who stands before the verb."""
    sentence = place.sentence
    low = max(group - SUBJECT_WINDOW, 0)
    text = sentence[low:group].rstrip(' "')
    end = low + len(text)
    if text.endswith((",", ")", "—")):
        span = _inserted_name(place, end) or _before_insertion(sentence, low, end)
        return resolve(place, *span) if span else None
    cut = None
    for cut in BOUNDARY.finditer(sentence, low, end):  # noqa: B007 - the last one counts
        pass
    if cut and cut.group().lower() in SUPPOSING:
        return None  # supposed, not said
    return resolve(place, cut.end() if cut else low, end)


def _inserted_name(place: Place, end: int) -> tuple[int, int] | None:
    """Return the span of a person set between commas: "its owner, Pieter de Vries, denies"."""
    met = place.actors.within(place.start, place.start + end)
    if not met or place.actors.kind(met[-1].name) != "person":
        return None
    a, b = met[-1].start - place.start, met[-1].end - place.start
    fits = place.sentence[max(a - 2, 0) : a] == ", " and place.sentence[b:end] == ","
    return (a, b) if fits else None


def _before_insertion(sentence: str, low: int, end: int) -> tuple[int, int] | None:
    """Return the span of the noun phrase before ", who ...," or ", the ...,"."""
    for comma in list(INSERTION.finditer(sentence, low, end - 1))[:4]:
        starts = [m.end() for m in re.finditer(r"[;:\"—]|, |\bthat ", sentence[: comma.start()])]
        start = max(starts, default=low)
        phrase = sentence[start : comma.start()].strip()
        if phrase and not PREPOSITION.match(phrase) and len(phrase) < TAG_WINDOW:
            return start, comma.start()
    return None


def _content(
    sentence: str, match: re.Match[str], base: str, label: str
) -> tuple[tuple[int, int], bool] | None:
    """Return the stretch that the source states, and whether it stands by itself."""
    end, after = len(sentence), match.end()
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
