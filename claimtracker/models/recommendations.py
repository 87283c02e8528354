"""Recommendations: what should be done, by whom, how strongly, and what became of it."""

from typing import Self

import pgtrigger
from concurrency.fields import AutoIncVersionField
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from claimtracker.models.actors import Actor
from claimtracker.models.anchors import Anchored, searchable
from claimtracker.models.record import append_only, counted_version, recorded
from claimtracker.models.statements import Statement, StatementQuerySet
from claimtracker.models.vocabulary import (
    OPEN_STATUSES,
    STATUS_MOVES,
    AddresseeRole,
    Curation,
    Position,
    Status,
    Strength,
)

LEGAL_MOVES = [(old, new) for old, targets in STATUS_MOVES.items() for new in targets]


class RecommendationQuerySet(StatementQuerySet):
    """The words for sets of recommendations."""

    def with_parties(self) -> Self:
        """Fetch recommenders and addressees too, two queries for any number of rows."""
        return self.prefetch_related(
            models.Prefetch("addressees", Addressee.objects.select_related("actor")),
            "recommenders",
        )


@recorded()
class Recommendation(Statement):
    """What an article recommends. Who is asked, and what became of it, stands in its addressees."""

    action = models.TextField(help_text="What is to be done, in the text's words.")
    modality = models.CharField(
        max_length=100, blank=True, help_text='The modal or performative as printed: "should".'
    )
    strength = models.CharField(max_length=10, choices=Strength)
    conditions = ArrayField(models.TextField(), default=list, blank=True)
    purpose = models.TextField(blank=True)
    recommenders = models.ManyToManyField(
        Actor, through="Recommender", related_name="recommendations_made"
    )
    search = searchable("exact", "summary", "action")

    objects = RecommendationQuerySet.as_manager()

    class Meta(Statement.Meta):
        indexes = [
            GinIndex(name="recommendation_search", fields=["search"], fastupdate=False),
            models.Index(name="recommendation_by_curation", fields=["curation", "-id"]),
            models.Index(name="recommendation_by_strength", fields=["strength", "-id"]),
            models.Index(name="recommendation_by_fingerprint", fields=["fingerprint"]),
        ]
        triggers = [counted_version()]


@recorded()
class Recommender(models.Model):
    """Who recommends: the author, and whoever the text says asked for the same."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="voices")
    position = models.PositiveSmallIntegerField()
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="recommenderships")

    class Meta:
        ordering = ["recommendation", "position"]
        constraints = [
            models.UniqueConstraint(
                name="recommender_is_named_once", fields=["recommendation", "actor"]
            )
        ]

    def __str__(self) -> str:
        return self.actor.name


@recorded()
class Obstacle(Anchored):
    """What stands in a recommendation's way, quoted."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="obstacles")

    class Meta(Anchored.Meta):
        ordering = ["recommendation", "start"]

    def __str__(self) -> str:
        return self.exact


class AddresseeQuerySet(models.QuerySet):
    """The words for sets of addressees: the rows of every recommendation report."""

    def open(self) -> Self:
        """Not closed yet, partly addressed or not."""
        return self.filter(status__in=OPEN_STATUSES)

    def closed(self) -> Self:
        """Implemented, or never going to be."""
        return self.exclude(status__in=OPEN_STATUSES)

    def addressed_to(self, actor: Actor | int) -> Self:
        """Addressed to the actor or to one that is part of it."""
        return self.filter(actor__in=Actor.objects.within(actor))

    def standing(self) -> Self:
        """Those of recommendations that nobody rejected, nor a run withdrew: a report's rows."""
        return self.exclude(recommendation__curation=Curation.REJECTED).exclude(
            recommendation__curation=Curation.PROPOSED, recommendation__withdrawn_by__isnull=False
        )

    def for_report(self) -> Self:
        """All that one row of the recommendation report shows, without the article's text."""
        return (
            self.select_related(
                "actor",
                "recommendation__article__source__actor",
                "recommendation__section",
                "recommendation__assignee",
            )
            .defer(
                "recommendation__article__text",
                "recommendation__article__original",
                "recommendation__search",
            )
            .prefetch_related("recommendation__recommenders", "recommendation__obstacles")
            .order_by("-recommendation_id", "pk")
        )


_STATUS_MOVES_BY_CHANGE_ONLY = """
IF (NEW.status, NEW.status_since) IS DISTINCT FROM (OLD.status, OLD.status_since)
   AND pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION 'The status of an addressee moves only by a StatusChange, with its reason.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'addressee_status_moves_by_statuschange';
END IF;
RETURN NEW;
"""

_STARTS_OPEN = """
IF NEW.status <> 'open' THEN
    RAISE EXCEPTION 'An addressee starts Open; a StatusChange moves it on, with its reason.'
        USING ERRCODE = 'check_violation', CONSTRAINT = 'addressee_starts_open';
END IF;
RETURN NEW;
"""


@recorded()
class Addressee(models.Model):
    """An actor that a recommendation asks, and what became of it there.

    `actor` is empty where the text names nobody: the recommendation is tracked all the same.
    `status` and `status_since` follow the newest StatusChange; the database moves them.
    """

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="addressees")
    actor = models.ForeignKey(
        Actor,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="addressed",
        help_text="Leave empty where the text names nobody.",
    )
    role = models.CharField(max_length=10, choices=AddresseeRole, default=AddresseeRole.ADDRESSED)
    position = models.CharField(max_length=12, choices=Position, default=Position.NOT_STATED)
    priority = models.BooleanField(default=False)
    status = models.CharField(max_length=20, choices=Status, default=Status.OPEN, editable=False)
    status_since = models.DateField(
        null=True, blank=True, editable=False, help_text="Effective date of the newest move."
    )
    version = AutoIncVersionField()

    objects = AddresseeQuerySet.as_manager()

    class Meta:
        ordering = ["-recommendation", "pk"]
        default_permissions = ("add", "change", "delete", "view", "import", "export")
        constraints = [
            models.UniqueConstraint(
                name="addressee_is_named_once",
                fields=["recommendation", "actor"],
                nulls_distinct=False,
                violation_error_message="This actor is an addressee of the recommendation already.",
            )
        ]
        indexes = [
            models.Index(name="addressee_by_actor", fields=["actor", "-recommendation"]),
            models.Index(name="addressee_by_status", fields=["status", "-recommendation"]),
        ]
        triggers = [
            pgtrigger.FSM(name="status_move_is_legal", field="status", transitions=LEGAL_MOVES),
            pgtrigger.Trigger(
                name="status_moves_by_change",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                func=_STATUS_MOVES_BY_CHANGE_ONLY,
            ),
            pgtrigger.Trigger(
                name="starts_open",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=_STARTS_OPEN,
            ),
            counted_version(),
        ]

    def __str__(self) -> str:
        return self.actor.name if self.actor else "nobody named"


_MOVE_THE_ADDRESSEE = """
UPDATE claimtracker_addressee
   SET status = NEW.to_status, status_since = NEW.effective_on
 WHERE id = NEW.addressee_id AND status = NEW.from_status;
IF NOT FOUND THEN
    RAISE EXCEPTION 'Addressee % is not in status "%" any more.', NEW.addressee_id, NEW.from_status
        USING ERRCODE = 'check_violation', CONSTRAINT = 'statuschange_starts_from_current_status';
END IF;
RETURN NULL;
"""


@recorded()
class StatusChange(models.Model):
    """A move of an addressee's status, with its reason; the newest is the current one.

    `effective_on` is the day it came to be so, which may lie before the day it was entered.
    Omission alone is no evidence that a recommendation was abandoned.
    """

    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="status_changes")
    from_status = models.CharField("from", max_length=20, choices=Status)
    to_status = models.CharField("to", max_length=20, choices=Status)
    effective_on = models.DateField()
    reason = models.TextField()
    evidence = models.ForeignKey(
        "claimtracker.Evidence", models.PROTECT, null=True, blank=True, related_name="+"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="statuschange_is_a_legal_move",
                condition=models.Q(
                    *(models.Q(from_status=old, to_status=new) for old, new in LEGAL_MOVES),
                    _connector=models.Q.OR,
                ),
                violation_error_message="This status cannot follow the current one.",
            ),
            models.CheckConstraint(
                name="statuschange_has_a_reason",
                condition=models.Q(reason__regex=r"\S"),
                violation_error_message="Give the reason for this move.",
            ),
        ]
        triggers = [
            append_only(),
            pgtrigger.Trigger(
                name="moves_the_addressee",
                operation=pgtrigger.Insert,
                when=pgtrigger.After,
                func=_MOVE_THE_ADDRESSEE,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_to_status_display()} since {self.effective_on}"
