"""Numbers that lead to the rows that make them: both come from one selection."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.http import QueryDict
from django.urls import reverse

from claimtracker.models import Status
from claimtracker.reports.registry import REPORTS
from claimtracker.reports.report import Selection

CLOSED = (Status.IMPLEMENTED, Status.NOT_IMPLEMENTED)


@dataclass(frozen=True)
class Figure:
    """A number with its label and the address of its rows."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Share:
    """One number of another, which is printed beside it; no share of nothing."""

    label: str
    part: Figure
    whole: Figure

    @property
    def percent(self) -> int | None:
        """The share in per cent, to the nearest whole."""
        if not self.whole.count:
            return None
        return round(100 * Fraction(self.part.count, self.whole.count))


def select(report: str, **filters: object) -> Selection:
    """Choose rows of a report by filters; several values of one are given as a tuple."""
    query = QueryDict(mutable=True)
    for name, value in filters.items():
        values = value if isinstance(value, tuple) else (value,)
        query.setlist(name, [str(one) for one in values])
    return REPORTS[report].select(query)


def figure(label: str, report: str, **filters: object) -> Figure:
    """Count the rows of a report under the filters."""
    selection = select(report, **filters)
    address = reverse(f"reports:{report}", query=selection.query)
    return Figure(label, selection.count, address)


@dataclass(frozen=True)
class Adoption:
    """What became of the recommendations that some filters choose."""

    issued: Figure
    closed: Figure
    implemented: Figure

    @property
    def shares(self) -> Iterable[Share]:
        """Implemented of what is closed, and of all that was issued."""
        return (
            Share("Implemented of closed", self.implemented, self.closed),
            Share("Implemented of issued", self.implemented, self.issued),
        )


def adoption(**filters: object) -> Adoption:
    """Count what was issued, closed and implemented."""
    return Adoption(
        issued=figure("Issued", "recommendations", **filters),
        closed=figure("Closed", "recommendations", status=CLOSED, **filters),
        implemented=figure("Implemented", "recommendations", status=Status.IMPLEMENTED, **filters),
    )
