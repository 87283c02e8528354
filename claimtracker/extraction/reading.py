"""The sentences of a text's readable blocks, each with who says what in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .actors import Actors
from .attribution import Relation, relations
from .blocks import Block
from .drafts import LinkDraft, Span
from .holders import PERSONS, Place
from .sentences import MAX_SENTENCE, sentences
from .views import View

UNNAMED_AUTHOR = "Unnamed author"
COURTESY = re.compile(r"^(?:MR|MS|MRS|DR|SEN|REP|GEN|AMB|SECRETARY|PRESIDENT|SENATOR|MINISTER)\.? ")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the view: text == view.text[start:end]. `outer` are its author and speaker."""

    start: int
    end: int
    text: str
    block: Block
    paragraph: int
    relations: tuple[Relation, ...]
    outer: tuple[LinkDraft, ...]
    carried: tuple[Relation, ...] = ()

    def links(self, view: View, held: tuple[Relation, ...]) -> tuple[LinkDraft, ...]:
        """Return the chain of a statement for which these relations hold, outermost first."""
        links = list(self.outer)
        for relation in (*self.carried, *held):
            if all(relation.holder != link.holder for link in links):
                links.append(self._link(view, relation))
        return tuple(links)

    def _link(self, view: View, relation: Relation) -> LinkDraft:
        if relation in self.carried:
            return LinkDraft(relation.holder, relation.type, role=relation.role)
        cue = view.span(self.start + relation.cue[0], self.start + relation.cue[1])
        printed = view.span(self.start + relation.printed[0], self.start + relation.printed[1])
        return LinkDraft(relation.holder, relation.type, printed.exact, relation.role, cue)


def read(view: View, blocks: tuple[Block, ...], actors: Actors, author: str) -> Iterator[Sentence]:
    """Yield the sentences of every readable block."""
    speaker: tuple[Relation, ...] = ()
    for block in blocks:
        if not block.readable:
            speaker = ()
            continue
        start, end = view.at(block.content), view.at(block.end)
        outer = (LinkDraft(author, "author"), *_speaker(view, block, actors))
        inside: list[Sentence] = []
        people = ""
        for a, b in sentences(view.text, start, end):
            if b - a <= MAX_SENTENCE:
                text = view.text[a:b]
                found = relations(Place(view.text, a, start, actors, text, people))
                people = next((r.holder for r in found if r.type == PERSONS), "")
                inside.append(Sentence(a, b, text, block, start, found, outer))
        inside, speaker = _quotations(inside, speaker)
        yield from inside


def _quotations(
    inside: list[Sentence], before: tuple[Relation, ...]
) -> tuple[list[Sentence], tuple[Relation, ...]]:
    """Carry who speaks through a quotation of several sentences, forwards and backwards.

    `before` is who spoke last in the paragraph before: a quotation that opens this one goes on
    with it. The same is returned for the next paragraph.
    """
    result = list(inside)
    speaker = before if inside and inside[0].text.startswith('"') else ()
    last = speaker
    opened: int | None = None
    for i, sentence in enumerate(inside):
        own = tuple(r for r in sentence.relations if r.direct and '"' in sentence.text)[:1]
        goes_on = opened is not None or sentence.text.startswith('"')
        if own and opened is not None and own[0].content[0] == 0:
            for j in range(opened, i):
                if not result[j].relations:
                    result[j] = replace(result[j], carried=own)
        elif goes_on and speaker and not sentence.relations:
            result[i] = replace(sentence, carried=speaker)
        speaker = own or (speaker if goes_on else ())
        if sentence.text.count('"') % 2:
            opened = i if opened is None else None
        last = speaker or last
    return result, last


def _speaker(view: View, block: Block, actors: Actors) -> tuple[LinkDraft, ...]:
    """Return the link for whoever has the floor: "MR. KIRBY" is the text's Kirby, if it has one."""
    if not block.speaker:
        return ()
    surname = COURTESY.sub("", block.speaker).strip()
    name = surname.title() if surname.isupper() else surname
    name = actors.surnamed(surname.split()[-1]) or name
    role = actors.role(name)
    start = block.speaker_at
    cue = Span(start, start + len(block.speaker), view.original[start : start + len(block.speaker)])
    return (LinkDraft(name, "speaker", block.speaker, role, cue),)
