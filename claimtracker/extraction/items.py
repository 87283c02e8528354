"""Lists of recommendations: items under a lead-in, under a heading, and those of a review."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from . import lexicon
from .advice import IMPERATIVE, INFINITIVE, Advice, Ask, Context, Lead, build
from .blocks import Block, recommending_headings
from .clauses import AUXILIARIES, verb_labels
from .reading import Sentence

MIN_ORDER = 5  # words: a shorter imperative under a heading is a heading itself

LEADS_LIST = re.compile(r"\bfollowing\b[^.]{0,80}[.:]?\W*$|:\W*$")
LIST_END = re.compile(r"[;, ]+(?:(?:and|or)[;, ]*)?$")
COUNTRIES = re.compile(r"(?: \((?P<one>[A-Z][^()]{2,80})\))+[;.]?$")
COUNTRY = re.compile(r"\(([A-Z][^()]{2,80})\)")
ADDRESSING = re.compile(
    r"(?:Recommendations? (?:to|for) |To )(?P<np>(?:the |all )?[A-Z][^:]{2,100}):?$"
)
ADDRESSED_ITEM = re.compile(r"(?P<np>[A-Z][\w' -]{2,60}): (?=[a-z])")
STRONG = re.compile(r"\b(?:should|must|ought to|needs? to)\b")
ADVICE_QUESTION = re.compile(
    r"\b(?:can|could|should|must|needs? to|ought to|to) (?:\w+ ){0,5}?"
    r"(?:be done|do|respond|act|proceed|happen|change|take)\b"
    r"|\boptions\b|\brecommend|\bwhat next\b|\bway forward\b",
    re.IGNORECASE,
)
BEFORE_IMPERATIVE = frozenset(
    "further also not do and then either please first second third finally instead next".split()
)


def item(
    context: Context, block: Block, inside: Sequence[Sentence], leads: bool
) -> Iterator[Advice]:
    """Yield the advice of a list item: the whole item, or each sentence that names its States."""
    if not block.marker or not inside:
        return
    if any(COUNTRIES.search(s.text) for s in inside):
        yield from _review(context, inside)
        return
    lead = _lead(context, block, inside[0])
    if lead is None:
        return
    if leads and LEADS_LIST.search(inside[-1].text):
        context.leads[block.start] = lead
        return
    if (
        block.lead
        and block.lead[0] not in context.leads
        and len(inside) > 1
        and _asks_within(inside)
    ):
        return  # a run-in heading over sentences that ask by themselves
    first, last = inside[0], inside[-1]
    whole = replace(first, end=last.end, text=context.view.text[first.start : last.end])
    action = re.sub(r"^[Tt]o (?=[a-z])", "", LIST_END.sub("", first.text).rstrip("."))
    if not (opens_imperative(action) or opens_gerund(action) or ADDRESSED_ITEM.match(action)):
        action = INFINITIVE.sub("", action, count=1).strip()  # "Congress to release": its own words
    length = len(LIST_END.sub("", whole.text))
    yield build(
        context,
        whole,
        Ask(0, length, lead.modality, lead.strength, action, lead.addressed,
            "list-item", 0.85, lead.recommender),
    )  # fmt: skip


def _asks_within(inside: Sequence[Sentence]) -> bool:
    """Whether a later sentence of an item holds a strong modal: "Treasury should"."""
    return any(STRONG.search(sentence.text) for sentence in inside[1:])


def _lead(context: Context, block: Block, first: Sentence) -> Lead | None:
    """Return what the lead-in of an item hands on, None where it asks for nothing."""
    if not block.lead:
        return None
    handed = context.leads.get(block.lead[0])
    if handed:
        return handed if handed.addressed else _shared_out(context, handed, first)
    words = context.view.text[context.view.at(block.lead[0]) : context.view.at(block.lead[1])]
    addressed = _addressed(context, block)
    named = ADDRESSED_ITEM.match(first.text)
    if named and opens_imperative(first.text[named.end() :]):
        addressed = context.parties.named(named.group("np"))
    elif not (opens_imperative(first.text) or opens_gerund(first.text)):
        return None
    if recommending_headings().search(words) or addressed or _orders(block):
        return Lead(addressed)
    return None


def _shared_out(context: Context, lead: Lead, first: Sentence) -> Lead:
    """Return the lead-in of an item that says itself who is to act: "Congress to release ..."."""
    match = INFINITIVE.match(first.text)
    verb = re.compile(r" to ([a-z]+)").match(first.text, match.end("np")) if match else None
    if not match or not verb or verb.group(1) not in imperatives():
        return lead
    return replace(lead, addressed=context.parties.addressed(first, *match.span("np")))


def ordered(context: Context, sentence: Sentence, start: int, end: int) -> Iterator[Ask]:
    """Yield the imperative of a paragraph under a heading that announces recommendations."""
    text = sentence.text[start:end]
    block = sentence.block
    runs_in = bool(block.marker) and sentence.start == sentence.paragraph
    answers = ADVICE_QUESTION.search(block.question) is not None
    if (
        start
        or runs_in
        or not (_orders(block) or answers)
        or len(text.split()) < MIN_ORDER - answers
    ):
        return
    if opens_imperative(text):
        addressed = _addressed(context, block) or context.parties.asked_about(sentence)
        yield Ask(start, end, IMPERATIVE, "should", text.rstrip(". "), addressed, "imperative", 0.7)


def _orders(block: Block) -> bool:
    """Whether the heading over a block announces recommendations."""
    return bool(
        block.heading
        and (recommending_headings().search(block.heading) or ADDRESSING.match(block.heading))
    )


def _addressed(context: Context, block: Block) -> tuple[str, ...]:
    """Return whom a heading such as "To the Government of Sudan:" addresses."""
    to = ADDRESSING.match(block.heading)
    return context.parties.named(to.group("np")) if to else ()


def _review(context: Context, inside: Sequence[Sentence]) -> Iterator[Advice]:
    """Yield the items of a review, each closed by the States that recommend it."""
    for sentence in inside:
        states = COUNTRIES.search(sentence.text)
        if not states or not opens_imperative(sentence.text):
            continue
        by = tuple(map(context.parties.filed, COUNTRY.findall(sentence.text, states.start())))
        end = len(sentence.text.rstrip(";. "))
        action = sentence.text[: states.start()]
        yield build(
            context, sentence, Ask(0, end, IMPERATIVE, "should", action, (), "review-item", 0.9, by)
        )


@cache
def imperatives() -> frozenset[str]:
    """Return the bare verbs that may open an item."""
    asking = (words.split(maxsplit=1)[0] for words in lexicon.words("performatives"))
    return frozenset((*lexicon.words("verbs"), *asking))


def opens_gerund(text: str) -> bool:
    """Whether a text opens with an -ing form: "Improving the data"."""
    word = re.match(r"[A-Z][a-z]+ing\b", text)
    return word is not None and verb_labels().get(word.group().lower()) == "ing"


def opens_imperative(text: str) -> bool:
    """Whether a text opens with a bare verb, behind an adverb or not: "Further strengthen"."""
    words = [word.lower() for word in re.findall(r"[A-Za-z][\w-]*", text[:120])]
    for word, following in zip(words[:3], [*words[1:4], ""], strict=False):
        if word in imperatives() and following not in AUXILIARIES:
            return True
        if not word.endswith("ly") and word not in BEFORE_IMPERATIVE:
            return False
    return False
