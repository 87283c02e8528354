"""Claims: what an article says is so, who says it through whom, and how surely."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from claimtracker.models.actors import Actor
from claimtracker.models.anchors import searchable
from claimtracker.models.record import counted_version, recorded
from claimtracker.models.statements import Statement, StatementQuerySet
from claimtracker.models.vocabulary import Certainty, ClaimKind, HolderType, RelationKind


class ClaimQuerySet(StatementQuerySet):
    """The words for sets of claims."""

    def mentioning(self, actors) -> Self:
        """Claims that are about one of the actors."""
        return self.filter(pk__in=Mention.objects.filter(actor__in=actors).values("claim"))

    def said_by(self, actors) -> Self:
        """Claims attributed to one of the actors, at any depth of the chain."""
        links = AttributionLink.objects.filter(actor__in=actors)
        return self.filter(pk__in=links.values("claim"))

    def with_chain(self) -> Self:
        """Fetch the attribution chain and the actors too, two queries for any number of rows."""
        return self.prefetch_related(
            models.Prefetch("attribution", AttributionLink.objects.select_related("actor")),
            "actors",
        )


@recorded()
class Claim(Statement):
    """What an article says is so.

    `certainty` and `negated` are the quoted author's, never our judgement. `hedges` is a list of
    `{"exact", "start", "end"}`, the words that make it less (or more) sure; `dates` a list of
    `{"exact", "start", "end", "value", "kind"}` with ISO 8601 values. Offsets are the article's.
    """

    kind = models.CharField(max_length=10, choices=ClaimKind)
    certainty = models.CharField(max_length=10, choices=Certainty, default=Certainty.CERTAIN)
    negated = models.BooleanField(default=False)
    hedges = models.JSONField(default=list, blank=True, editable=False)
    dates = models.JSONField(default=list, blank=True, editable=False)
    actors = models.ManyToManyField(Actor, through="Mention", related_name="mentioned_in")
    related = models.ManyToManyField("self", through="Relation", symmetrical=False)
    search = searchable("exact", "summary")

    objects = ClaimQuerySet.as_manager()

    class Meta(Statement.Meta):
        indexes = [
            GinIndex(name="claim_search", fields=["search"], fastupdate=False),
            models.Index(name="claim_by_curation", fields=["curation", "-id"]),
            models.Index(name="claim_by_kind", fields=["kind", "-id"]),
            models.Index(name="claim_by_fingerprint", fields=["fingerprint"]),
        ]
        triggers = [counted_version()]


@recorded()
class AttributionLink(models.Model):
    """One voice of a claim's chain; position 0 is the outermost, the author.

    `holder` is the name as filed when it was proposed, `printed` the words of the text, `cue`
    the quoted word that makes the link ("said"), with its offsets in the article.
    """

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="attribution")
    position = models.PositiveSmallIntegerField()
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True, related_name="voices")
    holder = models.CharField(max_length=300)
    type = models.CharField(max_length=20, choices=HolderType)
    printed = models.CharField("as printed", max_length=500, blank=True)
    role = models.CharField("role as printed", max_length=500, blank=True)
    cue = models.TextField(blank=True)
    cue_start = models.PositiveIntegerField(null=True, blank=True)
    cue_end = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["claim", "position"]
        constraints = [
            models.UniqueConstraint(
                name="attributionlink_positions_are_distinct", fields=["claim", "position"]
            ),
            models.CheckConstraint(
                name="attributionlink_cue_has_both_offsets_or_none",
                condition=models.Q(cue_start__isnull=True, cue_end__isnull=True)
                | models.Q(cue_end__gt=models.F("cue_start")),
            ),
        ]
        indexes = [models.Index(name="attribution_by_actor", fields=["actor", "-claim"])]

    def __str__(self) -> str:
        return self.holder


@recorded()
class Mention(models.Model):
    """An actor that a claim is about."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="mentions")
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="mentions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="mention_is_counted_once_a_claim", fields=["claim", "actor"]
            )
        ]
        indexes = [models.Index(name="mention_by_actor", fields=["actor", "-claim"])]

    def __str__(self) -> str:
        return self.actor.name


@recorded()
class Relation(models.Model):
    """What one claim does to another: a denial points at the very claim that it denies."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=10, choices=RelationKind)
    other = models.ForeignKey(Claim, models.CASCADE, related_name="related_by")
    note = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        help_text="Empty where extraction proposed it.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="relation_is_stated_once", fields=["claim", "kind", "other"]
            ),
            models.CheckConstraint(
                name="relation_joins_two_claims",
                condition=~models.Q(claim=models.F("other")),
                violation_error_message="A claim cannot relate to itself.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.other}"


@recorded()
class Likeness(models.Model):
    """A new proposal that may say what an earlier claim says: shown, never merged by itself."""

    claim = models.ForeignKey(Claim, models.CASCADE, related_name="likenesses")
    other = models.ForeignKey(Claim, models.CASCADE, related_name="liked_by")
    score = models.FloatField(help_text="From 0 to 1: the share of words in common.")

    class Meta:
        verbose_name_plural = "likenesses"
        ordering = ["claim", "-score"]
        constraints = [
            models.UniqueConstraint(name="likeness_is_stated_once", fields=["claim", "other"]),
            models.CheckConstraint(
                name="likeness_joins_two_claims", condition=~models.Q(claim=models.F("other"))
            ),
            models.CheckConstraint(
                name="likeness_score_is_a_share", condition=models.Q(score__range=(0, 1))
            ),
        ]

    def __str__(self) -> str:
        return f"possibly the same as: {self.other}"
