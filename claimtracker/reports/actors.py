"""Who says, is asked, acts: one row an actor."""

from django.db.models import Exists, F, OuterRef, QuerySet

from claimtracker.models import Actor, ActorKind, Addressee, AttributionLink
from claimtracker.reports import fields
from claimtracker.reports.facets import Facet
from claimtracker.reports.filters import AnyOf, Columns, Filter, Page, ReportFilter, Sort, Whether
from claimtracker.reports.noun_tables import ActorTable
from claimtracker.reports.report import Column, Report, address, at, joined


def rows() -> QuerySet:
    """Return every actor that is not merged into another, with what it is part of and its names."""
    return (
        Actor.objects.current()
        .select_related("part_of")
        .prefetch_related("aliases")
        .order_by("name", "pk")
    )


class ActorFilter(ReportFilter):
    """Which actors to show."""

    actor = Filter(
        fields.ActorField,
        label="Actor",
        method="family",
        help_text="Name, alias or id. Its parts are included.",
    )
    kind = AnyOf(ActorKind, field_name="kind", label="Kind")
    q = Filter(fields.Words, field_name="name", lookup_expr="icontains", label="In the name")
    asked = Whether(
        lambda: Exists(Addressee.objects.filter(actor=OuterRef("pk"))),
        label="Asked to do something",
        help_text="A recommendation addresses it; its parts do not count.",
    )
    quoted = Whether(
        lambda: Exists(AttributionLink.objects.filter(actor=OuterRef("pk"))),
        label="Says something",
        help_text="A claim is attributed to it; its parts do not count.",
    )
    sort = Sort({"name": F("name"), "kind": F("kind"), "part_of": F("part_of__name")})
    page = Page()
    columns = Columns(ActorTable)

    def family(self, qs: QuerySet, name: str, actor: Actor) -> QuerySet:
        """Keep the actor and all that are part of it."""
        return qs.filter(pk__in=Actor.objects.within(actor).values("pk"))


REPORT = Report(
    name="actors",
    title="Actors",
    about="A row is one actor.",
    model="actor",
    rows=rows,
    filterset=ActorFilter,
    columns=(
        Column("address", address("actor")),
        Column("actor_id", at("pk")),
        Column("name", at("name")),
        Column("kind", at("kind")),
        Column("part_of", at("part_of.name")),
        Column("aliases", lambda row: joined(row.aliases.all())),
        Column("version", at("version")),
    ),
    table=ActorTable,
    facets=(Facet("kind", "kind"),),
)
