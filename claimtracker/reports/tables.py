"""How a report looks as a page. The rows come sorted; a header only links to another order."""

import django_tables2
from django.db.models import QuerySet
from django.http import QueryDict
from django.template.defaultfilters import date
from django.utils.html import format_html

from claimtracker.models import Addressee
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
    priority = Column("Priority", orderable=True)
    strength = Column("Strength", accessor="recommendation__strength", orderable=True)
    status = Column("Status", orderable=True)
    status_since = Column("Since", orderable=True)
    published = Column("Published", accessor="recommendation__article__published", orderable=True)
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

    def render_priority(self, value: bool) -> str:
        """Say it only where it is one."""
        return chip("priority", "Priority") if value else ""

    def render_strength(self, record: Addressee) -> str:
        """Give the strength in words."""
        return record.recommendation.get_strength_display()

    def render_status(self, record: Addressee) -> str:
        """Give the status in the words of the vocabulary."""
        return chip(record.status, record.get_status_display())

    def render_status_since(self, value: object) -> str:
        """Give the day."""
        return date(value, "j M Y")

    def render_next_due(self, value: object) -> str:
        """Give the day of the earliest open follow-up."""
        return date(value, "j M Y")

    def render_curation(self, record: Addressee) -> str:
        """Say whether a person agreed that the article recommends this."""
        statement = record.recommendation
        return chip(statement.curation, statement.get_curation_display())
