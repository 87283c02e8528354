"""The demo is the seed article as a careful person curated it, and nothing the second time."""

import re

import pytest
from django.contrib.auth import authenticate
from django.core.management import call_command
from django.db import connection

from claimtracker.models import (
    Addressee,
    Article,
    Claim,
    FollowUp,
    Recommendation,
    Relation,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def set_up(capsys):
    """Set the demo up; returns what it printed."""

    def run():
        call_command("setup_demo")
        return capsys.readouterr().out

    return run


def rows():
    """How many rows each of our tables holds."""
    tables = [t for t in connection.introspection.table_names() if t.startswith("claimtracker_")]
    with connection.cursor() as cursor:
        counts = {}
        for table in tables:
            cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608  our own names
            counts[table] = cursor.fetchone()[0]
    return counts


def test_every_printed_password_opens_its_role(set_up):
    printed = dict(re.findall(r"^  (\w+) +(\S+)$", set_up(), re.MULTILINE))
    assert set(printed) == {"viewer", "analyst", "reviewer", "administrator"}
    for username, password in printed.items():
        user = authenticate(username=username, password=password)
        assert user.groups.get().name.lower() == username


def test_the_second_time_changes_nothing_and_prints_no_password(set_up):
    set_up()
    before = rows()
    assert "set up already" in set_up()
    assert rows() == before


def test_passwords_differ_from_demo_to_demo(set_up, django_user_model):
    first = set_up()
    django_user_model.objects.filter(username="viewer").update(username="earlier_viewer")
    assert re.search(r"viewer +(\S+)", set_up()).group(1) not in first


def test_the_seed_has_accepted_rejected_and_waiting_proposals(set_up):
    set_up()
    states = set(Claim.objects.values_list("curation", flat=True))
    assert states == {"accepted", "rejected", "proposed"}
    assert Recommendation.objects.accepted().count() == 3


def test_the_denial_points_at_the_claim_it_denies(set_up):
    set_up()
    denial = Relation.objects.get(kind="denies", by__isnull=False)
    assert "North Korea denied the claims" in denial.claim.exact
    assert "New York Times report" in denial.other.exact


def test_the_author_disputes_the_millions(set_up):
    set_up()
    dispute = Relation.objects.get(kind="disputes")
    assert "may be overstated" in dispute.claim.exact
    assert "millions" in dispute.other.exact


def test_two_follow_ups_wait(set_up):
    set_up()
    assert FollowUp.objects.open().count() == 2


def test_the_yoon_government_is_asked_twice_and_counts_as_south_korea(set_up):
    from claimtracker.models import Actor

    set_up()
    korea = Actor.objects.named("South Korea").get()
    asked = Addressee.objects.addressed_to(korea)
    assert [row.actor.name for row in asked] == ["Yoon government"] * 2


def test_the_seed_has_a_lower_bound_and_no_invented_date(set_up):
    set_up()
    article = Article.objects.get()
    assert (article.published_on, str(article.published_not_before)) == (None, "2022-11-02")
    assert article.published == "not before 2 Nov 2022"
