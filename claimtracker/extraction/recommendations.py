"""Recommendations: who asks whom to do what, how strongly, and what stands against it."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from . import items, resolutions
from .actors import Actors
from .advice import Advice, Ask, Context, build, hand_on
from .blocks import Block
from .clauses import clauses
from .modals import cleft, modal
from .obstacles import with_obstacles
from .parties import Parties
from .performatives import needed, performed, preferred
from .reading import Sentence
from .views import View

QUESTION = re.compile(r"\?[\"')*]{0,3}$")


def recommendations(
    view: View,
    blocks: Sequence[Block],
    sentences: Sequence[Sentence],
    actors: Actors,
    default_addressee: str = "",
) -> tuple[Advice, ...]:
    """Return the recommendations of a text in order, announcements among them."""
    context = Context(
        view, actors, Parties(view, actors), default_addressee, resolutions.organ(view, blocks)
    )
    by_block: dict[int, list[Sentence]] = {}
    for sentence in sentences:
        by_block.setdefault(sentence.block.start, []).append(sentence)
    leading = {block.lead[0] for block in blocks if block.lead}
    found: list[Advice] = []
    for block in blocks:
        inside = by_block.get(block.start, [])
        listed = list(items.item(context, block, inside, block.start in leading))
        if listed:
            found += listed
            continue
        for sentence in inside:
            found += _of_sentence(context, sentence, block.start in leading)
    found.sort(key=lambda advice: advice.start)
    return tuple(with_obstacles(context, sentences, found))


def taken(sentence: Sentence, found: Sequence[Advice]) -> list[tuple[int, int]]:
    """Return the stretches of a sentence that recommendations take, counted within it.

    `found` is in order; of those that begin before the sentence only the last can reach it.
    """
    low = max(bisect_left(found, sentence.start, key=lambda a: a.start) - 1, 0)
    high = bisect_left(found, sentence.end, key=lambda a: a.start)
    return [
        (advice.start - sentence.start, advice.end - sentence.start)
        for advice in found[low:high]
        if advice.end > sentence.start
    ]


def _of_sentence(context: Context, sentence: Sentence, leads: bool) -> Iterator[Advice]:
    """Yield the recommendations of a sentence that is no list item."""
    if QUESTION.search(sentence.text):
        return
    announces = leads and items.LEADS_LIST.search(sentence.text) is not None
    for ask in _asks(context, sentence):
        advice = build(context, sentence, ask)
        yield hand_on(context, sentence, advice) if announces else advice


def _asks(context: Context, sentence: Sentence) -> Iterator[Ask]:
    """Yield what a sentence asks for; each clause by the first rule that fits it."""
    if context.resolution:
        yield from resolutions.operatives(context, sentence)
        return
    for start, end in clauses(sentence.text):
        for rule in (performed, needed, preferred, cleft, modal, items.ordered):
            asks = list(rule(context, sentence, start, end))
            yield from asks
            if asks:
                break
