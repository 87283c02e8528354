"""Correct a proposal, or add what the rules did not see."""

from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from claimtracker.actions.curate import UNREVIEWED, review_after
from claimtracker.actions.verbs import Refused, required, save_checked, verb
from claimtracker.models import (
    Actor,
    Addressee,
    AnchorError,
    Article,
    AttributionLink,
    Claim,
    Curation,
    Mention,
    Recommendation,
    Recommender,
    Review,
    name_key,
)
from claimtracker.models.anchors import anchor
from claimtracker.models.statements import Statement, fingerprint
from claimtracker.models.vocabulary import HolderType

SHARED = {"summary", "assignee"}
EDITABLE: dict[type[Statement], set[str]] = {
    Claim: SHARED | {"kind", "certainty", "negated"},
    Recommendation: SHARED | {"action", "strength", "modality", "conditions", "purpose"},
}


class Conflict(Refused):
    """Somebody saved another version meanwhile. `current` is the row as it is now."""

    def __init__(self, current: Statement) -> None:
        who = current.edited_by or current.decided_by or "Somebody"
        super().__init__(f"{who} changed this meanwhile; both versions are shown, none is lost.")
        self.current = current


@verb
def edit(statement: Statement, *, by: User, reason: str = "", **fields: Any) -> Statement:
    """Change fields of the version that the caller saw; Conflict where another was saved since.

    What was approved is ready for review again: nobody approved the new words.
    """
    if unknown := set(fields) - EDITABLE[type(statement)]:
        raise Refused(f"{', '.join(sorted(unknown))}: not to be edited.")
    now = _seen(statement)
    for name, value in fields.items():
        setattr(now, name, value)
    return _saved(now, by)


@verb
def move_span(
    statement: Statement, *, start: int, end: int, by: User, reason: str = ""
) -> Statement:
    """Make a quote longer or shorter: the statement stands on other characters of its article."""
    now = _seen(statement)
    text = now.article.text
    for name, value in _anchored(text, start, end, text[start:end]).items():
        setattr(now, name, value)
    now.section = _section(now.article, start)
    if isinstance(now, Claim):
        now.hedges = [hedge for hedge in now.hedges if start <= hedge["start"] < end]
        now.dates = [date for date in now.dates if start <= date["start"] < end]
    return _saved(now, by)


@verb
def add_claim(
    article: Article, *, start: int, exact: str, kind: str, by: User, summary: str = ""
) -> Claim:
    """Add a claim that a person found, accepted at once: said by the article's author."""
    claim = Claim(**_found_by_person(article, start, exact, by), kind=kind, summary=summary)
    claim.fingerprint = fingerprint("claim", exact, [])
    save_checked(claim)
    author = article.authors.select_related("actor").first()
    if author is not None:
        AttributionLink.objects.create(
            claim=claim, position=0, actor=author.actor, holder=author.actor.name,
            type=HolderType.AUTHOR,
        )  # fmt: skip
    Mention.objects.bulk_create(
        Mention(claim=claim, actor=actor) for actor in _named_in(article, exact)
    )
    return claim


@verb
def add_recommendation(
    article: Article,
    *,
    start: int,
    exact: str,
    strength: str,
    by: User,
    action: str = "",
    modality: str = "",
    summary: str = "",
    addressees: tuple[Actor, ...] = (),
) -> Recommendation:
    """Add a recommendation that a person found, accepted at once: made by the article's author."""
    recommendation = Recommendation(
        **_found_by_person(article, start, exact, by),
        strength=strength,
        action=action.strip() or exact,
        modality=modality,
        summary=summary,
    )
    recommendation.fingerprint = fingerprint(
        "recommendation", exact, [actor.name for actor in addressees]
    )
    save_checked(recommendation)
    Recommender.objects.bulk_create(
        Recommender(recommendation=recommendation, position=author.position, actor=author.actor)
        for author in article.authors.select_related("actor")
    )
    for actor in addressees or (None,):
        save_checked(Addressee(recommendation=recommendation, actor=actor))
    return recommendation


def _seen(statement: Statement) -> Statement:
    """The row, locked, if it is still the version that the caller saw."""
    model = type(statement)
    now = model.objects.select_for_update(of=("self",)).get(pk=statement.pk)
    if now.version != statement.version:
        raise Conflict(now)
    return now


def _saved(statement: Statement, by: User) -> Statement:
    statement.edited_by = by
    if statement.review != Review.NONE:
        for name, value in UNREVIEWED.items():
            setattr(statement, name, value)
        statement.review = review_after(Curation(statement.curation))
    save_checked(statement)
    return statement


def _found_by_person(article: Article, start: int, exact: str, by: User) -> dict[str, Any]:
    required(exact, "the words that it stands on")
    return {
        **_anchored(article.text, start, start + len(exact), exact),
        "article": article,
        "section": _section(article, start),
        "curation": Curation.ACCEPTED,
        "review": review_after(Curation.ACCEPTED),
        "decided_by": by,
        "decided_at": timezone.now(),
        "edited_by": by,
    }


def _anchored(text: str, start: int, end: int, exact: str) -> dict[str, Any]:
    try:
        return anchor(text, start, end, exact)
    except AnchorError as error:
        raise Refused(f"The words are not there: {error}. Load the page again.") from error


def _section(article: Article, start: int):
    return article.sections.filter(start__lte=start, end__gt=start).first()


def _named_in(article: Article, exact: str) -> list[Actor]:
    """Actors that this article mentions, and that go by a name which stands in the words."""
    words = f" {name_key(''.join(c if c.isalnum() else ' ' for c in exact))} "
    mentioned = Actor.objects.filter(mentions__claim__article=article).distinct()
    return [
        actor
        for actor in mentioned.prefetch_related("aliases")
        if any(f" {alias.key} " in words for alias in actor.aliases.all())
    ]
