"""How a report looks as a page. The rows come sorted; a header only links to another order."""

import datetime

import django_tables2
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html

from claimtracker.models import Addressee, Article
from claimtracker.models.vocabulary import AddresseeRole


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
    """Base of every report's table, in the order of the rows it is given."""

    def __init__(self, rows: QuerySet, *, caption: str, query: QueryDict, **kwargs: object) -> None:
        """Take the caption, and the filters and order in force, which the links keep."""
        super().__init__(rows, **kwargs)
        self.caption = caption
        self.query = query


class RecommendationTable(Table):
    """Recommendations by addressee."""

    quote = Column("Recommendation", accessor="recommendation", attrs={"td": {"class": "quote"}})
    actor = Column("Addressed to", orderable=True, empty_values=())
    strength = Column("Strength", accessor="recommendation__strength", orderable=True)
    status = Column("Status", orderable=True)
    published = Column("Published", accessor="recommendation__article", orderable=True)
    next_due = Column("Next check", orderable=True)
    curation = Column("Curation", accessor="recommendation__curation")
    assignee = Column("Assignee", accessor="recommendation__assignee", orderable=True)

    def render_quote(self, record: Addressee) -> str:
        """Show the quote in short, leading to the record, and where it stands."""
        statement = record.recommendation
        source = statement.article.source
        return format_html(
            '<a href="/admin/claimtracker/recommendation/{}/change/">{}</a>'
            '<span class="under">{}{}</span>',
            statement.pk,
            statement.short_quote,
            statement.article.title,
            f" · {source}" if source else "",
        )

    def render_actor(self, record: Addressee) -> str:
        """Name the actor, what it is part of, and whether it is only to help."""
        if record.actor is None:
            return format_html('<span class="nobody">{}</span>', "nobody named")
        under = [f"part of {record.actor.part_of}"] if record.actor.part_of else []
        if record.role == AddresseeRole.PARTNER:
            under.append("as partner")
        return format_html('{}<span class="under">{}</span>', record.actor.name, ", ".join(under))

    def render_strength(self, record: Addressee) -> str:
        """Give the strength in words."""
        return record.recommendation.get_strength_display()

    def render_status(self, record: Addressee) -> str:
        """Give the status in the words of the vocabulary, since when, and whether it presses."""
        return format_html(
            '{} {}<span class="under">{}</span>',
            chip(record.status, record.get_status_display()),
            chip("priority", "Priority") if record.priority else "",
            f"since {day(record.status_since)}" if record.status_since else "",
        )

    def render_published(self, value: Article) -> str:
        """Give the day, or its lower bound where the day is not known."""
        if value.published_on:
            return day(value.published_on)
        bound = value.published_not_before
        return f"not before {day(bound)}" if bound else self.default

    def render_next_due(self, value: datetime.date) -> str:
        """Give the day of the earliest open follow-up."""
        late = "overdue" if value < timezone.localdate() else ""
        return format_html('{}<span class="under late">{}</span>', day(value), late)

    def render_curation(self, record: Addressee) -> str:
        """Say whether a person agreed that the article recommends this."""
        statement = record.recommendation
        return chip(statement.curation, statement.get_curation_display())
