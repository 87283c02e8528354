"""The first page: numbers that lead to their rows, charts that stand beside their numbers."""

import datetime
import re

from django.contrib.auth.models import Permission
from django.utils import timezone

from claimtracker.models import Addressee, Article, FollowUp
from claimtracker.reports import trends
from claimtracker.reports.charts import HEIGHT, WIDTH, Stacked
from claimtracker.reports.figures import select
from tests.factories import make_actor, make_recommendation, move
from tests.reports.claimed import claimed  # noqa: F401
from tests.reports.test_actor_and_article import figures


def test_every_number_leads_to_as_many_rows(client, analyst, claimed):  # noqa: F811
    client.force_login(analyst)
    found = figures(client.get("/").content.decode())
    assert len(found) > 20
    for url, number in found:
        assert f'id="count">{number} row' in client.get(url).content.decode(), url


def test_my_queue_is_mine(client, analyst, viewer, claimed):  # noqa: F811
    client.force_login(analyst)
    assert "Now?" in client.get("/").content.decode()
    client.force_login(viewer)
    text = client.get("/").content.decode()
    assert "Now?" not in text and "No check is assigned to you" in text


def test_strangers_log_in_and_whoever_has_no_right_is_told(client, outsider):
    assert client.get("/")["Location"] == "/admin/login/?next=/"
    client.force_login(outsider)
    response = client.get("/")
    assert response.status_code == 403
    assert "ask an administrator" in response.content.decode()


def test_a_part_shows_only_to_those_who_may_see_its_rows(client, outsider, claimed):  # noqa: F811
    outsider.user_permissions.add(Permission.objects.get(codename="view_claim"))
    client.force_login(outsider)
    text = client.get("/").content.decode()
    assert "Accepted claims to watch" in text
    for hidden in ("Queue", "My next checks", "Adoption", "Imports", "by status"):
        assert f">{hidden}" not in text


def test_an_empty_site_has_a_dashboard(reader):
    text = reader.get("/").content.decode()
    assert "Nothing in the last twelve months" in text
    assert "No check is assigned to you" in text


def test_the_last_month_is_what_the_report_says(claimed):  # noqa: F811
    chart = trends.statuses(select("recommendations").rows)
    label, numbers = chart.rows[-1]
    assert label == f"{timezone.localdate():%b %Y}"
    tones = list(trends.STATUS_TONES)
    assert dict(zip(tones, numbers, strict=True)) == {
        status: select("recommendations", status=status).count for status in tones
    }


def test_a_move_counts_from_the_day_it_took_effect(db, reviewer):
    today = timezone.localdate()
    first = trends.months(today)[-3]
    asked = make_recommendation()
    Article.objects.update(published_on=first - datetime.timedelta(days=90))
    addressee = Addressee.objects.create(recommendation=asked, actor=make_actor())
    move(addressee, "implemented", reviewer, on=first)
    rows = trends.statuses(Addressee.objects.all()).rows
    assert [numbers for _, numbers in rows[-4:-2]] == [[0, 0, 0, 1], [1, 0, 0, 0]]


def test_twelve_months_end_with_this_one():
    shown = trends.months(datetime.date(2026, 3, 31))
    assert (shown[0], shown[-1], len(shown)) == (
        datetime.date(2025, 4, 1), datetime.date(2026, 3, 1), 12,
    )  # fmt: skip


def test_blocks_stand_on_each_other_within_the_picture():
    chart = Stacked("T", [("A", "good"), ("B", "bad")], [("Jan", [1, 3]), ("Feb", [0, 2])])
    low, high, last = chart.blocks
    assert (low.y + low.height, high.y + high.height) == (HEIGHT, low.y)
    assert high.y == 0 and last.height == HEIGHT / 2
    assert all(block.x + block.width <= WIDTH for block in chart.blocks)


def test_a_chart_prints_its_numbers_and_needs_no_style(reader, claimed):  # noqa: F811
    response = reader.get("/")
    text = response.content.decode()
    assert re.search(r'<svg class="chart"[^>]* role="img" aria-label="[^"]+"', text)
    assert "<caption>Recommendations by status at the end of each month</caption>" in text
    assert not re.search(r"<script|<style|\sstyle=|\son\w+=", text)
    assert "unsafe" not in response["Content-Security-Policy"]


def test_as_many_queries_for_fifty_rows(
    client, analyst, reviewer, claimed, django_assert_max_num_queries  # noqa: F811
):  # fmt: skip
    client.force_login(analyst)

    def used():
        with django_assert_max_num_queries(160) as captured:
            client.get("/")
        sql = " ".join(one["sql"] for one in captured.captured_queries)
        assert '"claimtracker_article"."text"' not in sql
        return len(captured)

    few = used()
    article = Article.objects.earliest("pk")
    busy = list(Addressee.objects.filter(actor__isnull=False).values_list("actor", flat=True))
    for number in range(50):
        asked = make_recommendation(article, "Allies could")
        row = Addressee.objects.create(recommendation=asked, actor_id=busy[number % len(busy)])
        move(row, "implemented", reviewer)
        FollowUp.objects.create(
            addressee=row, question="?", due_on=timezone.localdate(), assignee=analyst
        )
    assert used() == few


def test_the_dashboard_takes_no_parameters(reader):
    assert reader.get("/?actor=ROK").status_code == 400
