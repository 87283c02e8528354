"""Articles, as they came, and the imports that brought them."""

from django.contrib import admin
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, Length, Substr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from unfold.contrib.filters.admin import ChoicesDropdownFilter, RangeDateFilter

from claimtracker import actions
from claimtracker.admin import filters, forms, show
from claimtracker.admin.base import ExportingAdmin, ReadOnlyAdmin, TabularInline
from claimtracker.admin.resources import ArticleResource
from claimtracker.admin.verbs import verb
from claimtracker.models import Article, Author, Claim, Curation, ImportRun, Recommendation, Section

STANDING = {"withdrawn_by__isnull": True}
"""Statements that no later import has withdrawn: those that the lists show."""
LONGEST = 200_000
"""Characters of an article that a page shows; a book is not read in a form."""


class PartInline(TabularInline):
    """A part of the article, as extraction found it."""

    extra = 0
    can_delete = False

    def has_add_permission(self, request, obj=None) -> bool:
        """The text has the parts that it has."""
        return False

    def has_change_permission(self, request, obj=None) -> bool:
        """The text has the parts that it has."""
        return False


class AuthorInline(PartInline):
    """Who wrote it, in order."""

    model = Author
    fields = ("actor", "role", "affiliation")

    def get_queryset(self, request):
        """Fetch the names too."""
        return super().get_queryset(request).select_related("actor")


class SectionInline(PartInline):
    """Title, lede, questions and answers ..."""

    model = Section
    fields = ("label", "kind", "start", "end")
    ordering = ("start",)
    per_page = 20


def counted(model, key: str = "article", **condition) -> Coalesce:
    """Count what points at a row without a join, so that two counts do not multiply."""
    counts = (
        model.objects.filter(**{key: OuterRef("pk")}, **condition)
        .order_by()
        .values(key)
        .annotate(count=Count("pk"))
    )
    return Coalesce(Subquery(counts.values("count")), 0)


def _room(article: Article) -> str:
    return reverse("readingroom:article", args=[article.pk])


@admin.register(Article)
class ArticleAdmin(ExportingAdmin):
    """Articles. They come by import only; their text is never edited."""

    resource_classes = [ArticleResource]
    inlines = (AuthorInline, SectionInline)
    search_fields = ("title", "series", "url")
    search_help_text = "Words of the title, series or address"
    autocomplete_fields = ("source", "revises")
    list_select_related = ("source__actor",)
    list_display = ("title", "from_source", "appeared", "waiting", "claims", "recommendations")
    list_filter = (
        filters.BySource,
        ("published_on", RangeDateFilter),
        ("imported_at", RangeDateFilter),
    )
    actions_detail = ["note"]
    readonly_fields = (
        "statements", "reading", "title", "media_type", "encoding", "sha256", "imported_at",
        "size", "noted",
    )  # fmt: skip
    fieldsets = (
        ("Read", {"fields": ("statements", "reading", "noted")}),
        ("Article", {"fields": ("title", "source", "series", "url", "language", "revises")}),
        ("Dates", {"fields": ("published_on", "published_not_before", "retrieved_at")}),
        ("Provenance", {"fields": ("media_type", "encoding", "size", "sha256", "imported_at")}),
    )
    history_of = ((Author, "article"), (Section, "article"))

    def has_add_permission(self, request, obj=None) -> bool:
        """Articles come by import, which keeps their bytes."""
        return False

    def get_queryset(self, request):
        """Count what waits and what is there; leave the text where it is."""
        return (
            super()
            .get_queryset(request)
            .annotate(
                claims_waiting=counted(Claim, **STANDING, curation=Curation.PROPOSED),
                recommendations_waiting=counted(
                    Recommendation, **STANDING, curation=Curation.PROPOSED
                ),
                claims_count=counted(Claim, **STANDING),
                recommendations_count=counted(Recommendation, **STANDING),
            )
        )

    @admin.display(description="source", ordering="source__actor__name")
    def from_source(self, article: Article) -> SafeString | str:
        """Who published it."""
        return show.link(article.source)

    @admin.display(description="published", ordering="published_on")
    def appeared(self, article: Article) -> str:
        """When it appeared, as far as is known."""
        return article.published or "-"

    @admin.display(description="to decide")
    def waiting(self, article: Article) -> SafeString | str:
        """How many proposals wait; leads to where they are decided."""
        count = article.claims_waiting + article.recommendations_waiting
        chip = show.chip(f"{count} to decide", "waiting") if count else show.chip("Done", "good")
        return format_html('<a href="{}">{}</a>', _room(article), chip)

    @admin.display(description="claims", ordering="claims_count")
    def claims(self, article: Article) -> SafeString:
        """How many claims, leading to them."""
        return show.count(Claim, article.claims_count, article=article.pk)

    @admin.display(description="recommendations", ordering="recommendations_count")
    def recommendations(self, article: Article) -> SafeString:
        """How many recommendations, leading to them."""
        return show.count(Recommendation, article.recommendations_count, article=article.pk)

    @admin.display(description="found in it")
    def statements(self, article: Article) -> SafeString:
        """What was found in it, leading there."""
        query = {"article": article.pk}
        waits = {**query, "curation__exact": Curation.PROPOSED}
        return format_html(
            "{} claims, {} of them to decide · {} recommendations, {} of them to decide · "
            '<a class="ct-link" href="{}">open the reading room</a>',
            show.count(Claim, article.claims_count, **query),
            show.count(Claim, article.claims_waiting, **waits),
            show.count(Recommendation, article.recommendations_count, **query),
            show.count(Recommendation, article.recommendations_waiting, **waits),
            _room(article),
        )

    @admin.display(description="text")
    def reading(self, article: Article) -> SafeString:
        """The text with its lines, and what was found in it marked."""
        text = Article.objects.values_list(Substr("text", 1, LONGEST + 1), flat=True).get(
            pk=article.pk
        )
        spans = [
            (start, end, f"ct-{name} ct-{curation}")
            for name, found in (
                ("claim", article.claim_set),
                ("recommendation", article.recommendation_set),
            )
            for start, end, curation in found.standing()
            .exclude(curation=Curation.REJECTED)
            .filter(~Q(start__gte=LONGEST))
            .values_list("start", "end", "curation")
        ]
        cut = "\n…" if len(text) > LONGEST else ""
        return format_html(
            '<div class="ct-text" dir="auto" tabindex="0" role="region" '
            'aria-label="Text of the article">{}{}</div>',
            show.marked(text[:LONGEST], 0, spans), cut,
        )  # fmt: skip

    @admin.display(description="size")
    def size(self, article: Article) -> str:
        """How long the text is, counted by the database."""
        length = Article.objects.values_list(Length("text"), flat=True).get(pk=article.pk)
        return f"{length:,} characters"

    @admin.display(description="notes")
    def noted(self, article: Article) -> SafeString | str:
        """Remarks."""
        return show.notes(article)

    @verb("Add a note", form=forms.AddNote, permission="claimtracker.add_note",
          icon="sticky_note_2")  # fmt: skip
    def note(self, articles, *, by, text):
        """Remark on it."""
        actions.add_note(text=text, by=by, article=articles[0])
        return "Noted."


@admin.register(ImportRun)
class ImportRunAdmin(ReadOnlyAdmin):
    """What came to the door, and what became of it. Nobody edits what happened."""

    search_fields = ("file",)
    list_display = (
        "file", "at", "outcome_chip", "to_article", "claims", "recommendations", "by", "via",
    )  # fmt: skip
    list_filter = (
        filters.ByArticle,
        ("outcome", ChoicesDropdownFilter),
        ("at", RangeDateFilter),
    )

    def get_queryset(self, request):
        """Fetch the article's title with each, not its text."""
        found = super().get_queryset(request).select_related("article", "by")
        return found.defer(*show.WITHOUT_TEXT)

    @admin.display(description="outcome", ordering="outcome")
    def outcome_chip(self, run: ImportRun) -> SafeString:
        """What became of it, and why where it was refused."""
        return show.inline((show.choice_chip(run, "outcome"), run.reason))

    @admin.display(description="article")
    def to_article(self, run: ImportRun) -> SafeString | str:
        """The article that it made or found."""
        return show.link(run.article)
