"""Our own judgements: evidence, assessments, ratings of sources, notes. None is ever rewritten."""

import datetime
from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db import models

from claimtracker.actions.verbs import Refused, required, save_checked, verb
from claimtracker.models import (
    Addressee,
    AnchorError,
    Article,
    Assessment,
    Claim,
    ClaimKind,
    Evidence,
    Note,
    Source,
    SourceRating,
)
from claimtracker.models.anchors import anchor
from claimtracker.models.judgements import Reliance


@verb
def add_evidence(
    *,
    by: User,
    stance: str,
    claim: Claim | None = None,
    addressee: Addressee | None = None,
    article: Article | None = None,
    exact: str = "",
    start: int | None = None,
    url: str = "",
    note: str = "",
) -> Evidence:
    """Add what speaks for or against a claim, or shows what an addressee did.

    It is an article, with its quote (`exact` at `start`) where there is one, or a link.
    """
    place = {}
    if exact:
        if article is None or start is None:
            raise Refused("A quote needs its article and the place where it stands.")
        try:
            selector = anchor(article.text, start, start + len(exact), exact)
        except AnchorError as error:
            raise Refused(f"The quote is not there: {error}.") from error
        place = {name: selector[name] for name in ("start", "end", "exact")}
    evidence = Evidence(
        claim=claim,
        addressee=addressee,
        stance=stance,
        article=article,
        url=url,
        note=note.strip(),
        by=by,
        **place,
    )
    save_checked(evidence)
    return evidence


@verb
def assess(
    claim: Claim,
    *,
    by: User,
    rationale: str,
    credibility: int | None = None,
    likelihood: str = "",
    untrackable: bool = False,
    evidence: Iterable[Evidence] = (),
) -> Assessment:
    """Judge a claim: how credible (1-6), how likely (predictions), or why it can't be tracked."""
    if likelihood and claim.kind != ClaimKind.PREDICTION:
        raise Refused("A likelihood is for predictions only; give a credibility.")
    assessment = Assessment(
        claim=claim,
        by=by,
        rationale=required(rationale, "the rationale"),
        credibility=credibility,
        likelihood=likelihood,
        untrackable=untrackable,
    )
    save_checked(assessment)
    for item in evidence:
        if item.claim_id != claim.pk:
            raise Refused("An assessment relies on evidence about its own claim.")
        save_checked(Reliance(assessment=assessment, evidence=item))
    return assessment


@verb
def rate_source(
    source: Source, *, grade: str, on: datetime.date, reason: str, by: User
) -> SourceRating:
    """Grade how far a source is trusted (A-F) from a day on; earlier grades stay on record."""
    rating = SourceRating(
        source=source, grade=grade, on=on, reason=required(reason, "a reason"), by=by
    )
    save_checked(rating)
    return rating


@verb
def add_note(*, text: str, by: User, **subject: models.Model) -> Note:
    """Remark on one thing, named by keyword: article, claim, recommendation, addressee ..."""
    note = Note(text=required(text, "the note"), by=by, **subject)
    save_checked(note)
    return note
