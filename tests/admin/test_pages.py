"""Every page of the admin opens, and shows other people's text as text."""

import pytest

from claimtracker.models import Article
from tests.admin.world import EXPORTED, MODELS, url
from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", MODELS)
def test_every_list_opens(browse, boss, rows, model):
    assert browse(boss).get(url(model, "changelist")).status_code == 200


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("page", ["change", "history"])
def test_every_record_opens(browse, boss, rows, model, page):
    assert browse(boss).get(url(model, page, rows[model].pk)).status_code == 200


@pytest.mark.parametrize("model", ["actor", "source", "followup", "user"])
def test_what_a_person_may_add_has_a_form(browse, boss, model):
    assert browse(boss).get(url(model, "add")).status_code == 200


@pytest.mark.parametrize("model", ["article", "claim", "recommendation", "importrun", "group"])
def test_what_comes_by_import_has_no_form_to_add(browse, boss, model):
    assert browse(boss).get(url(model, "add")).status_code == 403


@pytest.mark.parametrize("model", EXPORTED)
def test_every_export_asks_for_its_format(browse, boss, rows, model):
    assert browse(boss).get(url(model, "export")).status_code == 200


def test_the_dashboard_leads_to_what_waits(browse, analyst, rows):
    page = browse(analyst).get("/admin/").content.decode()
    assert "Shells 0" in page
    assert f"article={rows['article'].pk}&amp;curation__exact=proposed" in page


def test_a_fresh_dashboard_says_how_to_begin(browse, analyst):
    assert b"manage.py import_article FILE" in browse(analyst).get("/admin/").content


def test_a_number_on_the_dashboard_leads_to_as_many_rows(browse, analyst, rows):
    status = next(
        item for item in browse(analyst).get("/admin/").context["statuses"] if item["count"]
    )
    listed = browse(analyst).get(status["url"]).context["cl"]
    assert listed.result_count == status["count"] == 1


def test_a_claim_says_who_says_it_through_whom(browse, viewer, rows):
    page = browse(viewer).get(url("claim", "changelist")).content.decode()
    assert "author, from Government 0" in page


def test_a_claim_stands_in_its_text_with_its_cue_and_hedge_marked(browse, viewer, rows):
    page = browse(viewer).get(url("claim", "change", rows["claim"].pk)).content.decode()
    assert '<mark class="ct-exact ct-cue">said</mark>' in page
    assert '<mark class="ct-exact ct-hedge">may</mark>' in page
    assert "Number 0." in page


def test_a_denial_leads_to_what_it_denies(browse, viewer, rows):
    page = browse(viewer).get(url("claim", "change", rows["twin"].pk)).content.decode()
    assert "Denies" in page
    assert url("claim", "change", rows["claim"].pk) in page


@pytest.mark.parametrize("payload", ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>"])
def test_markup_in_an_article_is_inert(browse, boss, payload):
    article = make_article(f"Before. {payload} After.", title=payload)
    claim = make_claim(article, payload, summary=payload)
    for page in (
        url("article", "change", article.pk), url("claim", "change", claim.pk),
        url("claim", "changelist"), url("claim", "accept", claim.pk),
        url("claim", "history", claim.pk), "/admin/",
    ):  # fmt: skip
        shown = browse(boss).get(page).content.decode()
        assert payload not in shown
        assert payload.replace("<", "&lt;").replace(">", "&gt;") in shown


def test_the_text_of_an_article_cannot_be_posted(browse, boss, rows):
    article = rows["article"]
    browse(boss).post(url("article", "change", article.pk), {"text": "other", "title": "other"})
    kept = Article.objects.get(pk=article.pk)
    assert (kept.text, kept.title) == (article.text, article.title)


def test_the_record_tells_who_changed_what_and_why(browse, analyst, rows):
    claim = rows["claim"]
    browse(analyst).post(url("claim", "reject", claim.pk), {"reason": "it is a question"})
    page = browse(analyst).get(url("claim", "history", claim.pk)).content.decode()
    for told in ("ana", "Proposed", "Rejected", "it is a question"):
        assert told in page


@pytest.mark.parametrize(
    ("model", "told"),
    [
        ("claim", ["https://example.org/a", "2 - Probably true", "two sources", "look again"]),
        ("addressee", ["a first shipment", "from 31 January 2023", "Did it ship?"]),
        ("source", ["B - Usually reliable", "careful"]),
        ("recommendation", ["Korea 0", "The law forbids it.", "Government 0"]),
        ("article", ["Shells 0", "Number 0.", "of them to decide", "utf-8", "A1"]),
        ("actor", ["Korea 0", "what it says"]),
        ("followup", ["Did it ship?", "Seoul should consider", "not yet"]),
        ("importrun", ["0.txt", "Created"]),
        ("group", ["view claim"]),
    ],
)
def test_a_page_tells_what_belongs_to_its_record(browse, boss, rows, model, told):
    page = browse(boss).get(url(model, "change", rows[model].pk)).content.decode()
    assert [words for words in told if words not in page] == []
