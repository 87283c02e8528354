"""One plain function a noun: a row with the least that makes it true."""

import datetime
import hashlib

from claimtracker.models import (
    Actor,
    Addressee,
    Alias,
    Article,
    Claim,
    Recommendation,
    StatusChange,
    name_key,
)
from claimtracker.models.anchors import anchor
from claimtracker.models.statements import fingerprint

TEXT = "Russia buys shells. Seoul should consider sending its own. Nobody knows how many."


def make_actor(name="South Korea", *, kind="state", part_of=None, aliases=()):
    """An actor filed under its name and aliases."""
    actor = Actor.objects.create(name=name, kind=kind, part_of=part_of)
    for text in (name, *aliases):
        Alias.objects.create(actor=actor, text=text, key=name_key(text))
    return actor


def make_article(text=TEXT, **fields):
    """An article of this text."""
    data = text.encode()
    return Article.objects.create(
        **{"title": "Shells", "media_type": "text/plain", "encoding": "utf-8"} | fields,
        original=data,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
    )


def make_claim(article=None, exact="Russia buys shells.", **fields):
    """A proposed claim on the first occurrence of the words in the article."""
    article = article or make_article()
    return Claim.objects.create(
        **{"kind": "factual", "rule": "test", "score": 0.5} | fields,
        **_placed(article, exact),
        fingerprint=fingerprint("claim", exact, []),
    )


def make_recommendation(article=None, exact="Seoul should consider sending its own.", **fields):
    """A proposed recommendation; it has no addressee yet."""
    article = article or make_article()
    return Recommendation.objects.create(
        **{
            "action": "consider sending its own",
            "modality": "should",
            "strength": "consider",
            "rule": "test",
            "score": 0.5,
        }
        | fields,
        **_placed(article, exact),
        fingerprint=fingerprint("recommendation", exact, []),
    )


def make_addressee(recommendation=None, actor=None, **fields):
    """An open addressee of a recommendation."""
    return Addressee.objects.create(
        recommendation=recommendation or make_recommendation(),
        actor=actor or make_actor(),
        **fields,
    )


def move(addressee, to, by, *, on=datetime.date(2023, 1, 1), **fields):
    """A status change written straight to the table, past the action's checks."""
    return StatusChange.objects.create(
        **{"from_status": addressee.status, "reason": "it was announced"} | fields,
        addressee=addressee,
        to_status=to,
        effective_on=on,
        by=by,
    )


def _placed(article, exact):
    start = article.text.index(exact)
    return {"article": article, **anchor(article.text, start, start + len(exact), exact)}
