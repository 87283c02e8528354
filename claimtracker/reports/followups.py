"""What is to be looked at again: one row a follow-up."""

from collections.abc import Callable

from django.db.models import F, Q, QuerySet

from claimtracker.models import Actor, Article, Claim, FollowUp
from claimtracker.reports import fields
from claimtracker.reports.filters import (
    Columns,
    DueWhen,
    Filter,
    Page,
    ReportFilter,
    Sort,
    Whether,
    due,
)
from claimtracker.reports.noun_tables import FollowUpTable
from claimtracker.reports.report import Column, Report, address, at, username


def rows() -> QuerySet:
    """Return every follow-up with what it is about, first due first."""
    articles = ("claim__article", "addressee__recommendation__article")
    return (
        FollowUp.objects.with_subject()
        .select_related("done_by", *articles)
        .defer(*(f"{article}__{heavy}" for article in articles for heavy in ("text", "original")))
        .order_by("due_on", "pk")
    )


def _subject(row: FollowUp) -> str:
    if row.claim_id:
        return address("claim", "claim_id")(row)
    return address("recommendation", "addressee.recommendation_id")(row)


def _statement(path: str) -> Callable[[FollowUp], object]:
    """Return what reads the claim or the recommendation that a follow-up is about."""
    read = at(path)
    return lambda row: read(row.claim if row.claim_id else row.addressee.recommendation)


class FollowUpFilter(ReportFilter):
    """Which follow-ups to show."""

    actor = Filter(
        fields.ActorField,
        label="About",
        method="concerning",
        help_text="Whom a recommendation asks, or a claim is by or about; parts are included.",
    )
    due = Filter(fields.OneOf, choices=DueWhen.choices, label="Follow-up", method="coming_up")
    done = Whether(lambda: Q(done_on__isnull=False), label="Done")
    assignee = Filter(
        fields.UserField, field_name="assignee", label="Assigned to", help_text="A login name."
    )
    article = Filter(fields.ArticleField, label="Article", method="of_article", help_text="Its id.")
    sort = Sort(
        {"due_on": F("due_on"), "assignee": F("assignee__username"), "done_on": F("done_on")}
    )
    page = Page()
    columns = Columns(FollowUpTable)

    def concerning(self, qs: QuerySet, name: str, actor: Actor) -> QuerySet:
        """Keep what is about the actor or one that is part of it."""
        family = Actor.objects.within(actor)
        said, about = Claim.objects.said_by(family), Claim.objects.mentioning(family)
        return qs.filter(
            Q(addressee__actor__in=family) | Q(claim__in=said.values("pk"))
            | Q(claim__in=about.values("pk"))
        )  # fmt: skip

    def of_article(self, qs: QuerySet, name: str, article: Article) -> QuerySet:
        """Keep what is about a statement of the article."""
        return qs.filter(Q(claim__article=article) | Q(addressee__recommendation__article=article))

    def coming_up(self, qs: QuerySet, name: str, when: str) -> QuerySet:
        """Keep the open ones that are due then."""
        return due(qs, when)


REPORT = Report(
    name="followups",
    title="Follow-ups",
    about="A row is one follow-up.",
    model="followup",
    rows=rows,
    filterset=FollowUpFilter,
    columns=(
        Column("address", address("followup")),
        Column("followup_id", at("pk")),
        Column("about", _subject),
        Column("actor", at("addressee.actor.name")),
        Column("exact", _statement("exact")),
        Column("question", at("question")),
        Column("assignee", username("assignee")),
        Column("due_on", at("due_on")),
        Column("repeat_months", at("repeat_months")),
        Column("done_on", at("done_on")),
        Column("done_by", username("done_by")),
        Column("outcome", at("outcome")),
        Column("article", _statement("article.title")),
        Column("sha256", _statement("article.sha256")),
        Column("start", _statement("start")),
        Column("end", _statement("end")),
    ),
    table=FollowUpTable,
)
