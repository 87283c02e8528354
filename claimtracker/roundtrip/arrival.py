"""What others track, stored: a table of recommendations is an article, each row a part of it.

The article's original is the file, byte for byte; its text is the rows, each cell after its
header, so that every recommendation is quoted from it and nothing of the file is lost. The same
bytes are one article; a later file under the same address is a later version of it.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone

from claimtracker import actions, ingest, readers
from claimtracker.extraction.drafts import (
    ActorDraft,
    ArticleDraft,
    RecommendationDraft,
    SectionDraft,
)
from claimtracker.models import (
    Addressee,
    Article,
    Evidence,
    ImportRun,
    Recommendation,
    StatusChange,
)
from claimtracker.models.vocabulary import AddresseeRole
from claimtracker.roundtrip import table
from claimtracker.roundtrip.layout import Layout
from claimtracker.roundtrip.others import Reading, Tracked, read
from claimtracker.roundtrip.table import Problem

VIA = "import_recommendations"
TAG = "As tracked elsewhere"
"""Begins the reason of every status that came from a file: whoever moves it otherwise wins."""


@dataclass
class Result:
    """What became of a file."""

    run: ImportRun
    refused: list[Problem] = field(default_factory=list)
    moved: int = 0
    left: list[Problem] = field(default_factory=list)  # statuses that the file did not move


def bring_in(data: bytes, name: str, *, layout: Layout, by: User, dry_run: bool = False) -> Result:
    """Store the rows of a file as an article with its recommendations, and move their statuses.

    Nothing that is known is stored twice, and no status that a person moved is moved back. With
    `dry_run` all of it is taken back. table.Unreadable where no row can come in.
    """
    reading = read(data, layout)
    if not reading.rows:
        reasons = "; ".join(map(str, reading.refused[:3])) or "there is none below the header"
        raise table.Unreadable(f"No row of it can come in: {reasons}")
    with transaction.atomic():
        proposal = _proposal(data, name, layout, reading)
        given = ingest.Particulars(url=layout.url, source=layout.source, note=f"import of {name}")
        run = ingest.store(proposal, given=given, via=VIA, by=by)
        result = Result(run, reading.refused)
        _move_statuses(result, reading, layout, by)
        transaction.set_rollback(dry_run)
    return result


def _proposal(data: bytes, name: str, layout: Layout, reading: Reading) -> ingest.Proposal:
    text, sections, drafts = _composed(reading)
    document = readers.Document(text=text, media_type="text/csv")
    days = {row.published for row in reading.rows}
    (day,) = days if len(days) == 1 else (None,)
    draft = ArticleDraft(
        title=layout.title or name,
        series="",
        source=layout.source,
        authors=(),
        published_on=day.isoformat() if day else "",
        published_not_before="",
        language=layout.language,
        sections=tuple(sections),
        dates=(),
        actors=tuple(_actors(layout, reading)),
        claims=(),
        recommendations=tuple(drafts),
    )
    return ingest.Proposal(name, data, document, draft, layout.url)


def _composed(reading: Reading) -> tuple[str, list[SectionDraft], list[RecommendationDraft]]:
    """The article's text, a section a row, and where in it each recommendation stands."""
    text, sections, drafts = "", [], []
    for one in reading.rows:
        label = one.cells.get("reference", "").strip() or f"row {one.row.number}"
        start = len(text)
        lines, at = "", None
        for header, cell in one.row.cells.items():
            if cell:
                lines += f"{header}: "
                if cell == one.text and at is None:
                    at = start + len(lines)
                lines += f"{cell}\n"
        text += lines + "\n"
        sections.append(SectionDraft(label, "list", start, start + len(lines)))
        drafts.append(
            RecommendationDraft(
                start=at,
                end=at + len(one.text),
                exact=one.text,
                section=label,
                recommender=(one.recommender,) if one.recommender else (),
                addressed_to=one.addressed_to,
                action=one.text,
                modality="",
                strength=one.strength,
                purpose=one.cells.get("purpose", ""),
                score=None,  # no rule proposed it: a person tracks it
            )
        )
    return text, sections, drafts


def _actors(layout: Layout, reading: Reading) -> Iterator[ActorDraft]:
    """Everybody whom a row names, each once."""
    asked = dict.fromkeys(name for row in reading.rows for name in row.addressed_to)
    for name in asked:
        yield ActorDraft(name, layout.addressee_kind, part_of=layout.addressee_part_of)
    asking = dict.fromkeys(row.recommender for row in reading.rows if row.recommender)
    for name in asking:
        if name not in asked:
            yield ActorDraft(name, layout.recommender_kind)


def _move_statuses(result: Result, reading: Reading, layout: Layout, by: User) -> None:
    stored = _stored(result.run.article)
    for row in reading.rows:
        for addressee in stored.get(row.fingerprint, ()):
            if addressee.status != row.status:
                _move(result, row, addressee, layout, by)


def _stored(article: Article) -> dict[str, list[Addressee]]:
    """The addressees of the article's recommendations and its earlier versions', by fingerprint."""
    lineage, version = [], article
    while version is not None:
        lineage.append(version.pk)
        version = version.revises
    found: dict[str, list[Addressee]] = {}
    standing = Recommendation.objects.standing().filter(article__in=lineage)
    rows = Addressee.objects.filter(recommendation__in=standing, role=AddresseeRole.ADDRESSED)
    for addressee in rows.select_related("recommendation", "actor").order_by("pk"):
        found.setdefault(addressee.recommendation.fingerprint, []).append(addressee)
    return found


def _move(result: Result, row: Tracked, addressee: Addressee, layout: Layout, by: User) -> None:
    column = layout.columns.get("status", "status")
    if StatusChange.objects.filter(addressee=addressee).exclude(reason__startswith=TAG).exists():
        words = f"a person moved {addressee} to “{addressee.get_status_display()}”; left as it is"
        result.left.append(Problem(row.row.number, column, words))
        return
    today = timezone.localdate()
    as_of = datetime.date.fromisoformat(layout.as_of) if layout.as_of else today
    day = row.effective_on or as_of
    said = row.cells.get("status", "")
    reason = f"{TAG}: {said}." + (f" {row.status_reason}" if row.status_reason else "")
    if row.effective_on is None:
        reason += f" The file gives no date; it stood so on {day}."
    try:
        actions.move_status(
            addressee,
            to=row.status,
            reason=reason,
            effective_on=day,
            by=by,
            evidence=_evidence(row, addressee, by),
        )
    except actions.Refused as refused:
        result.left.append(Problem(row.row.number, column, str(refused)))
    else:
        result.moved += 1


def _evidence(row: Tracked, addressee: Addressee, by: User) -> Evidence | None:
    """The page that the row links to, where it does."""
    url = row.cells.get("url", "").strip()
    try:
        URLValidator(schemes=["http", "https"])(url)
    except ValidationError:
        return None
    return actions.add_evidence(by=by, stance="supports", addressee=addressee, url=url)


def particular(layout: Layout, **given: str) -> Layout:
    """Return the layout with what the importer says over what it says itself; "" says nothing."""
    return replace(layout, **{name: value for name, value in given.items() if value})
