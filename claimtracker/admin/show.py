"""How records look: chips, links, chains and quotes. Other people's text is escaped, always."""

from collections.abc import Iterable
from datetime import date, datetime
from itertools import pairwise
from urllib.parse import urlencode

from django.db import models
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claimtracker.models import Addressee, Article, Claim, Curation, Review, Status
from claimtracker.models.statements import Statement

AROUND = 400
"""Characters shown on each side of a quote, or less where its paragraph ends sooner."""

WITHOUT_TEXT = ("article__text", "article__original")
"""What a query that joins the article leaves behind."""

TONES = {
    Curation.PROPOSED: "waiting",
    Curation.ACCEPTED: "good",
    Curation.REJECTED: "bad",
    Review.READY: "waiting",
    Review.RETURNED: "bad",
    Review.APPROVED: "good",
    Status.OPEN: "waiting",
    Status.PARTIALLY_ADDRESSED: "partly",
    Status.IMPLEMENTED: "good",
    Status.NOT_IMPLEMENTED: "bad",
    "created": "good",
    "unchanged": "plain",
    "refused": "bad",
    "reextracted": "partly",
}

Span = tuple[int, int, str]
"""First character, the one after the last, and the style that marks them."""


def chip(text: object, tone: str = "plain") -> SafeString:
    """Return a word as a chip. The word says it all; its colour only helps the eye."""
    return format_html('<span class="ct-chip ct-{}">{}</span>', tone, text)


def choice_chip(record: models.Model, field: str) -> SafeString:
    """Return the chip of a choice field, in the tone of its value."""
    value = getattr(record, field)
    return chip(getattr(record, f"get_{field}_display")(), TONES.get(value, "plain"))


def day(moment: date) -> str:
    """Return a day, or the day of a moment by the team's clock."""
    local = timezone.localtime(moment) if isinstance(moment, datetime) else moment
    return date_format(local, "j F Y")


def page(record: models.Model) -> str:
    """Return the address of a record's page in the admin."""
    return reverse(
        f"admin:{record._meta.app_label}_{record._meta.model_name}_change", args=[record.pk]
    )


def in_text(statement: Statement) -> str:
    """Return the address of a statement where it stands: in its article's reading room."""
    room = reverse("readingroom:article", args=[statement.article_id])
    key = f"{statement._meta.model_name}-{statement.pk}"
    return f"{room}?at={key}#{key}"


def rows(model: type[models.Model], **query: object) -> str:
    """Return the address of a model's list, filtered."""
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(query)}" if query else address


def link(record: models.Model | None, text: object = None) -> SafeString | str:
    """Return a link to a record's page, or a dash where there is none."""
    if record is None:
        return "-"
    return format_html('<a class="ct-link" href="{}">{}</a>', page(record), text or record)


def items(lines: Iterable[object]) -> SafeString | str:
    """Return lines one below the other, or a dash where there are none."""
    return format_html_join("", '<div class="ct-line">{}</div>', ((line,) for line in lines)) or "-"


def chain(claim: Claim) -> str:
    """Say who says it through whom: "author, from John Kirby, from U.S. intelligence"."""
    voices = (link.actor.name if link.actor else link.holder for link in claim.attribution.all())
    return ", from ".join(voices) or "-"


def quote(statement: Statement) -> SafeString:
    """Return a statement's quote, short, for a list."""
    return format_html('<span class="ct-quote" dir="auto">“{}”</span>', statement.short_quote)


def passage(statement: Statement, spans: Iterable[Span] = ()) -> SafeString:
    """Return the quote in its surrounding text, marked; `spans` marks words within it too."""
    begin = max(0, statement.start - AROUND)
    text = Article.objects.values_list(
        Substr("text", begin + 1, statement.end - begin + AROUND), flat=True
    ).get(pk=statement.article_id)
    at, after = statement.start - begin, statement.end - begin
    head = text[:at].rpartition("\n\n")[2]
    tail = text[after:].partition("\n\n")[0]
    left = "…" if begin and len(head) == at else ""
    right = "…" if len(tail) == AROUND else ""
    return format_html(
        '<blockquote class="ct-passage" dir="auto">{}{}{}</blockquote>',
        left,
        marked(
            head + text[at:after] + tail,
            statement.start - len(head),
            [(statement.start, statement.end, "ct-exact"), *spans],
        ),
        right,
    )


def marked(text: str, offset: int, spans: Iterable[Span]) -> SafeString:
    """Return the text with its spans marked, overlapping and nested ones too.

    `offset` is where the text begins in the article; spans count from the article's start.
    """
    local = [(start - offset, end - offset, style) for start, end, style in spans]
    edges = {edge for start, end, _ in local for edge in (start, end) if 0 < edge < len(text)}
    pieces = []
    for left, right in pairwise(sorted(edges | {0, len(text)})):
        styles = " ".join(style for start, end, style in local if start <= left and right <= end)
        pieces.append((styles, text[left:right]))
    return SafeString(
        "".join(
            format_html('<mark class="{}">{}</mark>', styles, piece)
            if styles
            else format_html("{}", piece)
            for styles, piece in pieces
        )
    )


def inline(parts: Iterable[object]) -> SafeString:
    """Return parts side by side."""
    return format_html_join(" ", "{}", ((part,) for part in parts))


def relation(does: str, other: Claim, note: str) -> SafeString:
    """Say what a claim does to another, and link to that one."""
    return format_html("{} {} {}", chip(does), link(other, quote(other)), note)


def signed(judgement: models.Model, said: object, why: object) -> SafeString:
    """Return a judgement with its reason, who made it and when."""
    return format_html(
        "<strong>{}</strong> {} <small>{}</small>",
        said,
        why,
        f"{judgement.by}, {day(judgement.at)}",
    )


def evidence(subject: models.Model) -> SafeString | str:
    """Return what speaks for and against a claim, or shows what an addressee did."""
    lines = []
    for item in subject.evidence.select_related("by", "article").defer(*WITHOUT_TEXT):
        what = [link(item.article)] if item.article else []
        what += [away(item.url)] if item.url else []
        lines.append(signed(item, item.get_stance_display(), inline((*what, item.note))))
    return items(lines)


def away(url: str) -> SafeString | str:
    """Return a link to another site, which learns nothing of us."""
    if not url.startswith(("https://", "http://")):
        return url
    return format_html(
        '<a class="ct-link" href="{}" rel="noopener noreferrer nofollow">{}</a>', url, url
    )


def follow_ups(subject: models.Model) -> SafeString | str:
    """Return what is to be looked at again, and what came of it."""
    found = subject.followups.select_related("assignee")
    return items(
        inline((link(item, item.question), f"due {day(item.due_on)}", item.outcome))
        for item in found
    )


def notes(subject: models.Model) -> SafeString | str:
    """Return the remarks on a record."""
    return items(signed(note, "", note.text) for note in subject.notes.select_related("by"))


def count(model: type[models.Model], number: int, **query: object) -> SafeString:
    """Return a number that leads to the rows it counts."""
    return format_html(
        '<a class="ct-link ct-number" href="{}">{}</a>', rows(model, **query), number
    )


def actor_rows(actor: models.Model) -> SafeString:
    """Return links to everything that has to do with an actor and its parts."""
    leads = (
        ("what it says", rows(Claim, said_by=actor.pk)),
        ("claims about it", rows(Claim, about=actor.pk)),
        ("what it is asked to do", rows(Addressee, actor=actor.pk)),
        ("its parts", rows(type(actor), within=actor.pk)),
    )
    return inline(
        format_html('<a class="ct-link" href="{}">{}</a> ·', url, to) for to, url in leads
    )
