"""Holders: the party that a noun phrase beside a cue stands for.

A phrase may be a known actor, a report of one ("Kirby's statement"), people without a name
("agency officials"), papers ("customs records"), or a pronoun.
"""

import re
from dataclasses import dataclass, replace
from functools import cache

from . import lexicon
from .actors import Actors, Mention
from .clauses import AUXILIARIES, verb_labels
from .names import NOT_NAMES

TYPES = {
    "state": "state",
    "government_body": "institution",
    "international_organisation": "organization",
    "organisation": "organization",
    "media": "media",
    "person": "person",
    "group": "persons",
}
PERSONS, DOCUMENT = "persons", "document"
MAX_WORDS = 28  # of a phrase: a longer one is no subject
MAX_HEAD = 6  # words of a noun phrase up to its noun
MIN_NOUN = 4  # letters
MAX_NAME = 100  # characters of a name made from a phrase
LOOKBACK = 600  # characters before a pronoun within which it is resolved
PRONOUN_KINDS = {
    "he": ("person",), "she": ("person",),
    "it": ("state", "government_body", "organisation", "international_organisation", "media"),
    "they": ("group", "government_body", "organisation", "state"),
}  # fmt: skip

SELF = re.compile(
    r"(?:(?:we|i|our own|one|who|this|that|these|those|there|you|what)$"
    r"|(?:nobody|no one|everybody|everyone|anybody|anyone|somebody|someone)\b)",
    re.IGNORECASE,
)
ASKING = re.compile(r"(?:what|which|whatever|whose|no|none|every) ", re.IGNORECASE)
SELF_POSSESSED = re.compile(r"(?:our|my|this|these|that|the|its)\b", re.IGNORECASE)
THE_MANY = re.compile(r"the [a-z]+s\b", re.IGNORECASE)  # "the memos": not the author's own report
ARTICLE = re.compile(
    r"(?:and |but |now |then |so |yet |also )*"
    r"(?:both |the |a |an |its |their |his |her |some |many |several )*",
    re.IGNORECASE,
)
PROPER = re.compile(r"[A-ZÀ-Þ][\w&'-]+(?: [A-ZÀ-Þ][\w&'.-]+){0,3}$")
HEADS = re.compile(
    r" (?:in|of|from|at|for|with|we|that|like|on|familiar|close|involved|aware|briefed|who|named"
    r"|interviewed|quoted|cited|contacted|surveyed|based|working|speaking|responsible|appointed)\b"
)
PREPOSITION = re.compile(
    r"(?:in|on|at|by|for|from|with|after|before|despite|under|during|since|given|without|to|of)\b",
    re.IGNORECASE,
)
QUANTITY = re.compile(
    r"(?:some|many|several|most|others|one|two|three|both|all|none|a few|a number|dozens|hundreds)"
    r" (?:in|of|from|at|among|within|on) (?!this\b|these\b|that\b|it\b)",
    re.IGNORECASE,
)
REPORT_BY = re.compile(
    r" (?:by|from) (?:the )?(?P<name>[A-ZÀ-Þ][\w&'-]+(?: [A-ZÀ-Þ][\w&'.-]+){0,4})$"
)
MEN_COUNTED = re.compile(r"^(?:two|three|four|five|six|several|some|many) ", re.IGNORECASE)
ANOTHER = re.compile(r"[Oo]ne|[Aa]nother")
PEOPLE_OF = re.compile(r"(?:'s?)?(?: [a-z][a-z-]+){1,4}")
SENTENCE_GAP = re.compile(r"(?<=[a-z\d)\"'])[.!?][\"')]* ")
APART = re.compile(r" (?:\([^)]{1,30}\)|today|yesterday|himself|herself|itself)")
OF_BODY = re.compile(r",? (?:of|from|at|for|with) ")
PEOPLE_TAIL = re.compile(r" (?:[a-z]+ )?(?:[a-z]+(?:ists|ians|gers|kers|ters|ees|men|women))$")


@dataclass(frozen=True, slots=True)
class Holder:
    """A party as filed, its type, where it is printed in the sentence, and its office."""

    name: str
    type: str
    printed: tuple[int, int]
    role: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: the view, its offset there, its paragraph's, the actors met."""

    text: str
    start: int
    paragraph: int
    actors: Actors
    sentence: str
    people: str = ""  # without a name, whom the sentence before quoted: "One of them recalled"


def resolve(  # noqa: PLR0917
    place: Place,
    start: int,
    end: int,
    lenient: bool = False,
    before: int | None = None,
    speaking: bool = False,
) -> Holder | None:
    """Return the party that sentence[start:end] stands for, None where it is none.

    `lenient` takes any name or phrase for people: the words around leave no doubt that it
    speaks ("according to ...", a quotation before "said ..."). `before` is where the words end
    that a pronoun may take up, where that is not right before it. `speaking` takes any noun
    for people, as the subject of "told" is.
    """
    phrase = place.sentence[start:end]
    start += len(phrase) - len(phrase.lstrip(" \"'"))
    phrase = phrase.strip(" \"'")
    if speaking and QUANTITY.match(phrase):
        return Holder(_name(phrase), PERSONS, (start, start + len(phrase)))
    if place.people and ANOTHER.fullmatch(phrase):
        whom = MEN_COUNTED.sub("the ", place.people)
        return Holder(f"{phrase} of {whom}", PERSONS, (start, start + len(phrase)))
    own = SELF_POSSESSED.match(phrase) is not None and not THE_MANY.match(phrase)
    article = ARTICLE.match(phrase)
    core = article.end() if article else 0
    start, phrase = start + core, phrase[core:]
    if not phrase or SELF.match(phrase) or ASKING.match(phrase):
        return None
    if phrase.lower() in PRONOUN_KINDS:
        span = (start, start + len(phrase))
        return _antecedent(place, phrase.lower(), span, start if before is None else before)
    named = _named(place, start, phrase, speaking)
    if named or (own and (report_phrase().match(phrase) or _documents().search(phrase))):
        return named
    return (
        _reporting(start, phrase)
        or _unnamed(start, phrase, lenient)
        or (_headed(start, phrase) if speaking else None)
    )


def of_mention(place: Place, mention: Mention) -> Holder:
    """Return a known actor as a holder."""
    kind = TYPES.get(place.actors.kind(mention.name), "organization")
    printed = (mention.start - place.start, mention.end - place.start)
    return Holder(mention.name, kind, printed, mention.role)


def _named(place: Place, start: int, phrase: str, speaking: bool) -> Holder | None:
    """Return the known actor that heads a phrase, or whose report it is."""
    end = start + len(phrase)
    inside = place.actors.within(place.start + start, place.start + end)
    if not inside:
        return None
    last = inside[-1]
    tail = place.text[last.end : place.start + end]
    whole = Holder(_name(phrase), PERSONS, (start, end))
    reports = report_phrase().search(phrase)
    if not reports and _heads_mention(phrase, last.start - place.start - start, speaking):
        if not any(m.role for m in inside):
            return whole  # "two deckhands interviewed in Java"
    together = len(inside) > 1 and re.search(r"\band\b", phrase) and not reports
    first = inside[0]
    person = place.actors.kind(first.name) == "person" and first.start == place.start + start
    housed = person and not together and OF_BODY.match(place.text, first.end)
    if together and first.start - place.start == start:
        return whole
    if housed or reports:  # "Hanna Hindstrom of Global Witness", "Kirby's statement"
        return of_mention(place, first)
    if not tail or APART.fullmatch(tail):
        return of_mention(place, last)
    people = (
        holder_nouns().search(tail)
        or PEOPLE_TAIL.match(tail)
        or (speaking and PEOPLE_OF.fullmatch(tail))
    )
    papers = replace(whole, type=DOCUMENT) if _documents().search(tail) else None
    return whole if people else papers


def _unnamed(start: int, phrase: str, lenient: bool) -> Holder | None:
    """Return papers, or people without a name, that head a phrase: "agency officials"."""
    words = phrase.split()
    if len(words) > MAX_WORDS or PREPOSITION.match(phrase):
        return None
    paper = _documents().search(phrase)
    nouns = list(holder_nouns().finditer(phrase, 0, paper.start() if paper else len(phrase)))
    if paper and not nouns:
        return Holder(phrase[: paper.end()], DOCUMENT, (start, start + paper.end()))
    if not nouns:
        return _unknown(start, phrase, lenient)
    if any(word.lower() in AUXILIARIES for word in words):
        return None
    final = nouns[-1].end() == len(phrase)
    headed = HEADS.match(phrase, nouns[0].end())
    fed = report_phrase().match(phrase)
    if not (final or headed or fed or lenient):
        return None
    return Holder(_name(phrase), PERSONS, (start, start + len(phrase)))


def _heads_mention(phrase: str, mention: int, speaking: bool) -> bool:
    """Whether a noun for people stands before the complement in which an actor is named."""
    head = HEADS.search(phrase)
    if head is None or mention <= head.start() or not phrase[: head.start()][-1:].isalpha():
        return False
    noun = phrase[: head.start()].rsplit(" ", 1)[-1]
    verbs = any(verb_labels().get(w) in {"s", "ed"} for w in phrase[head.end() :].split())
    people = holder_nouns().search(phrase, 0, head.start()) or (speaking and _headed(0, phrase))
    return noun.islower() and not verbs and bool(people)


def _reporting(start: int, phrase: str) -> Holder | None:
    """Return whose report a phrase names, where no list has the name: "Polling by Helvex"."""
    by = REPORT_BY.search(phrase) if report_phrase().match(phrase) else None
    if by is None:
        return None
    return Holder(by.group("name"), "organization", (start + by.start("name"), start + by.end()))


def _headed(start: int, phrase: str) -> Holder | None:
    """Return whoever a plain noun phrase names: what tells is somebody, whatever the noun."""
    if PREPOSITION.match(phrase):
        return None
    head = HEADS.split(phrase, maxsplit=1)[0].split()
    noun = head[-1]
    if start == 0 and len(head) == 1 and noun.endswith("s"):
        noun = noun.lower()  # "Passengers" at the head of a sentence
    odd = not noun.isalpha() or noun.islower() and (noun.endswith("ly") or len(noun) < MIN_NOUN)
    if odd or not noun.islower() or len(head) > MAX_HEAD or noun in AUXILIARIES:
        return None
    if any(verb_labels().get(w) in {"s", "ed"} or w in AUXILIARIES for w in head[:-1]):
        return None
    return Holder(_name(phrase), PERSONS, (start, start + len(phrase)))


def _unknown(start: int, phrase: str, lenient: bool) -> Holder | None:
    """Return a name that no list has: "Helvex", "Marta Kowalska"."""
    words = phrase.split()
    opens = not start and len(words) == 1  # any word is capitalised there
    if not PROPER.match(phrase) or words[0] in NOT_NAMES or (opens and _common(words[0])):
        return None
    kind = "person" if lenient and len(words) > 1 else "organization"
    return Holder(phrase, kind, (start, start + len(phrase)))


def _common(word: str) -> bool:
    """Whether a word that opens a sentence may be no name: a verb, an adverb."""
    return word.lower() in verb_labels() or word.endswith(("ed", "ing", "ly"))


def _name(phrase: str) -> str:
    return phrase if len(phrase) <= MAX_NAME else phrase[:MAX_NAME].rsplit(" ", 1)[0]


def _antecedent(place: Place, pronoun: str, printed: tuple[int, int], before: int) -> Holder | None:
    """Return whom a pronoun stands for: the last fitting party of its paragraph."""
    at = place.start + before
    mention = first_mention(place.text, place.actors, place.paragraph, at, PRONOUN_KINDS[pronoun])
    generic = None
    if pronoun != "it":
        low = max(at - LOOKBACK // 2, place.paragraph)
        nouns = holder_nouns() if pronoun == "they" else _people()
        for found in nouns.finditer(place.text, low, at):
            generic = found
    if generic and (mention is None or _nearer(place.text, generic, mention, pronoun)):
        return Holder(generic.group().lower(), PERSONS, printed)
    if mention is None:
        return None
    return Holder(mention.name, TYPES.get(place.actors.kind(mention.name), "organization"), printed)


def _nearer(text: str, generic: re.Match[str], mention: Mention, pronoun: str) -> bool:
    """Whether a noun is a better antecedent than a name: later, and not only the name's office."""
    if generic.start() < mention.end:
        return False
    return pronoun == "they" or SENTENCE_GAP.search(text, mention.end, generic.start()) is not None


def first_mention(
    text: str, actors: Actors, start: int, at: int, kinds: tuple[str, ...]
) -> Mention | None:
    """Return the actor that a pronoun at `at` most likely takes up.

    That is the first fitting actor of the nearest sentence that has one, since `start`: the
    subject comes first.
    """
    low = max(start, at - LOOKBACK)
    stops = [low + m.end() for m in SENTENCE_GAP.finditer(text[low:at])]
    bounds = [low, *stops, at]
    for begin, end in zip(reversed(bounds[:-1]), reversed(bounds[1:]), strict=True):
        for mention in actors.within(begin, end):
            if actors.kind(mention.name) in kinds:
                return mention
    return None


@cache
def holder_nouns() -> re.Pattern[str]:
    """Return what finds a noun for people or bodies that state things."""
    nouns = (*lexicon.words("holders"), *lexicon.words("agents"))
    return lexicon.matcher(lexicon.both_numbers(*nouns))


@cache
def _people() -> re.Pattern[str]:
    return lexicon.matcher(lexicon.both_numbers(*lexicon.words("holders")))


@cache
def _documents() -> re.Pattern[str]:
    return lexicon.matcher(lexicon.both_numbers(*lexicon.words("documents")))


@cache
def report_phrase() -> re.Pattern[str]:
    """Return what finds a phrase headed by a report: "S's review of 12", "research by S"."""
    nouns = lexicon.alternatives(lexicon.words("report_nouns"))
    return re.compile(
        rf"^(?:[\w-]+ )?(?:{nouns})s? (?:by|from|of)\b|'s? (?:[\w-]+ ){{0,3}}(?:{nouns})s?\b"
        rf"|^[A-Z][\w .]{{1,60}} (?:{nouns})s?$",
        re.IGNORECASE,
    )
