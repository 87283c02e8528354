"""Rows of every kind, as many as asked for, and the addresses of the admin."""

import datetime

from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.urls import reverse

from claimtracker import actions
from claimtracker.models import (
    AttributionLink,
    Author,
    ImportRun,
    Mention,
    Obstacle,
    Recommender,
    Section,
    Source,
)
from claimtracker.models.anchors import anchor
from tests.factories import (
    make_actor,
    make_addressee,
    make_article,
    make_claim,
    make_recommendation,
)

SOME_DAY = datetime.date(2023, 1, 31)


def fill(by: User, rows: int = 1) -> dict:
    """Make so many rows of every kind, each with all that belongs to it; return the last ones."""
    for number in range(rows):
        last = _one_of_each(by, number)
    return last


def _one_of_each(by, number):
    korea = make_actor(f"Korea {number}", aliases=[f"ROK {number}"])
    actor = make_actor(f"Government {number}", part_of=korea, kind="government_body")
    source = Source.objects.create(actor=make_actor(f"Weekly {number}", kind="media"))
    article = make_article(
        f"Number {number}. Russia buys shells, Kirby said. It may be millions.\n\n"
        "Seoul should consider sending its own. The law forbids it.",
        source=source,
        title=f"Shells {number}",
    )
    Author.objects.create(article=article, position=0, actor=actor, role="Analyst")
    section = Section.objects.create(
        article=article, kind="answer", label="A1", start=0, end=len(article.text)
    )
    words = "Russia buys shells, Kirby said. It may be millions."
    at = article.text.index(words)
    claim = make_claim(
        article, words, section=section,
        hedges=[{"exact": "may", "start": at + 35, "end": at + 38}],
        dates=[{"text": "2022", "start": 0, "end": 4, "value": "2022", "kind": "year"}],
    )  # fmt: skip
    AttributionLink.objects.create(claim=claim, position=0, holder="author", type="author")
    AttributionLink.objects.create(
        claim=claim, position=1, holder="John Kirby", type="person", actor=actor,
        cue="said", cue_start=at + 26, cue_end=at + 30,
    )  # fmt: skip
    Mention.objects.create(claim=claim, actor=actor)
    twin = make_claim(article, "It may be millions.", kind="prediction", section=section)
    recommendation = make_recommendation(article, section=section)
    Recommender.objects.create(recommendation=recommendation, position=0, actor=korea)
    start = article.text.index("The law forbids it.")
    Obstacle.objects.create(
        recommendation=recommendation, article=article,
        **{k: v for k, v in anchor(article.text, start, start + 19, "The law forbids it.").items()
           if k != "article"},
    )  # fmt: skip
    addressee = make_addressee(recommendation, actor)
    actions.relate(twin, kind="denies", other=claim, by=by)
    actions.add_evidence(by=by, stance="supports", claim=claim, url="https://example.org/a")
    actions.assess(claim, by=by, rationale="two sources", credibility=2)
    actions.rate_source(source, grade="B", on=SOME_DAY, reason="careful", by=by)
    actions.move_status(
        addressee, to="partially_addressed", reason="a first shipment", effective_on=SOME_DAY, by=by
    )
    follow_up = actions.schedule_follow_up(
        question="Did it ship?", due_on=SOME_DAY, by=by, addressee=addressee, assignee=by
    )
    actions.add_note(text="look again", by=by, claim=claim)
    run = ImportRun.objects.create(
        by=by, via="test", file=f"{number}.txt", outcome="created", article=article, extractor="1"
    )
    return {
        "actor": actor, "source": source, "article": article, "claim": claim, "twin": twin,
        "recommendation": recommendation, "addressee": addressee, "followup": follow_up,
        "importrun": run,
        "user": by,
        "group": Group.objects.first(),
    }  # fmt: skip


def tally():
    """How many rows each registered model has."""
    return {model.__name__: model._default_manager.count() for model in admin.site._registry}


def url(model, page, *args):
    """The address of an admin page: `url("claim", "changelist")`."""
    app = "auth" if model in ("user", "group") else "claimtracker"
    return reverse(f"admin:{app}_{model}_{page}", args=args)


MODELS = sorted(model._meta.model_name for model in admin.site._registry)
EXPORTED = sorted(
    model._meta.model_name
    for model, page in admin.site._registry.items()
    if hasattr(page, "export_action")
)
