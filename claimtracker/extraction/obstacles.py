"""Obstacles: phrases that name what stands in the way, joined to the advice they stand against."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from . import lexicon
from .advice import Advice, Context
from .drafts import Span
from .reading import Sentence

FEARED = r"(?:for|out of) fear (?:of|that) [^,;.]{3,200}"

AWKWARD = r"however \w+ (?:that|this|it|they) (?:may|might) (?:be|prove|seem)\b[^,;.]{0,60}"
RESISTED = (
    r"but (?:[\w'-]+ ){1,4}?(?:fears?|resists?|opposes?|objects? to|worry|worries) [^,;.]{3,120}"
)


def with_obstacles(
    context: Context, sentences: Sequence[Sentence], found: Sequence[Advice]
) -> Iterator[Advice]:
    """Yield the advice, each with the obstacles of its section that share an actor with it.

    An obstacle that shares none stands against the advice before it in that section.
    """
    against: dict[int, list[Span]] = {}
    places: dict[str, list[int]] = {}
    for i, advice in enumerate(found):
        if not advice.announced:
            places.setdefault(advice.draft.section, []).append(i)
    for sentence, span in _obstacles(context, sentences):
        near = places.get(sentence.block.label, [])
        actors = set(context.actors.names(sentence.start, sentence.end))
        sharing = [i for i in near if actors & set(found[i].draft.addressed_to)]
        earlier = [i for i in near if found[i].start <= sentence.start]
        for i in sharing or earlier[-1:]:
            against.setdefault(i, []).append(span)
    for i, advice in enumerate(found):
        yield replace(advice, draft=replace(advice.draft, obstacles=tuple(against.get(i, ()))))


def _obstacles(context: Context, sentences: Sequence[Sentence]) -> Iterator[tuple[Sentence, Span]]:
    """Yield the phrases of hindrance, each quoted up to the next comma."""
    for sentence in sentences:
        for match in _pattern().finditer(sentence.text):
            start, end = sentence.start + match.start(), sentence.start + match.end()
            yield sentence, context.view.span(start, end)


@cache
def _pattern() -> re.Pattern[str]:
    openings = lexicon.alternatives(lexicon.words("obstacle_openings"))
    nouns = lexicon.alternatives(lexicon.words("obstacle_nouns"))
    return re.compile(
        rf"\b(?:{FEARED}|{AWKWARD}|{RESISTED}"
        rf"|(?:{openings}) [^,;.]{{0,80}}?\b(?:{nouns})\b[^,;.]{{0,80}})",
        re.IGNORECASE,
    )
