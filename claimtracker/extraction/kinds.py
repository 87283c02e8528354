"""Kinds: whether a claim denies, intends, predicts, assesses or only tells."""

import re
from functools import cache

from . import lexicon
from .actors import Actors
from .attribution import Relation
from .clauses import AUXILIARIES, COUNTED, WORD, verb_labels
from .reading import Sentence
from .resolutions import operative, preambular

CERTAINTIES = ("certain", "probable", "possible")
NUMBER_NEXT = re.compile(
    r" (?:\W?\d|half|all|every|one|two|three|four|five|six|seven|eight|nine|ten|a "
    r"|an |no |hundred|thousand|million)"
)
WILL = re.compile(r"\b(?:will|won't)\b|'ll\b")
SUBORDINATE = re.compile(
    r"\b(?:that|the way|which|who|whose|when|once|whether|where|until|as long as"
    r"|so that|if|in which)\b"
)
OWN_WILL = re.compile(
    r"\b(?:we|I|our \w+)(?: \w+ly| also| further| all)?(?: will|'ll) |\bwe(?:'re| are) going to ",
    re.IGNORECASE,
)
INSERTED = re.compile(r", (?:which|who|whose|where)\b[^,]{2,120},")
NORMATIVE = re.compile(r"\b(?:should|must|ought to|needs? to)\b")
WILLING_KINDS = frozenset({"state", "government_body", "international_organisation"})
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
    r"(?:[Tt]hat|[Tt]his|[Ii]t|[Dd]oing so|[Ss]uch an? \w+) would (?:only |also )?(?!be |have )"
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


@cache
def listed(name: str) -> re.Pattern[str]:
    return lexicon.matcher(lexicon.words(name))


@cache
def certainty() -> dict[str, str]:
    return {k.lower(): v for k, v in lexicon.table("hedges", CERTAINTIES).items()}


def kind_of(
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
    if not past or len(list(listed("hedges").finditer(text))) > 1:
        return text
    return BACKSHIFTED.sub("will ", text)


def _stated(text: str) -> str:
    """Return what a clause states behind its own "We find that", "Underlines that", "and that"."""
    text = text.removeprefix("and ").removeprefix("that ")
    opening = SAYING_THAT.match(text)
    if opening:
        verb = opening.group("verb").lower()
        if verb in certainty():
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
    for match in listed("hedges").finditer(text):
        at_most = match.group() == "possible" and AT_MOST.search(text, 0, match.start())
        if match.group() == "May" or at_most:
            continue
        if match.group().lower() == "estimated" and NUMBER_NEXT.match(text, match.end()):
            continue
        core = (
            certainty()[match.group().lower()] != "certain"
            and text[match.end() :][:9] != " not have"
        )
        if core and not (event and SUBORDINATE.search(text, 0, match.start())):
            return True
    if listed("boosters").search(text) or (_evaluative("strong").search(text) and not dated):
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
    phrase = listed("intentions").search(text)
    verbal = phrase is not None and phrase.group().endswith("ed to")  # "has promised to"
    named = (
        phrase
        and not verbal
        and NOMINAL.search(text, 0, phrase.start())
        and not INTENT_NOUN.match(phrase.group())
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
    return bool(kinds & WILLING_KINDS) and listed("deeds").match(text, will.end() + 1) is not None


def _forecasts(text: str) -> bool:
    for found in (listed("forecasts").search(text), WILL.search(text), LIKELY_TO.search(text)):
        if found and not SUBORDINATE.search(text, 0, found.start()):
            return True
        opened = re.match(r"(?:\w+, )?(?:If|When|Once|As|Where|Unless|Until)\b", text)
        if found and opened and "," in text[: found.start()]:
            return True
    due = DUE_TO.search(text)
    return due is not None and verb_labels().get(due.group("verb")) == "base"
