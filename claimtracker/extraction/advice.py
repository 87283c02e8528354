"""What the rules for recommendations share: the context they read in, and how one is built."""

import re
from dataclasses import dataclass, field, replace

from .actors import Actors
from .drafts import RecommendationDraft
from .parties import Parties
from .reading import UNNAMED_AUTHOR, Sentence
from .views import View

STRENGTHS = ("could", "consider", "should", "must")
IMPERATIVE = "imperative"  # the modality of "Ratify the convention": nothing is printed

PURPOSE = re.compile(
    r" (?P<purpose>(?:in order to|so as to|so that|with the aim of|with a view to"
    r"|to (?:better |help "
    r"|further )?(?:prevent|ensure|avoid|enable|protect|deter|make|reduce|improve|promote|support"
    r"|understand|provide|combat|address|counter|expose|reach|allow|mitigate)) .+)$"
)
# Who is to do it, then "to" and a verb: "States parties to the Convention to ratify".
INFINITIVE = re.compile(
    r"(?P<np>[^,;]{2,160}?)(?:,[^;]{2,160}?,)?(?: not)? to"
    r"(?= (?!the |an? |its |their |his |her |this |that |these |all |any |other )[a-z]|:)"
)
GAP = 2  # characters between a sentence and the next of its paragraph
GENERIC = re.compile(
    r"(?:the )?(?:government|authorities|state party|state under review|state)", re.IGNORECASE
)
CONDITION = re.compile(
    r"^(?:(?:finally|thus|therefore|however|first|second|third|also|moreover|nonetheless), )?"
    r"(?P<condition>(?:if|unless|where|when|once|provided|to|in order to|as long as|failing that"
    r"|in the absence of) [^,]{4,200}), ",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Advice:
    """A recommendation with its span in the view.

    `announced` marks the sentence that only opens a list ("we recommend the following"): its
    words are spent, but it is no proposal of its own.
    """

    start: int
    end: int
    draft: RecommendationDraft
    announced: bool = False


@dataclass(frozen=True, slots=True)
class Lead:
    """To whom and how a lead-in speaks, for the items of its list."""

    addressed: tuple[str, ...] = ()
    modality: str = IMPERATIVE
    strength: str = "should"
    recommender: tuple[str, ...] = ()


@dataclass(slots=True)
class Context:
    """What is needed to read a recommendation.

    `resolution` is the organ in whose name a resolution speaks, `default` whom advice
    addresses that names nobody, `last` whom the one before addressed (its sentence ended at
    `last_end`), `leads` what each lead-in hands on, by the offset of its block.
    """

    view: View
    actors: Actors
    parties: Parties
    default: str = ""
    resolution: str = ""
    last: tuple[str, ...] = ()
    last_end: int = 0
    leads: dict[int, Lead] = field(default_factory=dict)

    def recent(self, sentence: Sentence) -> tuple[str, ...]:
        """Return whom the sentence right before addressed, () where it addressed nobody."""
        return self.last if sentence.start - self.last_end <= GAP else ()


@dataclass(frozen=True, slots=True)
class Ask:
    """What a rule has found: who asks whom for what, by which words, at [start, end)."""

    start: int
    end: int
    modality: str
    strength: str
    action: str
    addressed: tuple[str, ...]
    rule: str
    score: float
    recommender: tuple[str, ...] = ()


def build(context: Context, sentence: Sentence, ask: Ask) -> Advice:
    """Return the advice that an ask within a sentence makes."""
    start, end = sentence.start + ask.start, sentence.start + ask.end
    quoted = context.view.span(start, end)
    voices = [link.holder for link in sentence.outer if link.holder != UNNAMED_AUTHOR]
    voices += [relation.holder for relation in sentence.carried]
    condition = CONDITION.match(sentence.text[ask.start : ask.end])
    purpose = PURPOSE.search(ask.action)
    addressed = ask.addressed
    if context.default and all(GENERIC.fullmatch(name) for name in addressed):
        addressed = (context.default,)
    context.last = ask.addressed or context.last
    context.last_end = sentence.end
    draft = RecommendationDraft(
        start=quoted.start,
        end=quoted.end,
        exact=quoted.exact,
        section=sentence.block.label,
        recommender=ask.recommender or tuple(voices[-1:]),
        addressed_to=addressed,
        action=ask.action,
        modality=ask.modality,
        strength=ask.strength,
        partners=context.parties.partners(sentence, (ask.start, ask.end), addressed),
        conditions=(condition.group("condition"),) if condition else (),
        purpose=purpose.group("purpose").strip() if purpose else "",
        rule=f"recommendation-{ask.rule}",
        score=ask.score,
    )
    return Advice(start, end, draft)


def hand_on(context: Context, sentence: Sentence, advice: Advice) -> Advice:
    """Keep for a list what its lead-in says, and mark the lead-in as announced."""
    draft = advice.draft
    context.leads[sentence.block.start] = Lead(
        draft.addressed_to, draft.modality, draft.strength, draft.recommender
    )
    return replace(advice, announced=True)
