"""A small world: three articles, seven recommendations, eight addressees."""

import datetime
from types import SimpleNamespace

import pytest

from claimtracker.models import Addressee
from tests.factories import make_actor, make_article, make_recommendation, move
from tests.reports import make

FIRST = """Arms
The Yoon government should consider arming Ukraine.
=cmd|' /C calc'!A0 must stop.
Allies could
detain the cargo
at customs.
"""
SECOND = """Food
The ministry must pay. Seoul should report. Nobody should wait.
"""
THIRD = """Undated
The United States should watch the “ships”.
"""


@pytest.fixture
def world(db, analyst, reviewer):
    """Rows of every kind that a filter tells apart."""
    korea = make_actor("South Korea", aliases=["ROK"])
    yoon = make_actor("Yoon government", part_of=korea)
    ministry = make_actor("Ministry of Defence", part_of=yoon)
    usa = make_actor("United States", aliases=["US"])
    day = datetime.date
    first = make_article(
        FIRST,
        source=make.source("CSIS", ["Center for Strategic and International Studies"]),
        published_not_before=day(2022, 11, 2),
    )
    second = make_article(SECOND, source=make.source("The Paper"), published_on=day(2023, 5, 1))
    third = make_article(THIRD)
    lines = FIRST.splitlines()

    (arming,) = make.recommendation(
        first, lines[1], to=[yoon], strength="consider", by=reviewer, assignee=analyst
    )
    formula = make_recommendation(first, lines[2], strength="must", action='=HYPERLINK("http://x")')
    Addressee.objects.create(recommendation=formula)  # nobody named
    quote = "Allies could\ndetain the cargo\nat customs."
    _, helper = make.recommendation(first, quote, to=[usa, yoon], strength="could")
    (pays,) = make.recommendation(second, "The ministry must pay.", to=[ministry], strength="must")
    (reports,) = make.recommendation(second, "Seoul should report.", to=[korea])
    make.recommendation(second, "Nobody should wait.", to=[usa], curation="rejected", by=reviewer)
    (watch,) = make.recommendation(third, THIRD.splitlines()[1], to=[usa])

    Addressee.objects.filter(pk=helper.pk).update(role="partner")
    Addressee.objects.filter(pk=pays.pk).update(priority=True)
    move(pays, "partially_addressed", reviewer, on=day(2023, 6, 1))
    move(reports, "implemented", reviewer, on=day(2023, 7, 1))
    move(watch, "not_implemented", reviewer, on=day(2023, 8, 1))
    make.check(arming, -1)
    make.check(pays, 0)
    make.check(watch, 31)
    return SimpleNamespace(arming=arming)


@pytest.fixture
def reader(client, viewer):
    """Vera, logged in."""
    client.force_login(viewer)
    return client
