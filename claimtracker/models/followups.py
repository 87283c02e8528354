"""Follow-ups: what to look at again, when, and by whom."""

import datetime
from typing import Self

from concurrency.fields import AutoIncVersionField
from django.conf import settings
from django.db import models

from claimtracker.models.claims import Claim
from claimtracker.models.judgements import Evidence
from claimtracker.models.recommendations import Addressee
from claimtracker.models.record import counted_version, exactly_one, recorded


class Repeat(models.IntegerChoices):
    """Every how many months a follow-up comes again."""

    MONTHLY = 1, "Every month"
    QUARTERLY = 3, "Every 3 months"
    HALF_YEARLY = 6, "Every 6 months"
    YEARLY = 12, "Every year"


class FollowUpQuerySet(models.QuerySet):
    """The words for sets of follow-ups. Every date is given, so that no test needs a clock."""

    def open(self) -> Self:
        """Still to be done."""
        return self.filter(done_on__isnull=True)

    def done(self) -> Self:
        """Done, with an outcome."""
        return self.filter(done_on__isnull=False)

    def overdue(self, on: datetime.date) -> Self:
        """Open, and due before the day."""
        return self.open().filter(due_on__lt=on)

    def due(self, on: datetime.date, within_days: int) -> Self:
        """Open, and due on the day or in the days after it."""
        return self.open().filter(due_on__range=(on, on + datetime.timedelta(days=within_days)))

    def with_subject(self) -> Self:
        """Fetch what each is about, without any article's text."""
        return self.select_related(
            "assignee", "claim", "addressee__actor", "addressee__recommendation"
        ).defer("claim__search", "addressee__recommendation__search")


@recorded()
class FollowUp(models.Model):
    """Something to check on a claim or with an addressee, on a day; done with an outcome."""

    claim = models.ForeignKey(
        Claim, models.PROTECT, null=True, blank=True, related_name="followups"
    )
    addressee = models.ForeignKey(
        Addressee, models.PROTECT, null=True, blank=True, related_name="followups"
    )
    question = models.TextField("what to check")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="followups"
    )
    due_on = models.DateField("due", help_text="A day in the team's time zone.")
    repeat_months = models.PositiveSmallIntegerField(
        "repeats", choices=Repeat, null=True, blank=True
    )
    done_on = models.DateField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    outcome = models.TextField(blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+")
    follows = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="next", editable=False
    )
    version = AutoIncVersionField()

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        verbose_name = "follow-up"
        ordering = ["due_on", "pk"]
        default_permissions = ("add", "change", "delete", "view", "import", "export")
        constraints = [
            exactly_one("followup_is_about_one_thing", "claim", "addressee"),
            models.CheckConstraint(
                name="followup_is_done_with_person_and_outcome",
                condition=models.Q(done_on__isnull=True, done_by__isnull=True, outcome="")
                | (models.Q(done_on__isnull=False, done_by__isnull=False) & ~models.Q(outcome="")),
                violation_error_message="A follow-up is done with a day, a person and an outcome.",
            ),
        ]
        indexes = [
            models.Index(
                name="followup_open_by_due",
                fields=["due_on", "id"],
                condition=models.Q(done_on__isnull=True),
            )
        ]
        triggers = [counted_version()]

    def __str__(self) -> str:
        return f"{self.question[:80]} ({self.due_on})"
