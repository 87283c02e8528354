"""Which claims others deny, dispute or support: conditions on claims that nobody's view decides.

Rejected claims count for nothing, on either side.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from claimtracker.models import (
    AttributionLink,
    Claim,
    Curation,
    Evidence,
    Relation,
    RelationKind,
    Stance,
)


def _pointing_here(*kinds: RelationKind) -> QuerySet:
    found = Relation.objects.filter(other=OuterRef("pk"), kind__in=kinds)
    return found.exclude(claim__curation=Curation.REJECTED)


def denied() -> Exists:
    """Another claim denies it."""
    return Exists(_pointing_here(RelationKind.DENIES))


def contested() -> Q:
    """Another claim denies or disputes it, or evidence speaks against it."""
    against = Evidence.objects.filter(
        claim=OuterRef("pk"), stance__in=(Stance.DISPUTES, Stance.REFUTES)
    )
    claims = _pointing_here(RelationKind.DENIES, RelationKind.DISPUTES)
    return Q(Exists(claims)) | Q(Exists(against))


def single_sourced() -> Q:
    """No claim of another source says or supports it, and no evidence from elsewhere does.

    What comes from no known source is never taken for independent.
    """
    kinds = (RelationKind.SUPPORTS, RelationKind.REPEATS)
    supporting = _pointing_here(*kinds).filter(_elsewhere("claim__article"))
    repeated = Relation.objects.filter(
        _elsewhere("other__article"), claim=OuterRef("pk"), kind=RelationKind.REPEATS
    ).exclude(other__curation=Curation.REJECTED)
    evidence = Evidence.objects.filter(
        Q(article__isnull=True) | _elsewhere("article"),
        claim=OuterRef("pk"),
        stance__in=(Stance.SUPPORTS, Stance.CONFIRMS),
    )
    return ~(Q(Exists(supporting)) | Q(Exists(repeated)) | Q(Exists(evidence)))


def _elsewhere(article: str) -> Q:
    """Two known sources that are not one; the outer row is a claim."""
    theirs = f"{article}__source"
    return Q(**{f"{theirs}__isnull": False}) & ~Q(**{theirs: OuterRef("article__source")})


def denied_by(family: QuerySet) -> QuerySet:
    """The claims that one of the actors denies itself: its is the innermost voice of the denial."""
    inner = AttributionLink.objects.filter(
        claim=OuterRef("claim"), position__gt=OuterRef("position")
    )
    voices = AttributionLink.objects.filter(~Exists(inner), actor__in=family)
    denials = Relation.objects.filter(
        kind=RelationKind.DENIES, claim__in=voices.values("claim")
    ).exclude(claim__curation=Curation.REJECTED)
    return Claim.objects.filter(pk__in=denials.values("other"))
