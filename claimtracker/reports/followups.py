"""What is to be looked at again: one row a follow-up."""

from django.db.models import F, Q, QuerySet

from claimtracker.models import Actor, Claim, FollowUp
from claimtracker.reports import fields
from claimtracker.reports.filters import DueWhen, Filter, Page, ReportFilter, Sort, due
from claimtracker.reports.report import Column, Report, address, at, username


def rows() -> QuerySet:
    """Return every follow-up with what it is about, first due first."""
    return FollowUp.objects.with_subject().select_related("done_by").order_by("due_on", "pk")


def _subject(row: FollowUp) -> str:
    if row.claim_id:
        return address("claim", "claim_id")(row)
    return address("recommendation", "addressee.recommendation_id")(row)


def _quote(row: FollowUp) -> str:
    return row.claim.exact if row.claim_id else row.addressee.recommendation.exact


class FollowUpFilter(ReportFilter):
    """Which follow-ups to show."""

    actor = Filter(
        fields.ActorField,
        label="About",
        method="concerning",
        help_text="Whom a recommendation asks, or a claim is by or about; parts are included.",
    )
    due = Filter(fields.OneOf, choices=DueWhen.choices, label="Follow-up", method="coming_up")
    sort = Sort({"due_on": F("due_on"), "assignee": F("assignee__username")})
    page = Page()

    def concerning(self, qs: QuerySet, name: str, actor: Actor) -> QuerySet:
        """Keep what is about the actor or one that is part of it."""
        family = Actor.objects.within(actor)
        said, about = Claim.objects.said_by(family), Claim.objects.mentioning(family)
        return qs.filter(
            Q(addressee__actor__in=family) | Q(claim__in=said.values("pk"))
            | Q(claim__in=about.values("pk"))
        )  # fmt: skip

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
        Column("exact", _quote),
        Column("question", at("question")),
        Column("assignee", username("assignee")),
        Column("due_on", at("due_on")),
        Column("repeat_months", at("repeat_months")),
        Column("done_on", at("done_on")),
        Column("done_by", username("done_by")),
        Column("outcome", at("outcome")),
    ),
)
