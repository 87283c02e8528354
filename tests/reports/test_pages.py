"""What every report's page has in common: its door, its columns, its queries, its refusals."""

import re

import pytest

from claimtracker.models import (
    Article,
    Author,
    Claim,
    Evidence,
    FollowUp,
    ImportRun,
    Recommendation,
)
from claimtracker.reports.registry import REPORTS
from tests.factories import make_actor, make_article, make_claim
from tests.reports import make
from tests.reports.claimed import claimed, say  # noqa: F401

PAGES = [f"/reports/{name}/" for name in REPORTS]


@pytest.mark.parametrize("url", PAGES)
def test_strangers_log_in_and_outsiders_are_told(client, outsider, url):
    assert client.get(url)["Location"].endswith(f"?next={url}")
    client.force_login(outsider)
    assert client.get(url).status_code == 403


@pytest.mark.parametrize("url", PAGES)
def test_a_page_leads_to_its_files_and_the_other_reports(reader, claimed, url):  # noqa: F811
    text = reader.get(url).content.decode()
    assert f'href="{url.rstrip("/")}.csv' in text
    for other in PAGES:
        assert f'href="{other}"' in text
    assert text.count('aria-current="page"') >= 1
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", text)


@pytest.mark.parametrize("url", PAGES)
@pytest.mark.parametrize("query", ["kidn=x", "columns=nothing", "sort=nothing", "page=99"])
def test_what_is_not_known_is_refused(reader, claimed, url, query):  # noqa: F811
    page = reader.get(f"{url}?{query}")
    assert page.status_code == 400
    assert 'id="row-' not in page.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("article=x", 'article="x": no article goes by this id.'),
        ("article=99999999999999999999", "no article goes by this id."),
        ("assignee=nobody", 'assignee="nobody": no user goes by this login name.'),
        ("denied=maybe", "choose from yes, no"),
        ("credibility=7", "choose from 1, 2, 3, 4, 5, 6."),
        ("said_by=yoon", "Did you mean Yoon government?"),
    ],
)
def test_a_claim_filter_says_what_it_takes(reader, claimed, query, words):  # noqa: F811
    page = reader.get(f"/reports/claims/?{query}")
    assert page.status_code == 400
    assert words in page.content.decode().replace("&quot;", '"')


def test_chosen_columns_stay_in_every_link(reader, claimed):  # noqa: F811
    text = reader.get("/reports/claims/?columns=about&columns=kind&kind=factual").content.decode()
    head = re.findall(r"<th scope=\"col\"[^>]*>\s*(?:<a[^>]*>)?([^<]+?)\s*<", text)
    assert head == ["Claim", "About", "Kind"]
    links = re.findall(r'href="(\?[^"]+)"', text)
    assert links and all("columns=about" in one for one in links if one != "?")


def test_a_file_holds_every_column_whatever_is_chosen(reader, claimed):  # noqa: F811
    whole = reader.get("/reports/claims.csv").getvalue()
    assert reader.get("/reports/claims.csv?columns=kind").getvalue() == whole


def test_approved_rows_are_told_on_page_and_file(reader, claimed):  # noqa: F811
    assert "Approved: yes" in reader.get("/reports/claims/?approved=yes").content.decode()
    file = reader.get("/reports/claims.json?approved=yes")
    assert 'filename="claims-approved-' in file["Content-Disposition"]
    assert b"approved=yes" in file.getvalue()


def test_a_team_of_one_approves_by_accepting(reader, claimed, settings):  # noqa: F811
    settings.FOUR_EYES = False
    text = reader.get("/reports/claims/?approved=yes").content.decode()
    assert 'id="count">3 rows' in text


def test_the_innermost_voice_comes_first(reader, claimed):  # noqa: F811
    text = reader.get("/reports/claims/?kind=denial").content.decode()
    (cell,) = re.findall(r'<td class="said_by">(.*?)</td>', text, re.DOTALL)
    assert re.sub("<[^>]+>", "", cell) == "Yoon government, says Cha"


@pytest.mark.parametrize("name", REPORTS)
def test_a_page_takes_as_many_queries_for_fifty_rows(
    reader, claimed, analyst, name, django_assert_max_num_queries  # noqa: F811
):  # fmt: skip
    def used():
        with django_assert_max_num_queries(25) as captured:
            assert reader.get(f"/reports/{name}/").status_code == 200
        sql = " ".join(one["sql"] for one in captured.captured_queries)
        assert '"claimtracker_article"."text"' not in sql
        return len(captured)

    few = used()
    for number in range(50):
        whole = make_actor(f"Whole {number}")
        part = make_actor(f"Part {number}", part_of=whole, aliases=[f"P{number}"])
        article = make_article(f"N {number}\nAct.", source=make.source(f"Outlet {number}"))
        Author.objects.create(article=article, position=0, actor=part)
        claim = say(make_claim(article, "Act."), part, whole, about=[part])
        Evidence.objects.create(claim=claim, stance="supports", url="https://x.org/", by=analyst)
        FollowUp.objects.create(claim=claim, question="?", due_on="2026-01-01", assignee=analyst)
        make.recommendation(article, "Act.", to=[part])
    assert Article.objects.count() > 50
    assert used() == few


def test_a_withdrawn_proposal_is_in_no_report(reader, claimed):  # noqa: F811
    article = Article.objects.latest("pk")
    run = ImportRun.objects.create(outcome="reextracted", article=article, via="test", file="x")
    Claim.objects.filter(exact="Undated").update(withdrawn_by=run)
    Recommendation.objects.filter(article=article).update(withdrawn_by=run)
    for name in ("claims", "recommendations"):
        page = reader.get(f"/reports/{name}/?article={article.pk}").content.decode()
        assert 'id="count">0 rows' in page
    assert f'article={article.pk}">0</a>' in reader.get("/reports/articles/").content.decode()
