"""A small world: three articles, seven recommendations, nine addressees."""

import datetime
from types import SimpleNamespace

import pytest

from claimtracker.models import Addressee
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
    korea = make.actor("South Korea", "ROK")
    yoon = make.actor("Yoon government", part_of=korea)
    ministry = make.actor("Ministry of Defence", part_of=yoon)
    usa = make.actor("United States", "US")
    csis = make.source("CSIS", "Center for Strategic and International Studies")
    paper = make.source("The Paper")
    day = datetime.date
    first = make.article(FIRST, source=csis, published_not_before=day(2022, 11, 2))
    second = make.article(SECOND, source=paper, published_on=day(2023, 5, 1))
    third = make.article(THIRD)

    (arming,) = make.recommendation(
        first, FIRST.splitlines()[1], to=[yoon], strength="consider", curation="accepted",
        by=reviewer, assignee=analyst,
    )  # fmt: skip
    (formula,) = make.recommendation(
        first, FIRST.splitlines()[2], strength="must", action='=HYPERLINK("http://x")'
    )
    allies, helper = make.recommendation(
        first, "Allies could\ndetain the cargo\nat customs.", to=[usa, yoon], strength="could"
    )
    (pays,) = make.recommendation(second, "The ministry must pay.", to=[ministry], strength="must")
    (reports,) = make.recommendation(second, "Seoul should report.", to=[korea])
    make.recommendation(second, "Nobody should wait.", to=[usa], curation="rejected", by=reviewer)
    (watch,) = make.recommendation(third, THIRD.splitlines()[1], to=[usa])

    Addressee.objects.filter(pk=helper.pk).update(role="partner")
    Addressee.objects.filter(pk=pays.pk).update(priority=True)
    make.move(pays, "partially_addressed", reviewer, day(2023, 6, 1))
    make.move(reports, "implemented", reviewer, day(2023, 7, 1))
    make.move(watch, "not_implemented", reviewer, day(2023, 8, 1))
    make.check(arming, -1)
    make.check(pays, 0)
    make.check(watch, 31)
    return SimpleNamespace(korea=korea, usa=usa, csis=csis, arming=arming, formula=formula)


@pytest.fixture
def reader(client, viewer):
    """Vera, logged in."""
    client.force_login(viewer)
    return client
