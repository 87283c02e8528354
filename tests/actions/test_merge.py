"""Two actors that are one become one, and nothing of either is lost."""

import datetime

import pytest

from claimtracker import actions
from claimtracker.models import Actor, Addressee, Mention, Source
from tests.factories import make_actor, make_addressee, make_claim, make_recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def korea():
    """The one that stays."""
    return make_actor("North Korea")


@pytest.fixture
def dprk():
    """The one that goes."""
    return make_actor("DPRK", aliases=["Pyongyang"])


def merge(gone, into, by):
    return actions.merge_actors(gone, into=into, reason="the same state", by=by)


def test_names_and_mentions_move(korea, dprk, analyst):
    Mention.objects.create(claim=make_claim(), actor=dprk)
    merge(dprk, korea, analyst)
    assert Actor.objects.named("Pyongyang").get() == korea
    assert Mention.objects.get().actor == korea
    assert list(Actor.objects.current()) == [korea]


def test_the_preview_counts_what_moves(korea, dprk):
    Mention.objects.create(claim=make_claim(), actor=dprk)
    make_actor("Its army", part_of=dprk)
    assert actions.what_moves(dprk) == {
        "names": 2,
        "mentions": 1,
        "actors that are part of it": 1,
    }


def test_a_claim_about_both_is_about_one(korea, dprk, analyst):
    claim = make_claim()
    for actor in (korea, dprk):
        Mention.objects.create(claim=claim, actor=actor)
    merge(dprk, korea, analyst)
    assert Mention.objects.get().actor == korea


def test_an_addressee_keeps_its_history(korea, dprk, analyst):
    addressee = make_addressee(actor=dprk)
    actions.move_status(
        addressee, to="implemented", reason="Done.", effective_on=datetime.date(2023, 1, 1),
        by=analyst,
    )  # fmt: skip
    merge(dprk, korea, analyst)
    moved = Addressee.objects.get()
    assert (moved.actor, moved.status, moved.status_changes.count()) == (korea, "implemented", 1)


def test_two_histories_on_one_recommendation_are_not_made_one(korea, dprk, analyst):
    recommendation = make_recommendation()
    make_addressee(recommendation, korea)
    addressee = make_addressee(recommendation, dprk)
    actions.move_status(
        addressee, to="implemented", reason="Done.", effective_on=datetime.date(2023, 1, 1),
        by=analyst,
    )  # fmt: skip
    with pytest.raises(actions.Refused, match="has a history there that cannot move"):
        merge(dprk, korea, analyst)
    assert Actor.objects.named("DPRK").get() == dprk


def test_parts_and_source_move(korea, dprk, analyst):
    army = make_actor("Its army", part_of=dprk)
    Source.objects.create(actor=dprk)
    merge(dprk, korea, analyst)
    army.refresh_from_db()
    assert army.part_of == korea
    assert Source.objects.get().actor == korea


def test_a_part_merged_with_its_whole_is_no_part_of_itself(korea, analyst):
    regime = make_actor("Kim regime", part_of=korea)
    merge(korea, regime, analyst)
    regime.refresh_from_db()
    assert regime.part_of is None


@pytest.mark.parametrize("again", ["itself", "merged"])
def test_a_merge_that_makes_no_sense_is_refused(again, korea, dprk, analyst):
    if again == "merged":
        merge(dprk, korea, analyst)
    with pytest.raises(actions.Refused, match="into itself|already"):
        merge(dprk, dprk if again == "itself" else korea, analyst)


def test_a_merge_is_on_record(korea, dprk, analyst):
    merge(dprk, korea, analyst)
    context = dprk.events.latest("pgh_id").pgh_context
    assert (context["action"], context["reason"]) == ("merge_actors", "the same state")


def test_much_the_same_name_is_suggested_and_another_is_not(korea):
    twin = make_actor("Northern Korea")
    make_actor("South Korea")
    make_actor("North Macedonia")
    suggested = actions.like_named(korea)
    assert suggested[0] == twin
    assert "North Macedonia" not in [actor.name for actor in suggested]
