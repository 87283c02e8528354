"""What articles say is so: one row a claim."""

from django.db.models import F, OuterRef, QuerySet, Subquery

from claimtracker.models import Actor, Assessment, Claim, ClaimKind, Credibility, FollowUp
from claimtracker.models.vocabulary import Certainty
from claimtracker.reports import disputes, fields, linked
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
    Whether,
    published,
    withdrawn,
)
from claimtracker.reports.noun_tables import ClaimTable
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


def rows() -> QuerySet:
    """Return every claim with all that a row shows, its newest assessment and next follow-up."""
    newest = Assessment.objects.filter(claim=OuterRef("pk")).order_by("-pk")
    who = newest.values("by__username")
    checks = FollowUp.objects.open().filter(claim=OuterRef("pk")).order_by("due_on")
    return (
        Claim.objects.exclude(withdrawn())
        .with_article()
        .with_chain()
        .select_related("article__source__actor")
        .annotate(
            credibility=Subquery(newest.values("credibility")[:1]),
            likelihood=Subquery(newest.values("likelihood")[:1]),
            rationale=Subquery(newest.values("rationale")[:1]),
            assessed_at=Subquery(newest.values("at")[:1]),
            assessed_by=Subquery(who[:1]),
            next_due=Subquery(checks.values("due_on")[:1]),
        )
        .order_by("-pk")
    )


class ClaimFilter(ReportFilter):
    """Which claims to show."""

    actor = Filter(
        fields.ActorField,
        label="Said by or about",
        method="concerning",
        help_text="Name, alias or id. Its parts are included.",
    )
    q = Filter(fields.Words, label="Words", method="with_words", help_text="In quote or summary.")
    kind = AnyOf(ClaimKind, field_name="kind", label="Kind")
    said_by = Filter(
        fields.ActorField,
        label="Said by",
        method="said_by_family",
        help_text="At any depth of the chain. Its parts are included.",
    )
    about = Filter(
        fields.ActorField,
        label="About",
        method="about_family",
        help_text="Name, alias or id. Its parts are included.",
    )
    source = Filter(
        fields.SourceField,
        field_name="article__source",
        label="Source",
        help_text="Who published it: name, alias or id.",
    )
    certainty = AnyOf(Certainty, field_name="certainty", label="How sure the author is")
    credibility = AnyOf(Credibility, field_name="credibility", label="Credibility")
    curation = Curated(field_name="curation")
    approved = Approved(Claim)
    denied = Whether(disputes.denied, label="Denied", help_text="Another claim denies it.")
    denied_by = Filter(
        fields.ActorField,
        label="Denied by",
        method="denied_by_family",
        help_text="Whose own denial it is. Its parts are included.",
    )
    contested = Whether(
        disputes.contested,
        label="Contested",
        help_text="A claim denies or disputes it, or evidence speaks against it.",
    )
    single_sourced = Whether(
        disputes.single_sourced,
        label="Single-sourced",
        help_text="No other known source says or supports it, nor does evidence.",
    )
    article = Filter(
        fields.ArticleField, field_name="article", label="Article", help_text="Its id."
    )
    assignee = Filter(
        fields.UserField, field_name="assignee", label="Assigned to", help_text="A login name."
    )
    due = Due("claim")
    published_after = Published(
        "gte", article="article", label="Published on or after", help_text=BOUND_COUNTS
    )
    published_before = Published(
        "lte", article="article", label="Published on or before", help_text=BOUND_COUNTS
    )
    sort = Sort(
        {
            "kind": F("kind"),
            "credibility": F("credibility"),
            "published": published("article"),
            "next_due": F("next_due"),
            "assignee": F("assignee__username"),
        }
    )
    page = Page()
    columns = Columns(ClaimTable)

    def concerning(self, qs: QuerySet, name: str, actor: Actor) -> QuerySet:
        """Keep what the actor, or one that is part of it, says at any depth or is said about it."""
        family = Actor.objects.within(actor)
        return qs.said_by(family) | qs.mentioning(family)

    def said_by_family(self, qs: QuerySet, name: str, actor: Actor) -> QuerySet:
        """Keep what the actor, or one that is part of it, says at any depth."""
        return qs.said_by(Actor.objects.within(actor))

    def about_family(self, qs: QuerySet, name: str, actor: Actor) -> QuerySet:
        """Keep what is about the actor or one that is part of it."""
        return qs.mentioning(Actor.objects.within(actor))

    def denied_by_family(self, qs: QuerySet, name: str, actor: Actor) -> QuerySet:
        """Keep what the actor, or one that is part of it, denies."""
        return qs.filter(pk__in=disputes.denied_by(Actor.objects.within(actor)).values("pk"))

    def with_words(self, qs: QuerySet, name: str, words: str) -> QuerySet:
        """Keep the claims that hold the words."""
        return qs.matching(words)


COLUMNS = (
    Column("address", address("claim")),
    Column("claim_id", at("pk")),
    Column("kind", at("kind")),
    Column("certainty", at("certainty")),
    Column("negated", yes_no("negated")),
    Column("exact", at("exact")),
    Column("summary", at("summary")),
    Column("attribution", lambda row: joined(row.attribution.all())),
    Column("hedges", lambda row: joined(hedge["exact"] for hedge in row.hedges)),
    Column("actors", lambda row: joined(row.actors.all())),
    Column("curation", at("curation")),
    Column("credibility", at("credibility")),
    Column("likelihood", at("likelihood")),
    Column("article", at("article.title")),
    Column("source", at("article.source.actor.name")),
    Column("published", lambda row: as_known(row.article)),
    Column("article_url", at("article.url")),
    Column("sha256", at("article.sha256")),
    Column("start", at("start")),
    Column("end", at("end")),
    Column("assignee", username("assignee")),
    Column("next_due", at("next_due")),
    Column("curation_reason", at("curation_reason")),
    Column("version", at("version")),
)

REPORT = Report(
    name="claims",
    title="Claims",
    about="A row is one claim.",
    model="claim",
    rows=rows,
    filterset=ClaimFilter,
    columns=COLUMNS,
    records={
        "claimreview": linked.claim_review(address("claim")),
        "annotations": linked.claim_annotation(address("claim")),
    },
    table=ClaimTable,
    facets=(
        Facet("kind", "kind"),
        Facet("certainty", "certainty"),
        Facet("curation", "curation"),
        Facet("credibility", "credibility"),
        Facet("source", "article__source", "article__source__actor__name"),
    ),
)
