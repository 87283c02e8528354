"""Claims of every kind that a filter tells apart, on the articles of the small world."""

import datetime

import pytest

from claimtracker.models import (
    Actor,
    Article,
    Assessment,
    AttributionLink,
    Author,
    Evidence,
    FollowUp,
    Mention,
    Relation,
)
from tests.factories import make_actor, make_claim


def say(claim, *voices, about=()):
    """Attribute a claim, outermost first, and say whom it is about."""
    for place, actor in enumerate(voices):
        AttributionLink.objects.create(
            claim=claim, position=place, actor=actor, holder=actor.name, type="speaker"
        )
    for actor in about:
        Mention.objects.create(claim=claim, actor=actor)
    return claim


@pytest.fixture
def claimed(world, analyst, reviewer):
    """Six claims: one denied, one disputed by evidence, one supported from elsewhere."""
    first, second, third = Article.objects.order_by("pk")
    named = {actor.name: actor for actor in Actor.objects.all()}
    korea, yoon, usa = (named[one] for one in ("South Korea", "Yoon government", "United States"))
    author = make_actor("Cha", kind="person")
    Author.objects.create(article=first, position=0, actor=author)
    now = first.imported_at
    decided = {"curation": "accepted", "decided_by": analyst, "decided_at": now}
    sends = say(
        make_claim(first, "Ukraine", review="approved", reviewed_by=reviewer, reviewed_at=now,
                   **decided),
        author, usa, about=[korea],
    )  # fmt: skip
    denial = say(make_claim(second, "Seoul", kind="denial", **decided), author, yoon, about=[usa])
    likely = say(
        make_claim(second, "Nobody", kind="prediction", certainty="probable", assignee=analyst),
        author, about=[yoon],
    )  # fmt: skip
    again = say(make_claim(second, "Food", certainty="possible", **decided), usa)
    lost = say(make_claim(third, "ships", curation="rejected", decided_by=analyst, decided_at=now))
    plain = say(make_claim(third, "Undated", negated=True, kind="assessment"), usa, about=[usa])
    Relation.objects.create(claim=denial, kind="denies", other=sends)
    Relation.objects.create(claim=again, kind="supports", other=sends)
    Relation.objects.create(claim=lost, kind="denies", other=likely)  # rejected: counts for nothing
    Relation.objects.create(claim=plain, kind="supports", other=again)  # of no known source
    Evidence.objects.create(claim=plain, stance="refutes", url="https://example.org/", by=analyst)
    Evidence.objects.create(claim=likely, stance="confirms", article=second, by=analyst)
    for claim, grade in ((sends, 4), (sends, 2), (denial, 6)):
        Assessment.objects.create(claim=claim, credibility=grade, rationale="So.", by=analyst)
    day = datetime.date.today() + datetime.timedelta(days=3)
    FollowUp.objects.create(claim=likely, question="Now?", due_on=day, assignee=analyst)
    FollowUp.objects.create(
        claim=sends, question="Then?", due_on=day, done_on=day, done_by=analyst, outcome="Seen."
    )
    return world
