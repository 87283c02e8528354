"""What claims and recommendations share: an anchor, curation, and who is at work on it."""

from concurrency.fields import AutoIncVersionField
from django.conf import settings
from django.db import models

from claimtracker.models.anchors import Anchored, SearchQuerySet
from claimtracker.models.articles import ImportRun, Section
from claimtracker.models.vocabulary import Curation


class StatementQuerySet(SearchQuerySet):
    """The words for sets of statements."""

    def proposed(self):
        """What waits for a person's decision."""
        return self.standing().filter(curation=Curation.PROPOSED)

    def accepted(self):
        """What a person agreed that the article says."""
        return self.filter(curation=Curation.ACCEPTED)

    def rejected(self):
        """What a person said the article does not say."""
        return self.filter(curation=Curation.REJECTED)

    def untouched(self):
        """Proposals of the machine that nobody decided or edited: a re-run may withdraw them."""
        return self.filter(curation=Curation.PROPOSED, edited_by__isnull=True).exclude(rule="")

    def standing(self):
        """What no later run or version of the article has withdrawn."""
        return self.filter(withdrawn_by__isnull=True)

    def with_article(self):
        """Fetch the article's particulars with each statement, never its text."""
        return self.select_related("article", "section", "assignee").defer(
            "article__text", "article__original", "search"
        )


class Statement(Anchored):
    """A quote, with what people decided about it.

    `rule` and `score` tell which rule proposed it and how surely; both are empty on what a
    person added. `fingerprint` is the hash of the normalised quote, type and actors, not of
    the offsets, so that a re-paginated article still finds its statements.
    """

    section = models.ForeignKey(Section, models.SET_NULL, null=True, blank=True)
    summary = models.TextField(blank=True, help_text="In your own words; the quote stays as it is.")
    curation = models.CharField(max_length=10, choices=Curation, default=Curation.PROPOSED)
    curation_reason = models.TextField("reason", blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decided_%(class)ss",
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="edited_%(class)ss",
        help_text="Who changed it last; empty while it is as it was proposed.",
    )
    withdrawn_by = models.ForeignKey(
        ImportRun,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="withdrawn_%(class)ss",
        help_text="The run that found it no more: not proposed, or gone from the newest text.",
    )
    rule = models.CharField("proposed by rule", max_length=60, blank=True)
    score = models.FloatField(null=True, blank=True, help_text="From 0 to 1; how sure the rule is.")
    fingerprint = models.CharField(max_length=64, editable=False)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="assigned_%(class)ss",
    )
    created_at = models.DateTimeField(auto_now_add=True)
    version = AutoIncVersionField()

    objects = StatementQuerySet.as_manager()

    class Meta(Anchored.Meta):
        abstract = True
        ordering = ["-pk"]
        default_permissions = ("add", "change", "delete", "view", "import", "export")
        constraints = [
            *Anchored.Meta.constraints,
            models.CheckConstraint(
                name="%(class)s_decision_has_its_person_and_time",
                condition=models.Q(
                    curation=Curation.PROPOSED, decided_by__isnull=True, decided_at__isnull=True
                )
                | (
                    ~models.Q(curation=Curation.PROPOSED)
                    & models.Q(decided_by__isnull=False, decided_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="%(class)s_score_is_a_share",
                condition=models.Q(score__isnull=True) | models.Q(score__range=(0, 1)),
            ),
        ]

    def __str__(self) -> str:
        return self.short_quote

    @property
    def short_quote(self) -> str:
        """The quote on one line, cut at 90 characters for lists and choices."""
        line = " ".join(self.exact.split())
        return line if len(line) <= 90 else f"{line[:89]}…"  # noqa: PLR2004
