"""What changed month by month: where recommendations stood, and what was imported."""

import datetime
from collections import Counter

from django.db.models import Count, QuerySet
from django.db.models.functions import Coalesce, TruncDate, TruncMonth
from django.utils import timezone

from claimtracker.models import ImportRun, Status, StatusChange
from claimtracker.reports.charts import Stacked
from claimtracker.reports.filters import published

MONTHS = 12
ARTICLE = "recommendation__article"
STATUS_TONES = {
    Status.IMPLEMENTED: "good",
    Status.NOT_IMPLEMENTED: "bad",
    Status.PARTIALLY_ADDRESSED: "part",
    Status.OPEN: "warn",
}
OUTCOME_TONES = {
    ImportRun.Outcome.CREATED: "good",
    ImportRun.Outcome.REEXTRACTED: "part",
    ImportRun.Outcome.UNCHANGED: "calm",
    ImportRun.Outcome.REFUSED: "bad",
}


def months(today: datetime.date) -> list[datetime.date]:
    """Return the first days of the last months, this one included."""
    this = today.year * 12 + today.month - 1
    numbers = range(this - MONTHS + 1, this + 1)
    return [datetime.date(number // 12, number % 12 + 1, 1) for number in numbers]


def statuses(addressees: QuerySet) -> Stacked:
    """Count the addressees in each status at the end of each month; two queries.

    One counts as open from the day its article appeared (or the bound, or the import), and moves
    on the day that a move took effect.
    """
    rows = addressees.order_by()
    appeared = Coalesce(published(ARTICLE), TruncDate(f"{ARTICLE}__imported_at"))
    issued = rows.annotate(month=TruncMonth(appeared)).values_list("month").annotate(Count("pk"))
    moved = (
        StatusChange.objects.filter(addressee__in=rows.values("pk"))
        .order_by()
        .values_list(TruncMonth("effective_on"), "from_status", "to_status")
        .annotate(Count("pk"))
    )
    changes = [(month, Status.OPEN, count) for month, count in issued]
    for month, old, new, count in moved:
        changes += [(month, old, -count), (month, new, count)]
    table = []
    for end in months(timezone.localdate()):
        standing = Counter()
        for month, status, count in changes:
            if month <= end:
                standing[status] += count
        table.append((f"{end:%b %Y}", [max(standing[status], 0) for status in STATUS_TONES]))
    series = [(status.label, tone) for status, tone in STATUS_TONES.items()]
    return Stacked("Recommendations by status at the end of each month", series, table)


def imports() -> Stacked:
    """Count what came in each month, by what became of it; one query."""
    first, *_ = shown = months(timezone.localdate())
    runs = ImportRun.objects.order_by().annotate(month=TruncDate(TruncMonth("at")))
    found = runs.filter(month__gte=first).values_list("month", "outcome").annotate(Count("pk"))
    counts = {(month, outcome): count for month, outcome, count in found}
    table = [
        (f"{month:%b %Y}", [counts.get((month, one), 0) for one in OUTCOME_TONES])
        for month in shown
    ]
    series = [(one.label, tone) for one, tone in OUTCOME_TONES.items()]
    return Stacked("Files imported, by month", series, table)
