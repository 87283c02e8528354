"""Who a draft names: known by any of their names, or filed."""

from claimtracker.extraction.drafts import ActorDraft, ArticleDraft
from claimtracker.ingest.columns import fit
from claimtracker.ingest.locks import ACTOR_LOCK, hold
from claimtracker.models import Actor, Alias, name_key
from claimtracker.models.vocabulary import ActorKind


def file_actors(draft: ArticleDraft) -> dict[str, Actor]:
    """Return every actor the draft names, by the key of its name; unknown ones are filed."""
    wanted = {name_key(actor.name): actor for actor in _all_actors(draft)}
    wanted.pop("", None)
    known = _known(wanted)
    if len(known) < len(wanted):
        hold(ACTOR_LOCK)
        known = _known(wanted)  # whoever held the lock may have filed them meanwhile
        new = [key for key in wanted if key not in known]
        known |= _create_actors({key: wanted[key] for key in new})
        for key in new:
            part_of = known.get(name_key(wanted[key].part_of))
            if part_of is not None and part_of != known[key]:
                known[key].part_of = part_of
                known[key].save()
    return known


def _all_actors(draft: ArticleDraft) -> list[ActorDraft]:
    """The draft's actors, with author and source where extraction did not list them."""
    named = list(draft.actors)
    listed = {name_key(actor.name) for actor in named}
    others = [ActorDraft(author.name, ActorKind.PERSON) for author in draft.authors]
    others += [ActorDraft(draft.source, ActorKind.ORGANISATION)] if draft.source else []
    named += [actor for actor in others if name_key(actor.name) not in listed]
    listed |= {name_key(actor.name) for actor in named}
    wholes = {actor.part_of for actor in named if actor.part_of}
    return named + [
        ActorDraft(name, ActorKind.STATE) for name in sorted(wholes) if name_key(name) not in listed
    ]


def _known(wanted: dict[str, ActorDraft]) -> dict[str, Actor]:
    found = Alias.objects.filter(key__in=wanted).select_related("actor")
    return {alias.key: alias.actor for alias in found}


def _create_actors(wanted: dict[str, ActorDraft]) -> dict[str, Actor]:
    """File new actors under their names; an alias that leads elsewhere already stays there."""
    created = Actor.objects.bulk_create(
        Actor(name=fit(draft.name, 300), kind=draft.kind) for draft in wanted.values()
    )
    actors = dict(zip(wanted, created, strict=True))
    names: dict[str, tuple[Actor, str]] = {
        key: (actors[key], draft.name) for key, draft in wanted.items()
    }
    for key, draft in wanted.items():
        for text in draft.aliases:
            names.setdefault(name_key(text), (actors[key], text))
    names.pop("", None)
    taken = set(Alias.objects.filter(key__in=names).values_list("key", flat=True))
    Alias.objects.bulk_create(
        Alias(actor=actor, text=fit(text, 300), key=key)
        for key, (actor, text) in names.items()
        if key not in taken and len(key) <= 300  # noqa: PLR2004  the column's width
    )
    return actors
