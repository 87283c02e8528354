"""What claims and recommendations share: an anchor, curation, and who is at work on it."""

import hashlib
from collections.abc import Iterable
from typing import Self

from concurrency.fields import AutoIncVersionField
from django.conf import settings
from django.db import models

from claimtracker.models.actors import name_key
from claimtracker.models.anchors import Anchored, SearchQuerySet
from claimtracker.models.articles import ImportRun, Section
from claimtracker.models.vocabulary import Curation, Review


class StatementQuerySet(SearchQuerySet):
    """The words for sets of statements."""

    def proposed(self) -> Self:
        """What waits for a person's decision."""
        return self.standing().filter(curation=Curation.PROPOSED)

    def accepted(self) -> Self:
        """What a person agreed that the article says."""
        return self.filter(curation=Curation.ACCEPTED)

    def rejected(self) -> Self:
        """What a person said the article does not say."""
        return self.filter(curation=Curation.REJECTED)

    def approved(self) -> Self:
        """What a second person approved; all that is accepted, where no review is wanted."""
        if not settings.FOUR_EYES:
            return self.accepted()
        return self.filter(review=Review.APPROVED)

    def untouched(self) -> Self:
        """Proposals of the machine that nobody decided or edited: a re-run may withdraw them."""
        return self.filter(curation=Curation.PROPOSED, edited_by__isnull=True).exclude(rule="")

    def standing(self) -> Self:
        """What no later run or version of the article has withdrawn."""
        return self.filter(withdrawn_by__isnull=True)

    def with_article(self) -> Self:
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
    review = models.CharField(max_length=10, choices=Review, blank=True, default=Review.NONE)
    review_reason = models.TextField(blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reviewed_%(class)ss",
    )
    reviewed_at = models.DateTimeField(null=True, blank=True)
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
        default_permissions = ("add", "change", "delete", "view", "import", "export", "review")
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
                name="%(class)s_only_what_is_accepted_is_reviewed",
                condition=models.Q(review="") | models.Q(curation=Curation.ACCEPTED),
            ),
            models.CheckConstraint(
                name="%(class)s_review_has_its_person_and_time",
                condition=models.Q(
                    review__in=(Review.NONE, Review.READY),
                    reviewed_by__isnull=True,
                    reviewed_at__isnull=True,
                )
                | models.Q(
                    review__in=(Review.RETURNED, Review.APPROVED),
                    reviewed_by__isnull=False,
                    reviewed_at__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="%(class)s_is_approved_by_another",
                condition=~models.Q(review=Review.APPROVED)
                | (
                    ~models.Q(reviewed_by=models.F("decided_by"))
                    & (
                        models.Q(edited_by__isnull=True)
                        | ~models.Q(reviewed_by=models.F("edited_by"))
                    )
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


def fingerprint(kind: str, exact: str, parties: Iterable[str]) -> str:
    """Hash what makes a statement the same one in another version of its article.

    That is its words, its type and whose it is; not its offsets, which a new page number shifts.
    """
    holders = "|".join(sorted(name_key(party) for party in parties))
    return hashlib.sha256(f"{kind}\n{normal(exact)}\n{holders}".encode()).hexdigest()


def normal(words: str) -> str:
    """Return the words without what re-typing changes: case, spacing, shape of quotation marks."""
    words = " ".join(words.casefold().split())
    for curly, straight in (("“", '"'), ("”", '"'), ("‘", "'"), ("’", "'")):
        words = words.replace(curly, straight)
    return words
