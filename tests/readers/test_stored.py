"""What a reader found beside the text is stored with the article, and survives a re-run."""

import pytest

from claimtracker.ingest import Particulars, import_bytes, reextract
from claimtracker.models import Article, ImportRun
from claimtracker.provenance import breaches
from tests.readers import files

pytestmark = pytest.mark.django_db
TEXT = (
    "Russia bought [millions](https://a.org/b) of shells from North Korea. "
    "South Korea should consider sending its own shells.\n"
)
HEAD = "---\ntitle: Shells\nauthor: Ann Lee\ndate: 2022-11-04\nurl: https://csis.org/{}\n---\n"


def stored(data, name="a.md", **given):
    data = data if isinstance(data, bytes) else data.encode()
    run = import_bytes(data, name, given=Particulars(**given), via="test", by=None)
    assert run.outcome == ImportRun.Outcome.CREATED, run.reason
    return Article.objects.with_text().get(pk=run.article.pk)


def test_an_article_keeps_links_address_and_date():
    article = stored(HEAD.format("x") + TEXT)
    assert article.links == [[14, 22, "https://a.org/b"]]
    assert (article.url, str(article.published_on)) == ("https://csis.org/x", "2022-11-04")
    assert article.encoding == ""
    assert bytes(article.original) == (HEAD.format("x") + TEXT).encode()
    assert not list(breaches())


def test_a_section_tells_its_page():
    pages = [["Seoul should act at once.", "", "It is late."], ["Tokyo should wait for Seoul."]]
    article = stored(files.pdf(pages), "a.pdf")
    assert [number for _, number in article.pages] == [1, 2]
    assert article.page_at(article.text.index("Tokyo")) == 2
    assert {section.page for section in article.sections.all()} <= {1, 2}


def test_a_run_over_it_again_changes_nothing_though_no_text_names_the_author():
    article = stored(HEAD.format("x") + TEXT)
    run = reextract(article, via="test", by=None)
    assert (run.claims, run.recommendations, run.withdrawn) == (0, 0, 0)
    assert run.unchanged > 0


def test_a_file_of_the_same_address_and_title_revises_the_earlier_one():
    first = stored(HEAD.format("x") + TEXT)
    assert stored(HEAD.format("x") + TEXT + "\nIt is late.").revises == first


def test_a_file_that_only_says_it_has_the_address_of_another_revises_nothing():
    stored(HEAD.format("x") + TEXT)
    other = HEAD.format("x").replace("Shells", "Other") + TEXT + "\nIt is late."
    assert stored(other).revises is None


def test_what_a_reader_overlooked_is_told_with_the_run():
    stored(files.pdf([["Seoul should act at once."], []]), "a.pdf")
    assert "1 of its 2 pages hold no text" in ImportRun.objects.get().reason
