"""Actors: who says, is asked, acts. Every name of an actor is an alias with a unique key."""

import unicodedata

from concurrency.fields import AutoIncVersionField
from django.db import models

from claimtracker.models.record import counted_version, recorded
from claimtracker.models.vocabulary import ActorKind

# Letters of other alphabets that look like Latin ones (after Unicode TR39's confusables).
_LOOK_ALIKES = str.maketrans(
    "аеорсухіјѕԁһӏвкмнтαοερυντικ",
    "aeopcyxijsdhlbkmhtaoepuvtik",
)


def name_key(name: str) -> str:
    """Return what two spellings of one name share.

    Case, accents, full stops, a leading "the", invisible characters and look-alike letters of
    other alphabets make no difference, so that a twin made by mistake or on purpose collides.
    """
    decomposed = unicodedata.normalize("NFKD", name).casefold().translate(_LOOK_ALIKES)
    kept = "".join(
        char
        for char in decomposed
        if unicodedata.category(char) not in {"Mn", "Cf", "Cc"} or char.isspace()
    )
    words = kept.replace("’", "'").replace(".", "").split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    return " ".join(words)


class ActorQuerySet(models.QuerySet):
    """The words for sets of actors."""

    def named(self, name: str) -> models.QuerySet:
        """The actor that goes by this name or alias, if any."""
        return self.filter(aliases__key=name_key(name))

    def current(self) -> models.QuerySet:
        """Actors that are none other: not merged into another."""
        return self.filter(merged_into__isnull=True)

    def within(self, actor: "Actor | int") -> models.QuerySet:
        """The actor and all that are part of it, at any depth."""
        pk = actor.pk if isinstance(actor, Actor) else actor
        return self.filter(pk__in=_FamilyIds(models.Value(pk)))


class _FamilyIds(models.Func):
    """A recursive subquery; UNION (not UNION ALL) ends even on a circle."""

    template = (
        "(WITH RECURSIVE family(id) AS (SELECT %(expressions)s::bigint UNION "
        "SELECT child.id FROM claimtracker_actor child JOIN family ON child.part_of_id = family.id)"
        " SELECT id FROM family)"
    )
    output_field = models.BigIntegerField()


@recorded()
class Actor(models.Model):
    """A state, body, organisation, outlet, person or group."""

    name = models.CharField(max_length=300, help_text="The name an analyst would file it by.")
    kind = models.CharField(max_length=30, choices=ActorKind)
    part_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        help_text="The larger actor: a filter by that one includes this one.",
    )
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
        help_text="The actor that this one turned out to be; everything of it moved there.",
    )
    version = AutoIncVersionField()

    objects = ActorQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        default_permissions = ("add", "change", "delete", "view", "import", "export")
        constraints = [
            models.CheckConstraint(
                name="actor_is_not_part_of_itself",
                condition=models.Q(part_of__isnull=True) | ~models.Q(part_of=models.F("pk")),
                violation_error_message="An actor cannot be part of itself.",
            ),
            models.CheckConstraint(
                name="actor_is_not_merged_into_itself",
                condition=models.Q(merged_into__isnull=True)
                | ~models.Q(merged_into=models.F("pk")),
            ),
            models.CheckConstraint(name="actor_has_a_name", condition=~models.Q(name="")),
        ]
        triggers = [counted_version()]

    def __str__(self) -> str:
        return self.name


@recorded()
class Alias(models.Model):
    """A name that an actor goes by; its own filed name is one of them.

    The key is unique over all actors, so that a name leads to one actor or to none.
    """

    actor = models.ForeignKey(Actor, models.CASCADE, related_name="aliases")
    text = models.CharField("name", max_length=300)
    key = models.CharField(max_length=300, editable=False, unique=True)

    class Meta:
        verbose_name_plural = "aliases"
        ordering = ["text"]
        constraints = [models.CheckConstraint(name="alias_has_a_key", condition=~models.Q(key=""))]

    def __str__(self) -> str:
        return self.text
