"""Facets: the values of a filter, how many rows each would leave, and the way there.

A value is counted among the rows that the other filters leave, and its link gives just that value,
so that the number is the count of the page that it leads to.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count

if TYPE_CHECKING:
    from claimtracker.reports.report import Selection

TOP = 10
"""Values shown of a facet that may have any number; a form names the others."""


@dataclass(frozen=True)
class Facet:
    """A filter to count by: where its value stands in a row, and its name where none is chosen."""

    name: str
    values: str
    names: str = ""


@dataclass(frozen=True)
class Value:
    """One value, its rows, and the address with it, or without it where it is chosen."""

    text: str
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True)
class Counted:
    """A facet with its values."""

    label: str
    values: list[Value]


def counted(selection: "Selection") -> list[Counted]:
    """Return the report's facets that tell rows apart; one query each."""
    found = [
        Counted(selection.filterset.form[facet.name].label, _values(selection, facet))
        for facet in selection.report.facets
    ]
    return [one for one in found if one.values]


def _values(selection: "Selection", facet: Facet) -> list[Value]:
    choices = dict(getattr(selection.filterset.form.fields[facet.name], "choices", ()))
    chosen = selection.filterset.data.getlist(facet.name)
    paths = [facet.values, facet.names] if facet.names else [facet.values]
    rows = selection.filterset.without(facet.name).exclude(**{facet.values: None}).order_by()
    found = rows.values_list(*paths).annotate(Count("pk")).order_by("-pk__count", *paths)
    if choices:
        counts = {str(value): count for value, count in found}
        shown = [(key, text, counts.get(key, 0)) for key, text in choices.items()]
        shown = [one for one in shown if one[2] or one[0] in chosen]
    else:
        shown = [(str(value), name, count) for value, name, count in found[:TOP]]
        chosen = [str(one.pk) for one in [_given(selection, facet.name)] if one]
    return [
        Value(text, count, _address(selection, facet.name, key, chosen), key in chosen)
        for key, text, count in shown
    ]


def _given(selection: "Selection", name: str) -> object | None:
    return selection.filterset.form.cleaned_data[name]


def _address(selection: "Selection", name: str, key: str, chosen: list[str]) -> str:
    query = selection.query
    query.pop(name, None)
    if key not in chosen:
        query[name] = key
    return f"?{query.urlencode()}"
