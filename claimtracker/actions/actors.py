"""File actors under their names. A name leads to one actor."""

from collections.abc import Iterable

from django.contrib.auth.models import User

from claimtracker.actions.verbs import Refused, required, save_checked, verb
from claimtracker.models import Actor, Alias, name_key


@verb
def file_actor(
    name: str,
    *,
    kind: str,
    by: User,
    part_of: Actor | None = None,
    aliases: Iterable[str] = (),
) -> Actor:
    """Make an actor and file it under its name and aliases."""
    actor = Actor(name=required(name, "a name"), kind=kind, part_of=part_of)
    _refuse_taken(actor.name)
    save_checked(actor)
    for text in dict.fromkeys((actor.name, *aliases)):
        _add(actor, text)
    return actor


@verb
def rename_actor(actor: Actor, *, name: str, by: User) -> Actor:
    """File an actor under another name; the old one stays an alias."""
    actor.name = required(name, "a name")
    _add(actor, actor.name)
    save_checked(actor)
    return actor


@verb
def edit_actor(
    actor: Actor, *, kind: str, part_of: Actor | None, by: User, reason: str = ""
) -> Actor:
    """Say what sort of party an actor is, and what it is part of."""
    if part_of is not None and Actor.objects.within(actor).filter(pk=part_of.pk).exists():
        raise Refused(f"{part_of} is {actor} or part of it: neither can be part of the other.")
    actor.kind, actor.part_of = kind, part_of
    save_checked(actor)
    return actor


@verb
def drop_alias(alias: Alias, *, by: User, reason: str = "") -> None:
    """Take away a name that an actor goes by; never the one it is filed under."""
    if alias.key == name_key(alias.actor.name):
        raise Refused(f"{alias.actor} is filed under “{alias}”: rename it first.")
    alias.delete()


@verb
def add_alias(actor: Actor, *, text: str, by: User) -> Alias:
    """Add a name that an actor goes by."""
    return _add(actor, required(text, "a name"))


def _add(actor: Actor, text: str) -> Alias:
    _refuse_taken(text, but_for=actor)
    alias = actor.aliases.filter(key=name_key(text)).first()
    if alias is None:
        alias = Alias(actor=actor, text=text, key=name_key(text))
        save_checked(alias)
    return alias


def _refuse_taken(text: str, but_for: Actor | None = None) -> None:
    holder = Actor.objects.named(text).first()
    if holder is not None and holder != but_for:
        raise Refused(
            f"“{text}” is, or looks like, a name of {holder.name} already: "
            "use that actor, or merge the two."
        )
