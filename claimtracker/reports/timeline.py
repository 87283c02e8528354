"""What happened to statements: moves, judgements, evidence and checks, on one line of time."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from claimtracker.models import Assessment, Evidence, FollowUp, StatusChange
from claimtracker.models.statements import Statement

MOST = 100
"""Events of one sort that are shown, the newest; the reports have them all."""


@dataclass(frozen=True)
class Event:
    """Something on a day: its sort in a word, what it was, about which statement, by whom."""

    on: datetime.date
    sort: str
    text: str
    about: Statement
    url: str
    by: str = ""
    late: bool = False


def events(claims: QuerySet, addressees: QuerySet) -> list[Event]:
    """Return what happened to the claims and addressees, the newest first; five queries."""
    claims, addressees = (rows.order_by().values("pk") for rows in (claims, addressees))
    either = Q(claim__in=claims) | Q(addressee__in=addressees)
    found = [
        *_moves(addressees),
        *_assessments(claims),
        *_evidence(either),
        *_checks(FollowUp.objects.filter(either)),
    ]
    return sorted(found, key=lambda event: event.on, reverse=True)


def _moves(addressees: QuerySet) -> Iterator[Event]:
    rows = StatusChange.objects.filter(addressee__in=addressees).select_related(
        "addressee__recommendation", "addressee__actor", "by"
    )
    for row in rows.order_by("-effective_on", "-pk")[:MOST]:
        yield Event(
            row.effective_on,
            "Status",
            f"{row.addressee}: {row.get_to_status_display()}, {row.reason}",
            *_of(row.addressee.recommendation),
            by=row.by.get_username(),
        )


def _assessments(claims: QuerySet) -> Iterator[Event]:
    rows = Assessment.objects.filter(claim__in=claims).select_related("claim", "by")
    for row in rows.order_by("-pk")[:MOST]:
        text = f"{row}: {row.rationale}"
        yield Event(_day(row), "Assessment", text, *_of(row.claim), by=row.by.get_username())


def _evidence(either: Q) -> Iterator[Event]:
    rows = Evidence.objects.filter(either).select_related(
        "claim", "addressee__recommendation", "article", "by"
    )
    heavy = ("text", "original", "links", "pages")
    for row in rows.defer(*(f"article__{name}" for name in heavy)).order_by("-pk")[:MOST]:
        appeared = row.article.published_on if row.article else None
        about = row.claim or row.addressee.recommendation
        text = f"{row} {row.exact or row.note}".strip()
        yield Event(appeared or _day(row), "Evidence", text, *_of(about), by=row.by.get_username())


def _checks(rows: QuerySet) -> Iterator[Event]:
    today = timezone.localdate()
    rows = rows.select_related("claim", "addressee__recommendation", "assignee", "done_by")
    for row in rows.done().order_by("-done_on", "-pk")[:MOST]:
        text = f"{row.question} {row.outcome}"
        about = row.claim or row.addressee.recommendation
        yield Event(row.done_on, "Checked", text, *_of(about), by=row.done_by.get_username())
    for row in rows.open().order_by("due_on", "pk")[:MOST]:
        late = row.due_on < today
        about = row.claim or row.addressee.recommendation
        by = row.assignee.get_username() if row.assignee else "nobody yet"
        sort = "Overdue" if late else "To check"
        yield Event(row.due_on, sort, row.question, *_of(about), by=by, late=late)


def _of(statement: Statement) -> tuple[Statement, str]:
    return statement, f"/admin/claimtracker/{statement._meta.model_name}/{statement.pk}/change/"


def _day(row: Assessment | Evidence) -> datetime.date:
    return timezone.localtime(row.at).date()
