"""Merging in the admin says what moves before it moves it."""

import pytest
from django.urls import reverse

from claimtracker.models import Actor, Mention
from tests.factories import make_actor, make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def twins():
    """An actor that was filed twice, and a claim about the wrong one."""
    stays, goes = make_actor("North Korea"), make_actor("Northern Korea")
    Mention.objects.create(claim=make_claim(), actor=goes)
    return stays, goes


def merge_page(actor):
    return reverse("admin:claimtracker_actor_merge", args=[actor.pk])


def test_the_page_says_what_moves(client, analyst, twins):
    client.force_login(analyst)
    page = client.get(merge_page(twins[1])).content.decode()
    assert "1 names, 1 mentions" in page


def test_a_merge_moves_and_the_list_shows_one(client, analyst, twins):
    stays, goes = twins
    client.force_login(analyst)
    answers = {"into": stays.pk, "reason": "the same state"}
    assert client.post(merge_page(goes), answers).status_code == 302
    assert Mention.objects.get().actor == stays
    assert list(Actor.objects.current()) == [stays]


def test_a_twin_is_suggested_on_the_actors_page(client, viewer, twins):
    client.force_login(viewer)
    page = client.get(f"/admin/claimtracker/actor/{twins[0].pk}/change/").content.decode()
    assert "Northern Korea" in page


def test_a_viewer_may_not_merge(client, viewer, twins):
    client.force_login(viewer)
    assert client.post(merge_page(twins[1]), {"into": twins[0].pk}).status_code == 403
