"""Claims: what a clause states, of which kind, how sure of it its author is."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from . import lexicon
from .actors import Actors
from .attribution import Relation, covering
from .clauses import AUXILIARIES, COUNTED, WORD, clauses, has_verb, verb_labels
from .drafts import ClaimDraft, DateDraft, Span
from .holders import first_mention
from .items import opens_imperative
from .reading import Sentence
from .resolutions import operative, preambular
from .views import View

MIN_WORDS = 4
SENTENCE_WORDS = 7  # with a full stop, that many are a sentence even without a verb we know
LONG = 60
GREETING = 40  # characters within which a greeting comes
OWN_CONTENT = 0.6  # a quoted content replaces its clause from this part of it on

CERTAINTIES = ("certain", "probable", "possible")
NUMBER_NEXT = re.compile(
    r" (?:\W?\d|half|all|every|one|two|three|four|five|six|seven|eight|nine|ten|a "
    r"|an |no |hundred|thousand|million)"
)
NEGATION = re.compile(
    r"\b(?:not|never|no longer|neither|nor|none|nobody|cannot|without any)\b|n't\b"
)
WILL = re.compile(r"\b(?:will|won't)\b|'ll\b")
SUBORDINATE = re.compile(
    r"\b(?:that|the way|which|who|whose|when|once|whether|where|until|as long as"
    r"|so that|if|in which)\b"
)
ACTED = re.compile(r"\b(?:I|we|he|she|they) [a-z]+ed\b")  # whatever the verb is
TAKEN_UP = frozenset(
    "i we you he she it they that this these those there yes no so and but".split()
)
RECALLS = re.compile(
    r"(?:Guided by|Recalling (?:also |further )?(?:all )?(?:its|the|relevant|previous|earlier) "
    r"(?:\w+ ){0,3}resolutions) "
)
QUESTION = re.compile(r"\?[\"')*]{0,3}$")
FIRST_PERSON = re.compile(
    r"\b(?:I'm going to|I am going to|I'll|I will|I want to|I'd like to"
    r"|I would like to|let me|I wanted to) (?:just |also |quickly |first )?",
    re.IGNORECASE,
)
OWN_WILL = re.compile(
    r"\b(?:we|I|our \w+)(?: \w+ly| also| further| all)?(?: will|'ll) |\bwe(?:'re| are) going to ",
    re.IGNORECASE,
)
JOINING = re.compile(r"[,; ]*\b(?:and|but)?(?: also| further| in this regard)?[,; ]*$")
INSERTED = re.compile(r", (?:which|who|whose|where)\b[^,]{2,120},")
NORMATIVE = re.compile(r"\b(?:should|must|ought to|needs? to)\b")
STOPPED = re.compile(r"[.!;][\"')]*$")
LEADING = re.compile(r"(?:and|but|so|yet|or|now|well,|yeah,|look,|okay,|ok,) ", re.IGNORECASE)
WILLING_KINDS = frozenset({"state", "government_body", "international_organisation"})
DENIED_KINDS = ("person", "state", "government_body", "organisation", "media")


@cache
def _words(name: str) -> re.Pattern[str]:
    return lexicon.matcher(lexicon.words(name))


@cache
def _certainty() -> dict[str, str]:
    return {k.lower(): v for k, v in lexicon.table("hedges", CERTAINTIES).items()}


def claims(
    view: View,
    sentence: Sentence,
    taken: list[tuple[int, int]],
    actors: Actors,
    dates: tuple[DateDraft, ...],
) -> Iterator[ClaimDraft]:
    """Yield the claims of a sentence, leaving out the stretches that recommendations took."""
    heads = sentence.block.marker and sentence.start == sentence.paragraph
    if QUESTION.search(sentence.text) or (heads and opens_imperative(sentence.text)):
        return
    for start, end in _free(sentence.text, clauses(sentence.text), taken):
        part = sentence.text[start:end]
        if not _long_enough(sentence, start, end) or _idle(part) or _only_recalls(part):
            continue
        whole = len(part.split()) >= SENTENCE_WORDS and STOPPED.search(part)
        told = has_verb(part) or ACTED.search(part)
        if not whole and not told and not preambular().match(part):
            continue
        a, b, rule = _quoted(sentence, start, end)
        yield _claim(view, sentence, (a, b), rule=rule, actors=actors, dates=dates)
        for relation in sentence.relations:
            if relation.label == "report" and start <= relation.printed[0] < end:
                span = (_article(sentence.text, relation.printed[0]), min(relation.content[1], end))
                inner = _bare(sentence.text, *span)
                yield _claim(view, sentence, inner, rule="report-noun", actors=actors, dates=dates)


def _free(
    sentence: str, parts: list[tuple[int, int]], taken: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Yield what recommendations leave of each clause: the whole, or the part before one."""
    for start, end in parts:
        inside = [(a, b) for a, b in taken if a < end and b > start]
        if not inside:
            yield start, end
        elif inside[0][0] - start > MIN_WORDS * 5:
            left = JOINING.sub("", sentence[start : inside[0][0]])
            yield start, start + len(left)


def _idle(text: str) -> bool:
    """Whether a sentence greets, thanks, or only runs the meeting."""
    opening = text[:140].lstrip("\"'( ")
    opening = LEADING.sub("", opening)
    if _words("pleasantries").search(opening[:GREETING]):
        return True
    plan = FIRST_PERSON.search(opening)
    return plan is not None and _words("housekeeping").match(opening, plan.end()) is not None


def _long_enough(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a part has the words of a statement: three make a whole sentence, two a quoted one.

    "Russia bought shells." is one; "It does." only answers.
    """
    words = sentence.text[start:end].split()
    if len(words) >= MIN_WORDS or not (start == 0 and end == len(sentence.text)):
        return len(words) >= MIN_WORDS
    quoted = sentence.carried and sentence.text[-1:] == '"'
    taken_up = words[0].lower().strip('"') in TAKEN_UP
    return len(words) >= (2 if quoted else 3) and not taken_up and "'" not in words[0]


def _only_recalls(part: str) -> bool:
    """Whether a paragraph of a preamble names texts and states nothing of them."""
    return RECALLS.match(part) is not None and not re.search(r"\bthat\b", part)


def _article(text: str, at: int) -> int:
    article = re.search(r"\b(?:an?|the)(?: \w+)? $", text[max(at - 20, 0) : at], re.IGNORECASE)
    return at - len(article.group()) if article else at


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without its closing stop, which belongs to the sentence around it."""
    return start, start + len(text[start:end].rstrip(".;, "))


def _quoted(sentence: Sentence, start: int, end: int) -> tuple[int, int, str]:
    """Return the span to quote for a clause: what a source states, where that is most of it."""
    best, rule = (start, end), "clause" if (start, end) != (0, len(sentence.text)) else "sentence"
    for relation in covering(sentence.relations, start, end):
        a, b = max(relation.content[0], start), min(relation.content[1], end)
        if relation.direct and b - a >= OWN_CONTENT * (end - start):
            a += len(sentence.text[a:b]) - len(sentence.text[a:b].lstrip(" ,;"))
            best, rule = (a, b), relation.label
    if sentence.carried:
        rule = "quotation"
    return *best, rule


def _claim(
    view: View,
    sentence: Sentence,
    part: tuple[int, int],
    *,
    rule: str,
    actors: Actors,
    dates: tuple[DateDraft, ...],
) -> ClaimDraft:
    start, end = sentence.start + part[0], sentence.start + part[1]
    span = view.span(start, end)
    held = _holding(sentence, part, rule)
    hedges = _hedges(view, sentence, part, held)
    text = sentence.text[part[0] : part[1]]
    named = actors.names(start, end) or _taken_up(view, sentence, part, actors)
    return ClaimDraft(
        start=span.start,
        end=span.end,
        exact=span.exact,
        section=sentence.block.label,
        kind=_kind(text, sentence, part, held, actors),
        attribution=sentence.links(view, held),
        certainty=_strength(hedges),
        negated=bool(NEGATION.search(text)),
        hedges=hedges,
        actors=named,
        dates=_dated(dates, span),
        rule=f"claim-{rule}",
        score=_score(sentence, text, held, named),
    )


def _dated(dates: tuple[DateDraft, ...], span: Span) -> tuple[DateDraft, ...]:
    low = bisect_left(dates, span.start, key=lambda d: d.start)
    high = bisect_left(dates, span.end, key=lambda d: d.start)
    return tuple(d for d in dates[low:high] if d.end <= span.end)


def _holding(sentence: Sentence, part: tuple[int, int], rule: str) -> tuple[Relation, ...]:
    """Return the relations that hold for a claim; a report named in passing is not its source."""
    held = covering(sentence.relations, *part)
    if rule == "report-noun":
        named = (
            r for r in sentence.relations if r.label == "report" and part[0] <= r.cue[0] < part[1]
        )
        return tuple(dict.fromkeys((*held, *named)))
    size = part[1] - part[0]
    return tuple(
        r for r in held
        if r.label != "report" or r.content[1] - r.content[0] >= 2 * OWN_CONTENT * size
    )  # fmt: skip


def _taken_up(
    view: View, sentence: Sentence, part: tuple[int, int], actors: Actors
) -> tuple[str, ...]:
    """Return whom "they" or "the country" at the head of a clause takes up."""
    opening = re.match(
        r"(?:They|It|He|She|The country|The party|The group)\b", sentence.text[part[0] : part[1]]
    )
    if not opening:
        return ()
    kinds = ("person",) if opening.group() in {"He", "She"} else DENIED_KINDS[1:4]
    found = first_mention(view.text, actors, sentence.paragraph, sentence.start + part[0], kinds)
    return (found.name,) if found else ()


def _hedges(
    view: View, sentence: Sentence, part: tuple[int, int], held: tuple[Relation, ...]
) -> tuple[Span, ...]:
    """Return the hedge words within a claim and among the cues that hold for it."""
    text = sentence.text
    spans = []
    spans += [m.span() for m in _words("boosters").finditer(text, *part)]
    for match in _words("hedges").finditer(text, *part):
        if match.group() == "May" and match.start() > 0:
            continue  # the month
        if match.group().lower() in _counting() and not NUMBER_NEXT.match(text, match.end()):
            continue
        if match.group() == "possible" and AT_MOST.search(text, 0, match.start()):
            continue
        spans.append(match.span())
    for relation in held:
        outside = not part[0] <= relation.cue[0] < part[1]
        if outside and text[slice(*relation.cue)].lower() in _certainty():
            spans.append(relation.cue)
    for match in _words("hedges").finditer(text, max(part[0] - 60, 0), part[0]):
        if re.search(r"\b(?:that|is|it) ?$", text[: part[0]]) and held:
            spans.append(match.span())
    found = sorted(set(spans))
    return tuple(view.span(sentence.start + a, sentence.start + b) for a, b in found)


@cache
def _counting() -> frozenset[str]:
    return frozenset(lexicon.words("counting_hedges"))


def _strength(hedges: tuple[Span, ...]) -> str:
    degrees = {_certainty().get(re.sub(r"\s+", " ", h.exact.lower()), "certain") for h in hedges}
    return next((d for d in reversed(CERTAINTIES) if d in degrees), "certain")


def _score(
    sentence: Sentence, text: str, held: tuple[Relation, ...], named: tuple[str, ...]
) -> float:
    """Return how much a claim looks like one: named actors, a source, a fair length."""
    score = 0.5 + 0.1 * min(len(named), 2) + 0.15 * bool(held)
    score += 0.05 * (len(text) > LONG) + 0.05 * (sentence.block.kind in {"lede", "answer"})
    return round(min(score, 0.95), 2)


# --- kind -----------------------------------------------------------------------------------

# "would neither confirm nor deny" refuses; "as many as possible" holds nothing back.
REFUSED = re.compile(
    r"\bwould (?:not|neither) (?:\w+ly )?"
    r"(?:comment|confirm|deny|say|answer|discuss|elaborate|give)\b"
)
AT_MOST = re.compile(
    r"\b(?:(?:wid|larg|great|high|low|broad|full|b|earli|fast|clos|strong)est|most|as \w+ as)\b"
    r"[^,.;]{0,40}$"
)
BACKSHIFTED = re.compile(r"\bwould (?!have |not have |be (?:\w+ly )?\w+(?:able|ous)\b)")
CONSEQUENCE = re.compile(
    r"(?:that|this|it|doing so|such an? \w+) would (?:only |also )?(?!be |have )"
)
DUE_TO = re.compile(r"\b(?:is|are) due to (?P<verb>[a-z]+)\b")
DOUBTED = re.compile(r"\b(?:may|might|could|would)\b(?! not have)")
SUPPOSED = re.compile(r"(?:\w+, )?(?:If|Unless|Without) (?!so\b)", re.IGNORECASE)
LIKELY_TO = re.compile(r"\b(?:is|are|was|were|most|very|highly) (?:un)?likely to (?!be |have )")
OWN_BELIEF = re.compile(
    r"\b(?:[Ww]e|I)(?: \w+ly| also| continue to| do| still)*(?: (?:assess|believe"
    r"|think|judge|feel|consider)) "
)
PREDICATE = (
    r"\b(?:is|are|was|were|be|been|remains?|becomes?|became)(?: not| \w+ly| more| most"
    r"| so| too| also| both| very){0,3} "
)
NOMINAL = re.compile(
    r"\b(?:a|an|the|its|their|our|no|any|of|with|developed|have|has|had|such|these|those) $"
)
INTENT_NOUN = re.compile(r"(?:intention|determination|commitment|intent)\b", re.IGNORECASE)
SAYING_THAT = re.compile(
    r"[^,;\"]{0,20}?,? ?(?:[^,;\"]{0,60} )?(?P<verb>\w+)(?: with \w+)? that,? "
)
PAST = frozenset("was were had did has have".split())


def _kind(
    text: str,
    sentence: Sentence,
    part: tuple[int, int],
    held: tuple[Relation, ...],
    actors: Actors,
) -> str:
    """Return the kind of a claim; the first rule that fits decides."""
    if any(r.label == "denial" and part[0] <= r.cue[0] < part[1] for r in held):
        return "denial"
    text = INSERTED.sub(",", REFUSED.sub("", _stated(text)))
    text = _as_said(text, sentence, held)
    doubted = DOUBTED.search(text) is not None
    counts = bool(COUNTED.match(text)) and _evaluative("strong").search(text) is None
    weighs = None if counts else _predicate().search(text)
    if not doubted and not weighs and _intends(text, sentence, part, actors):
        return "intention"
    if _forecasts(text) or CONSEQUENCE.match(text) or doubted and SUPPOSED.match(sentence.text):
        return "prediction"
    if weighs or NORMATIVE.search(text) or _weighed(text, counts):
        return "assessment"
    if any(r.label == "belief" for r in held) or OWN_BELIEF.search(sentence.text[: part[1]]):
        return "assessment"
    return "factual"


def _as_said(text: str, sentence: Sentence, held: tuple[Relation, ...]) -> str:
    """Return a reported clause with the "will" that its source said, where past tense hides it."""
    past = any(
        r.label == "speech" and verb_labels().get(sentence.text[slice(*r.cue)]) == "ed"
        for r in held
    )
    if not past or len(list(_words("hedges").finditer(text))) > 1:
        return text
    return BACKSHIFTED.sub("will ", text)


def _stated(text: str) -> str:
    """Return what a clause states behind its own "We find that", "Underlines that"."""
    opening = SAYING_THAT.match(text)
    if opening:
        verb = opening.group("verb").lower()
        if verb in _certainty():
            return text
        if verb_labels().get(verb) or preambular().match(verb) or operative().match(verb):
            return text[opening.end() :]
    return text


@cache
def _evaluative(weight: str) -> re.Pattern[str]:
    table = lexicon.table("evaluative", ("strong", "weak"))
    return lexicon.matcher(word for word, value in table.items() if value == weight)


@cache
def _predicate() -> re.Pattern[str]:
    """Return what finds a weighing word said of a subject: "are dangerous"."""
    words = lexicon.alternatives(lexicon.table("evaluative"))
    return re.compile(rf"{PREDICATE}(?:{words})(?!\w)", re.IGNORECASE)


def _weighed(text: str, counts: bool) -> bool:
    """Whether a clause hedges or weighs; what only tells a past event does neither in passing.

    What counts ("more than 15 million people are threatened") weighs by strong words only.
    """
    event = _tells_event(text)
    dated = event and re.search(r"\d", text)
    for match in _words("hedges").finditer(text):
        at_most = match.group() == "possible" and AT_MOST.search(text, 0, match.start())
        if match.group() == "May" or at_most:
            continue
        if match.group().lower() == "estimated" and NUMBER_NEXT.match(text, match.end()):
            continue
        core = (
            _certainty()[match.group().lower()] != "certain"
            and text[match.end() :][:9] != " not have"
        )
        if core and not (event and SUBORDINATE.search(text, 0, match.start())):
            return True
    if _words("boosters").search(text) or (_evaluative("strong").search(text) and not dated):
        return True
    comments = text.startswith("which ")  # such a clause weighs the one before it
    return not (event or counts) and (comments or _evaluative("weak").search(text) is not None)


def _tells_event(text: str) -> bool:
    """Whether the first finite verb is a past or perfect one."""
    for match in WORD.finditer(text):
        if match.start() and match.group()[0].isupper():
            continue  # a name: "the United States"
        word = match.group().lower()
        if word in PAST:
            return True
        label = verb_labels().get(word, "")
        if word in AUXILIARIES or label in {"s", "ed"}:
            return label == "ed"
    return False


def _intends(text: str, sentence: Sentence, part: tuple[int, int], actors: Actors) -> bool:
    will = WILL.search(text)
    own = OWN_WILL.search(text)
    if own and not SUBORDINATE.search(text, 0, own.start()):
        return True
    phrase = _words("intentions").search(text)
    named = (
        phrase and NOMINAL.search(text, 0, phrase.start()) and not INTENT_NOUN.match(phrase.group())
    )
    if phrase and not named:
        before = SUBORDINATE.search(text, 0, phrase.start())
        strong = _evaluative("strong").search(text, 0, phrase.start())
        if before is None and strong is None:
            return True
    if not will or SUBORDINATE.search(text, 0, will.start()):
        return False
    start = sentence.start + part[0]
    kinds = {actors.kind(m.name) for m in actors.within(start, start + will.start())}
    return bool(kinds & WILLING_KINDS) and _words("deeds").match(text, will.end() + 1) is not None


def _forecasts(text: str) -> bool:
    for found in (_words("forecasts").search(text), WILL.search(text), LIKELY_TO.search(text)):
        if found and not SUBORDINATE.search(text, 0, found.start()):
            return True
        opened = re.match(r"(?:\w+, )?(?:If|When|Once|As|Where|Unless|Until)\b", text)
        if found and opened and "," in text[: found.start()]:
            return True
    due = DUE_TO.search(text)
    return due is not None and verb_labels().get(due.group("verb")) == "base"
