"""What was recommended to whom, and what became of it: one row an addressee."""

from django.db.models import F, OuterRef, Prefetch, QuerySet, Subquery

from claimtracker.models import (
    Actor,
    Addressee,
    FollowUp,
    Recommendation,
    Recommender,
    Status,
    Strength,
)
from claimtracker.models.vocabulary import AddresseeRole
from claimtracker.reports import fields, linked
from claimtracker.reports.facets import Facet
from claimtracker.reports.filters import (
    BOUND_COUNTS,
    AnyOf,
    Approved,
    Columns,
    Curated,
    Due,
    Filter,
    Page,
    Published,
    ReportFilter,
    Sort,
    published,
    rank,
    withdrawn,
)
from claimtracker.reports.recommendation_table import RecommendationTable
from claimtracker.reports.report import (
    Column,
    Report,
    address,
    as_known,
    at,
    joined,
    username,
    yes_no,
)

ARTICLE = "recommendation__article"


def rows() -> QuerySet:
    """Return every addressee with all that a row shows, and when it is next due."""
    checks = FollowUp.objects.open().filter(addressee=OuterRef("pk")).order_by("due_on")
    # As plain lists: Django makes no queryset for each row then, which nearly halves a file's time.
    lists = (
        Prefetch("recommendation__voices", Recommender.objects.select_related("actor"), "heard"),
        Prefetch("recommendation__obstacles", to_attr="hindrances"),
    )
    return (
        Addressee.objects.for_report()
        .exclude(withdrawn("recommendation"))
        .select_related("actor__part_of")
        .prefetch_related(None)
        .prefetch_related(*lists)
        .annotate(next_due=Subquery(checks.values("due_on")[:1]))
    )


class RecommendationFilter(ReportFilter):
    """Which recommendations to show."""

    actor = Filter(
        fields.ActorField,
        label="Addressed to",
        method="addressed_to",
        help_text="Name, alias or id. Its parts are included.",
    )
    q = Filter(
        fields.Words,
        label="Words",
        method="with_words",
        help_text='In quote, action or summary; "a phrase", or, -without.',
    )
    status = AnyOf(Status, label="Status")
    source = Filter(
        fields.SourceField,
        label="Source",
        field_name="recommendation__article__source",
        help_text="Who published it: name, alias or id.",
    )
    strength = AnyOf(Strength, field_name="recommendation__strength", label="Strength")
    curation = Curated(field_name="recommendation__curation")
    approved = Approved(Recommendation, path="recommendation")
    priority = Filter(fields.YesNo, label="Priority")
    role = AnyOf(AddresseeRole, label="Asked to act, or to help")
    recommended_by = Filter(
        fields.ActorField,
        label="Recommended by",
        method="made_by",
        help_text="Name, alias or id. Its parts are included.",
    )
    article = Filter(fields.ArticleField, label="Article", field_name=ARTICLE, help_text="Its id.")
    assignee = Filter(
        fields.UserField,
        label="Assigned to",
        field_name="recommendation__assignee",
        help_text="A login name.",
    )
    due = Due("addressee")
    published_after = Published(
        "gte",
        article=ARTICLE,
        label="Published on or after",
        help_text=BOUND_COUNTS,
    )
    published_before = Published(
        "lte",
        article=ARTICLE,
        label="Published on or before",
        help_text=BOUND_COUNTS,
    )
    sort = Sort(
        {
            "actor": F("actor__name"),
            "status": rank("status", Status),
            "status_since": F("status_since"),
            "priority": F("priority"),
            "strength": rank("recommendation__strength", Strength),
            "published": published(ARTICLE),
            "next_due": F("next_due"),
            "assignee": F("recommendation__assignee__username"),
        }
    )
    page = Page()
    columns = Columns(RecommendationTable)

    def with_words(self, qs: QuerySet, name: str, words: str) -> QuerySet:
        """Keep the recommendations that hold the words."""
        return qs.filter(recommendation__in=Recommendation.objects.matching(words).values("pk"))

    def addressed_to(self, qs: QuerySet, name: str, actor: Actor) -> QuerySet:
        """Keep what is addressed to the actor or to one that is part of it."""
        return qs.addressed_to(actor)

    def made_by(self, qs: QuerySet, name: str, actor: Actor) -> QuerySet:
        """Keep what the actor, or one that is part of it, recommends."""
        voices = Recommender.objects.filter(actor__in=Actor.objects.within(actor))
        return qs.filter(recommendation__in=voices.values("recommendation"))


ADDRESS = address("recommendation", "recommendation_id")

COLUMNS = (
    Column("address", ADDRESS),
    Column("recommendation_id", at("recommendation_id")),
    Column("addressee_id", at("pk")),
    Column("actor", at("actor.name")),
    Column("part_of", at("actor.part_of.name")),
    Column("role", at("role")),
    Column("status", at("status")),
    Column("status_since", at("status_since")),
    Column("position", at("position")),
    Column("priority", yes_no("priority")),
    Column("strength", at("recommendation.strength")),
    Column("modality", at("recommendation.modality")),
    Column("exact", at("recommendation.exact")),
    Column("action", at("recommendation.action")),
    Column("conditions", lambda row: joined(row.recommendation.conditions)),
    Column("purpose", at("recommendation.purpose")),
    Column("obstacles", lambda row: joined(row.recommendation.hindrances)),
    Column("recommenders", lambda row: joined(row.recommendation.heard)),
    Column("curation", at("recommendation.curation")),
    Column("article", at("recommendation.article.title")),
    Column("source", at("recommendation.article.source.actor.name")),
    Column("published", lambda row: as_known(row.recommendation.article)),
    Column("article_url", at("recommendation.article.url")),
    Column("sha256", at("recommendation.article.sha256")),
    Column("start", at("recommendation.start")),
    Column("end", at("recommendation.end")),
    Column("assignee", username("recommendation.assignee")),
    Column("next_due", at("next_due")),
    Column("summary", at("recommendation.summary")),
    Column("curation_reason", at("recommendation.curation_reason")),
    # Empty here, to be filled in by whoever changes the status and brings the file back.
    Column("status_reason", lambda row: ""),
    Column("effective_on", lambda row: ""),
    Column("version", at("recommendation.version")),
    Column("addressee_version", at("version")),
)

REPORT = Report(
    name="recommendations",
    title="Recommendations",
    about="A row is one addressee: a recommendation that asks two actors has two rows.",
    model="recommendation",
    rows=rows,
    filterset=RecommendationFilter,
    columns=COLUMNS,
    records={"annotations": linked.addressee_annotation(ADDRESS)},
    table=RecommendationTable,
    facets=(
        Facet("status", "status"),
        Facet("strength", "recommendation__strength"),
        Facet("curation", "recommendation__curation"),
        Facet("source", "recommendation__article__source", f"{ARTICLE}__source__actor__name"),
    ),
)
