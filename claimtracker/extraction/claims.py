"""Claims: what a clause states, of which kind, how sure of it its author is."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache

from . import lexicon
from .actors import Actors
from .attribution import Relation, covering
from .clauses import clauses, has_verb
from .drafts import ClaimDraft, DateDraft, Span
from .holders import first_mention
from .items import opens_imperative
from .kinds import AT_MOST, CERTAINTIES, NUMBER_NEXT, certainty, kind_of, listed
from .reading import Sentence
from .resolutions import preambular
from .views import View

MIN_WORDS = 4
SENTENCE_WORDS = 7  # with a full stop, that many are a sentence even without a verb we know
LONG = 60
GREETING = 40  # characters within which a greeting comes
OWN_CONTENT = 0.6  # a quoted content replaces its clause from this part of it on

NEGATION = re.compile(
    r"\b(?:not|never|no longer|neither|nor|none|nobody|cannot|without any)\b|n't\b"
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
JOINING = re.compile(r"[,; ]*\b(?:and|but)?(?: also| further| in this regard)?[,; ]*$")
STOPPED = re.compile(r"[.!;][\"')]*$")
LEADING = re.compile(r"(?:and|but|so|yet|or|now|well,|yeah,|look,|okay,|ok,) ", re.IGNORECASE)
DENIED_KINDS = ("person", "state", "government_body", "organisation", "media")


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
    if listed("pleasantries").search(opening[:GREETING]):
        return True
    plan = FIRST_PERSON.search(opening)
    return plan is not None and listed("housekeeping").match(opening, plan.end()) is not None


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
    """Whether a part only names texts ("Recalling its resolutions") or stands in brackets."""
    if part.startswith("[") and part.endswith("]"):
        return True
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
        kind=kind_of(text, sentence, part, held, actors),
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
    spans += [m.span() for m in listed("boosters").finditer(text, *part)]
    for match in listed("hedges").finditer(text, *part):
        if match.group() == "May" and match.start() > 0:
            continue  # the month
        if match.group().lower() in _counting() and not NUMBER_NEXT.match(text, match.end()):
            continue
        if match.group() == "possible" and AT_MOST.search(text, 0, match.start()):
            continue
        spans.append(match.span())
    for relation in held:
        outside = not part[0] <= relation.cue[0] < part[1]
        if outside and text[slice(*relation.cue)].lower() in certainty():
            spans.append(relation.cue)
    for match in listed("hedges").finditer(text, max(part[0] - 60, 0), part[0]):
        if re.search(r"\b(?:that|is|it) ?$", text[: part[0]]) and held:
            spans.append(match.span())
    found = sorted(set(spans))
    return tuple(view.span(sentence.start + a, sentence.start + b) for a, b in found)


@cache
def _counting() -> frozenset[str]:
    return frozenset(lexicon.words("counting_hedges"))


def _strength(hedges: tuple[Span, ...]) -> str:
    degrees = {certainty().get(re.sub(r"\s+", " ", h.exact.lower()), "certain") for h in hedges}
    return next((d for d in reversed(CERTAINTIES) if d in degrees), "certain")


def _score(
    sentence: Sentence, text: str, held: tuple[Relation, ...], named: tuple[str, ...]
) -> float:
    """Return how much a claim looks like one: named actors, a source, a fair length."""
    score = 0.5 + 0.1 * min(len(named), 2) + 0.15 * bool(held)
    score += 0.05 * (len(text) > LONG) + 0.05 * (sentence.block.kind in {"lede", "answer"})
    return round(min(score, 0.95), 2)
