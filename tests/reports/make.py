"""Rows for the reports' tests, made directly: a test says only what matters to it."""

import datetime
import hashlib

from claimtracker.models import (
    Actor,
    Addressee,
    Alias,
    Article,
    FollowUp,
    Recommendation,
    Source,
    Status,
    StatusChange,
    name_key,
)


def actor(name, *aliases, part_of=None, kind="state"):
    """File an actor under its name and aliases."""
    made = Actor.objects.create(name=name, kind=kind, part_of=part_of)
    for text in (name, *aliases):
        Alias.objects.create(actor=made, text=text, key=name_key(text))
    return made


def source(name, *aliases):
    """File an outlet that publishes."""
    return Source.objects.create(actor=actor(name, *aliases, kind="media"))


def article(text, **particulars):
    """Store a text as an article; its title is its first line."""
    data = text.encode()
    return Article.objects.create(
        title=text.splitlines()[0],
        text=text,
        original=data,
        sha256=hashlib.sha256(data).hexdigest(),
        media_type="text/plain",
        **particulars,
    )


def recommendation(article, exact, *, to=(None,), strength="should", by=None, **particulars):
    """Quote a recommendation; return its addressees, one for each actor (None: nobody named)."""
    start = article.text.index(exact)
    if particulars.get("curation", "proposed") != "proposed":
        particulars |= {"decided_by": by, "decided_at": article.imported_at}
    made = Recommendation.objects.create(
        article=article,
        exact=exact,
        start=start,
        end=start + len(exact),
        action=particulars.pop("action", exact),
        strength=strength,
        fingerprint=hashlib.sha256(exact.encode()).hexdigest(),
        **particulars,
    )
    return [Addressee.objects.create(recommendation=made, actor=one) for one in to]


def move(addressee, to, by, on):
    """Move an addressee's status, as from the day."""
    StatusChange.objects.create(
        addressee=addressee,
        from_status=Status.OPEN,
        to_status=to,
        effective_on=on,
        reason="It was announced.",
        by=by,
    )


def check(addressee, days_from_today):
    """Plan a follow-up."""
    day = datetime.date.today() + datetime.timedelta(days=days_from_today)
    FollowUp.objects.create(addressee=addressee, question="Has it moved?", due_on=day)
