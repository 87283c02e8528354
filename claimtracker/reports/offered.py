"""Every file format, by name: as `export_report --format` and the end of an address have it."""

from claimtracker.reports.bibtex import BibTeX
from claimtracker.reports.formats import Format, SafeCSV
from claimtracker.reports.linked import Annotations, ClaimReview
from claimtracker.reports.report import Report
from claimtracker.reports.structured import JSON, JSONLines
from claimtracker.reports.xlsx import XLSX

ROWS: dict[str, Format] = {one.name: one for one in (SafeCSV(), XLSX(), JSON(), JSONLines())}
"""What holds the cells of any report."""

FORMATS: dict[str, Format] = ROWS | {
    one.name: one for one in (ClaimReview(), Annotations(), BibTeX())
}


def offered(report: Report) -> dict[str, Format]:
    """Return the formats that fit a report: those of rows, and those it has a record for."""
    return {name: one for name, one in FORMATS.items() if name in ROWS or name in report.records}


def refusal(report: Report, name: str) -> str:
    """Return why a report is not to be had in a format, and what is to be had."""
    kind = "There is no format" if name not in FORMATS else f"{report.title} make no"
    return f'{kind} "{name}"; there are {", ".join(offered(report))}.'
