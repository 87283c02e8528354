"""Where statements come from: articles and their sources, a row each."""

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from claimtracker.models import (
    Actor,
    Addressee,
    Article,
    Author,
    Claim,
    Curation,
    Recommendation,
    Reliability,
    Source,
)
from claimtracker.models.statements import Statement
from claimtracker.reports import bibtex, fields
from claimtracker.reports.facets import Facet
from claimtracker.reports.filters import (
    BOUND_COUNTS,
    AnyOf,
    Columns,
    Filter,
    Page,
    Published,
    ReportFilter,
    Sort,
    Whether,
    published,
    withdrawn,
)
from claimtracker.reports.noun_tables import ArticleTable, SourceTable
from claimtracker.reports.report import Column, Report, address, as_known, at, joined


def _number_of(rows: QuerySet, path: str) -> Coalesce:
    """Return how many of the rows belong to each outer row by the path."""
    counted = rows.filter(**{path: OuterRef("pk")}).order_by().values(path)
    number = counted.annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def article_rows() -> QuerySet:
    """Return every article, with how many statements it makes that nobody rejected."""
    claims, recommendations = (
        model.objects.exclude(curation=Curation.REJECTED).exclude(withdrawn())
        for model in (Claim, Recommendation)
    )
    asked = Addressee.objects.standing()
    return (
        Article.objects.select_related("source__actor")
        .prefetch_related("authors__actor")
        .annotate(
            claims=_number_of(claims, "article"),
            recommendations=_number_of(recommendations, "article"),
            asked=_number_of(asked, "recommendation__article"),
        )
        .order_by("-pk")
    )


def source_rows() -> QuerySet:
    """Return every source, with its newest grade and how many articles of it we hold."""
    return (
        Source.objects.with_reliability()
        .select_related("actor")
        .annotate(articles_held=_number_of(Article.objects.all(), "source"))
        .order_by("actor__name", "pk")
    )


class ArticleFilter(ReportFilter):
    """Which articles to show."""

    q = Filter(fields.Words, field_name="title", lookup_expr="icontains", label="In the title")
    source = Filter(
        fields.SourceField, field_name="source", label="Source", help_text="Name, alias or id."
    )
    author = Filter(
        fields.ActorField,
        label="Written by",
        method="written_by",
        help_text="Name, alias or id. Its parts are included.",
    )
    waiting = Whether(
        lambda: _proposed(Claim) | _proposed(Recommendation),
        label="Waits for decisions",
        help_text="Something proposed from it is neither accepted nor rejected.",
    )
    published_after = Published("gte", label="Published on or after", help_text=BOUND_COUNTS)
    published_before = Published("lte", label="Published on or before", help_text=BOUND_COUNTS)
    sort = Sort(
        {"title": F("title"), "published": published(), "claims": F("claims"), "asked": F("asked")}
    )
    page = Page()
    columns = Columns(ArticleTable)

    def written_by(self, qs: QuerySet, name: str, actor: Actor) -> QuerySet:
        """Keep the articles whose byline names the actor or one that is part of it."""
        lines = Author.objects.filter(actor__in=Actor.objects.within(actor))
        return qs.filter(pk__in=lines.values("article"))


def _proposed(model: type[Statement]) -> Q:
    return Q(Exists(model.objects.proposed().filter(article=OuterRef("pk"))))


class SourceFilter(ReportFilter):
    """Which sources to show."""

    q = Filter(fields.Words, field_name="actor__name", lookup_expr="icontains", label="In the name")
    reliability = AnyOf(Reliability, field_name="reliability", label="Reliability")
    sort = Sort(
        {
            "name": F("actor__name"),
            "reliability": F("reliability"),
            "articles_held": F("articles_held"),
        }
    )
    page = Page()
    columns = Columns(SourceTable)


ARTICLES = Report(
    name="articles",
    title="Articles",
    about="A row is one article.",
    model="article",
    rows=article_rows,
    filterset=ArticleFilter,
    columns=(
        Column("address", address("article")),
        Column("article_id", at("pk")),
        Column("title", at("title")),
        Column("series", at("series")),
        Column("source", at("source.actor.name")),
        Column("authors", lambda row: joined(row.authors.all())),
        Column("published", as_known),
        Column("article_url", at("url")),
        Column("language", at("language")),
        Column("media_type", at("media_type")),
        Column("sha256", at("sha256")),
        Column("claims", at("claims")),
        Column("recommendations", at("recommendations")),
    ),
    records={"bibtex": bibtex.article_entry(address("article"))},
    table=ArticleTable,
    facets=(Facet("source", "source", "source__actor__name"),),
)

SOURCES = Report(
    name="sources",
    title="Sources",
    about="A row is one source.",
    model="source",
    rows=source_rows,
    filterset=SourceFilter,
    columns=(
        Column("address", address("source")),
        Column("source_id", at("pk")),
        Column("name", at("actor.name")),
        Column("homepage", at("homepage")),
        Column("reliability", at("reliability")),
        Column("articles", at("articles_held")),
    ),
    records={"bibtex": bibtex.source_entry(address("source"))},
    table=SourceTable,
    facets=(Facet("reliability", "reliability"),),
)
