"""Saved filters: kept by name, shared by those who curate, never wider than they were."""

import pytest

from claimtracker.models import SavedFilter

PAGE, SAVE = "/reports/recommendations/", "/reports/recommendations/save/"


def keep(client, name="Mine", query="status=open", **fields):
    """Save a filter by the page's own form."""
    return client.post(SAVE, {"name": name, "query": query, **fields})


def test_a_filter_is_kept_and_found_on_the_page(reader, world):
    response = keep(reader, query="status=open&page=2&sort=-strength")
    assert response["Location"] == f"{PAGE}?status=open&sort=-strength"
    text = reader.get(PAGE).content.decode()
    assert f'<a href="{PAGE}?status=open&amp;sort=-strength">Mine</a>' in text
    assert 'aria-current="true">Mine' in reader.get(response["Location"]).content.decode()


def test_the_same_name_is_replaced(reader, world):
    keep(reader)
    keep(reader, query="strength=must")
    assert SavedFilter.objects.get().query == "strength=must"


def test_what_the_page_refuses_is_not_kept(reader, world):
    response = keep(reader, query="stauts=open")
    assert response.status_code == 400
    assert "stauts: there is no such filter here" in response.content.decode()
    assert keep(reader, name="").status_code == 400
    assert keep(reader, name="x" * 101).status_code == 400
    assert keep(reader, name="a\0b").status_code == 400
    assert not SavedFilter.objects.exists()


def test_an_old_filter_is_told_and_shows_no_row(reader, viewer, world):
    SavedFilter.objects.create(owner=viewer, report="recommendations", name="Old", query="gone=1")
    page = reader.get(f"{PAGE}?gone=1")
    assert page.status_code == 400
    assert "The saved filter “Old” asks for what this report does not know" in page.content.decode()
    assert 'id="row-' not in page.content.decode()


def test_the_team_sees_what_is_shared_and_nothing_else(client, analyst, viewer, world):
    client.force_login(analyst)
    keep(client, "For all", shared="on")
    keep(client, "For me")
    client.force_login(viewer)
    text = client.get(PAGE).content.decode()
    assert "For all" in text and "by ana" in text
    assert "For me" not in text and "Delete the saved filter" not in text


def test_a_viewer_keeps_but_does_not_share(reader, world):
    assert "Share with the team" not in reader.get(f"{PAGE}?status=open").content.decode()
    response = keep(reader, shared="on")
    assert response.status_code == 403
    assert "claimtracker.change_recommendation" in response.content.decode()
    assert not SavedFilter.objects.exists()


def test_only_the_owner_deletes(client, analyst, viewer, world):
    client.force_login(analyst)
    keep(client, shared="on")
    url = f"/reports/saved/{SavedFilter.objects.get().pk}/delete/"
    client.force_login(viewer)
    assert client.post(url).status_code == 404
    client.force_login(analyst)
    assert client.get(url).status_code == 405
    assert client.post(url)["Location"] == PAGE
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize("url", [SAVE, "/reports/saved/1/delete/"])
def test_strangers_save_and_delete_nothing(client, db, url):
    assert "/login/" in client.post(url, {"name": "x"})["Location"]


def test_who_cannot_read_a_report_keeps_no_filter_of_it(client, outsider):
    client.force_login(outsider)
    assert keep(client).status_code == 403


def test_saving_needs_the_token_of_the_form(viewer, world):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    client.force_login(viewer)
    assert keep(client).status_code == 403
