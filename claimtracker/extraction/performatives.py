"""Asking by saying so: "we urge X to", "the group is calling on Y", "it is essential that Z"."""

import re
from collections.abc import Iterator
from functools import cache

from . import lexicon
from .advice import INFINITIVE, STRENGTHS, Ask, Context
from .clauses import has_verb
from .items import imperatives
from .reading import Sentence

OWN = re.compile(
    r"\b(?:we|I)(?: \w+ly| also| further| hereby| again| now| would| do| once| strongly| must"
    r"| therefore)*$",
    re.IGNORECASE,
)
COORDINATED = re.compile(r"(?:,? and|, but)(?: also| further| \w+ly)*$")
RECALLED = re.compile(
    r"\b(?:reiterat|repeat|renew|reaffirm|restat)\w*\b.{0,80}?\b(?:our|its|their|my|\w+'s) "
    r"(?P<noun>call|appeal|demand|request|recommendation|plea)s? (?:on|upon|for|to|that) "
)
RELATIVE = re.compile(
    r"\b(?:that|which|who|to|not|would|could|may|might|will|can)(?: \w+ly| also)*$"
)
PROGRESSIVE = re.compile(r"\b(?:is|are|am|'re|'m)(?: \w+ly| also| now| again)*$")
ASKING_AUXILIARIES = re.compile(
    r"(?: (?:is|are|has|have|also|again|now|further|strongly|repeatedly|therefore|today))+$"
)
WE_ARE = re.compile(r"\b[Ww]e(?:'re| are)(?: \w+)?$")
PLURAL = re.compile(r"\w[^s\W]s(?: also| \w+ly| therefore)*$")
PAST_ASK = re.compile(r" (?!by\b)[^,.;]{2,80} to [a-z]")
PAST_THAT = re.compile(r"(?: (?:in|on|last) [^,.;]{1,30})? that ")
SUBJECT_STOP = re.compile(r"[,;:—\"]|\b(?:and|but|while|as|when|that|where)\b")
TO_DO = re.compile(r" (?:that )?[^.;]{2,200}? (?:not )?(?:to|should|must) [a-z]| that ")
FREE = re.compile(r"recommend|urg|encourag|demand")
OPENING = re.compile(
    r"(?: in this regard| (?:in|on|last) [\w ]{1,30}?(?= that\b))?,? ?(?:on |upon "
    r"|for |to )?(?:that\b ?|for )?(?:, [^,]{4,240}, )?"
)
THAT_LESS = re.compile(
    r"\b(?:recommend|propose|suggest|demand)(?:s|ed|ing)?(?: that)?,? ?$", re.IGNORECASE
)
PASSED_ON = re.compile(r" ?(?:call (?:up)?on|urge|press|encourage) (?=[^,;]{2,100} to\b)")
NEEDED = re.compile(
    r"\b(?:[Ii]t is (?:also |therefore |now |absolutely |thus )?(?P<cue>imperative"
    r"|essential|necessary"
    r"|vital|crucial|critical|important|incumbent|urgent|high time"
    r"|time)(?P<how> that | for | upon | on )"
    r"|[Tt]here is (?:an? |the )?(?:\w+ )?(?P<need>need)(?P<for> for )"
    r"|[Tt]he (?P<time>time) has come(?P<when> for ))"
)
PREFERRED = re.compile(
    r"\b(?:[Ii]t|(?:far|much) better) would be (?:far |much )?"
    r"(?P<cue>(?:better|best|wiser|wise|prudent|preferable|advisable|sensible) to) (?P<verb>[a-z]+)"
)
NOT_BEFORE_VERB = frozenset(
    "the a an of for and or to in its their both all relevant on by this any his her".split()
)
LONG = 40  # characters before a coordinated ask that are worth a claim of their own
MAX_ASKS = 8  # of one clause: more is no prose
OBJECT = 15  # characters that a thing asked for has at least


def performed(context: Context, sentence: Sentence, start: int, end: int) -> Iterator[Ask]:
    """Yield an ask for each performative verb of a clause, up to the next one."""
    text = sentence.text
    recalled = RECALLED.search(text, start, end)
    if recalled:
        noun = recalled.group("noun")
        strength = "must" if noun == "demand" else "should"
        yield _ask(context, sentence, (start, end), noun, strength=strength, at=recalled.end())
        return
    found: list[tuple[int, re.Match[str], tuple[str, ...]]] = []
    for match in _performatives().finditer(text, start, end):
        if len(found) == MAX_ASKS:
            break
        by = _performer(context, sentence, start, match)
        if by is not None and _asks(match.group(), text[match.end() : end]):
            left = text[start : match.start()].rstrip()
            apart = COORDINATED.search(left) and len(left) > LONG
            found.append((match.start() if apart else start, match, by))
        elif found and by is None and _goes_on(text, start, match):
            found.append((match.start(), match, found[-1][2]))
    for i, (begin, match, by) in enumerate(found):
        stop = found[i + 1][0] if i + 1 < len(found) and found[i + 1][0] > begin else end
        stop = begin + len(
            re.sub(r"[,; ]*(?:,? and|, but)?(?: also| further)? ?$", "", text[begin:stop])
        )
        strength, _ = _forms()[match.group()]
        span = (begin, stop)
        yield _ask(context, sentence, span, match.group(), strength=strength, at=match.end(), by=by)


def _goes_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a verb goes on with the ask before it: "..., and urges Y to"."""
    _, form = _forms()[match.group()]
    left = text[start : match.start()].rstrip()
    return (
        form in {"s", "base", "ed"}
        and bool(COORDINATED.search(left))
        and bool(TO_DO.match(text, match.end()))
    )


def _ask(
    context: Context,
    sentence: Sentence,
    span: tuple[int, int],
    verb: str,
    *,
    strength: str,
    at: int,
    by: tuple[str, ...] = (),
) -> Ask:
    addressed, action = asked_of(context, sentence, at, span[1])
    return Ask(*span, verb, strength, action, addressed, "performative", 0.85, by)


def _performer(
    context: Context, sentence: Sentence, start: int, match: re.Match[str]
) -> tuple[str, ...] | None:
    """Return who asks: () for the author or speaker, a name for another, None for nobody."""
    left = sentence.text[start : match.start()].rstrip()
    right = sentence.text[match.end() :]
    _, form = _forms()[match.group()]
    if RELATIVE.search(left):
        return None
    if (form == "base" and _own(left)) or (form == "ing" and WE_ARE.search(left)):
        return ()
    asks = {
        "base": PLURAL.search(left),
        "ing": PROGRESSIVE.search(left),
        "ed": _past(match.group(), right),
        "s": True,
    }
    if not asks[form]:
        return None
    subject = ASKING_AUXILIARIES.sub("", left)
    begin = 0
    for stop in SUBJECT_STOP.finditer(subject):
        if stop.group() != "and" or has_verb(subject[begin : stop.start()]):
            begin = stop.end()
    return context.parties.asking(sentence, start + begin, start + len(subject)) or None


def _past(verb: str, right: str) -> bool:
    """Whether a past form tells of a request: "urged X to", "recommended that", "called for"."""
    thing = verb.endswith(" for") or (FREE.match(verb) and PAST_THAT.match(right))
    return bool(thing or PAST_ASK.match(right))


def _own(left: str) -> bool:
    """Whether the words before a bare verb make it the author's own: "we urge", ", and urge"."""
    joined = COORDINATED.search(left) and re.search(r"\b[Ww]e\b", left)
    return bool(OWN.search(left) or joined)


def _asks(verb: str, right: str) -> bool:
    """Whether what follows a performative is a request: a party and "to", "that", or a thing."""
    if TO_DO.match(right):
        return True
    if verb.endswith((" for", " on", " upon", " to")):
        return True
    return FREE.match(verb) is not None and len(right) > OBJECT


def asked_of(
    context: Context, sentence: Sentence, at: int, end: int
) -> tuple[tuple[str, ...], str]:
    """Return (whom words of asking that end at `at` address, the action they ask for)."""
    text = sentence.text
    opening = OPENING.match(text, at, end)
    begin = opening.end() if opening else at
    rest = text[begin:end]
    infinitive = INFINITIVE.match(rest)
    bare = subjunctive(rest)
    clausal = "that " in text[at:begin] or THAT_LESS.search(text, 0, at) is not None
    if clausal and (bare or not infinitive) and (not infinitive or bare < infinitive.end("np")):
        names = _before(context, sentence, begin, bare)
        return names, rest[bare:].strip(" .;")
    if infinitive:
        np = begin + infinitive.end("np")
        inner = PASSED_ON.match(text, begin + infinitive.end(), end)
        if inner:  # "we urge the Committee to call on the State party to"
            return asked_of(context, sentence, inner.end(), end)
        names = context.parties.addressed(sentence, begin, np, context.last)
        return names, rest[infinitive.end() :].strip(" .;:")
    if rest.rstrip().endswith(":"):
        return context.parties.addressed(sentence, begin, begin + len(rest.rstrip(" :"))), ""
    return (), rest.strip(" .;")


def _before(context: Context, sentence: Sentence, begin: int, bare: int) -> tuple[str, ...]:
    """Return whom "that NP verb" addresses; without a verb we know, the actor that opens it."""
    if bare:
        return context.parties.addressed(sentence, begin, begin + bare, context.last)
    opening = re.compile(r"(?:the )?(?:[A-Z][\w'-]+ ?){1,5}").match(sentence.text, begin)
    return context.parties.addressed(sentence, *opening.span()) if opening else ()


def subjunctive(rest: str) -> int:
    """Return where the bare verb of "that NP verb" stands, 0 when there is none."""
    previous = ""
    for match in re.finditer(r"[A-Za-z][\w'-]*", rest[:320]):
        word = match.group()
        free = previous and previous.lower() not in NOT_BEFORE_VERB
        if (
            previous
            and word in {"should", "must", "shall", "be", "do"}
            or free
            and _bare_verb(word)
        ):
            return match.start()
        previous = word
    return 0


def _bare_verb(word: str) -> bool:
    if word in imperatives():
        return True
    form = lexicon.verb_forms("verbs").get(word)
    return form is not None and form[1] == "s"


def needed(context: Context, sentence: Sentence, start: int, end: int) -> Iterator[Ask]:
    """Yield the ask of "It is essential that X ..." when X can act."""
    match = NEEDED.search(sentence.text, start, end)
    if not match:
        return
    rest = sentence.text[match.end() : end]
    to = re.match(r"(?P<np>[^,;]{2,120}?) to (?=[a-z])", rest)
    cue = next(match.group(name) for name in ("cue", "need", "time") if match.group(name))
    infinitive = to.end("np") if to and match.group("how") != " that " else 0
    split = infinitive or subjunctive(rest)
    names = context.parties.agents(sentence, match.end(), match.end() + split) if split else ()
    if names:
        action = rest[split:].strip(" .").removeprefix("to ")
        strength = "must" if match.group("cue") else "should"
        yield Ask(start, end, cue, strength, action, names, "needed", 0.75)


def preferred(context: Context, sentence: Sentence, start: int, end: int) -> Iterator[Ask]:
    """Yield the ask of "It would be better to insist on X", made of whom the question asks."""
    match = PREFERRED.search(sentence.text, start, end)
    if match and match.group("verb") in imperatives():
        names = context.parties.asked_about(sentence) or context.last
        action = sentence.text[match.start("verb") : end].strip(" .")
        yield Ask(start, end, match.group("cue"), "should", action, names, "preferred", 0.7)


@cache
def _forms() -> dict[str, tuple[str, str]]:
    """Return form -> (strength, base|s|ed|ing) of every performative."""
    return {
        form: (strength, label)
        for base, strength in lexicon.table("performatives", STRENGTHS).items()
        for label, form in lexicon.inflect(base).items()
    }


@cache
def _performatives() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{lexicon.alternatives(_forms())})(?![\w-])")
