"""Our own judgements, append-only: evidence, assessments, notes. The newest is the current one."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Length

from claimtracker.models.actors import Actor
from claimtracker.models.articles import Article, Source
from claimtracker.models.claims import Claim
from claimtracker.models.recommendations import Addressee, Recommendation
from claimtracker.models.record import append_only, exactly_one, recorded
from claimtracker.models.vocabulary import Credibility, Likelihood, Reliability, Stance


class Judgement(models.Model):
    """Signed and dated, never changed."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]
        triggers = [append_only()]


@recorded()
class Evidence(Judgement):
    """What speaks for or against a claim, or shows what an addressee did.

    It is another article of ours, with its own quote where there is one, or a link.
    """

    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True, related_name="evidence")
    addressee = models.ForeignKey(
        Addressee, models.PROTECT, null=True, blank=True, related_name="evidence"
    )
    stance = models.CharField(max_length=10, choices=Stance)
    article = models.ForeignKey(
        Article, models.PROTECT, null=True, blank=True, related_name="used_as_evidence"
    )
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    exact = models.TextField("quote", blank=True)
    url = models.URLField("address", max_length=2000, blank=True)
    note = models.TextField(blank=True)
    reliability = models.CharField(
        max_length=1,
        choices=Reliability,
        blank=True,
        help_text="Only where this item differs from its source's grade.",
    )
    reliability_reason = models.TextField(blank=True)

    class Meta(Judgement.Meta):
        verbose_name_plural = "evidence"
        constraints = [
            exactly_one("evidence_is_about_one_thing", "claim", "addressee"),
            models.CheckConstraint(
                name="evidence_is_an_article_or_a_link",
                condition=models.Q(article__isnull=False) | ~models.Q(url=""),
                violation_error_message="Name an article or give a link.",
            ),
            models.CheckConstraint(
                name="evidence_quote_has_its_place",
                condition=models.Q(exact="", start__isnull=True, end__isnull=True)
                | models.Q(
                    article__isnull=False,
                    start__isnull=False,
                    end=models.F("start") + Length("exact"),
                    end__gt=models.F("start"),
                ),
            ),
            models.CheckConstraint(
                name="evidence_override_has_a_reason",
                condition=models.Q(reliability="") | ~models.Q(reliability_reason=""),
                violation_error_message="Say why this item's reliability differs.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_stance_display()}: {self.article or self.url}"


@recorded()
class Assessment(Judgement):
    """How credible a claim is held to be, how likely a forecast, or that it cannot be tracked."""

    claim = models.ForeignKey(Claim, models.PROTECT, related_name="assessments")
    credibility = models.PositiveSmallIntegerField(choices=Credibility, null=True, blank=True)
    likelihood = models.CharField(
        max_length=20, choices=Likelihood, blank=True, help_text="Predictions only (ICD 203)."
    )
    untrackable = models.BooleanField(
        default=False, help_text="It cannot be found out; the rationale says why."
    )
    rationale = models.TextField()
    evidence = models.ManyToManyField(Evidence, through="Reliance", related_name="relied_on_by")

    class Meta(Judgement.Meta):
        constraints = [
            models.CheckConstraint(
                name="assessment_judges_or_says_why_not",
                condition=models.Q(untrackable=True, credibility__isnull=True, likelihood="")
                | (
                    models.Q(untrackable=False)
                    & (models.Q(credibility__isnull=False) | ~models.Q(likelihood=""))
                ),
                violation_error_message="Give a credibility or a likelihood, or say untrackable.",
            ),
            models.CheckConstraint(
                name="assessment_has_a_rationale",
                condition=~models.Q(rationale=""),
                violation_error_message="Give the rationale.",
            ),
        ]

    def __str__(self) -> str:
        if self.untrackable:
            return "Untrackable"
        return self.get_credibility_display() or self.get_likelihood_display()


@recorded()
class Reliance(models.Model):
    """An item of evidence that an assessment relied on."""

    assessment = models.ForeignKey(Assessment, models.PROTECT)
    evidence = models.ForeignKey(Evidence, models.PROTECT)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="reliance_is_stated_once", fields=["assessment", "evidence"]
            )
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return str(self.evidence)


@recorded()
class Note(Judgement):
    """A remark on anything, dated and signed."""

    article = models.ForeignKey(Article, models.PROTECT, null=True, blank=True)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, blank=True)
    recommendation = models.ForeignKey(Recommendation, models.PROTECT, null=True, blank=True)
    addressee = models.ForeignKey(Addressee, models.PROTECT, null=True, blank=True)
    actor = models.ForeignKey(Actor, models.PROTECT, null=True, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True)
    text = models.TextField()

    class Meta(Judgement.Meta):
        default_related_name = "notes"
        constraints = [
            exactly_one(
                "note_is_on_one_thing",
                "article",
                "claim",
                "recommendation",
                "addressee",
                "actor",
                "source",
            )
        ]

    def __str__(self) -> str:
        return self.text[:90]
