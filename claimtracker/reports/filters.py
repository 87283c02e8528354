"""Filters that refuse what they do not know: a mistyped link never shows a wider list.

A `ReportFilter` reads a query string. `problems` are plain sentences, one a fault; `qs` may be
read only where there are none.
"""

from collections.abc import Callable, Mapping

import django_filters
from django import forms
from django.db.models import Case, Exists, Expression, OuterRef, Q, QuerySet, TextChoices, When
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone

from claimtracker.models import Curation, FollowUp
from claimtracker.models.statements import Statement
from claimtracker.reports import fields
from claimtracker.reports.tables import Table

LONGEST = 300
"""The most characters that a parameter may have."""

SOON = 30
"""A follow-up is due soon on the day itself and in so many days after it."""


BOUND_COUNTS = "Where the date is not known, its lower bound counts."
"""What is said to whoever filters by date."""


class DueWhen(TextChoices):
    """When a follow-up comes up."""

    OVERDUE = "overdue", "overdue"
    SOON = "soon", f"due within {SOON} days"
    ANY = "any", "any open follow-up"


def shown(text: str) -> str:
    """Return what somebody gave, cut to fit into a message."""
    return text if len(text) <= LONGEST else f"{text[:60]}…"


class Filter(django_filters.Filter):
    """A filter whose field is optional and says what it takes."""

    def __init__(self, field: type[forms.Field], *args: object, **kwargs: object) -> None:
        self.field_class = field
        super().__init__(*args, **kwargs)


class AnyOf(Filter):
    """Rows whose field has one of the values given; all rows where none is given."""

    def __init__(self, choices: type, **kwargs: object) -> None:
        named = [(str(value), label) for value, label in choices.choices]
        super().__init__(fields.AnyOf, choices=named, lookup_expr="in", **kwargs)


class Whether(Filter):
    """Rows of which something is so (yes) or is not so (no)."""

    def __init__(self, so: Callable[[], Q | Exists], **kwargs: object) -> None:
        super().__init__(fields.YesNo, **kwargs)
        self.so = so

    def filter(self, qs: QuerySet, value: bool | None) -> QuerySet:
        """The condition is never unknown, so that yes and no together are all rows."""
        if value is None:
            return qs
        return qs.filter(self.so()) if value else qs.exclude(self.so())


class Approved(Whether):
    """Statements that a second person approved; accepted ones where the team wants no review."""

    def __init__(self, model: type[Statement], *, path: str = "pk") -> None:
        super().__init__(
            lambda: Q(**{f"{path}__in": model.objects.approved().values("pk")}),
            label="Approved",
            help_text="Yes: only what a second person approved.",
        )


class Curated(AnyOf):
    """Rows by what people decided; where nothing is given, all that nobody rejected."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(
            Curation,
            label="Curation",
            help_text="With none ticked: all that nobody rejected.",
            **kwargs,
        )

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        """Leave rejected statements out unless they are asked for."""
        return (
            super().filter(qs, value)
            if value
            else qs.exclude(**{self.field_name: Curation.REJECTED})
        )


class Published(Filter):
    """Rows by their article's date; where only a lower bound is known, that bound counts."""

    def __init__(self, lookup: str, *, article: str = "", **kwargs: object) -> None:
        super().__init__(fields.Day, lookup_expr=lookup, **kwargs)
        self.article = article

    def filter(self, qs: QuerySet, value: object) -> QuerySet:
        """Articles of which nothing is known are left out once a date is given."""
        if value is None:
            return qs
        qs = qs.alias(published=published(self.article))
        return qs.filter(**{f"published__{self.lookup_expr}": value})


class Due(Filter):
    """Rows that have an open follow-up, by when it is due."""

    def __init__(self, subject: str, **kwargs: object) -> None:
        super().__init__(
            fields.OneOf,
            choices=DueWhen.choices,
            label="Follow-up",
            help_text=f"Overdue: due before today. Soon: today or within {SOON} days.",
            **kwargs,
        )
        self.subject = subject

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Today is today in the site's time zone."""
        if not value:
            return qs
        found = due(FollowUp.objects.all(), value)
        return qs.filter(Exists(found.filter(**{self.subject: OuterRef("pk")})))


class Sort(Filter):
    """The order of the rows by one key, forwards or (with "-") backwards; empty cells last."""

    def __init__(self, keys: Mapping[str, Expression]) -> None:
        names = [sign + name for name in keys for sign in ("", "-")]
        super().__init__(
            fields.OneOf, choices=[(name, name) for name in names], widget=forms.HiddenInput
        )
        self.keys = keys

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Rows that are alike in the key keep the report's own order."""
        if not value:
            return qs
        key = self.keys[value.removeprefix("-")]
        first = key.desc(nulls_last=True) if value.startswith("-") else key.asc(nulls_last=True)
        return qs.order_by(first, *qs.query.order_by)


class Columns(AnyOf):
    """The columns to show, of those of a table; a file always holds them all."""

    def __init__(self, table: type[Table]) -> None:
        Filter.__init__(
            self,
            fields.AnyOf,
            choices=table.choices(),
            label="Columns",
            help_text="With none ticked: the usual ones. Files hold every column.",
        )

    def filter(self, qs: QuerySet, value: list[str]) -> QuerySet:
        """A column shows more or less of the rows, it does not change them."""
        return qs


class Page(Filter):
    """The page to show; a file always holds them all."""

    def __init__(self) -> None:
        words = dict.fromkeys(("invalid", "min_value"), "is not a page number, such as 1.")
        super().__init__(
            forms.IntegerField, min_value=1, error_messages=words, widget=forms.HiddenInput
        )

    def filter(self, qs: QuerySet, value: int | None) -> QuerySet:
        """A page chooses among the rows, it does not change them."""
        return qs


def withdrawn(statement: str = "") -> Q:
    """What a later run withdrew before anybody decided on it: no report counts it."""
    prefix = f"{statement}__" if statement else ""
    return Q(**{f"{prefix}curation": Curation.PROPOSED, f"{prefix}withdrawn_by__isnull": False})


def published(article: str = "") -> Coalesce:
    """Return when an article appeared, or the lower bound of it; `article` is its path."""
    prefix = f"{article}__" if article else ""
    return Coalesce(f"{prefix}published_on", f"{prefix}published_not_before")


def rank(field: str, choices: type[TextChoices]) -> Case:
    """Return the place of a field's value among its choices, for sorting."""
    return Case(*(When(**{field: value}, then=place) for place, value in enumerate(choices)))


def due(followups: QuerySet, when: str) -> QuerySet:
    """Return the open follow-ups that are due then."""
    today = timezone.localdate()
    match DueWhen(when):
        case DueWhen.OVERDUE:
            return followups.overdue(today)
        case DueWhen.SOON:
            return followups.due(today, SOON)
        case DueWhen.ANY:
            return followups.open()


class ReportForm(forms.Form):
    """The form of a report's filters."""

    def clean(self) -> dict:
        """Refuse dates the wrong way round: no row could ever match."""
        cleaned = super().clean()
        after, before = cleaned.get("published_after"), cleaned.get("published_before")
        if after and before and after > before:
            self.add_error("published_after", f"is later than published_before ({before}).")
        return cleaned


class ReportFilter(django_filters.FilterSet):
    """Base of every report's filters. `controls` choose how rows are shown, not which."""

    controls = ("sort", "page", "columns")

    class Meta:
        form = ReportForm

    def __init__(self, data: QueryDict, queryset: QuerySet) -> None:
        given = QueryDict(mutable=True)
        self._refused = []
        for name, values in data.lists():
            filled = [value for value in values if value]  # forms send empty fields too
            fault = self._fault(name, filled)
            if fault:
                self._refused.append(fault)
            elif filled:
                given.setlist(name, filled)
        super().__init__(given, queryset)

    @classmethod
    def parameters(cls) -> list[str]:
        """Names of the filters, in order; without the controls."""
        return [name for name in cls.base_filters if name not in cls.controls]

    def _fault(self, name: str, values: list[str]) -> str:
        if name not in self.base_filters:
            allowed = ", ".join(self.base_filters)
            return f"{shown(name)}: there is no such filter here; there are {allowed}."
        if len(values) > 1 and not isinstance(self.base_filters[name], AnyOf):
            return f"{name}: it was given {len(values)} times; give it once."
        if not all(map(str.strip, values)):
            return f"{name}: it is blank; leave it out, or give a value."
        longest = max(map(len, values), default=0)
        if longest > LONGEST:
            return f"{name}: it has {longest} characters; {LONGEST} is the most."
        return ""

    @property
    def problems(self) -> list[str]:
        """What is wrong with the query string: parameter, what was given, what is allowed."""
        return self._refused + [
            f'{name}="{shown(", ".join(self.data.getlist(name)))}": {message}'
            for name, messages in self.errors.items()
            for message in messages
        ]

    @property
    def qs(self) -> QuerySet:
        """The rows; ValueError where there are problems, so that none is ever overlooked."""
        if self.problems:
            raise ValueError("; ".join(self.problems))
        return super().qs

    def without(self, name: str) -> QuerySet:
        """The rows as they would be if one filter had not been given."""
        rows = self.queryset.all()
        for other, value in self.form.cleaned_data.items():
            if other != name:
                rows = self.filters[other].filter(rows, value)
        return rows
