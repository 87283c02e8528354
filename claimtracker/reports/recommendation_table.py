"""How recommendations look as a page."""

import datetime

from django.utils.html import format_html

from claimtracker.models import Addressee, Article
from claimtracker.models.vocabulary import AddresseeRole
from claimtracker.reports.tables import (
    Column,
    Table,
    as_known,
    chip,
    curated,
    day,
    due_day,
    named,
    quote,
)


class RecommendationTable(Table):
    """Recommendations by addressee."""

    extra = ("recommenders", "position")

    quote = Column("Recommendation", accessor="recommendation", attrs={"td": {"class": "quote"}})
    actor = Column("Addressed to", orderable=True, empty_values=())
    strength = Column("Strength", accessor="recommendation__strength", orderable=True)
    status = Column("Status", orderable=True)
    published = Column("Published", accessor="recommendation__article", orderable=True)
    next_due = Column("Next check", orderable=True)
    curation = Column("Curation", accessor="recommendation__curation")
    assignee = Column("Assignee", accessor="recommendation__assignee", orderable=True)
    recommenders = Column("Recommended by", accessor="recommendation__heard")
    position = Column("Its position")

    def render_quote(self, record: Addressee) -> str:
        """Show the quote in short, leading to the record, and where it stands."""
        return quote("recommendation", record.recommendation)

    def render_actor(self, record: Addressee) -> str:
        """Name the actor, what it is part of, and whether it is only to help."""
        if record.actor is None:
            return format_html('<span class="nobody">{}</span>', "nobody named")
        under = [f"part of {record.actor.part_of}"] if record.actor.part_of else []
        if record.role == AddresseeRole.PARTNER:
            under.append("as partner")
        name = named(record.actor)
        return format_html('{}<span class="under">{}</span>', name, ", ".join(under))

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
        return as_known(value)

    def render_next_due(self, value: datetime.date) -> str:
        """Give the day of the earliest open follow-up."""
        return due_day(value)

    def render_curation(self, record: Addressee) -> str:
        """Say whether a person agreed that the article recommends this."""
        return curated(record.recommendation)

    def render_recommenders(self, value: list) -> str:
        """Name everybody who recommends it."""
        return ", ".join(map(str, value))
