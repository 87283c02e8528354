"""Clauses: the parts of a sentence that state something of their own.

Without a parser, a part counts as a clause of its own when it opens with a subject and has a
finite verb near it. Too short parts stay with their neighbour: a claim of four words helps
nobody.
"""

import re
from functools import cache

from . import lexicon

MIN_CLAUSE = 40  # characters; what is shorter stays with its neighbour
MIN_TURN = 15  # characters behind ", but", a semicolon or a colon, which part more sharply
MAX_CLAUSES = 8
MIN_WORDS = 2
SUBJECT_REACH = 14  # words within which the verb of a clause must come
OPENING_WORDS = 24  # characters within which a comma belongs to the opening ("they, however,")
SERIES_ITEM = 60  # characters of an item in a series of nouns, at most

AUXILIARIES = frozenset(
    "is are was were am be been has have had do does did will would can could may might must "
    "should shall isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't "
    "wouldn't can't cannot couldn't mustn't shouldn't it's they're we're he's she's that's "
    "there's we've they've i'm you're i've we'll they'll it'll he'll she'll".split()
)
MIDDLE_ADVERBS = frozenset("also now then still already even once".split())
NOT_SUBJECTS = frozenset(
    "to of in on at by for from with as than or not also then including such which who whom whose "
    "that whether if when where while because although though until unless so".split()
)
ADVERB = re.compile(
    r"(?:[a-z]+ly|also|then|now|even|still|already|thus|so|therefore|further|indeed|instead|moreover|nonetheless)\b",
    re.IGNORECASE,
)
COUNTED = re.compile(
    r"(?:an? (?:estimated|further|additional|total of)|some|about|around|over|nearly|almost|up to"
    r"|at least|more than|fewer than|as many as|another|roughly|\d|two"
    r"|three|four|five|six|seven|eight"
    r"|nine|ten|dozens|hundreds|thousands|millions)\b",
    re.IGNORECASE,
)
WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'-]*")

JOINT = re.compile(
    r"(?P<semicolon>; (?:and |but |or )?)"
    r"|(?P<and>,\"? (?:and|but|yet)(?: now,| therefore,| so)? (?=[\w\"']))"
    r"|(?P<quote>\" (?:and|but) (?=the |The |[A-Z]|it |they |he |she ))"
    r"|(?P<colon>: (?=(?:that|this|it|they) (?:is|was|would|will|has|had|could|can|are)\b))"
    r"|(?P<that>,? and (?=that (?!is\b|was\b|would\b|will\b)))"
    r"|(?P<again>\" (?:and|but) (?=[a-z]+(?:s|ed|id|old) ))"
    r"|(?P<resumed>,\"? (?=an? (?:charge|claim|allegation|accusation|demand|assertion|argument|view"
    r"|figure|promise|suggestion|position|move|decision|step|pledge|prospect) "
    r"(?:that|which|[A-Z]\w+|the|it|he|she|they) ))"
    r"|(?P<gerund>,? while (?=[a-z]+ing ))"
    r"|(?P<contrast>, (?:while|whereas|although|though|even though) )"
    r"|(?P<reason>,? (?:because|given that) (?!of )| as (?=(?:it|they|he|she"
    r"|we) (?:is|are|was|were|has|have|had|will|already)\b)|, (?:as|since) )"
    r"|(?P<which>, (?=which (?:also |now |in turn )?[a-z']+ ))"
)
CONDITION = re.compile(r"(?:\w+, )?(?:if|unless|should|were|once|provided that) ", re.IGNORECASE)
COMMA = re.compile(r", ")
# ", as Bamako has hinted," stands in brackets, as it were, and parts nothing.
ASIDE = re.compile(r", as [^,;]{2,60}, ")
SAYS_SOMETHING = re.compile(
    r"[a-z]+ (?:that|it|them|him|her|to|the|an?|his|its|their|on|for|all|any|no|[A-Z][\w'-]*|\")"
)
OPENING = re.compile(r"(?:\w+, )?(?:while|although|though|even though|whereas) ", re.IGNORECASE)
FINITE_WHICH = re.compile(
    r"which (?:also |now |in turn |\w+ly )?(?:is|are|was|were|has|have|had|will|would"
    r"|could|may|might|can"
    r"|(?:\w+[^s]s|\w+ed) (?:the|a|an|its|their|that|to|in|on|for|with|how|it|them|us"
    r"|all|any|by)\b)"
)
DESCRIBES = re.compile(
    r"which (?:(?:is|are|was|were|has been) (?!\w+ing )|includ|contain|account|has |have |had )"
)


ASKS = re.compile(r"\b(?:recommend|urg|request|propos|ask|call|demand|ensur)\w*\b")
SHARP = frozenset({"semicolon", "colon", "again", "that", "resumed"})
VERB_LISTS = ("verbs", "speech_verbs", "belief_verbs", "denial_verbs", "accusation_verbs")


@cache
def verb_labels() -> dict[str, str]:
    """Return every form of the listed verbs -> base, s, ed or ing."""
    found: dict[str, str] = {}
    for name in VERB_LISTS:
        for form, (_, label) in lexicon.verb_forms(name).items():
            found.setdefault(form, label)
    return found


@cache
def finite_forms() -> frozenset[str]:
    """Return the verb forms that may be the verb of a clause."""
    return AUXILIARIES | {form for form, label in verb_labels().items() if label != "ing"}


@cache
def _past_or_third() -> frozenset[str]:
    return AUXILIARIES | {form for form, label in verb_labels().items() if label in {"s", "ed"}}


@cache
def _speaking_forms() -> frozenset[str]:
    """Return the past and third-person forms by which somebody states, denies or accuses."""
    return frozenset(
        form
        for name in ("speech_verbs", "denial_verbs", "accusation_verbs")
        for form, (_, label) in lexicon.verb_forms(name).items()
        if label in {"s", "ed"}
    )


def has_verb(part: str) -> bool:
    """Whether a part holds a word that may be a finite verb."""
    return any(m.group().lower() in finite_forms() for m in WORD.finditer(part))


def is_clause(part: str) -> bool:
    """Whether a part opens with a subject of its own that has a finite verb."""
    head = part[:240]
    comma = head.find(",", OPENING_WORDS)
    words = [m.group().lower() for m in WORD.finditer(head, 0, comma if comma > 0 else len(head))]
    words = [w for w in words[: SUBJECT_REACH + 1] if w not in MIDDLE_ADVERBS]
    while words and ADVERB.fullmatch(words[0]) and len(words) > 1:
        words = words[1:]
    if len(words) < MIN_WORDS or words[0] in NOT_SUBJECTS:
        return False
    if words[0] in AUXILIARIES:
        return "'" in words[0] and words[0] not in {"isn't", "don't", "can't"}
    if words[0] in _past_or_third() or words[0].endswith("ing"):
        return False
    if words[0] in finite_forms() and words[1] not in AUXILIARIES:
        return False
    counted = COUNTED.match(head)
    return any(
        _predicates(words[i - 1], word) or (counted and i > 1 and word in finite_forms())
        for i, word in enumerate(words)
        if i
    )


def _predicates(previous: str, word: str) -> bool:
    """Whether a word is a finite verb after this one: a bare verb needs a plural before it."""
    if word in _past_or_third():
        return previous not in {"the", "a", "an", "of", "its", "their", "and", "to", "more"}
    if word not in finite_forms():
        return False
    return previous in {"we", "they", "you", "i", "also", "who"} or (
        previous.endswith("s") and not previous.endswith(("ss", "us", "'s"))
    )


def clauses(sentence: str) -> list[tuple[int, int]]:
    """Return the spans of the clauses of a sentence, in order; one span when it stays whole."""
    cuts = subordinate_first(sentence)
    quotes = _quoted(sentence)
    for joint in JOINT.finditer(sentence):
        if len(cuts) >= MAX_CLAUSES:
            break
        if _parenthesised(sentence, joint.start()) or ASIDE.match(sentence, joint.start()):
            continue
        if _parts(sentence, joint, quotes):
            cuts.append((joint.start(), joint.end()))
    return _asserted(sentence, _spans(sentence, sorted(cuts)))


def _asserted(sentence: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join a condition with what it is the condition of: alone it would seem asserted."""
    while len(spans) > 1 and CONDITION.match(sentence, *spans[0]):
        (start, end), (_, following) = spans[:2]
        if any(is_clause(sentence[c.end() : end]) for c in COMMA.finditer(sentence, start, end)):
            break
        spans = [(start, following), *spans[2:]]
    return spans


def subordinate_first(sentence: str) -> list[tuple[int, int]]:
    """Return the cut after an opening "While ...,", whose own words start behind it."""
    opening = OPENING.match(sentence)
    if not opening:
        return []
    for comma in re.finditer(r", ", sentence):
        if comma.start() >= 2 * MIN_CLAUSE // 3 and is_clause(sentence[comma.end() :]):
            return [(0, opening.end()), (comma.start(), comma.end())]
    return []


def _quoted(sentence: str) -> list[int]:
    return [m.start() for m in re.finditer('"', sentence)]


def _parenthesised(sentence: str, at: int) -> bool:
    window = sentence[max(at - 300, 0) : at]
    return window.count("(") > window.count(")")


def _parts(sentence: str, joint: re.Match[str], quotes: list[int]) -> bool:
    """Whether the joint parts two clauses."""
    before, after = sentence[: joint.start()], sentence[joint.end() :]
    kind = joint.lastgroup
    kind = "that" if kind == "and" and after.startswith("that ") else kind
    if _short(joint, before, after) or before.endswith((" and", " or", " but")):
        return False
    if kind in {"again", "that", "resumed", "colon"} or _speaks_again(kind, before, after):
        return _turns(kind, before, after)
    if kind == "which":
        described = DESCRIBES.match(after) or _resumed(after)
        return FINITE_WHICH.match(after) is not None and not described
    if kind == "quote":
        return sum(q < joint.end() for q in quotes) % 2 == 0 and is_clause(after)
    joins_nouns = (kind == "reason" and _comparison(before)) or (kind == "and" and _series(before))
    return kind == "gerund" or (not joins_nouns and is_clause(after) and has_verb(before))


def _short(joint: re.Match[str], before: str, after: str) -> bool:
    """Whether one of two parts is too short to stand alone; a sharp joint lets less stand."""
    sharp = joint.lastgroup in SHARP or " but" in joint.group()
    sharp = sharp or _speaks_again(joint.lastgroup, before, after)
    least = MIN_TURN if sharp else MIN_CLAUSE
    first = least if joint.lastgroup in {"semicolon", "colon"} else MIN_CLAUSE
    return len(after.strip(" .")) < least or len(before.strip()) < first


def _speaks_again(kind: str | None, before: str, after: str) -> bool:
    """Whether the same subject goes on with another verb of saying: ", and blames the West"."""
    if kind not in {"and", "again"} or not SAYS_SOMETHING.match(after):
        return False
    return after.split(maxsplit=1)[0] in _speaking_forms() and has_verb(before)


def _turns(kind: str | None, before: str, after: str) -> bool:
    """Whether a second verb, that-clause or apposition states something of its own."""
    if kind == "that":
        words = before.lower().split()
        if words[0] in _past_or_third() or words[0].endswith("ing"):
            return False  # a paragraph of a resolution: "Expresses concern that A, and that B"
        if ASKS.search(before):
            return False  # one request: "We recommend that A, and that B"
        said = "that" in words or any(w in _speaking_forms() for w in words)
        return said and is_clause(after.removeprefix("that "))
    if kind in {"and", "again"}:
        return _speaks_again(kind, before, after)
    return kind == "colon" or has_verb(after)


def _resumed(after: str) -> bool:
    """Whether the main clause goes on behind a relative one: ", which it denied, said"."""
    heads = re.findall(r", (?:\w+ly )?([a-z]+)", after)
    return any(h in {"to", "for", "and"} or h in _past_or_third() for h in heads)


def _series(before: str) -> bool:
    """Whether ", and" closes a series of nouns: "steeper penalties, a register, and"."""
    comma = before.rfind(", ")
    item = before[comma + 2 :] if comma > 0 else ""
    return bool(item) and len(item) < SERIES_ITEM and not has_verb(item)


def _comparison(before: str) -> bool:
    """Whether "as" goes with what stands before it: "as many as", "the same as", "such as"."""
    return bool(
        re.search(r"\b(?:as|such|same|so|known|described|regarded|seen)(?: \w+){0,2}$", before)
    )


def _spans(sentence: str, cuts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found, start = [], 0
    for a, b in cuts:
        if a > start:
            found.append((start, a))
        start = max(start, b)
    found.append((start, len(sentence)))
    return [span for span in (_trimmed(sentence, *span) for span in found) if span[1] > span[0]]


def _trimmed(sentence: str, start: int, end: int) -> tuple[int, int]:
    part = sentence[start:end]
    start += len(part) - len(part.lstrip(" ,;"))
    end -= len(part) - len(part.rstrip(" ,;"))
    return start, max(start, end)
