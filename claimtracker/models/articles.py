"""Where statements come from: sources, articles and their sections, and the imports."""

from typing import Self

import pghistory
import pgtrigger
from concurrency.fields import AutoIncVersionField
from django.conf import settings
from django.db import models

from claimtracker.models.actors import Actor
from claimtracker.models.record import append_only, counted_version, recorded
from claimtracker.models.vocabulary import Reliability, SectionKind


class SourceQuerySet(models.QuerySet):
    """The words for sets of sources."""

    def with_reliability(self) -> Self:
        """Annotate `reliability`: the newest grade, or None where nobody has judged."""
        newest = SourceRating.objects.filter(source=models.OuterRef("pk")).order_by("-on", "-pk")
        return self.annotate(reliability=models.Subquery(newest.values("grade")[:1]))


@recorded()
class Source(models.Model):
    """Who publishes: an actor of its own, with a homepage and a history of reliability."""

    actor = models.OneToOneField(Actor, models.PROTECT, related_name="source")
    homepage = models.URLField(blank=True, max_length=500)
    version = AutoIncVersionField()

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["actor__name"]
        default_permissions = ("add", "change", "delete", "view", "import", "export")
        triggers = [counted_version()]

    def __str__(self) -> str:
        return self.actor.name


@recorded()
class SourceRating(models.Model):
    """How far a source was trusted from a day on, and why; the newest is the current one."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="ratings")
    grade = models.CharField("reliability", max_length=1, choices=Reliability)
    on = models.DateField()
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-on", "-pk"]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.grade} from {self.on}"


class ArticleQuerySet(models.QuerySet):
    """The words for sets of articles. Text and original bytes are fetched only when asked for."""

    HEAVY = ("text", "original", "links", "pages")

    def with_text(self) -> Self:
        """Fetch the text too, in the same query."""
        return self.defer(None).defer("original")


class ArticleManager(models.Manager.from_queryset(ArticleQuerySet)):
    """Leaves the heavy columns behind: no list ever fetches an article's text."""

    def get_queryset(self) -> ArticleQuerySet:
        """Articles without their text and original bytes, which load when they are read."""
        return super().get_queryset().defer(*ArticleQuerySet.HEAVY)


# The heavy columns can't change, so the record keeps them once: when an article is deleted.
@recorded(exclude=ArticleQuerySet.HEAVY)
@pghistory.track(
    pghistory.DeleteEvent("deleted_in_full"),
    model_name="ArticleDeletion",
    obj_field=pghistory.ObjForeignKey(db_constraint=False, related_name="deletions"),
)
class Article(models.Model):
    """A published text, kept exactly. A later version at the same address is a new article."""

    # Identification
    source = models.ForeignKey(
        Source, models.PROTECT, null=True, blank=True, related_name="articles"
    )
    series = models.CharField(max_length=300, blank=True)
    title = models.CharField(max_length=1000)
    url = models.URLField("address", max_length=2000, blank=True)
    language = models.CharField(max_length=35, blank=True, help_text="A BCP 47 tag, such as en.")
    revises = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="revisions",
        help_text="The earlier version of this article.",
    )

    # Time
    published_on = models.DateField(null=True, blank=True)
    published_not_before = models.DateField(
        null=True,
        blank=True,
        help_text="A lower bound drawn from the text, where it does not say when it appeared.",
    )
    retrieved_at = models.DateTimeField(null=True, blank=True)
    imported_at = models.DateTimeField(auto_now_add=True)

    # Provenance: never edited
    media_type = models.CharField(max_length=100, editable=False)
    encoding = models.CharField(
        max_length=30,
        editable=False,
        blank=True,
        help_text="The codec that turns the original bytes into the text; empty for other formats.",
    )
    sha256 = models.CharField(
        "SHA-256", max_length=64, unique=True, editable=False, help_text="Of the original bytes."
    )
    original = models.BinaryField(editable=False)
    text = models.TextField(editable=False, help_text="Exactly as decoded; never edited.")
    links = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="Where words of the text lead: [start, end, target] each.",
    )
    pages = models.JSONField(
        default=list,
        blank=True,
        editable=False,
        help_text="Where the file's pages begin in the text: [start, number] each.",
    )

    version = AutoIncVersionField()

    objects = ArticleManager()

    class Meta:
        ordering = ["-pk"]
        base_manager_name = "objects"
        default_permissions = ("add", "change", "delete", "view", "import", "export")
        constraints = [
            models.CheckConstraint(
                name="article_has_one_publication_date",
                condition=models.Q(published_on__isnull=True)
                | models.Q(published_not_before__isnull=True),
                violation_error_message="Give the publication date or its lower bound, not both.",
            ),
            models.CheckConstraint(name="article_has_text", condition=~models.Q(text="")),
            models.CheckConstraint(
                name="article_hash_is_sha256",
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
            ),
            models.CheckConstraint(
                name="article_does_not_revise_itself",
                condition=models.Q(revises__isnull=True) | ~models.Q(revises=models.F("pk")),
                violation_error_message="An article cannot revise itself.",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="text_is_never_edited",
                fields=["sha256", "media_type", "encoding", *ArticleQuerySet.HEAVY],
            ),
            counted_version(),
        ]

    def __str__(self) -> str:
        return self.title

    def page_at(self, offset: int) -> int | None:
        """Return the page of the file on which a place in the text stands; None without pages."""
        return next((number for start, number in reversed(self.pages) if start <= offset), None)

    @property
    def published(self) -> str:
        """When it appeared, as far as is known: "2 Nov 2022", "not before 2 Nov 2022" or ""."""
        if self.published_on:
            return f"{self.published_on:%-d %b %Y}"
        if self.published_not_before:
            return f"not before {self.published_not_before:%-d %b %Y}"
        return ""


@recorded()
class Author(models.Model):
    """Who wrote an article, in the order of the byline, with role and affiliation as printed."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="authors")
    position = models.PositiveSmallIntegerField()
    actor = models.ForeignKey(Actor, models.PROTECT, related_name="authorships")
    printed = models.CharField(
        "name as printed", max_length=300, blank=True, help_text="Whoever it was merged with since."
    )
    role = models.CharField(max_length=500, blank=True)
    affiliation = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["article", "position"]
        constraints = [
            models.UniqueConstraint(
                name="author_positions_are_distinct", fields=["article", "position"]
            )
        ]

    def __str__(self) -> str:
        return self.actor.name


@recorded()
class Section(models.Model):
    """A part of an article's text; offsets count code points and are half-open."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="sections")
    kind = models.CharField(max_length=20, choices=SectionKind)
    label = models.CharField(max_length=200)
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["article", "start"]
        constraints = [
            models.CheckConstraint(
                name="section_end_is_after_start", condition=models.Q(end__gt=models.F("start"))
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def page(self) -> int | None:
        """The page of the file on which it begins; None for files without pages."""
        return self.article.page_at(self.start)


class ImportRun(models.Model):
    """One file that came to the door: who brought it, how, and what became of it."""

    class Outcome(models.TextChoices):
        """What an import did."""

        CREATED = "created", "Created"
        UNCHANGED = "unchanged", "Unchanged"
        REFUSED = "refused", "Refused"
        REEXTRACTED = "reextracted", "Extracted again"

    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    via = models.CharField("door", max_length=50, help_text="The command or page it came through.")
    file = models.CharField(max_length=1000)
    note = models.TextField(blank=True)
    addressee = models.CharField(
        max_length=300,
        blank=True,
        help_text="To whom recommendations go that name nobody, as the importer said.",
    )
    extractor = models.CharField(max_length=20, help_text="Version of the extraction rules.")
    outcome = models.CharField(max_length=12, choices=Outcome)
    reason = models.TextField(blank=True)
    article = models.ForeignKey(Article, models.PROTECT, null=True, related_name="imports")
    claims = models.PositiveIntegerField("claims proposed", default=0)
    recommendations = models.PositiveIntegerField("recommendations proposed", default=0)
    unchanged = models.PositiveIntegerField("statements known already", default=0)
    withdrawn = models.PositiveIntegerField("statements no longer found", default=0)
    returned = models.PositiveIntegerField("statements found again", default=0)

    class Meta:
        verbose_name = "import"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                name="importrun_is_refused_or_has_an_article",
                condition=models.Q(outcome="refused", article__isnull=True)
                | (~models.Q(outcome="refused") & models.Q(article__isnull=False)),
            ),
            models.CheckConstraint(
                name="importrun_refusal_has_a_reason",
                condition=~models.Q(outcome="refused", reason=""),
            ),
        ]
        triggers = [append_only()]

    def __str__(self) -> str:
        return f"{self.file}: {self.get_outcome_display()}"

    @property
    def counts(self) -> str:
        """What the run did, in one line; what it compared with is told where there was any."""
        told = f"{self.claims} claims, {self.recommendations} recommendations"
        if self.outcome == self.Outcome.REEXTRACTED or self.unchanged or self.withdrawn:
            told += (
                f" created, {self.unchanged} unchanged, {self.withdrawn} withdrawn, "
                f"{self.returned} returned"
            )
        return told
