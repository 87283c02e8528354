"""Choose, preview, confirm: nothing is stored before it was seen and agreed to."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from claimtracker.models import Article, Claim, ImportRun, Upload

pytestmark = pytest.mark.django_db
TEXT = (
    "Shells\n\nRussia bought millions of shells from North Korea. "
    "South Korea should consider sending its own shells.\n"
)
CHOOSE, PREVIEW, CONFIRM = "/articles/new/", "/articles/new/preview/", "/articles/new/confirm/"


@pytest.fixture
def ana(client, analyst):
    """A browser in which Ana is logged in."""
    client.force_login(analyst)
    return client


def bring(browser, *files, **said):
    chosen = [SimpleUploadedFile(name, data) for name, data in files]
    return browser.post(CHOOSE, {"files": chosen} | said)


def confirm(browser):
    return browser.post(CONFIRM, {"upload": list(Upload.objects.values_list("pk", flat=True))})


def test_a_preview_stores_no_article(ana):
    assert bring(ana, ("a.txt", TEXT.encode())).url == PREVIEW
    page = ana.get(PREVIEW).content.decode()
    assert "South Korea should consider sending its own shells." in page
    assert "Import 1 article" in page
    assert not Article.objects.exists()


def test_what_was_confirmed_is_imported_with_what_was_said(ana, analyst):
    bring(ana, ("a.txt", TEXT.encode()), source="The Paper", published_on="2022-11-04", note="new")
    confirm(ana)
    run = ImportRun.objects.get()
    assert (run.by, run.via, run.note, run.outcome) == (analyst, "upload page", "new", "created")
    assert str(run.article.published_on) == "2022-11-04"
    assert Claim.objects.first().events.get().pgh_context["user"] == analyst.pk


def test_a_pasted_text_is_an_article(ana):
    ana.post(CHOOSE, {"text": TEXT})
    confirm(ana)
    assert Article.objects.get().title == "Shells"


def test_confirming_twice_imports_once(ana):
    bring(ana, ("a.txt", TEXT.encode()))
    keys = list(Upload.objects.values_list("pk", flat=True))
    for _ in range(2):
        assert ana.post(CONFIRM, {"upload": keys}).status_code == 200
    assert Article.objects.count() == 1


def test_known_bytes_are_told_before_they_are_imported(ana):
    for _ in range(2):
        bring(ana, ("a.txt", TEXT.encode()))
        page = ana.get(PREVIEW).content.decode()
        confirm(ana)
    assert "Known already" in page
    assert Article.objects.count() == 1


def test_a_bad_file_is_refused_by_name_and_stops_no_other(ana):
    bring(ana, ("bad.txt", b"caf\xe9 is open."), ("a.txt", TEXT.encode()))
    page = ana.get(PREVIEW).content.decode()
    assert "bad.txt: byte 3 is not utf-8" in page
    confirm(ana)
    assert Article.objects.count() == 1
    assert ImportRun.objects.filter(outcome="refused").count() == 1


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({}, "Choose a file or paste a text."),
        ({"text": "x", "url": "nowhere"}, "Enter a valid URL."),
        ({"text": "x", "published_on": "4 Nov"}, "Enter a valid date."),
        ({"text": "a\0b"}, "Null characters are not allowed."),
    ],
)
def test_what_is_wrong_with_the_form_is_said(said, message, ana):
    response = ana.post(CHOOSE, said)
    assert response.status_code == 400
    assert message in response.content.decode()


def test_one_address_is_one_articles(ana):
    response = bring(ana, ("a.txt", b"One."), ("b.txt", b"Two."), url="https://example.org/shells")
    assert "One address is one article" in response.content.decode()


def test_markup_in_a_file_is_shown_as_text(ana):
    bring(
        ana, ("<script>alert(1)</script>.txt", b"<script>alert(1)</script> Russia bought shells.")
    )
    assert b"<script>alert" not in ana.get(PREVIEW).content


def test_nobody_confirms_anothers_files(ana, client, reviewer):
    bring(ana, ("a.txt", TEXT.encode()))
    client.force_login(reviewer)
    confirm(client)
    assert not Article.objects.exists()


@pytest.mark.parametrize("address", [CHOOSE, PREVIEW])
def test_importing_needs_its_right(address, client, viewer, outsider):
    assert client.get(address).status_code == 302
    for person in (viewer, outsider):
        client.force_login(person)
        assert client.get(address).status_code == 403


def test_what_was_left_lying_goes_after_a_day(ana):
    bring(ana, ("a.txt", TEXT.encode()))
    Upload.objects.update(at=timezone.now() - timezone.timedelta(days=2))
    bring(ana, ("b.txt", TEXT.encode()))
    assert Upload.objects.get().name == "b.txt"


def test_a_source_nobody_can_see_is_none(ana):
    bring(ana, ("a.txt", TEXT.encode()), source="\u202e\u200b")
    confirm(ana)
    assert Article.objects.get().source is None
