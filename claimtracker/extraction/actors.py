"""Actors: every mention of one in a text, and what is known of each."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from .drafts import ActorDraft


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named at [start, end) of the view. `role` is the office printed beside a person."""

    start: int
    end: int
    name: str
    role: str = ""


class Actors:
    """The mentions of a text, in order, and the actors that they and the word lists name."""

    def __init__(self, mentions: Iterable[Mention] = (), known: Iterable[ActorDraft] = ()) -> None:
        self.mentions = tuple(sorted(mentions, key=lambda m: (m.start, m.end)))
        self._known = {actor.name: actor for actor in known}
        self._starts = [m.start for m in self.mentions]
        self._filed: dict[str, str] = {}
        self._persons: dict[str, str] = {}
        for actor in self._known.values():
            for form in (actor.name, *actor.aliases):
                self._filed.setdefault(form, actor.name)
            if actor.kind == "person":
                self._persons.setdefault(actor.name.split()[-1].upper(), actor.name)

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie inside [start, end), in order."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end)
        return tuple(m for m in self.mentions[low:high] if m.end <= end)

    def names(self, start: int, end: int) -> tuple[str, ...]:
        """Return the names filed for the mentions in [start, end), each once, in order."""
        return tuple(dict.fromkeys(m.name for m in self.within(start, end)))

    def get(self, name: str) -> ActorDraft | None:
        """Return what is known of an actor, None where nothing is."""
        return self._known.get(name)

    def kind(self, name: str) -> str:
        """Return the kind of a known actor, "" when it is not known."""
        actor = self._known.get(name)
        return actor.kind if actor else ""

    def filed(self, printed: str) -> str:
        """Return the name that a printed form is filed by; the form itself where it is new."""
        return self._filed.get(printed, printed)

    def surnamed(self, surname: str) -> str:
        """Return the person of the text with this surname, in any case, "" where there is none."""
        return self._persons.get(surname.upper(), "")

    def role(self, name: str) -> str:
        """Return the first office that the text prints beside a person."""
        return next((m.role for m in self.mentions if m.name == name and m.role), "")

    def add(self, actor: ActorDraft) -> None:
        """Know an actor that no mention names: a group read from a phrase."""
        self._known.setdefault(actor.name, actor)
