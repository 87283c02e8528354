"""The page of recommendations: who may come in, what it says, and what it refuses."""

import re

import pytest
from django.urls import resolve, reverse

from tests.factories import make_actor, make_article
from tests.reports import make

PAGE = reverse("reports:recommendations")
FILE = reverse("reports:recommendations_file", args=["csv"])

REFUSED = [
    ("stauts=open", "stauts: there is no such filter here; there are actor, q, status"),
    ("stauts=", "stauts: there is no such filter"),
    ("status=closed", 'status="closed": is not offered; choose from open, partially_addressed'),
    ("status=open&status=done", 'status="open, done": is not offered'),
    ("strength=100%25", 'strength="100%": is not offered'),
    ("priority=maybe", 'priority="maybe": is not offered; choose from yes, no'),
    ("due=tomorrow", 'due="tomorrow": is not offered; choose from overdue, soon, any'),
    ("curation=any", 'curation="any": is not offered'),
    ("actor=Atlantis", 'actor="Atlantis": no actor goes by this name, alias or id.'),
    ("actor=yoon", "Did you mean Yoon government?"),
    ("actor=99999999999999999999", "no actor goes by"),
    ("actor=ROK&actor=US", "actor: it was given 2 times; give it once."),
    ("source=ROK", "no source goes by"),
    ("published_after=2022-13-01", "is not a date; write it as 2022-11-30."),
    ("published_after=2023-01-01&published_before=2022-01-01", "is later than published_before"),
    ("sort=quote", 'sort="quote": is not offered; choose from actor, -actor'),
    ("page=two", 'page="two": is not a page number'),
    ("page=0", 'page="0": is not a page number'),
    ("actor=%20", "actor: it is blank; leave it out, or give a value."),
    ("q=" + "x" * 301, "q: it has 301 characters; 300 is the most."),
    ("x" * 5000 + "=1", "there is no such filter"),
]


@pytest.mark.parametrize(("query", "words"), REFUSED, ids=[words[:30] for _, words in REFUSED])
def test_what_is_not_known_is_refused_in_words(reader, world, query, words):
    page, file = reader.get(f"{PAGE}?{query}"), reader.get(f"{FILE}?{query}")
    assert (page.status_code, file.status_code) == (400, 400)
    assert words in page.content.decode().replace("&quot;", '"')
    assert words in file.content.decode()
    assert 'id="row-' not in page.content.decode()


@pytest.mark.parametrize(
    "query",
    ["q=%00", "actor=%00", "%00=1", "q=%ED%A0%80", "q='\")(%26|!:*", "q=-", 'q="', "page=2"]
    + [f"{name}={'9' * 100_000}" for name in ("q", "actor", "page", "status", "published_after")]
    + ["&".join(["status=open"] * 900), "&".join(f"a{n}=1" for n in range(2000))],
    ids=lambda query: query[:20],
)
@pytest.mark.parametrize("url", [PAGE, FILE])
def test_no_query_string_breaks_the_site(reader, world, url, query):
    response = reader.get(f"{url}?{query}")
    assert response.getvalue()
    assert response.status_code in {200, 400}


@pytest.mark.parametrize("url", [PAGE, FILE])
def test_strangers_are_sent_to_the_login(client, db, url):
    response = client.get(url, {"status": "open"})
    assert response.status_code == 302
    assert response["Location"].endswith(f"?next={url}%3Fstatus%3Dopen")


@pytest.mark.parametrize("url", [PAGE, FILE])
def test_who_has_no_right_is_told_which(client, outsider, url):
    client.force_login(outsider)
    response = client.get(url)
    assert response.status_code == 403
    assert "claimtracker.view_recommendation" in response.content.decode()


def test_who_may_read_but_not_export_gets_no_file(client, outsider, world):
    from django.contrib.auth.models import Permission

    outsider.user_permissions.add(Permission.objects.get(codename="view_recommendation"))
    client.force_login(outsider)
    page = client.get(PAGE)
    assert page.status_code == 200
    assert "Download" not in page.content.decode()
    assert client.get(FILE).status_code == 403


def test_the_page_links_each_row_to_its_record(reader, world):
    text = reader.get(PAGE, {"actor": "ROK", "strength": "consider"}).content.decode()
    (path,) = re.findall(r'href="(/admin/claimtracker/recommendation/\d+/change/)"', text)
    assert resolve(path).url_name == "claimtracker_recommendation_change"
    assert "The Yoon government should consider arming Ukraine." in text


def test_the_download_carries_the_filters_of_the_page(reader, world):
    text = reader.get(PAGE, {"status": "open", "sort": "-strength"}).content.decode()
    assert "Download CSV (4 rows)" in text
    url, *_ = re.findall(r'class="download" href="([^"]+)"', text)
    file = reader.get(url.replace("&amp;", "&"))
    assert file.getvalue().count(b",open,") == 4
    assert file["Row-Count"] == "4"
    assert file["Link"] == f'<{PAGE}?status=open&sort=-strength>; rel="describedby"'


def test_a_chip_takes_just_its_own_filter_away(reader, world):
    text = reader.get(f"{PAGE}?status=open&status=implemented&q=cargo&page=1").content.decode()
    chips = re.findall(r'<li><a href="\?([^"]*)"', text.partition('class="chips"')[2])
    assert [chip.replace("&amp;", "&") for chip in chips] == [
        "status=open&status=implemented",
        "status=implemented&q=cargo",
        "status=open&q=cargo",
    ]


def test_a_header_tells_the_order_and_links_to_the_opposite(reader, world):
    text = reader.get(PAGE, {"sort": "-strength", "status": "open"}).content.decode()
    header = re.search(r'<th scope="col" aria-sort="descending">\s*<a href="([^"]+)">', text)
    assert header[1].replace("&amp;", "&") == "?sort=strength&status=open"
    assert text.count("aria-sort") == 1


def test_a_page_without_rows_says_what_to_change(reader, world):
    assert "Remove one of them above" in reader.get(PAGE, {"q": "nothing"}).content.decode()


def test_a_page_before_the_first_import_says_so(reader):
    assert "Import an article" in reader.get(PAGE).content.decode()


def test_long_lists_come_in_pages_and_files_whole(reader, world):
    make.recommendation(
        make_article("Many\nAll should act."), "All should act.",
        to=[make_actor(f"Actor {number}") for number in range(60)],
    )  # fmt: skip
    second = reader.get(PAGE, {"page": 2}).content.decode()
    assert second.count('id="row-') == 17
    assert "Page 2 of 2" in second
    whole = reader.get(FILE, {"page": 2})
    assert whole.getvalue().count(b"/admin/") == 67
    assert whole["Row-Count"] == "67"
    beyond = reader.get(PAGE, {"page": 3})
    assert beyond.status_code == 400
    assert "there are not so many pages" in beyond.content.decode()


def test_no_extension_but_the_offered_ones(reader, db):
    response = reader.get("/reports/recommendations.bibtex")
    assert response.status_code == 404
    assert "Recommendations make no &quot;bibtex&quot;; there are csv" in response.content.decode()


def test_quotes_are_escaped_in_html(reader, db):
    text = "Evil\nThey should <script>alert(1)</script> stop."
    make.recommendation(make_article(text), text.splitlines()[1], to=[make_actor("<b>Bold</b>")])
    page = reader.get(PAGE).content.decode()
    assert "<script" not in page and "<b>" not in page
    assert "&lt;script&gt;" in page


def test_pages_need_neither_script_nor_style_of_their_own(reader, world):
    page = reader.get(PAGE)
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page.content.decode())
    assert "unsafe" not in page["Content-Security-Policy"]


@pytest.mark.parametrize("url", [PAGE, FILE])
def test_queries_do_not_grow_with_rows_and_never_fetch_the_text(
    reader, world, url, django_assert_max_num_queries
):
    def used(query):
        with django_assert_max_num_queries(25) as captured:
            assert reader.get(f"{url}?{query}").getvalue()
        sql = " ".join(one["sql"] for one in captured.captured_queries)
        assert '"claimtracker_article"."text"' not in sql
        assert '"claimtracker_article"."original"' not in sql
        return len(captured)

    few = used("strength=consider")
    parents = [make_actor(f"Whole {number}") for number in range(50)]
    parts = [make_actor(f"Part {n}", part_of=whole) for n, whole in enumerate(parents)]
    for number, part in enumerate(parts):
        article = make_article(f"Do it {number}\nAct.", source=make.source(f"Outlet {number}"))
        make.recommendation(article, "Act.", to=[part], strength="consider")
    assert used("strength=consider") == few
