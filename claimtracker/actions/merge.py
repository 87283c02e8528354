"""Two actors that turn out to be one."""

from django.contrib.auth.models import User
from django.db import models
from rapidfuzz import fuzz

from claimtracker.actions.verbs import Refused, required, verb
from claimtracker.models import (
    Actor,
    Addressee,
    Alias,
    Article,
    AttributionLink,
    Author,
    Mention,
    Recommender,
    Source,
)

ALIKE = 75
"""Per cent of two names' letters in common, words in any order, that is worth a look."""

MOVED = {
    "names": Alias,
    "articles written": Author,
    "links of attribution": AttributionLink,
    "mentions": Mention,
    "recommendations made": Recommender,
    "recommendations received": Addressee,
}


def what_moves(actor: Actor) -> dict[str, int]:
    """Count what a merge would move away from the actor, for the person who confirms it."""
    counts = {words: model.objects.filter(actor=actor).count() for words, model in MOVED.items()}
    counts["actors that are part of it"] = actor.parts.count()
    counts["articles published"] = Article.objects.filter(source__actor=actor).count()
    return {words: count for words, count in counts.items() if count}


def like_named(actor: Actor, limit: int = 5) -> list[Actor]:
    """Other actors of which a name is much like one of this actor's, most alike first.

    Candidates share the longest word of a name; rapidfuzz compares the rest.
    """
    own = list(actor.aliases.values_list("key", flat=True))
    words = {max(key.split(), key=len) for key in own if key}
    near = models.Q(pk__in=[])
    for word in words:
        near |= models.Q(key__contains=word)
    others = Alias.objects.filter(near, actor__merged_into=None).exclude(actor=actor)
    scores: dict[Actor, float] = {}
    for alias in others.select_related("actor")[:500]:
        score = max(fuzz.token_sort_ratio(alias.key, key) for key in own)
        scores[alias.actor] = max(score, scores.get(alias.actor, 0))
    alike = sorted((-score, other.name, other) for other, score in scores.items() if score >= ALIKE)
    return [other for _, _, other in alike[:limit]]


@verb
def merge_actors(gone: Actor, *, into: Actor, reason: str, by: User) -> Actor:
    """Move everything of `gone` to `into`, names included. The empty row stays, pointing there.

    Notes and ratings of a source are never rewritten, so they stay with the row that they name.
    """
    required(reason, "a reason")
    actors = Actor.objects.select_for_update().filter(pk__in=(gone.pk, into.pk)).order_by("pk")
    found = {actor.pk: actor for actor in actors}
    gone, into = found[gone.pk], found[into.pk]
    _check(gone, into)
    for model, of in ((Mention, "claim"), (Recommender, "recommendation")):
        shared = model.objects.filter(actor=into).values(of)
        model.objects.filter(actor=gone, **{f"{of}__in": shared}).delete()
    _drop_shared_addressees(gone, into)
    for model in MOVED.values():
        model.objects.filter(actor=gone).update(actor=into)
    _move_source(gone, into)
    if into.part_of_id == gone.pk:
        into.part_of = gone.part_of
        into.save()
    Actor.objects.filter(part_of=gone).exclude(pk=into.pk).update(part_of=into)
    gone.merged_into, gone.part_of = into, None
    gone.save()
    return into


def _check(gone: Actor, into: Actor) -> None:
    if gone == into:
        raise Refused("An actor cannot be merged into itself.")
    for actor in (gone, into):
        if actor.merged_into is not None:
            raise Refused(f"{actor.name} was merged into {actor.merged_into.name} already.")


def _drop_shared_addressees(gone: Actor, into: Actor) -> None:
    """Where both are asked the same, the one without a history goes; two histories can't be one."""
    shared = Addressee.objects.filter(
        actor=gone, recommendation__in=Addressee.objects.filter(actor=into).values("recommendation")
    )
    for addressee in shared.select_related("recommendation"):
        if addressee.status_changes.exists() or addressee.evidence.exists():
            raise Refused(
                f"Both were asked “{addressee.recommendation.short_quote}”, and {gone.name} has a "
                "history there that cannot move. Merge the other way round, or keep both."
            )
        addressee.followups.update(addressee=addressee.recommendation.addressees.get(actor=into))
        addressee.delete()


def _move_source(gone: Actor, into: Actor) -> None:
    source = Source.objects.filter(actor=gone).first()
    other = Source.objects.filter(actor=into).first()
    if source is not None and other is not None:
        Article.objects.filter(source=source).update(source=other)
    elif source is not None:
        source.actor = into
        source.save()
