"""The pages of an actor and of an article: every number leads to the rows that make it."""

import re

import pytest

from claimtracker.models import Actor, Addressee, Article
from tests.factories import make_actor
from tests.reports.claimed import claimed  # noqa: F401


@pytest.fixture
def korea(claimed):  # noqa: F811
    """The page of South Korea, whose parts are the government and its ministry."""
    return f"/reports/actors/{Actor.objects.get(name='South Korea').pk}/"


@pytest.fixture
def first(claimed):  # noqa: F811
    """The page of the first article."""
    return f"/reports/articles/{Article.objects.earliest('pk').pk}/"


def figures(text):
    """Return the address and number of every figure of a page."""
    found = re.findall(r'href="([^"]+)"><strong>(\d+)</strong>', text)
    found += re.findall(r'href="(/reports/[^"]+\?[^"]*)">(\d+)</a>', text)
    return [(url.replace("&amp;", "&"), int(number)) for url, number in found]


@pytest.mark.parametrize("page", ["korea", "first"])
@pytest.mark.parametrize("query", ["", "?approved=yes"])
def test_every_number_leads_to_as_many_rows(reader, request, page, query):
    found = figures(reader.get(request.getfixturevalue(page) + query).content.decode())
    assert len(found) >= 10
    for url, number in found:
        there = reader.get(url).content.decode()
        assert f'id="count">{number} row' in there, url
        assert not query or "followups" in url or "Approved: yes" in there


def test_adoption_prints_its_denominators(reader, korea):
    text = " ".join(re.sub("<[^>]+>", " ", reader.get(korea).content.decode()).split())
    assert "Implemented of closed 100 % 1 of 1" in text
    assert "Implemented of issued 25 % 1 of 4" in text
    assert "Median 61 days from publication to closing, over 1 of 1 closed." in text
    assert "1 Overdue checks" in text
    assert "1 Claims of others that it denies" in text


def test_nothing_closed_has_no_share(reader, world):
    nobody = make_actor("Switzerland")
    text = reader.get(f"/reports/actors/{nobody.pk}/").content.decode()
    assert "Nothing is closed with a known date yet" in text
    assert "<strong>—</strong>" in text and "0 %" not in text
    assert "Nothing has happened yet" in text


def test_the_timeline_runs_from_the_newest_back(reader, korea, first):
    text = reader.get(korea).content.decode()
    days = re.findall(r'<time datetime="([^"]+)"', text)
    assert days == sorted(days, reverse=True)
    assert "Closed - Implemented, it was announced" in text
    assert 'class="overdue"' in text
    since = reader.get(first).content.decode()
    for words in ("2 - Probably true: So.", "Then? Seen.", "Has it moved?"):
        assert words in since
    assert "it was announced" not in since  # that is the second article's


def test_an_actor_that_was_merged_leads_to_what_it_became(reader, korea):
    twin = make_actor("Republic of Korea")
    whole = Actor.objects.get(name="South Korea")
    Actor.objects.filter(pk=twin.pk).update(merged_into=whole)
    assert reader.get(f"/reports/actors/{twin.pk}/")["Location"] == korea


@pytest.mark.parametrize("page", ["korea", "first"])
@pytest.mark.parametrize("query", ["?aproved=yes", "?approved=no", "?approved=yes&approved=yes"])
def test_what_a_page_does_not_know_is_refused(reader, request, page, query):
    assert reader.get(request.getfixturevalue(page) + query).status_code == 400


@pytest.mark.parametrize("page", ["korea", "first"])
def test_strangers_log_in_and_outsiders_are_told(client, outsider, request, page):
    url = request.getfixturevalue(page)
    assert client.get(url)["Location"].endswith(f"?next={url}")
    client.force_login(outsider)
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("kind", ["actors", "articles"])
def test_what_is_not_there_is_said(reader, db, kind):
    assert reader.get(f"/reports/{kind}/999999999/").status_code == 404


@pytest.mark.parametrize("page", ["korea", "first"])
def test_as_many_queries_for_fifty_rows(
    reader, request, page, reviewer, django_assert_max_num_queries
):
    from tests.factories import make_recommendation, move

    url = request.getfixturevalue(page)

    def used():
        with django_assert_max_num_queries(120) as captured:
            text = reader.get(url).content.decode()
        sql = " ".join(one["sql"] for one in captured.captured_queries)
        assert '"claimtracker_article"."text"' not in sql
        assert "<script" not in text and " style=" not in text
        return len(captured)

    few = used()
    article, korea = Article.objects.earliest("pk"), Actor.objects.get(name="South Korea")
    for _ in range(50):
        asked = make_recommendation(article, "Allies could")
        move(Addressee.objects.create(recommendation=asked, actor=korea), "implemented", reviewer)
    assert used() == few
