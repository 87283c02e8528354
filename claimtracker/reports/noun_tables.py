"""How claims, actors, articles, sources and follow-ups look as pages."""

import datetime

from django.db.models import Model
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from claimtracker.models import Actor, Article, Claim, Credibility, FollowUp, Source
from claimtracker.reports.tables import (
    Column,
    Table,
    as_known,
    curated,
    day,
    due_day,
    named,
    quote,
)

NONE = "—"


def _names(actors: list[Actor]) -> str:
    return format_html_join(", ", "{}", ((named(one),) for one in actors)) or NONE


def _rows(report: str, number: int, **filters: object) -> str:
    """Return a number that leads to as many rows of a report."""
    address = reverse(f"reports:{report}", query=filters)
    return format_html('<a href="{}">{}</a>', address, number)


class ClaimTable(Table):
    """Claims."""

    extra = ("about", "next_due", "assignee")

    quote = Column("Claim", accessor="pk")
    said_by = Column("Said by", accessor="pk")
    about = Column("About", accessor="pk")
    kind = Column("Kind", orderable=True)
    certainty = Column("How sure the author is")
    credibility = Column("Credibility", orderable=True)
    published = Column("Published", accessor="article", orderable=True)
    curation = Column("Curation")
    next_due = Column("Next check", orderable=True)
    assignee = Column("Assignee", orderable=True)

    def render_quote(self, record: Claim) -> str:
        """Show the quote in short, and where it stands."""
        return quote("claim", record)

    def render_said_by(self, record: Claim) -> str:
        """Name every voice, the innermost first: who says it, and who says so."""
        voices = [
            (named(one.actor) if one.actor else one.holder,)
            for one in reversed(record.attribution.all())
        ]
        return format_html_join(mark_safe('<span class="via">, says </span>'), "{}", voices) or NONE

    def render_about(self, record: Claim) -> str:
        """Name the actors that it is about."""
        return _names(record.actors.all())

    def render_certainty(self, record: Claim) -> str:
        """Give the author's certainty, and whether it is said not to be so."""
        return f"{record.get_certainty_display()}{', negated' if record.negated else ''}"

    def render_credibility(self, record: Claim) -> str:
        """Give our newest assessment."""
        return format_html(
            '{}<span class="under">{}</span>',
            Credibility(record.credibility).label,
            f"{day(record.assessed_at.date())}, {record.assessed_by}",
        )

    def render_published(self, value: Article) -> str:
        """Give the day, or its lower bound."""
        return as_known(value)

    def render_curation(self, record: Claim) -> str:
        """Say who agreed."""
        return curated(record)

    def render_next_due(self, value: datetime.date) -> str:
        """Give the day of the earliest open follow-up."""
        return due_day(value)


class ActorTable(Table):
    """Actors."""

    name = Column("Actor", orderable=True)
    kind = Column("Kind", orderable=True)
    part_of = Column("Part of", orderable=True)
    aliases = Column("Goes by", accessor="pk")

    def render_name(self, record: Actor) -> str:
        """Lead to the actor's page."""
        return named(record)

    def render_part_of(self, value: Actor) -> str:
        """Lead to the page of the whole."""
        return named(value)

    def render_aliases(self, record: Actor) -> str:
        """List every other name."""
        return ", ".join(one.text for one in record.aliases.all() if one.text != record.name)


class ArticleTable(Table):
    """Articles."""

    extra = ("language",)

    title = Column("Article", orderable=True)
    source = Column("Source")
    authors = Column("Authors", accessor="pk")
    published = Column("Published", accessor="pk", orderable=True)
    claims = Column("Claims", orderable=True)
    asked = Column("Recommendations, by addressee", orderable=True)
    since = Column("Since publication", accessor="pk")
    language = Column("Language")

    def render_title(self, record: Article) -> str:
        """Lead to the reading room."""
        return format_html('<a href="/articles/{}/">{}</a>', record.pk, record.title)

    def render_authors(self, record: Article) -> str:
        """Name the authors in their order."""
        return _names([one.actor for one in record.authors.all()])

    def render_published(self, record: Article) -> str:
        """Give the day, or its lower bound."""
        return as_known(record)

    def render_claims(self, record: Article) -> str:
        """Lead to the claims."""
        return _rows("claims", record.claims, article=record.pk)

    def render_asked(self, record: Article) -> str:
        """Lead to the recommendations."""
        return _rows("recommendations", record.asked, article=record.pk)

    def render_since(self, record: Article) -> str:
        """Lead to what has happened since."""
        return format_html(
            '<a href="{}">Timeline<span class="away"> of {}</span></a>',
            reverse("reports:article", args=[record.pk]),
            record.title,
        )


class SourceTable(Table):
    """Sources."""

    name = Column("Source", accessor="actor", orderable=True)
    reliability = Column("Reliability", orderable=True)
    homepage = Column("Homepage")
    articles_held = Column("Articles", orderable=True)

    def render_name(self, record: Source) -> str:
        """Lead to the record."""
        return format_html(
            '<a href="/admin/claimtracker/source/{}/change/">{}</a>', record.pk, record.actor.name
        )

    def render_articles_held(self, record: Source) -> str:
        """Lead to its articles."""
        return _rows("articles", record.articles_held, source=record.pk)


class FollowUpTable(Table):
    """Follow-ups."""

    extra = ("repeats",)

    question = Column("What to check", accessor="pk")
    actor = Column("Addressed to", accessor="addressee__actor")
    due_on = Column("Due", orderable=True)
    repeats = Column("Repeats", accessor="repeat_months")
    assignee = Column("Assignee", orderable=True)
    done_on = Column("Done", orderable=True)

    def render_question(self, record: FollowUp) -> str:
        """Give the question, and the quote that it is about."""
        statement: Model = record.claim if record.claim_id else record.addressee.recommendation
        return format_html(
            '<a href="/admin/claimtracker/followup/{}/change/">{}</a>'
            '<span class="under">{} · <a href="/articles/{}/">{}</a></span>',
            record.pk,
            record.question,
            statement.short_quote,
            statement.article_id,
            statement.article.title,
        )

    def render_actor(self, value: Actor) -> str:
        """Lead to the actor's page."""
        return named(value)

    def render_due_on(self, record: FollowUp) -> str:
        """Give the day; late only while it is open."""
        return day(record.due_on) if record.done_on else due_day(record.due_on)

    def render_repeats(self, record: FollowUp) -> str:
        """Say how often."""
        return record.get_repeat_months_display()

    def render_done_on(self, record: FollowUp) -> str:
        """Give the day, the person and the outcome."""
        by = f"{record.done_by}: {record.outcome}"
        return format_html('{}<span class="under">{}</span>', day(record.done_on), by)
