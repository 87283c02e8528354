"""Linked data: assessed claims as schema.org ClaimReview, quotes as W3C Web Annotations.

Both are JSON-LD. Addresses begin with settings.SITE_ADDRESS; where that is not set they are paths.
"""

from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from django.conf import settings
from django.db import models

from claimtracker.models import ActorKind, Addressee, Article, Claim, Credibility
from claimtracker.models.statements import Statement
from claimtracker.reports.formats import Export, Format
from claimtracker.reports.structured import as_json, utf8, write_list

BEST, WORST = 5, 1
RATING = {
    Credibility.CONFIRMED: 5,
    Credibility.PROBABLY: 4,
    Credibility.POSSIBLY: 3,
    Credibility.DOUBTFUL: 2,
    Credibility.IMPROBABLE: 1,
    Credibility.CANNOT_BE_JUDGED: 3,  # neither end is claimed; alternateName tells it from 3
}
"""Admiralty 1-6 as ratingValue: the best is highest, as schema.org reads it."""

Record = dict[str, Any]


class ClaimReview(Format):
    """A graph of schema.org reviews; claims that nobody assessed, or can, make none."""

    name = "claimreview"
    extension = "claimreview.jsonld"
    title = "ClaimReview"
    type = "application/ld+json"

    def save(self, export: Export, stream: BinaryIO) -> int:
        """Write review after review; return how many there are."""
        with utf8(stream) as text:
            text.write('{"@context": "https://schema.org",\n "@graph": ')
            count = write_list(text, _records(export))
            text.write("}\n")
        return count


class Annotations(Format):
    """An annotation collection of one page."""

    name = "annotations"
    extension = "annotations.jsonld"
    title = "Web Annotations"
    type = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'

    def save(self, export: Export, stream: BinaryIO) -> int:
        """Write annotation after annotation; return how many there are."""
        about = export.about
        label = as_json(f"{about.title}: {about.description}")
        with utf8(stream) as text:
            text.write('{"@context": "http://www.w3.org/ns/anno.jsonld",\n')
            text.write(f' "type": "AnnotationCollection",\n "label": {label},\n')
            text.write(f' "generated": {as_json(about.generated_at)},\n')
            text.write(' "first": {"type": "AnnotationPage", "startIndex": 0,\n "items": ')
            count = write_list(text, _records(export))
            text.write(f'}},\n "total": {count}}}\n')
        return count


def _records(export: Export) -> Iterator[Record]:
    return (record for record in map(export.record, export.rows) if record is not None)


def link(path: str) -> str:
    """Return the address of a page of ours."""
    return settings.SITE_ADDRESS.rstrip("/") + path


def claim_review(address: Callable[[models.Model], str]) -> Callable[[Claim], Record | None]:
    """Return what makes a claim's newest assessment a ClaimReview; `address` gives its page.

    The row carries `credibility`, `assessed_at`, `assessed_by` and `rationale` of it.
    """

    def review(claim: Claim) -> Record | None:
        if claim.credibility is None:  # nobody judged, it cannot be tracked, or only how likely
            return None
        page = link(address(claim))
        return {
            "@type": "ClaimReview",
            "@id": page,
            "url": page,
            "datePublished": claim.assessed_at.date(),
            "author": {"@type": "Person", "name": claim.assessed_by},
            "claimReviewed": claim.summary or claim.exact,
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": RATING[Credibility(claim.credibility)],
                "bestRating": BEST,
                "worstRating": WORST,
                "alternateName": Credibility(claim.credibility).label,
                "ratingExplanation": claim.rationale,
            },
            "itemReviewed": _claim(claim, page),
        }

    return review


def _claim(claim: Claim, page: str) -> Record:
    voices = list(claim.attribution.all())
    said: Record = {"@type": "Claim", "text": claim.exact, "identifier": _place(claim)}
    if voices:
        person = voices[-1].actor is not None and voices[-1].actor.kind == ActorKind.PERSON
        kind = "Person" if person or voices[-1].type == "person" else "Organization"
        said["author"] = {"@type": kind, "name": str(voices[-1].actor or voices[-1].holder)}
    article = claim.article
    appearance = {"@type": "CreativeWork", "url": article.url or page, "headline": article.title}
    if article.published_on:  # a lower bound is no date
        said["datePublished"] = appearance["datePublished"] = article.published_on
    return said | {"appearance": appearance}


def _place(statement: Statement) -> list[Record]:
    """What proves the quote: the hash of the original bytes, and where it stands in the text."""
    values = {
        "sha256": statement.article.sha256, "start": statement.start, "end": statement.end
    }  # fmt: skip
    return [
        {"@type": "PropertyValue", "propertyID": name, "value": value}
        for name, value in values.items()
    ]


def claim_annotation(address: Callable[[models.Model], str]) -> Callable[[Claim], Record]:
    """Return what makes a claim an annotation of its article."""
    return lambda claim: _annotation(
        claim, link(address(claim)), [claim.kind, claim.certainty, claim.curation]
    )


def addressee_annotation(address: Callable[[models.Model], str]) -> Callable[[Addressee], Record]:
    """Return what makes a recommendation to one addressee an annotation of its article."""

    def annotation(row: Addressee) -> Record:
        statement = row.recommendation
        tags = [statement.strength, row.status, f"addressed to: {row}", statement.curation]
        page = link(address(row))
        return _annotation(statement, page, tags) | {"id": f"{page}#addressee-{row.pk}"}

    return annotation


def _annotation(statement: Statement, page: str, tags: list[str]) -> Record:
    article: Article = statement.article
    said = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags]
    if statement.summary:
        said.insert(0, {"type": "TextualBody", "purpose": "describing", "value": statement.summary})
    said.append(
        {"type": "TextualBody", "purpose": "identifying", "value": f"sha256:{article.sha256}"}
    )
    return {
        "id": page,
        "type": "Annotation",
        "created": statement.created_at.isoformat(),
        "body": said,
        "target": {
            "source": article.url or page,
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": statement.exact,
                    "prefix": statement.prefix,
                    "suffix": statement.suffix,
                },
                {
                    "type": "TextPositionSelector",
                    "start": statement.start,
                    "end": statement.end,
                },
            ],
        },
    }
