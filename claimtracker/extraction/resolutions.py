"""Resolutions of an organ: paragraphs that open with an operative verb, one ask a verb."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from . import lexicon
from .advice import STRENGTHS, Ask, Context
from .blocks import Block
from .performatives import asked_of
from .reading import Sentence
from .views import View

ORGAN = re.compile(
    r"The (?P<organ>(?:[A-Z][\w-]+ ){0,4}(?:Council|Assembly|Commission|Conference|Committee"
    r"|Parliament)),$"
)
JOINT = re.compile(
    r"(?:^|[,;] (?:and )?)(?P<adverbs>(?:(?:and|further|also|strongly|in this regard"
    r"|in this context"
    r"|once again|again),? )*)",
    re.IGNORECASE,
)
RECALLED = re.compile(r" (?P<noun>demand|call|request|appeal)s?$", re.IGNORECASE)
DECIDES = re.compile(r" that (?P<np>[^,;]{2,120}?)(?:,[^;]{2,160}?,)? shall(?: not)? (?=[a-z])")
HEAD = 12  # blocks within which the organ is named


def organ(view: View, blocks: Sequence[Block]) -> str:
    """Return the organ in whose name a resolution speaks ("The Security Council,"), or ""."""
    for block in blocks[:HEAD]:
        opening = ORGAN.match(view.text[view.at(block.start) : view.at(block.end)])
        if opening:
            return opening.group("organ")
    return ""


def operatives(context: Context, sentence: Sentence) -> Iterator[Ask]:
    """Yield one ask for each asking verb of an operative paragraph."""
    text = sentence.text
    if not (sentence.block.marker.isdigit() or operative().match(text)):
        return
    parts = _parts(text)
    for i, (start, verb, after) in enumerate(parts):
        end = parts[i + 1][0] if i + 1 < len(parts) else len(text)
        end = start + len(re.sub(r"[,;. ]+(?:and )?$", "", text[start:end]))
        by = (context.parties.filed(context.resolution),)
        strength = _strength(verb)
        decided = DECIDES.match(text, after, end) if verb.lower() == "decides" else None
        if decided:
            addressed = context.parties.addressed(sentence, *decided.span("np"))
            action = text[decided.end() : end]
            yield Ask(start, end, "shall", "must", action, addressed, "operative", 0.9, by)
        elif strength:
            addressed, action = asked_of(context, sentence, after, end)
            yield Ask(start, end, verb, strength, action, addressed, "operative", 0.9, by)


def _parts(text: str) -> list[tuple[int, str, int]]:
    """Return (start, verb, end of the verb) of each part that opens with another operative verb."""
    parts: list[tuple[int, str, int]] = []
    for joint in JOINT.finditer(text):
        verb = operative().match(text, joint.end())
        if not verb:
            continue
        if parts and _first_word(parts[-1][1]) == _first_word(verb.group()):
            continue  # "calls for A, calls for B, and calls for C" is one paragraph's one ask
        adverb = re.search(r"(?:further|also|strongly) $", joint.group("adverbs"), re.IGNORECASE)
        start = joint.end() - len(adverb.group()) if adverb else joint.end()
        parts.append((start, verb.group(), verb.end()))
    return parts


def _first_word(verb: str) -> str:
    return verb.split(maxsplit=1)[0].lower()


def _strength(verb: str) -> str:
    """Return how strongly an operative verb asks, "" when it states."""
    noun = RECALLED.search(verb)
    if noun:
        return "must" if noun.group("noun").lower() == "demand" else "should"
    return _asking().get(verb.lower(), "")


@cache
def operative() -> re.Pattern[str]:
    """Return what finds the verbs that open an operative part: "Urges", "reiterates its demand"."""
    bases = (*lexicon.words("performatives"), *lexicon.words("report_operatives"))
    forms = lexicon.alternatives(lexicon.inflect(base)["s"] for base in bases)
    return re.compile(
        rf"(?:{forms})(?: (?:its|the) (?:demand|call|request|appeal)s?)?\b", re.IGNORECASE
    )


@cache
def _asking() -> dict[str, str]:
    """Return the s-form of each performative -> its strength."""
    table = lexicon.table("performatives", STRENGTHS)
    return {lexicon.inflect(base)["s"]: strength for base, strength in table.items()}


@cache
def preambular() -> re.Pattern[str]:
    """Return what opens a paragraph before the operative ones: "Reaffirming"."""
    forms = [lexicon.inflect(base)["ing"] for base in lexicon.words("report_operatives")]
    return re.compile(
        rf"(?:\w+ly |further |also )?(?:{lexicon.alternatives(forms)})\b", re.IGNORECASE
    )
