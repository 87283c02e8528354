"""The first promise, proved: stored text is the original's, quotes stand where they say.

The database's constraints keep honest writers honest; this finds what went round them.
"""

import hashlib
from collections.abc import Iterator

from django.db import models

from claimtracker.models import (
    Article,
    AttributionLink,
    Claim,
    Evidence,
    Obstacle,
    Recommendation,
    Section,
)
from claimtracker.models.anchors import anchor

ANCHORED = (Claim, Recommendation, Obstacle, Evidence)


def counts() -> tuple[int, int]:
    """Return how many articles there are, and how many quotes."""
    quotes = sum(model.objects.exclude(exact="").count() for model in ANCHORED)
    return Article.objects.count(), quotes


def breaches() -> Iterator[str]:
    """Yield a line for each row that does not hold, naming it; one article in memory at a time."""
    articles = Article.objects.defer(None).order_by("pk")
    for article in articles.iterator(chunk_size=20):
        yield from _article_breaches(article)
        yield from _anchor_breaches(article)
        yield from _cue_breaches(article)
        yield from _section_breaches(article)


def _article_breaches(article: Article) -> Iterator[str]:
    original = bytes(article.original)
    if hashlib.sha256(original).hexdigest() != article.sha256:
        yield f"{_name(article)}: the original bytes do not have the stored SHA-256"
    if article.media_type == "text/plain" and _decoded(article) != article.text:
        yield f"{_name(article)}: the text is not what the original bytes say"


def _decoded(article: Article) -> str | None:
    """What the original bytes say in the stored encoding, None where that is no encoding."""
    try:
        return bytes(article.original).decode(article.encoding, "replace")
    except LookupError:
        return None


def _anchor_breaches(article: Article) -> Iterator[str]:
    text = article.text
    for model in ANCHORED:
        rows = model.objects.filter(article=article).exclude(exact="").order_by("pk")
        for row in rows.iterator(chunk_size=500):
            if text[row.start : row.end] != row.exact:
                yield f"{_name(row)}: the quote is not at {row.start}-{row.end}"
            elif not _surrounded(row, text):
                yield f"{_name(row)}: prefix or suffix is not what surrounds the quote"
            for span in _inner_spans(row):
                if not _stands(text, span):
                    yield f"{_name(row)}: {_told(span)}"


def _surrounded(row: models.Model, text: str) -> bool:
    if isinstance(row, Evidence):
        return True  # it keeps the quote alone
    selector = anchor(text, row.start, row.end, row.exact)
    return (row.prefix, row.suffix) == (selector["prefix"], selector["suffix"])


def _stands(text: str, span: object) -> bool:
    """Whether a hedge or a date is one, and stands where it says."""
    try:
        return text[span["start"] : span["end"]] == span["exact"] != ""
    except (KeyError, TypeError):
        return False


def _told(span: object) -> str:
    if isinstance(span, dict) and {"exact", "start"} <= span.keys():
        return f"{span['exact']!r} is not at {span['start']}"
    return f"{span!r} is no hedge and no date"


def _inner_spans(row: models.Model) -> list[object]:
    """The hedges and dates of a claim; other rows have none."""
    return [*row.hedges, *row.dates] if isinstance(row, Claim) else []


def _cue_breaches(article: Article) -> Iterator[str]:
    links = AttributionLink.objects.filter(claim__article=article).exclude(cue="")
    for link in links.order_by("pk").iterator():
        placed = link.cue_start is not None
        if not placed or article.text[link.cue_start : link.cue_end] != link.cue:
            yield f"{_name(link)}: cue {link.cue!r} does not stand there"


def _section_breaches(article: Article) -> Iterator[str]:
    beyond = Section.objects.filter(article=article, end__gt=len(article.text))
    for section in beyond.order_by("pk"):
        yield f"{_name(section)}: ends after the text"


def _name(row: models.Model) -> str:
    return f"{row._meta.model_name} {row.pk}"
