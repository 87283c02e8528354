"""Recommendations: who asks whom to do what, how strongly, with whom, and what stands against it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache

from . import lexicon, parties
from .attribution import covering
from .blocks import Block, recommending_headings
from .clauses import AUXILIARIES, clauses, has_verb
from .drafts import RecommendationDraft, Span
from .gazetteer import Actors
from .parties import Parties
from .reading import UNNAMED_AUTHOR, Sentence
from .sentences import sentences as split_sentences
from .views import View

STRENGTHS = ("could", "consider", "should", "must")
WEAK = frozenset({"can", "could", "may", "might"})

QUESTION = re.compile(r"\?[\"')*]{0,3}$")
ADVICE_QUESTION = re.compile(
    r"\b(?:can|could|should|must|needs? to|ought to|to) (?:\w+ ){0,5}?(?:be done|do|respond|act|proceed|happen|change|take)\b"
    r"|\boptions\b|\brecommend|\bwhat next\b|\bway forward\b",
    re.IGNORECASE,
)
LEADS_LIST = re.compile(r"\bfollowing\b[^.]{0,80}[.:]?\W*$|:\W*$")
COUNTRIES = re.compile(r"(?: \((?P<one>[A-Z][^()]{2,80})\))+[;.]?$")
COUNTRY = re.compile(r"\(([A-Z][^()]{2,80})\)")
PURPOSE = re.compile(
    r" (?P<purpose>(?:in order to|so as to|so that|with the aim of|with a view to|to (?:better |help |further )?(?:prevent|ensure"
    r"|avoid|enable|protect|deter|make|reduce|improve|promote|support|encompass|understand|provide|combat"
    r"|address|counter|expose|reach|allow|include|mitigate)) .+)$"
)
CONDITION = re.compile(r"^(?:(?:finally|thus|therefore|however|first|second|third|also|moreover|nonetheless|in addition), )?"
                       r"(?P<condition>(?:if|unless|where|when|once|provided|to|in order to|as long as|failing that|in the absence of|should) [^,]{4,200}), ",
                       re.IGNORECASE)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation with its span in the view."""

    start: int
    end: int
    draft: RecommendationDraft


@dataclass(slots=True)
class _Reader:
    """What is needed to read a recommendation: the view, the actors, and who was addressed last."""

    view: View
    actors: Actors
    parties: Parties
    default: str
    resolution: str
    last: tuple[str, ...] = ()
    inherited: dict[tuple[int, int], tuple[tuple[str, ...], str, str, tuple[str, ...]]] = field(
        default_factory=dict
    )


def recommendations(
    view: View,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    actors: Actors,
    default_addressee: str = "",
) -> tuple[Advice, ...]:
    """Return the recommendations of a text in order; obstacles are joined to them at the end."""
    reader = _Reader(view, actors, Parties(view, actors), default_addressee, _organ(view, blocks))
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_block.setdefault(sentence.block.start, []).append(sentence)
    leading = {block.lead for block in blocks if block.lead}
    found: list[Advice] = []
    for block in blocks:
        inside = by_block.get(block.start, [])
        if not inside:
            continue
        listed = list(_listed(reader, block, inside, leading))
        if listed:
            found += listed
            continue
        for sentence in inside:
            found += _of_sentence(reader, sentence, (block.start, block.end) in leading)
    return tuple(_with_obstacles(reader, sentences, found))


def taken(sentence: Sentence, found: Sequence[Advice]) -> list[tuple[int, int]]:
    """Return the stretches of a sentence that recommendations take, counted within it."""
    return [
        (advice.start - sentence.start, advice.end - sentence.start)
        for advice in found
        if advice.start < sentence.end and advice.end > sentence.start
    ]


def _organ(view: View, blocks: Sequence[Block]) -> str:
    """Return the organ in whose name a resolution speaks ("The Security Council,"), or ""."""
    for block in blocks[:12]:
        text = view.text[view.at(block.start) : view.at(block.end)]
        opening = re.match(
            r"The ((?:[A-Z][\w-]+ ){0,4}(?:Council|Assembly|Commission|Conference|Committee|Parliament)),$",
            text,
        )
        if opening:
            return opening.group(1)
    return ""


def _of_sentence(reader: _Reader, sentence: Sentence, leads: bool) -> Iterator[Advice]:
    """Yield the recommendations of a sentence outside lists."""
    text = sentence.text
    if QUESTION.search(text):
        return
    announces = leads and LEADS_LIST.search(text)
    if reader.resolution:
        if sentence.block.marker.isdigit() or _operative_verbs().match(text):
            yield from _operatives(reader, sentence, bool(announces))
        return
    for start, end in clauses(text):
        for rule in (_performed, _needed, _modal):
            advice = rule(reader, sentence, start, end)
            if advice is None:
                continue
            reader.last = advice.draft.addressed_to or reader.last
            if announces:
                _pass_on(reader, sentence.block, advice.draft)
            else:
                yield advice
            break


def _pass_on(reader: _Reader, block: Block, draft: RecommendationDraft) -> None:
    """Remember to whom and how a lead-in speaks, for the items of its list."""
    reader.inherited[(block.start, block.end)] = (
        draft.addressed_to, draft.modality, draft.strength, draft.recommender,
    )  # fmt: skip


# --- lists ----------------------------------------------------------------------------------


def _listed(
    reader: _Reader, block: Block, inside: Sequence[Sentence], leading: set
) -> Iterator[Advice]:
    """Yield the recommendation of a list item under a lead-in, or of items naming their States."""
    if block.marker and any(COUNTRIES.search(s.text) for s in inside):
        yield from _country_items(reader, inside)
        return
    if not block.lead:
        if not block.marker and _orders(block) and opens_imperative(inside[0].text):
            yield _item(
                reader,
                block,
                inside,
                (_addressed_heading(reader, block), "imperative", "should", ()),
            )
        return
    inherited = reader.inherited.get(block.lead)
    if inherited is None:
        lead = reader.view.text[reader.view.at(block.lead[0]) : reader.view.at(block.lead[1])]
        if not recommending_headings().search(lead) and not _addressed_heading(reader, block):
            return
        if not opens_imperative(inside[0].text):
            return
        inherited = (_addressed_heading(reader, block), "imperative", "should", ())
    if (block.start, block.end) in leading and LEADS_LIST.search(inside[-1].text):
        reader.inherited[(block.start, block.end)] = inherited
        return
    yield _item(reader, block, inside, inherited)


def _orders(block: Block) -> bool:
    """Whether the heading over a paragraph announces recommendations."""
    return bool(block.heading and recommending_headings().search(block.heading)
                or re.match(r"To (?:the |all )?[A-Z]", block.heading))  # fmt: skip


def _addressed_heading(reader: _Reader, block: Block) -> tuple[str, ...]:
    """Return whom a heading such as "To the Government of Sudan:" addresses."""
    to = re.match(
        r"(?:Recommendations? (?:to|for) |To )(?P<np>(?:the )?[A-Z][^:]{2,100}):?$", block.heading
    )
    return reader.parties.named(to.group("np")) if to else ()


def _country_items(reader: _Reader, inside: Sequence[Sentence]) -> Iterator[Advice]:
    """Yield the items of a review, each closed by the States that recommend it."""
    for sentence in inside:
        states = COUNTRIES.search(sentence.text)
        if not states or not opens_imperative(sentence.text):
            continue
        names = tuple(
            reader.parties.filed(n) for n in COUNTRY.findall(sentence.text[states.start() :])
        )
        end = len(sentence.text.rstrip(";. "))
        yield _advice(
            reader, sentence, (0, end), names, (), "imperative", "should",
            sentence.text[: states.start()], "review-item", 0.9,
        )  # fmt: skip


def _item(
    reader: _Reader,
    block: Block,
    inside: Sequence[Sentence],
    inherited: tuple[tuple[str, ...], str, str, tuple[str, ...]],
) -> Advice:
    addressed, modality, strength, recommender = inherited
    first, last = inside[0], inside[-1]
    whole = replace(first, end=last.end, text=reader.view.text[first.start : last.end])
    action = first.text.rstrip(".; ")
    return _advice(
        reader, whole, (0, len(whole.text)), recommender, addressed, modality, strength,
        action, "list-item", 0.85,
    )  # fmt: skip


@cache
def _imperatives() -> frozenset[str]:
    return frozenset(lexicon.words("verbs"))


def opens_imperative(text: str) -> bool:
    """Whether a text opens with a bare verb, behind an adverb or not: "Further strengthen"."""
    words = re.findall(r"[A-Za-z][\w-]*", text[:120])
    for i, word in enumerate(words[:3]):
        low = word.lower()
        if low in _imperatives() and not (
            i + 1 < len(words) and words[i + 1].lower() in AUXILIARIES
        ):
            return True
        if not low.endswith("ly") and low not in {
            "further",
            "also",
            "not",
            "do",
            "and",
            "then",
            "either",
        }:
            return False
    return False


# --- resolutions ----------------------------------------------------------------------------


@cache
def _operative_verbs() -> re.Pattern[str]:
    """Return what finds the verbs that open an operative part: "Urges", "calls upon"."""
    forms = [lexicon.inflect(base)["s"] for base in
             (*lexicon.words("performatives"), *lexicon.words("report_operatives"))]  # fmt: skip
    return re.compile(
        rf"(?P<verb>(?:{lexicon.alternatives(forms)})(?: (?:its|the) (?:demand|call|request|appeal)s?)?)\b",
        re.IGNORECASE,
    )


@cache
def _asking_forms() -> dict[str, str]:
    """Return the s-form of each performative -> its strength."""
    return {
        lexicon.inflect(b)["s"]: s for b, s in lexicon.table("performatives", STRENGTHS).items()
    }


def _operatives(reader: _Reader, sentence: Sentence, announces: bool) -> Iterator[Advice]:
    """Yield one recommendation for each asking verb of an operative paragraph."""
    text = sentence.text
    joints = [0]
    verbs = []
    for joint in re.finditer(
        r"(?:^|[,;] (?:and )?)(?:(?:and|further|also|in this regard|in this context),? )*", text
    ):
        verb = _operative_verbs().match(text, joint.end())
        if verb and (
            not verbs or verb.group().split()[0].lower() != verbs[-1][1].split()[0].lower()
        ):
            verbs.append(
                (joint.end() if not verbs else _with_adverb(text, joint), verb.group("verb"))
            )
            joints.append(joint.start())
    for i, (start, verb) in enumerate(verbs):
        end = joints[i + 2] if i + 2 < len(joints) else len(text)
        end = start + len(text[start:end].rstrip(" .;,"))
        strength = _asked_strength(verb)
        if not strength:
            continue
        at = text.lower().index(verb.lower(), start) + len(verb)
        addressed, action = _asked_of(reader, sentence, at, end)
        advice = _advice(
            reader, sentence, (start, end), (reader.parties.filed(reader.resolution),), addressed,
            verb, strength, action, "operative", 0.9,
        )  # fmt: skip
        if announces:
            _pass_on(reader, sentence.block, advice.draft)
        else:
            yield advice


def _with_adverb(text: str, joint: re.Match[str]) -> int:
    adverb = re.search(r"(?:further|also) $", text[: joint.end()])
    return joint.end() - len(adverb.group()) if adverb else joint.end()


def _asked_strength(verb: str) -> str:
    """Return how strongly an operative verb asks, "" when it states."""
    noun = re.search(r" (demand|call|request|appeal)s?$", verb, re.IGNORECASE)
    if noun:
        return "must" if noun.group(1).lower() == "demand" else "should"
    return _asking_forms().get(verb.lower(), "")


# --- performatives --------------------------------------------------------------------------


@cache
def _performatives() -> re.Pattern[str]:
    forms: dict[str, str] = {}
    for base in lexicon.words("performatives"):
        for label, form in lexicon.inflect(base).items():
            forms[form] = label
    return re.compile(rf"(?<![\w-])(?P<verb>{lexicon.alternatives(forms)})(?![\w-])")


@cache
def _bases() -> dict[str, tuple[str, str]]:
    """Return form -> (strength, base|s|ed|ing) of every performative."""
    return {
        form: (strength, label)
        for base, strength in lexicon.table("performatives", STRENGTHS).items()
        for label, form in lexicon.inflect(base).items()
    }


OWN = re.compile(
    r"\b(?:we|I)(?: \w+ly| also| further| hereby| again| now| would| do| once| strongly| must| therefore)*$",
    re.IGNORECASE,
)
COORDINATED = re.compile(r"(?:,? and|, but)(?: also| further| \w+ly)*$")
RECALLED = re.compile(
    r"\b(?P<own>our|its|the \w+'s|their|my) (?P<noun>call|calls|appeal|demand|request|recommendation|plea)s? (?=on |upon |for |to |that )"
)
RELATIVE = re.compile(r"\b(?:that|which|who)(?: \w+ly| also)*$")
ASKS_NOBODY = frozenset({"suggest", "propose", "ask", "request", "advise", "press"})


def _performed(reader: _Reader, sentence: Sentence, start: int, end: int) -> Advice | None:
    """Return the recommendation that a performative makes: "we urge X to", "GAO recommends that"."""
    text = sentence.text
    recalled = RECALLED.search(text, start, end)
    if recalled:
        strength = "must" if recalled.group("noun").startswith("demand") else "should"
        at = re.compile(r"(?:on|upon|for|to|that) ").match(text, recalled.end())
        if at and re.search(
            r"\b(?:reiterate|repeat|renew|reaffirm|restate)\w*\b", text[start : recalled.start()]
        ):
            return _asked(
                reader, sentence, (start, end), (), recalled.group("noun"), strength, at.end()
            )
    for match in _performatives().finditer(text, start, end):
        strength, form = _bases()[match.group("verb")]
        left = text[start : match.start()].rstrip()
        right = text[match.end() : end]
        if RELATIVE.search(left):
            continue
        recommender = _performer(reader, sentence, start, match.start(), form, left, right)
        if recommender is None or not _asks(match.group("verb"), right):
            continue
        span = (start, end)
        if COORDINATED.search(left) and len(left) > 40:  # noqa: PLR2004
            span = (match.start(), end)
        return _asked(
            reader, sentence, span, recommender, match.group("verb"), strength, match.end()
        )
    return None


def _performer(
    reader: _Reader, sentence: Sentence, start: int, at: int, form: str, left: str, right: str
) -> tuple[str, ...] | None:
    """Return who asks: () for the author or speaker, a name for another, None when nobody does."""
    if form == "base":
        if OWN.search(left):
            return ()
        if COORDINATED.search(left) and re.search(r"\b[Ww]e\b", left):
            return ()
        return None
    if form == "ing" and not re.search(r"\b(?:is|are|am|'re|'m)(?: \w+ly| also| now)*$", left):
        return None
    if form == "ing" and re.search(r"\b[Ww]e(?:'re| are)(?: \w+)?$", left):
        return ()
    if form == "ed" and not re.match(r" (?!by\b)[^,.;]{2,80} to [a-z]", right):
        return None
    subject = re.sub(
        r"(?: (?:is|are|has|have|also|again|now|further|strongly|repeatedly|therefore))+$", "", left
    )
    begin = max(
        (m.end() for m in re.finditer(r"[,;:—\"]|\b(?:and|but|while|as|when|that)\b", subject)),
        default=0,
    )
    names = reader.parties.asking(sentence, start + begin, start + len(subject))
    return names or None


def _asks(verb: str, right: str) -> bool:
    """Whether what follows a performative is a request: a party and "to", or "that"."""
    base = verb.split()[0]
    if re.match(r" (?:that )?[^.;]{2,200}? (?:to|should|must) [a-z]| that | for ", right):
        return True
    loose = verb.endswith((" for", " on", " upon", " to"))
    return loose or base.startswith(("recommend", "urg", "encourag", "demand")) and len(right) > 15  # noqa: PLR2004


def _asked(
    reader: _Reader,
    sentence: Sentence,
    span: tuple[int, int],
    recommender: tuple[str, ...],
    verb: str,
    strength: str,
    at: int,
) -> Advice:
    addressed, action = _asked_of(reader, sentence, at, span[1])
    return _advice(
        reader, sentence, span, recommender, addressed, verb, strength, action, "performative", 0.85
    )


def _asked_of(
    reader: _Reader, sentence: Sentence, at: int, end: int
) -> tuple[tuple[str, ...], str]:
    """Return (whom a performative addresses, the action asked for)."""
    text = sentence.text
    rest = text[at:end]
    opening = re.match(
        r"(?: in this regard)?,? ?(?:on |upon |for |to )?(?:that\b ?|for )?(?:, [^,]{4,240}, )?",
        rest,
    )
    begin = at + (opening.end() if opening else 0)
    rest = text[begin:end]
    infinitive = re.match(r"(?P<np>[^,;]{2,160}?)(?:,[^;]{2,160}?,)?(?: not)? to (?=[a-z])", rest)
    bare = _subjunctive(rest)
    if "that " in text[at:begin] or bare and (not infinitive or bare < infinitive.end("np")):
        split = bare or 0
        return (
            reader.parties.addressed(sentence, begin, begin + split, reader.last) if split else (),
            rest[split:].strip(" .;"),
        )
    if infinitive:
        names = reader.parties.addressed(sentence, begin, begin + infinitive.end("np"), reader.last)
        return names, rest[infinitive.end() :].strip(" .;")
    return (), rest.strip(" .;")


def _subjunctive(rest: str) -> int:
    """Return where the bare verb of "that NP verb" stands, 0 when there is none."""
    previous = ""
    for match in re.finditer(r"[A-Za-z][\w'-]*", rest[:320]):
        word = match.group()
        blocked = previous.lower() in {"", "the", "a", "an", "of", "for", "and", "or", "to", "in", "its", "their",
                                       "both", "all", "relevant", "on", "by", "this", "any", "his", "her"}  # fmt: skip
        if word in {"should", "must", "shall", "be", "do"} or (not blocked and _bare_verb(word)):
            return match.start()
        previous = word
    return 0


def _bare_verb(word: str) -> bool:
    if word in _imperatives():
        return True
    form = lexicon.verb_forms("verbs").get(word)
    return form is not None and form[1] == "s"


# --- "it is essential that", "we need" ------------------------------------------------------

NEEDED = re.compile(
    r"\b[Ii]t is (?:also |therefore |now |absolutely |thus )?(?P<cue>imperative|essential|necessary|vital|crucial|critical|important|incumbent"
    r"|urgent)(?P<how> that | for | upon | on )"
)


def _needed(reader: _Reader, sentence: Sentence, start: int, end: int) -> Advice | None:
    """Return the recommendation of "It is essential that X ..." when X can act."""
    match = NEEDED.search(sentence.text, start, end)
    if not match:
        return None
    rest = sentence.text[match.end() : end]
    to = re.match(r"(?P<np>[^,;]{2,120}?) to (?=[a-z])", rest)
    split = (
        to.end("np")
        if to and match.group("how") != " that "
        else _subjunctive(rest) or _finite(rest)
    )
    if not split:
        return None
    names = reader.parties.agents(sentence, match.end(), match.end() + split)
    if not names:
        return None
    return _advice(
        reader, sentence, (start, end), (), names, match.group("cue"), "must",
        rest[split:].strip(" ."), "needed", 0.75,
    )  # fmt: skip


def _finite(rest: str) -> int:
    found = re.search(r" (?:is|are|do|does|has|have) ", rest[:160])
    return found.start() if found else 0


# --- modals ---------------------------------------------------------------------------------

STOP = re.compile(
    r"[,;:—\"()]|\b(?:that|which|who|whom|whose|whether|if|when|where|because|although|though|while|but"
    r"|as|than|what|how|why|and|or|since|unless|until|so|after|before)\b",
    re.IGNORECASE,
)
VETOING = frozenset(
    "which who whom whose whether if when where because as than what how why that unless until".split()
)
BELIEVED = re.compile(
    r"\b(?:(?:we|I)(?: \w+)? (?:believe|think|recommend|suggest|propose|argue|maintain|conclude|insist|hold|stress|agree|reiterate|emphasi[sz]e|underline)"
    r"|means|meaning|view|opinion) that $",
    re.IGNORECASE,
)
NOT_ASKED = re.compile(
    r" (?:not |also |never )?(?:have (?:been|\w+ed|\w+en|\w+n)\b|be (?:noted|understood|construed|confused|taken as|read as|seen as|surprised|expected|underestimated"
    r"|remembered|emphasi[sz]ed|stressed|clear|obvious|interpreted|viewed|regarded|considered as|said|called|recalled|pointed out|apparent|no surprise|one of)"
    r"|come as|put to rest|surprise|suffice|help explain|know\b|expect\b|serve as a reminder|prove\b|read\b|see\b)"
)
ABLE = re.compile(r" be able to\b")
FILLER = re.compile(
    r"(?:\w+ly|also|now|then|still|both|all|each|first|therefore|thus|perhaps)$", re.IGNORECASE
)


@cache
def _modals() -> re.Pattern[str]:
    return lexicon.matcher(lexicon.words("modals"))


@cache
def _modal_strength() -> dict[str, str]:
    return lexicon.table("modals", STRENGTHS)


def _modal(reader: _Reader, sentence: Sentence, start: int, end: int) -> Advice | None:
    """Return the recommendation of a modal whose subject can act."""
    text = sentence.text
    for match in _modals().finditer(text, start, end):
        modal = match.group().lower()
        right = text[match.end() : end]
        if NOT_ASKED.match(right) or not right.strip(" ."):
            continue
        begin, vetoed = _subject_span(sentence, start, match.start())
        if vetoed:
            continue
        names = _obliged(reader, sentence, begin, match, right)
        if names is None:
            continue
        strength = _modal_strength()[modal]
        action = re.sub(r"^(?:also|\w+ly|therefore|now|then|not only) ", "", right.strip(" ."))
        if strength == "should" and re.match(
            r"(?:at least |also )?(?:consider|explore|look at|examine whether)\b", action
        ):
            strength = "consider"
        return _advice(
            reader, sentence, (start, end), _reported_by(sentence, match.start()), names, match.group(), strength, action,
            "modal-weak" if modal in WEAK else "modal", 0.6 if modal in WEAK or not names else 0.85,
        )  # fmt: skip
    return None


def _reported_by(sentence: Sentence, at: int) -> tuple[str, ...]:
    """Return the innermost source that a modal is reported from, () for the author."""
    held = covering(sentence.relations, at, at + 1)
    return (held[-1].holder,) if held else ()


def _subject_span(sentence: Sentence, start: int, modal: int) -> tuple[int, bool]:
    """Return where the subject of a modal begins, and whether its place forbids advice."""
    text = sentence.text
    low = max(0, modal - 200)
    stops = list(STOP.finditer(text, low, modal))
    begin, word = low, ""
    while stops:
        stop = stops.pop()
        word = stop.group().lower()
        if word in {"and", "or"} and not _splits(
            text[low : stop.start()], text[stop.end() : modal]
        ):
            word = ""
            continue
        if (
            word == ","
            and stops
            and re.fullmatch(
                r"(?: perhaps| for example| in turn| however| too| therefore)? ?[^,]{0,60}",
                text[stop.end() : modal],
            )
            and re.match(
                r"(?: perhaps| for example| in turn| however| therefore)", text[stop.end() : modal]
            )
        ):
            continue
        begin = stop.end()
        break
    if word == "," and text[begin:modal].strip() == "":
        earlier = [m for m in re.finditer(r"[;:—]|, ", text[low : begin - 1])]
        begin = low + (earlier[-2].end() if len(earlier) > 1 else 0)
    if word == "that":
        held = covering(sentence.relations, begin, begin + 1)
        said = any(r.content[0] <= begin <= r.content[0] + 2 and not r.negated for r in held)
        return begin, not (said or BELIEVED.search(text[:begin].rstrip() + " "))
    return begin, word in VETOING


def _splits(left: str, right: str) -> bool:
    """Whether "and" parts two clauses rather than two nouns: a verb stands before it."""
    return has_verb(left) and not re.match(r" *$", right)


def _obliged(
    reader: _Reader,
    sentence: Sentence,
    begin: int,
    match: re.Match[str],
    right: str,
) -> tuple[str, ...] | None:
    """Return who is to act, () where the text leaves it open, None where nothing is asked."""
    modal = match.group().lower()
    subject = sentence.text[begin : match.start()].strip(" ,")
    if not subject or subject.split()[-1].lower() in AUXILIARIES - {"it"}:
        return None
    if modal in WEAK and not _invited(sentence, right):
        return None
    names = reader.parties.agents(sentence, begin, match.start(), reader.last)
    if modal in {"has to", "have to"} and re.match(
        r"(?:As|When|If|While|Although)\b", sentence.text
    ):
        return None
    if names:
        own = re.fullmatch(r"we|they|it", subject, re.IGNORECASE) and ABLE.match(right)
        return None if ABLE.match(right) and not own else names
    open_ended = modal in {"should", "should not", "shouldn't", "ought to", "must"}
    passive = re.match(r"(?: not| also| be)* (?:be )?[a-z]+", right)
    if modal == "must" and not re.match(r" (?:also |now |immediately |not )?be \w+ed\b", right):
        return None
    if open_ended and passive and not ABLE.match(right) and modal not in WEAK and _things(subject):
        return ()
    return None


def _things(subject: str) -> bool:
    """Whether a subject may be a measure or a matter: "such legislation", not "it" or "there"."""
    last = subject.split()[-1].lower()
    return last not in {
        "it",
        "this",
        "that",
        "there",
        "which",
        "who",
        "what",
        "one",
        "i",
        "he",
        "she",
        "you",
        "they",
    }


def _invited(sentence: Sentence, right: str) -> bool:
    """Whether a weak modal proposes: its question asks what to do, or its verb weighs options."""
    doing = re.match(r" (?:also |\w+ly |now |then )*(?P<verb>[a-z]+)", right)
    if not doing:
        return False
    verb = doing.group("verb")
    asked = ADVICE_QUESTION.search(sentence.block.question) or (
        sentence.block.heading and recommending_headings().search(sentence.block.heading)
    )
    return verb in lexicon.words("actions") if asked else verb == "consider"


# --- building -------------------------------------------------------------------------------


def _advice(
    reader: _Reader,
    sentence: Sentence,
    span: tuple[int, int],
    recommender: tuple[str, ...],
    addressed: tuple[str, ...],
    modality: str,
    strength: str,
    action: str,
    rule: str,
    score: float,
) -> Advice:
    start, end = sentence.start + span[0], sentence.start + span[1]
    quoted = reader.view.span(start, end)
    outer = [link.holder for link in sentence.outer if link.holder != UNNAMED_AUTHOR]
    condition = CONDITION.match(sentence.text[span[0] : span[1]])
    purpose = PURPOSE.search(action)
    partners = reader.parties.partners(sentence, span, addressed)
    named = addressed or ((reader.default,) if reader.default else ())
    return Advice(start, end, RecommendationDraft(
        start=quoted.start, end=quoted.end, exact=quoted.exact, section=sentence.block.label,
        recommender=recommender or tuple(outer[-1:]), addressed_to=named,
        action=action, modality=modality, strength=strength, partners=partners,
        conditions=(condition.group("condition"),) if condition else (),
        purpose=purpose.group("purpose").strip() if purpose else "", rule=f"recommendation-{rule}", score=score,
    ))  # fmt: skip


# --- obstacles ------------------------------------------------------------------------------


def _with_obstacles(
    reader: _Reader, sentences: Sequence[Sentence], found: list[Advice]
) -> Iterator[Advice]:
    """Join each obstacle to the recommendations of its section that share an actor with it.

    Where none does, it stands against the recommendation before it in that section.
    """
    against: dict[int, list[Span]] = {}
    for sentence, span in _obstacles(reader, sentences):
        near = [i for i, a in enumerate(found) if a.draft.section == sentence.block.label]
        actors = set(reader.actors.names(sentence.start, sentence.end))
        sharing = [i for i in near if actors & set(found[i].draft.addressed_to)]
        earlier = [i for i in near if found[i].start < sentence.start]
        for i in sharing or earlier[-1:]:
            against.setdefault(i, []).append(span)
    for i, advice in enumerate(found):
        draft = replace(advice.draft, obstacles=tuple(against.get(i, ())))
        yield replace(advice, draft=draft)


def _obstacles(reader: _Reader, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Span]]:
    """Yield the phrases that name what stands in the way, each quoted up to the next comma."""
    pattern = _obstacle_pattern()
    for sentence in sentences:
        for match in pattern.finditer(sentence.text):
            yield (
                sentence,
                reader.view.span(sentence.start + match.start(), sentence.start + match.end()),
            )


@cache
def _obstacle_pattern() -> re.Pattern[str]:
    heads = lexicon.alternatives(lexicon.words("obstacle_openings"))
    nouns = lexicon.alternatives(lexicon.words("obstacle_nouns"))
    feared = r"(?:for|out of) fear (?:of|that) [^,;.]{3,200}"
    return re.compile(
        rf"\b(?:{feared}|(?:{heads}) [^,;.]{{0,80}}?\b(?:{nouns})\b[^,;.]{{0,80}})", re.IGNORECASE
    )
