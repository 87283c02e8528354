"""/import/: choose, preview, confirm; twice applies once; nobody confirms another's file."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from claimtracker import actions
from claimtracker.models import Claim, Upload
from tests.roundtrip.conftest import edited, export


@pytest.fixture
def curator(client, analyst):
    """Ana, logged in."""
    client.force_login(analyst)
    return client


def upload(client, data, name="rows.csv"):
    """Bring a file; return the address of its preview."""
    answer = client.post("/import/", {"file": SimpleUploadedFile(name, data)})
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def summary(claim):
    return Claim.objects.get(pk=claim.pk).summary


def test_choose_preview_confirm(curator, stored):
    address = upload(curator, edited("claims", stored.claim.pk, summary="<b>Shells</b>"))
    page = curator.get(address).content.decode()
    assert "1 field in 1 row would change" in page
    assert "<ins><bdi>&lt;b&gt;Shells&lt;/b&gt;</bdi></ins>" in page
    assert summary(stored.claim) == ""
    done = curator.post(f"{address}apply/")
    assert "1 row changed" in done.content.decode()
    assert summary(stored.claim) == "<b>Shells</b>"


def test_confirming_twice_applies_once(curator, stored):
    address = upload(curator, edited("claims", stored.claim.pk, summary="Shells"))
    assert curator.post(f"{address}apply/").status_code == 200
    events = stored.claim.events.count()
    again = curator.post(f"{address}apply/")
    assert again.status_code == 404
    assert "applied or discarded before" in again.content.decode()
    assert stored.claim.events.count() == events


def test_errors_hold_all_back_until_the_clean_rows_are_asked_for(curator, stored):
    data = edited("claims", stored.claim.pk, summary="Shells").replace(b"=SUM(A1)", b"=SUM(B1)")
    address = upload(curator, data)
    page = curator.get(address).content.decode()
    assert "1 error" in page and "exact" in page
    assert "Apply the 1 clean row, leave the others out" in page
    assert curator.post(f"{address}apply/").status_code == 409
    assert summary(stored.claim) == ""
    curator.post(f"{address}apply/", {"clean_rows_only": "yes"})
    assert summary(stored.claim) == "Shells"


def test_a_change_between_preview_and_confirmation_is_shown(curator, stored, reviewer):
    address = upload(curator, edited("claims", stored.claim.pk, summary="Mine"))
    actions.edit(Claim.objects.get(pk=stored.claim.pk), summary="Theirs", by=reviewer)
    answer = curator.post(f"{address}apply/")
    assert answer.status_code == 409
    assert "rui changed this claim since the export" in answer.content.decode()
    assert summary(stored.claim) == "Theirs"


def test_a_discarded_file_is_gone(curator, stored):
    address = upload(curator, edited("claims", stored.claim.pk, summary="Shells"))
    curator.post(f"{address}discard/")
    assert not Upload.objects.exists()
    assert curator.get(address).status_code == 404


def test_nobody_sees_or_confirms_anothers_file(curator, stored, reviewer):
    address = upload(curator, edited("claims", stored.claim.pk, summary="Shells"))
    other = Client()
    other.force_login(reviewer)
    assert other.get(address).status_code == 404
    assert other.post(f"{address}apply/").status_code == 404
    assert summary(stored.claim) == ""


@pytest.mark.parametrize("path", ["/import/", "/import/1/"])
def test_who_may_not_import_is_told(client, viewer, path):
    client.force_login(viewer)
    answer = client.get(path)
    assert answer.status_code == 403
    assert "needs one of the rights claimtracker.import_claim" in answer.content.decode()
    client.logout()
    assert client.get(path).status_code == 302


@pytest.mark.parametrize("end", ["apply/", "discard/"])
def test_only_a_post_with_its_token_changes_anything(curator, stored, analyst, end):
    address = upload(curator, edited("claims", stored.claim.pk, summary="Shells"))
    assert curator.get(f"{address}{end}").status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(analyst)
    assert strict.post(f"{address}{end}").status_code == 403
    assert Upload.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [(b"a,b\r\n1,2\r\n", "This is no export of claims"), (b"PK\x03\x04", "no XLSX workbook")],
)
def test_what_cannot_be_compared_is_told(curator, data, words):
    page = curator.get(upload(curator, data))
    assert page.status_code == 400
    assert words in page.content.decode()


def test_a_file_that_is_too_long_for_a_page_is_told(curator, stored, monkeypatch):
    monkeypatch.setattr("claimtracker.roundtrip.views.MAX_ROWS", 1)
    page = curator.get(upload(curator, export("claims")))
    assert "use the command import_changes" in page.content.decode()


def test_more_changes_than_somebody_waits_for_are_told(curator, stored, monkeypatch):
    monkeypatch.setattr("claimtracker.roundtrip.views.MAX_CHANGED", 0)
    page = curator.get(upload(curator, edited("claims", stored.claim.pk, summary="Shells")))
    assert page.status_code == 400
    assert "It changes 1 rows, and a page changes 0 at a time" in page.content.decode()


def test_a_sheet_comes_back_unchanged(curator, stored):
    page = curator.get(upload(curator, export("claims", "xlsx"), "rows.xlsx"))
    assert "there is nothing to change" in page.content.decode()
    assert "unsafe" not in page["Content-Security-Policy"]
