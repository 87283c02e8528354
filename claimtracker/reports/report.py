"""A report: one queryset, with the filters that narrow it and the columns that are shown.

The page, its count, its files and the command all go through a `Selection`, so that they
cannot differ. A new report is one `Report` beside the others, listed in `registry`.
"""

import contextlib
import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, BinaryIO

from django.db import connection, models, transaction
from django.http import QueryDict

from claimtracker import __version__
from claimtracker.reports.facets import Facet
from claimtracker.reports.filters import ReportFilter
from claimtracker.reports.formats import About, Export, Format
from claimtracker.reports.tables import Table

CHUNK = 2000
"""Rows that are held in memory at a time while a file is written."""


@dataclass(frozen=True)
class Column:
    """A column of the file: its header, and its value in a row."""

    name: str
    value: Callable[[models.Model], object]


def at(path: str) -> Callable[[models.Model], object]:
    """Return what reads `row.a.b` of a path "a.b", and None where any of it is missing."""
    names = path.split(".")

    def read(row: models.Model) -> object:
        value = row
        for name in names:
            if value is None:
                return None
            value = getattr(value, name)
        return value

    return read


def joined(values: object) -> str:
    """Return several values in one cell, parted by " | "."""
    return " | ".join(str(value) for value in values)


def as_known(article: models.Model) -> str:
    """Return when an article appeared, in ISO 8601: "2022-11-02", "not before ..." or ""."""
    if article.published_on:
        return article.published_on.isoformat()
    bound = article.published_not_before
    return f"not before {bound.isoformat()}" if bound else ""


def yes_no(path: str) -> Callable[[models.Model], str]:
    """Return what reads a yes or a no, in the filters' words."""
    read = at(path)
    return lambda row: "yes" if read(row) else "no"


def username(path: str) -> Callable[[models.Model], str | None]:
    """Return what reads the login name of the user at the path."""
    user = at(path)

    def read(row: models.Model) -> str | None:
        found = user(row)
        return found.get_username() if found else None

    return read


def address(model: str, path: str = "pk") -> Callable[[models.Model], str]:
    """Return what reads the address of a row's record: the path of its page in the admin.

    Written out as the contract has it, for files outlive the names of our routes.
    """
    key = at(path)
    return lambda row: f"/admin/claimtracker/{model}/{key(row)}/change/"


@dataclass(frozen=True)
class Report:
    """What a report is. `model` names the permissions: view_MODEL, and export_MODEL for files."""

    name: str
    title: str
    about: str  # what one row is, for whoever reads the page
    model: str
    rows: Callable[[], models.QuerySet]  # in the report's own order, articles without their text
    filterset: type[ReportFilter]
    columns: tuple[Column, ...]
    # What a row is in formats that are no table, by the format's name.
    records: Mapping[str, Callable[[models.Model], Any]] = field(default_factory=dict)
    table: type[Table] | None = None  # where it has a page
    facets: tuple[Facet, ...] = ()  # what rows are counted by beside the filters

    @property
    def view_permission(self) -> str:
        """What a reader needs."""
        return f"claimtracker.view_{self.model}"

    @property
    def export_permission(self) -> str:
        """What one needs besides, to take a file away."""
        return f"claimtracker.export_{self.model}"

    def select(self, data: QueryDict) -> "Selection":
        """Choose rows by a query string."""
        return Selection(self, data)


@dataclass(frozen=True)
class Applied:
    """A filter in force: its parameter and value as given, and both in words."""

    name: str
    value: str
    label: str
    text: str


class Selection:
    """The rows of a report that a query string chooses."""

    def __init__(self, report: Report, data: QueryDict) -> None:
        self.report = report
        self.filterset = report.filterset(data, report.rows())

    @property
    def problems(self) -> list[str]:
        """What is wrong with the query string, in plain sentences; empty when all is well."""
        return self.filterset.problems

    @property
    def rows(self) -> models.QuerySet:
        """The rows; ValueError where there are problems."""
        return self.filterset.qs

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        return self.rows.count()

    @property
    def query(self) -> QueryDict:
        """The filters and the order as given, without the page."""
        query = self.filterset.data.copy()
        query.pop("page", None)
        return query

    @cached_property
    def applied(self) -> list[Applied]:
        """The filters in force, in the order of the form."""
        form = self.filterset.form
        return [
            Applied(name, value, form[name].label, self._in_words(name, value))
            for name in self.filterset.parameters()
            for value in self.filterset.data.getlist(name)
        ]

    def _in_words(self, name: str, value: str) -> str:
        choices = dict(getattr(self.filterset.form.fields[name], "choices", ()))
        cleaned = self.filterset.form.cleaned_data.get(name)
        found = cleaned if isinstance(cleaned, models.Model) else value
        return str(choices.get(value, found))

    @property
    def standing(self) -> bool:
        """Whether rejected statements are left out because nobody asked for them."""
        return "curation" in self.filterset.filters and "curation" not in self.filterset.data

    @property
    def description(self) -> str:
        """The filters in force, on one line: "actor=South Korea, curation=not rejected"."""
        parts = [f"{one.name}={one.text}" for one in self.applied]
        if self.standing:
            parts.append("curation=not rejected")
        return ", ".join(parts) or "no filter"

    def write(self, to_format: Format, stream: BinaryIO, *, by: str = "") -> int:
        """Write the rows in the format; return how many records. One state of the database.

        `by` is the login name that the file bears. Unfit where the format cannot hold the rows.
        """
        columns = self.report.columns
        with snapshot():
            export = Export(
                about=self._about(by),
                header=[column.name for column in columns],
                rows=self.rows.iterator(chunk_size=CHUNK),
                cells=lambda row: [column.value(row) for column in columns],
                record=self.report.records.get(to_format.name),
            )
            return to_format.save(export, stream)

    def _about(self, by: str) -> About:
        return About(
            report=self.report.name,
            title=self.report.title,
            filters={name: self.query.getlist(name) for name in self.query},
            description=self.description,
            count=self.rows.count(),  # not the page's: of the state that is written
            generated_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            version=__version__,
            user=by,
        )


@contextlib.contextmanager
def snapshot() -> Iterator[None]:
    """See one state of the database from the first row to the last, whatever others write."""
    inside = connection.in_atomic_block  # then the state is for whoever began it to choose
    with transaction.atomic():
        if not inside:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield
