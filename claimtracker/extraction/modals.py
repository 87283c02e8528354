"""Asking by a modal: "the government should", "Congress needs to", "authorities could"."""

import re
from collections.abc import Iterator
from functools import cache

from . import lexicon
from .advice import STRENGTHS, Ask, Context
from .attribution import UNSPECIFIED, covering
from .blocks import recommending_headings
from .clauses import AUXILIARIES, has_verb
from .items import ADVICE_QUESTION, imperatives
from .names import NOT_NAMES
from .reading import Sentence

WEAK = frozenset({"can", "could", "may", "might"})
OPEN_ENDED = frozenset({"should", "should not", "shouldn't", "ought to", "must"})
VETOING = frozenset(
    "which who whom whose whether if when where because as than what how why unless until".split()
)
THINGS_NOT = frozenset(
    "it this that there which who what one i he she you they nobody everyone nor neither so "
    "only".split()
)
REACH = 200  # characters before a modal within which its subject is sought

STOP = re.compile(
    r"[,;:—\"()]|\b(?:that|which|who|whom|whose|whether|if|when|where|because|although|though|while"
    r"|but|as|than|what|how|why|and|or|since|unless|until|so|after|before)\b",
    re.IGNORECASE,
)
BELIEVED = re.compile(
    r"\b(?:(?:we|I)(?: \w+)? (?:believe|think|recommend|suggest|propose|argue|maintain|conclude"
    r"|insist|hold|stress|agree|reiterate|emphasi[sz]e|underline)|means|view|opinion) that $",
    re.IGNORECASE,
)
OPINION = re.compile(r" ?(?:[Ww]e|I) (?:\w+ly )?(?:think|believe|suggest|feel|hope|say|recommend) ")
NAMED = re.compile(r"[A-ZÀ-Þ][\w'-]+ [A-ZÀ-Þ]")
NOT_ASKED = re.compile(
    r" (?:not |also |never )?(?:have (?:been|\w+ed|\w+en|\w+n)\b|be (?:noted|understood|construed"
    r"|confused|taken as|read as|seen as|surprised|expected|underestimated|remembered|emphasi[sz]ed"
    r"|stressed|clear|obvious|interpreted|viewed|regarded|considered as|said|called|recalled"
    r"|pointed out|apparent|no surprise|one of)|come as|put to rest|surprise|suffice|help explain"
    r"|know\b|expect\b|serve as a reminder|prove\b|read\b|see\b)"
)
ABLE = re.compile(r" be able to\b")
SUBORDINATE = re.compile(r"(?:As|When|If|While|Although)\b")
LISTED = re.compile(r"(?:^|[,;:.] )(?:[Tt]he )?(?P<first>[A-Z][\w'-]+)(?: [A-Z][\w'-]+){0,3}$")
INSERTED = re.compile(
    r" (?:perhaps|for example|in turn|however|too|therefore|as|like|with|together)\b[^,]{0,80}$"
)
ASIDE = re.compile(r"^, (?:for example|for instance|[^,;]{2,60}), ")
CLEFT = re.compile(
    r"\b[Ww]hat (?P<np>[^,;.]{2,60}?) (?P<modal>should|must|ought to|needs? to|has to|have to)"
    r"(?P<do>(?: not| now| also| never| \w+ly){0,2} do) (?:now |next |instead )?is(?: to)? "
)
PASSIVE_DUTY = re.compile(r" (?:also |now |immediately |not )?be \w+(?:ed|en|ne|t)\b")
CONSIDERING = re.compile(r"(?:at least |also )?(?:consider|explore|look at|examine whether)\b")
LEADING_ADVERB = re.compile(r"^(?:(?:also|\w+ly|therefore|now|then|not only) )+")


def modal(context: Context, sentence: Sentence, start: int, end: int) -> Iterator[Ask]:
    """Yield the ask of the first modal in a clause whose subject is to act."""
    text = sentence.text
    for match in _modals().finditer(text, start, end):
        right = ASIDE.sub(" ", text[match.end() : end])
        if NOT_ASKED.match(right) or not right.strip(" ."):
            continue
        begin, stop, vetoed = _subject(sentence, match.start())
        by = _reported_by(context, sentence, match.start())
        if vetoed or by is None:
            continue
        names = _obliged(context, sentence, (begin, stop), match, right)
        if names is None:
            continue
        printed = match.group()
        action = LEADING_ADVERB.sub("", right.strip(" ."))
        strength = _strengths()[printed.lower()]
        if strength == "should" and CONSIDERING.match(action):
            strength = "consider"
        weak = printed.lower() in WEAK
        rule, score = ("modal-weak", 0.6) if weak else ("modal", 0.85 if names else 0.6)
        yield Ask(start, end, printed, strength, action, names, rule, score, by)
        return


def cleft(context: Context, sentence: Sentence, start: int, end: int) -> Iterator[Ask]:
    """Yield the ask of "What donors must not do is make aid conditional"."""
    match = CLEFT.search(sentence.text, start, end)
    if not match:
        return
    names = context.parties.agents(sentence, *match.span("np"), context.recent(sentence))
    printed = match.group("modal")
    strength = _strengths()[printed]
    if " not" in match.group("do"):
        printed += " not"
    action = sentence.text[match.end() : end].strip(" .")
    if names:
        yield Ask(start, end, printed, strength, action, names, "cleft", 0.8)


def _reported_by(context: Context, sentence: Sentence, at: int) -> tuple[str, ...] | None:
    """Return the innermost source that a modal is reported from, () for the author.

    None where that source has no name: what "some" or "critics" want is an option weighed.
    """
    held = covering(sentence.relations, at, at + 1)
    if not held:
        return ()
    unnamed = held[-1].type == "persons" and held[-1].holder != UNSPECIFIED
    named = context.actors.kind(held[-1].holder) or NAMED.match(held[-1].holder)
    return None if unnamed and not named else (held[-1].holder,)


def _subject(sentence: Sentence, modal_at: int) -> tuple[int, int, bool]:
    """Return the span of a modal's subject, and whether its place forbids advice."""
    text = sentence.text
    low, stop = max(0, modal_at - REACH), modal_at
    before = text[low:modal_at].rstrip()
    if before.endswith(","):  # "The UK, as penholder, should"
        comma = before.rfind(",", 0, -1)
        if comma < 0 or not (
            INSERTED.match(before[comma + 1 : -1]) or len(before) - comma < REACH // 2
        ):
            return low, stop, True
        stop = low + comma
    begin, word = low, ""
    for found in reversed(list(STOP.finditer(text, low, stop))):
        word = found.group().lower()
        if word in {"and", "or"} and not has_verb(text[low : found.start()]):
            continue
        if word == "," and _lists(text[low : found.start()]):
            continue
        if word == "," and INSERTED.match(text[found.end() : stop]):
            continue
        begin = found.end()
        break
    else:
        word = ""
    opinion = OPINION.match(text, begin, stop)
    begin = opinion.end() if opinion else begin
    if word == "that":
        return begin, stop, not _claimed(sentence, begin)
    return begin, stop, word in VETOING


def _lists(before: str) -> bool:
    """Whether a comma parts names: "Berlin, Paris and Rome", not "First, Paris"."""
    name = LISTED.search(before)
    return name is not None and name.group("first") not in NOT_NAMES


def _claimed(sentence: Sentence, at: int) -> bool:
    """Whether what begins at `at` is what somebody says or believes, not a relative clause."""
    held = covering(sentence.relations, at, at + 1)
    said = any(abs(at - r.content[0]) <= len(" that ") and not r.negated for r in held)
    return said or BELIEVED.search(sentence.text[:at].rstrip() + " ") is not None


def _obliged(
    context: Context,
    sentence: Sentence,
    span: tuple[int, int],
    match: re.Match[str],
    right: str,
) -> tuple[str, ...] | None:
    """Return who is to act, () where the text leaves it open, None where nothing is asked."""
    word = match.group().lower()
    subject = sentence.text[slice(*span)].strip(" ,")
    if not subject or subject.split()[-1].lower() in AUXILIARIES:
        return None
    told = word in {"has to", "have to"} and SUBORDINATE.match(sentence.text)
    if told or (word in WEAK and not _invited(sentence, right)):
        return None
    names = context.parties.agents(sentence, *span, context.recent(sentence))
    if not names and subject.lower() in {"it", "they"}:
        names = context.last
    if ABLE.match(right):
        return names if names and subject.lower() in {"we", "they", "it"} else None
    if names:
        return names
    open_ended = word in OPEN_ENDED and subject.split()[-1].lower() not in THINGS_NOT
    return () if open_ended and (word != "must" or PASSIVE_DUTY.match(right)) else None


def _invited(sentence: Sentence, right: str) -> bool:
    """Whether a weak modal proposes: its question asks what to do, or its verb weighs options."""
    doing = re.match(r" (?:also |\w+ly |now |then )*(?P<verb>[a-z]+)", right)
    if not doing:
        return False
    heading = sentence.block.heading
    verb = doing.group("verb")
    headed = bool(heading and recommending_headings().search(heading))
    if headed and sentence.block.marker:
        return verb in imperatives()
    asked = headed or ADVICE_QUESTION.search(sentence.block.question)
    return verb in (lexicon.words("actions") if asked else ("consider",))


@cache
def _modals() -> re.Pattern[str]:
    return lexicon.matcher(lexicon.words("modals"))


@cache
def _strengths() -> dict[str, str]:
    return lexicon.table("modals", STRENGTHS)
