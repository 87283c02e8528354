"""How a report looks as a page. The rows come sorted; a header only links to another order."""

import datetime

import django_tables2
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html

from claimtracker.models import Actor, Article
from claimtracker.models.statements import Statement


class Column(django_tables2.Column):
    """A column; `orderable` where the report can be sorted by its name."""

    def __init__(self, *args: object, orderable: bool = False, **kwargs: object) -> None:
        super().__init__(*args, orderable=orderable, **kwargs)

    def order(self, queryset: QuerySet, is_descending: bool) -> tuple[QuerySet, bool]:
        """Leave the rows alone: the report's own filter has sorted them, for the file too."""
        return queryset, True


def chip(kind: str, text: str) -> str:
    """Return a word in a coloured box; the word alone tells it too."""
    return format_html('<span class="chip {}">{}</span>', kind.replace("_", "-"), text)


def day(value: datetime.date) -> str:
    """Return a day as the pages write it, 2 Nov 2022, never broken over two lines."""
    return f"{value:%-d\N{NO-BREAK SPACE}%b\N{NO-BREAK SPACE}%Y}"


class Table(django_tables2.Table):
    """Base of every report's table, in the order of the rows it is given.

    The first column heads the row and is always there; `extra` ones show only where chosen.
    """

    extra: tuple[str, ...] = ()

    def __init__(
        self,
        rows: QuerySet,
        *,
        caption: str,
        query: QueryDict,
        columns: list[str] = (),
        **kwargs: object,
    ) -> None:
        """Take the caption, the filters and order in force, which links keep, and the columns."""
        optional = [name for name, _ in self.choices()]
        shown = columns or [name for name in optional if name not in self.extra]
        hidden = [name for name in optional if name not in shown]
        super().__init__(rows, exclude=hidden, **kwargs)
        self.caption = caption
        self.query = query

    @classmethod
    def choices(cls) -> list[tuple[str, str]]:
        """The columns that can be chosen, and their headers, in their order."""
        _first, *others = cls.base_columns.items()
        return [(name, column.verbose_name) for name, column in others]


def as_known(article: Article) -> str:
    """Return the day an article appeared, or its lower bound where the day is not known."""
    if article.published_on:
        return day(article.published_on)
    bound = article.published_not_before
    return f"not before {day(bound)}" if bound else "—"


def quote(model: str, statement: Statement) -> str:
    """Show a quote in short, leading to its record, and where it stands."""
    article = statement.article
    return format_html(
        '<a href="/admin/claimtracker/{}/{}/change/">{}</a>'
        '<span class="under"><a href="/articles/{}/">{}</a>{}</span>',
        model,
        statement.pk,
        statement.short_quote,
        article.pk,
        article.title,
        f" · {article.source}" if article.source else "",
    )


def named(actor: Actor) -> str:
    """Return an actor's name, leading to its page."""
    return format_html('<a href="/reports/actors/{}/">{}</a>', actor.pk, actor)


def due_day(value: datetime.date) -> str:
    """Return the day of an open follow-up, and whether it has passed."""
    late = "overdue" if value < timezone.localdate() else ""
    return format_html('{}<span class="under late">{}</span>', day(value), late)


def curated(statement: Statement) -> str:
    """Say whether a person agreed that the article says this, and whether a second one did."""
    return format_html(
        '{}<span class="under">{}</span>',
        chip(statement.curation, statement.get_curation_display()),
        statement.get_review_display() if statement.review else "",
    )
