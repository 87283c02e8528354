"""The columns of exports, in order, each named.

Rows come as the list has them, with all that belongs to them: a constant number of queries.
"""

from import_export.fields import Field
from import_export.resources import ModelResource

from claimtracker.admin import show
from claimtracker.models import (
    Actor,
    Addressee,
    Article,
    Claim,
    FollowUp,
    Recommendation,
    Source,
)

SEPARATOR = " | "
PLACE = ("record", "article", "sha256", "start", "end", "exact")
CURATED = ("curation", "curation_reason", "summary", "rule", "score", "assignee")
CHUNK = 5000
"""Rows fetched at once, with what belongs to them; memory stays bounded."""


def column(path: str, name: str = "") -> Field:
    """Return a column that reads what is no field of the row itself: `article__title`."""
    return Field(attribute=path, column_name=name or path)


def computed(name: str) -> Field:
    """Return a column that `dehydrate_NAME` computes."""
    return Field(column_name=name)


class Columns(ModelResource):
    """Begins each row with the address of its record. `Meta.fields` names the columns in order."""

    record = computed("record")

    def dehydrate_record(self, row) -> str:
        """Where the record is in the admin."""
        return show.page(row)


class StatementColumns(Columns):
    """What exports of claims and of recommendations begin with."""

    article = column("article__title", "article")
    sha256 = column("article__sha256", "sha256")
    section = column("section__label", "section")
    assignee = column("assignee__username", "assignee")


class ClaimResource(StatementColumns):
    """Claims, a row each."""

    attribution = computed("attribution")
    actors = computed("actors")
    hedges = computed("hedges")

    class Meta:
        """Claims."""

        model = Claim
        fields = (
            *PLACE, "section", "kind", "certainty", "negated", "attribution", "actors", "hedges",
            *CURATED,
        )  # fmt: skip
        chunk_size = CHUNK

    def dehydrate_attribution(self, claim: Claim) -> str:
        """Who says it through whom."""
        return show.chain(claim)

    def dehydrate_actors(self, claim: Claim) -> str:
        """Whom it is about."""
        return SEPARATOR.join(actor.name for actor in claim.actors.all())

    def dehydrate_hedges(self, claim: Claim) -> str:
        """The words that hedge it."""
        return SEPARATOR.join(hedge["exact"] for hedge in claim.hedges)


class RecommendationResource(StatementColumns):
    """Recommendations, a row each."""

    recommended_by = computed("recommended_by")
    addressed_to = computed("addressed_to")

    class Meta:
        """Recommendations."""

        model = Recommendation
        fields = (
            *PLACE, "section", "action", "modality", "strength", "purpose", "recommended_by",
            "addressed_to", *CURATED,
        )  # fmt: skip
        chunk_size = CHUNK

    def dehydrate_recommended_by(self, recommendation: Recommendation) -> str:
        """Who recommends."""
        return SEPARATOR.join(actor.name for actor in recommendation.recommenders.all())

    def dehydrate_addressed_to(self, recommendation: Recommendation) -> str:
        """Who is asked."""
        return SEPARATOR.join(str(one) for one in recommendation.addressees.all())


class AddresseeResource(Columns):
    """Addressees, a row each."""

    article = column("recommendation__article__title", "article")
    sha256 = column("recommendation__article__sha256", "sha256")
    start = column("recommendation__start", "start")
    end = column("recommendation__end", "end")
    exact = column("recommendation__exact", "exact")
    actor = column("actor__name", "addressee")
    strength = column("recommendation__strength", "strength")

    class Meta:
        """Addressees."""

        model = Addressee
        fields = (
            *PLACE, "actor", "role", "strength", "status", "status_since", "position", "priority",
        )  # fmt: skip
        chunk_size = CHUNK


class ArticleResource(Columns):
    """Articles, a row each, without their text."""

    source = column("source__actor__name", "source")
    claims = column("claims_count", "claims")
    recommendations = column("recommendations_count", "recommendations")

    class Meta:
        """Articles."""

        model = Article
        fields = (
            "record", "title", "sha256", "source", "series", "url", "language", "published_on",
            "published_not_before", "retrieved_at", "imported_at", "claims", "recommendations",
        )  # fmt: skip
        chunk_size = CHUNK


class ActorResource(Columns):
    """Actors, a row each."""

    part_of = column("part_of__name", "part_of")
    aliases = computed("aliases")

    class Meta:
        """Actors."""

        model = Actor
        fields = ("record", "name", "kind", "part_of", "aliases")
        chunk_size = CHUNK

    def dehydrate_aliases(self, actor: Actor) -> str:
        """Every name it goes by."""
        return SEPARATOR.join(alias.text for alias in actor.aliases.all())


class SourceResource(Columns):
    """Sources, a row each."""

    name = column("actor__name", "name")
    reliability = column("reliability")

    class Meta:
        """Sources."""

        model = Source
        fields = ("record", "name", "homepage", "reliability")
        chunk_size = CHUNK


class FollowUpResource(Columns):
    """Follow-ups, a row each."""

    about = computed("about")
    assignee = column("assignee__username", "assignee")

    class Meta:
        """Follow-ups."""

        model = FollowUp
        fields = (
            "record", "question", "about", "assignee", "due_on", "repeat_months", "done_on",
            "outcome",
        )  # fmt: skip
        chunk_size = CHUNK

    def dehydrate_about(self, follow_up: FollowUp) -> str:
        """The address of the claim or of the addressee."""
        return show.page(follow_up.claim or follow_up.addressee)
