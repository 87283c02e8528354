"""An actor is found by any of its names, and two actors never share one."""

import pytest
from django.db import IntegrityError

from claimtracker.models import Actor, Alias, name_key


def file_actor(name, **fields):
    actor = Actor.objects.create(name=name, kind="state", **fields)
    Alias.objects.create(actor=actor, text=name, key=name_key(name))
    return actor


@pytest.mark.parametrize(
    "twin",
    ["north korea", "The North Korea", "North  Korea", "Nοrth Kоrea", "North\u200b Korea"],
)
def test_look_alike_names_have_one_key(twin):
    assert name_key(twin) == name_key("North Korea")


def test_different_names_have_different_keys():
    assert name_key("North Korea") != name_key("South Korea")


def test_two_actors_cannot_share_a_name(db):
    file_actor("North Korea")
    other = Actor.objects.create(name="Another", kind="state")
    with pytest.raises(IntegrityError):
        Alias.objects.create(actor=other, text="NORTH KOREA", key=name_key("NORTH KOREA"))


def test_within_finds_parts_at_any_depth(db):
    korea = file_actor("South Korea")
    government = file_actor("Yoon government", part_of=korea)
    ministry = file_actor("Ministry", part_of=government)
    file_actor("Russia")
    assert set(Actor.objects.within(korea)) == {korea, government, ministry}


def test_within_ends_on_a_circle(db):
    first = file_actor("First")
    second = file_actor("Second", part_of=first)
    Actor.objects.filter(pk=first.pk).update(part_of=second)
    assert set(Actor.objects.within(first)) == {first, second}
