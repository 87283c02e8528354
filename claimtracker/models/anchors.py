"""Anchors: where in an article a statement stands (W3C Web Annotation selectors)."""

from typing import Self

from django.contrib.postgres.search import SearchQuery, SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Length

CONTEXT = 60
"""Characters of text kept on each side of a quote, as its prefix and suffix."""


class AnchorError(ValueError):
    """The quoted characters do not stand where the offsets say."""


def anchor(text: str, start: int, end: int, exact: str) -> dict:
    """Return the selector fields of `text[start:end]`; AnchorError unless that is `exact`."""
    if not 0 <= start < end <= len(text) or text[start:end] != exact:
        raise AnchorError(f"characters {start} to {end} of the article are not {exact[:80]!r}")
    return {
        "start": start,
        "end": end,
        "exact": exact,
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }


class Anchored(models.Model):
    """Characters of an article: offsets count code points and are half-open."""

    article = models.ForeignKey("claimtracker.Article", models.PROTECT)
    start = models.PositiveIntegerField(help_text="First character, counted from 0.")
    end = models.PositiveIntegerField(help_text="The character after the last.")
    exact = models.TextField("quote", help_text="The quoted characters, as they stand in the text.")
    prefix = models.TextField(blank=True, help_text="What stands just before the quote.")
    suffix = models.TextField(blank=True, help_text="What stands just after the quote.")

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(class)s_end_is_after_start",
                condition=models.Q(end__gt=models.F("start")),
            ),
            models.CheckConstraint(
                name="%(class)s_offsets_span_the_quote",
                condition=models.Q(end=models.F("start") + Length("exact")),
            ),
        ]


class Fold(models.Func):
    """Lower case without accents: `claimtracker_fold` in the database, immutable."""

    function = "claimtracker_fold"
    output_field = models.TextField()


def searchable(*fields: str) -> models.GeneratedField:
    """Return the stored search vector of the fields: English stems, accents folded."""
    return models.GeneratedField(
        expression=SearchVector(*(Fold(field) for field in fields), config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
        editable=False,
    )


class SearchQuerySet(models.QuerySet):
    """Full-text search over a `search` column made by `searchable`."""

    def matching(self, words: str) -> Self:
        """Rows that hold all the words; "phrases", `or` and `-without` work as on the web."""
        query = SearchQuery(
            Fold(models.Value(words, output_field=models.TextField())),
            config="english",
            search_type="websearch",
        )
        return self.filter(search=query)
