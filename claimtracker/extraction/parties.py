"""Parties to a recommendation: whom a phrase addresses, who asks, and with whom to act."""

import re
from functools import cache

from . import lexicon
from .actors import Actors, Mention
from .drafts import ActorDraft
from .holders import LOOKBACK, PROPER, first_mention, holder_nouns
from .names import NOT_NAMES
from .reading import Sentence
from .views import View, plain

ACTING = (
    "state",
    "government_body",
    "international_organisation",
    "organisation",
    "group",
    "media",
    "person",
)
ARTICLE = re.compile(
    r"^(?:and |but |so |thus |also |finally |first |second |third |both |the |a |an "
    r"|its |their |our |his |her |any |these |those |such |more |most |many |some "
    r"|other )+",
    re.IGNORECASE,
)
TAIL = re.compile(
    r" (?:who|which|that|whose|carrying|responsible|concerned|involved|particularly"
    r"|in particular|especially|including|through|when|where|as|(?:at|on|in|from|for"
    r"|with|of)(?! [A-Z]))\b.*$"
)
ASKED_ABOUT = re.compile(
    r"\b(?:should|can|could|must|might|will|does|ought) (?P<np>(?:the |an? )?[\w' -]{2,60}?) "
    r"(?:now |next )?(?:do|respond|act|take|proceed|handle|approach|change|be)\b"
)
WITH = re.compile(
    r"\b(?:coordinat\w+|work\w*|partner\w*|cooperat\w+|co-operat\w+|collaborat\w+"
    r"|engag\w+|consult\w*|join\w*|liais\w+|ally|act\w*|negotiat\w+"
    r"|consultation|cooperation|coordination|partnership|conjunction|concert|together"
    r"|help)(?: \w+){0,3}? (?:with|from|alongside) (?P<np>[^,;.]{2,120})"
)
WITH_END = re.compile(r" (?:to|in|on|for|by|through|and (?:to|by)|so|at|who|which|that)\b.*$")
MAX_NAME = 80
LEADING_AWAY = re.compile(
    r"\b(?:that|which|who|to|of|in|by|with|for|on|from|about|is|are|was|were)\b"
)
ADVERBIAL = re.compile(r"(?: (?:also|now|then|too|themselves|itself|\w+ly|\([^)]*\)))+,?")
GOVERNED = re.compile(r"\b(?:of|in|by|with|from|about|to|on|for|against) (?:the )?$")
PARTIES_TO = re.compile(r"(?:all )?[Ss]tates [Pp]arties to ")
JOINED = re.compile(r"(?:^|, )[Tt]he (?P<name>[A-Z][a-z]+) and (?:the )?$")


class Parties:
    """Reads the parties named in phrases of one text."""

    def __init__(self, view: View, actors: Actors) -> None:
        self._view = view
        self._actors = actors

    def filed(self, printed: str) -> str:
        """Return the name that a printed name is filed by."""
        return self._actors.filed(printed)

    def named(self, phrase: str) -> tuple[str, ...]:
        """Return the parties of a heading's phrase."""
        pieces = re.split(r",? and (?=the |to the )|; |, (?=the )", phrase)
        return tuple(dict.fromkeys(self._group(p) for p in pieces if p.strip()))

    def addressed(
        self, sentence: Sentence, start: int, end: int, last: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Return whom the phrase [start, end) of a sentence addresses, acting or not."""
        phrase = sentence.text[start:end].strip(" ,")
        if not phrase or len(phrase) > 4 * MAX_NAME:
            return ()
        if re.fullmatch(r"they|them|it", phrase, re.IGNORECASE):
            return last or self._taken_up(sentence, start, phrase.lower())
        names = () if PARTIES_TO.match(phrase) else self._mentioned(sentence, start, end)
        return names or self._described(phrase)

    def agents(
        self, sentence: Sentence, start: int, end: int, last: tuple[str, ...] = ()
    ) -> tuple[str, ...]:
        """Return who the subject [start, end) is, where it can act; () where it cannot."""
        phrase = sentence.text[start:end].strip(" ,")
        bare = re.sub(
            r"(?: also| \w+ly| now| then| perhaps| therefore| all| both)+$", "", phrase
        ).strip(" ,")
        lowered = bare.lower()
        if re.search(r"(?:^|\b(?:and|but|so|then|thus|that) )we$", lowered):
            return self._we(sentence)
        if lowered in {"they", "it"}:
            opens = sentence.start == sentence.paragraph and not start
            asked = self.asked_about(sentence) if opens else ()
            return asked or last or self._taken_up(sentence, start, lowered)
        names = self._mentioned(
            sentence, start, start + len(sentence.text[start:end].rstrip(" ,")), head=True
        )
        if names:
            return names
        core = ARTICLE.sub("", bare)
        if _agents().search(TAIL.sub("", core).split(",")[0].strip()):
            return self._described(bare)
        return ()

    def asking(self, sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
        """Return who asks in "GAO recommends", "the group is calling on", "it urged"."""
        pronoun = sentence.text[start:end].strip(" ,").lower()
        if pronoun in {"it", "they"}:
            return self._taken_up(sentence, start, pronoun) or self._spoken_of(sentence, start)
        named = self._opening_names(sentence, start, end)
        return (
            named
            or self._mentioned(sentence, start, end, head=True)[:1]
            or self._generic_asker(sentence.text[start:end])
        )

    def _spoken_of(self, sentence: Sentence, start: int) -> tuple[str, ...]:
        """Return the people without a name whom "they" takes up: "The Ministers"."""
        at = sentence.start + start
        low = max(sentence.paragraph, at - LOOKBACK)
        found = next(holder_nouns().finditer(self._view.text, low, at), None)
        if found is None:
            return ()
        self._actors.add(ActorDraft(found.group(), "group"))
        return (found.group(),)

    def _opening_names(self, sentence: Sentence, start: int, end: int) -> tuple[str, ...]:
        """Return the actors that open "Amnesty International and its partners"."""
        a, b = sentence.start + start, sentence.start + end
        found = self._actors.within(a, b)
        if not found or ARTICLE.sub("", self._view.text[a : found[0].start].strip() + " ").strip():
            return ()
        joined = re.match(r",? and |, ", self._view.text[found[0].end : b])
        return tuple(dict.fromkeys(m.name for m in found)) if joined else ()

    def partners(
        self, sentence: Sentence, span: tuple[int, int], addressed: tuple[str, ...]
    ) -> tuple[str, ...]:
        """Return with whom an action is to be taken: "coordinate with willing countries"."""
        found: list[str] = []
        for match in WITH.finditer(sentence.text, *span):
            phrase = WITH_END.sub("", match.group("np")).strip()
            a = match.start("np")
            names = self._mentioned(sentence, a, a + len(phrase)) or (
                self._described(phrase) if _agents().search(phrase) else ()
            )
            found += [n for n in names if n not in addressed]
        return tuple(dict.fromkeys(found))

    def _generic_asker(self, phrase: str) -> tuple[str, ...]:
        core = ARTICLE.sub("", phrase.strip(" ,"))
        if PROPER.fullmatch(core) and core.split(maxsplit=1)[0] not in NOT_NAMES:
            return (core,)
        return (core,) if core and _agents().search(core) and len(core) < MAX_NAME else ()

    def asked_about(self, sentence: Sentence) -> tuple[str, ...]:
        """Return whom a question asks about: "What should the incoming administration do?"."""
        about = ASKED_ABOUT.search(plain(sentence.block.question))
        return self._described(about.group("np")) if about else ()

    def _we(self, sentence: Sentence) -> tuple[str, ...]:
        """Return whom "we" means: the state of the governing question, else the last one met."""
        question = plain(sentence.block.question)
        asked = [m for m in self._actors.mentions if self._view.text[m.start : m.end] in question]
        if question and asked:
            first = min(asked, key=lambda m: question.find(self._view.text[m.start : m.end]))
            return (first.name,)
        return self._us()

    def _us(self) -> tuple[str, ...]:
        self._actors.add(ActorDraft("We (the author's side)", "group"))
        return ("We (the author's side)",)

    def _taken_up(self, sentence: Sentence, start: int, pronoun: str) -> tuple[str, ...]:
        kinds = ACTING[:4] if pronoun == "it" else ACTING[:5]
        found = first_mention(
            self._view.text, self._actors, sentence.paragraph, sentence.start + start, kinds
        )
        return (found.name,) if found else ()

    def _mentioned(
        self, sentence: Sentence, start: int, end: int, head: bool = False
    ) -> tuple[str, ...]:
        """Return the actors that a phrase is made of; with `head`, only where they head it."""
        inside = self._actors.within(sentence.start + start, sentence.start + end)
        found = [m for m in inside if self._actors.kind(m.name) in ACTING]
        if not found:
            return ()
        if head:
            return self._heading(found, sentence, start, end)
        text = self._view.text
        gaps = zip(found, found[1:], strict=False)
        tops = [later for one, later in gaps if _coordinated(text[one.end : later.start])]
        rest = text[found[-1].end : sentence.start + end].strip(" ,")
        if len(tops) == len(found) - 1 and _agents().search(rest):
            return self._described(sentence.text[start:end].strip(" ,"))
        return tuple(dict.fromkeys(m.name for m in (found[0], *tops)))

    def _heading(
        self, found: list[Mention], sentence: Sentence, start: int, end: int
    ) -> tuple[str, ...]:
        """Return the actors right before a verb, and those they are coordinated with."""
        text, last = self._view.text, found[-1]
        before = text[sentence.start + start : last.start]
        rest = text[last.end : sentence.start + end].rstrip(" ")
        if LEADING_AWAY.search(rest):
            return ()
        if GOVERNED.search(before):
            return self._governed(found, sentence)
        names = [last.name]
        if rest.strip(" ,") and not ADVERBIAL.fullmatch(rest):
            if not _agents().search(rest):
                return ()
            names = [_shortened(text[last.start : sentence.start + end])]
            self._know(names[0], last.name)
        for earlier, later in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
            if not _coordinated(text[earlier.end : later.start]):
                break
            names.insert(0, earlier.name)
        joined = JOINED.search(before)
        described = self._described(joined.group("name")) if joined else ()
        return tuple(dict.fromkeys((*described, *names)))

    def _governed(self, found: list[Mention], sentence: Sentence) -> tuple[str, ...]:
        """Return the agent whose complement a mention is: "the leaders of Iran"."""
        before = self._view.text[max(found[-1].start - 60, sentence.start) : found[-1].start]
        noun = re.search(r"(?:^|\b)(?:the |all )?((?:\w+ )?\w+) (?:of|in) (?:the )?$", before)
        if noun and _agents().search(noun.group(1)):
            name = f"{noun.group(1)} of {found[-1].name}"
            self._know(name, found[-1].name)
            return (name,)
        return ()

    def _know(self, name: str, whole: str) -> None:
        state = self._actors.kind(whole) == "state"
        self._actors.add(
            ActorDraft(name, "government_body" if state else "group", whole if state else "")
        )

    def _described(self, phrase: str) -> tuple[str, ...]:
        """Return a phrase without a known actor as the name of a group: "water companies"."""
        core = TAIL.sub("", phrase) if not phrase.lower().startswith(("all ", "both ")) else phrase
        core = re.sub(r",.*$", "", core)
        names = []
        for piece in re.split(r",? and (?:the )?", core):
            name = _shortened(
                ARTICLE.sub("", piece) if not piece.lower().startswith("both") else piece
            )
            if name and name.lower() not in {"there", "this", "these", "those", "others'"}:
                self._actors.add(ActorDraft(name, "group"))
                names.append(name)
        return tuple(dict.fromkeys(names))

    def _group(self, phrase: str) -> str:
        core = re.sub(r"^(?:to )?(?:the )?", "", phrase.strip())
        name = self.filed(core)
        self._actors.add(ActorDraft(name, "group"))
        return name


def _coordinated(gap: str) -> bool:
    """Whether what stands between two actors joins them: "and", a comma."""
    return bool(re.fullmatch(r",?(?: and| or| as well as)?(?: the)? ?", gap))


def _shortened(name: str) -> str:
    name = name.strip(" ,.;\"'")
    return name if len(name) <= MAX_NAME else name[:MAX_NAME].rsplit(" ", 1)[0]


@cache
def _agents() -> re.Pattern[str]:
    """Return what finds a noun for an agent at the end of a phrase, singular or plural."""
    nouns = []
    for noun in lexicon.words("agents"):
        nouns += [noun, lexicon.inflect(noun)["s"]]
    return re.compile(rf"(?<![\w'-])(?:{lexicon.alternatives(nouns)})$", re.IGNORECASE)
