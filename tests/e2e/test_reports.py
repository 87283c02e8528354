"""The report as a reader meets it: by keyboard, without script, on a phone."""

import pytest

from tests.reports.conftest import world  # noqa: F401  (the small world of the reports' tests)

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = "/reports/recommendations/"


@pytest.fixture
def report(signed_in, viewer, world):  # noqa: F811
    """Vera's tab, on the report."""
    tab = signed_in(viewer)
    tab.goto(PAGE)
    return tab


def test_filtering_by_actor_takes_a_few_keys(report):
    for _ in range(20):
        report.keyboard.press("Tab")
        if report.evaluate("document.activeElement.name") == "actor":
            break
    report.keyboard.type("South Korea")
    report.keyboard.press("Enter")
    report.wait_for_url("**actor=South+Korea**")
    assert report.locator(".count").inner_text() == "4 rows:"
    assert report.locator("tbody tr").count() == 4
    assert report.complaints == []


def test_sorting_and_taking_a_filter_away_take_a_click(report):
    report.goto(f"{PAGE}?strength=must&status=open")
    report.get_by_role("link", name="Strength: Must, remove this filter").click()
    assert report.locator(".count").inner_text() == "4 rows:"
    report.get_by_role("link", name="Strength", exact=True).click()
    assert report.locator("th[aria-sort=ascending]").inner_text() == "Strength"
    assert "status=open" in report.url


def test_the_file_arrives_under_its_name(report):
    with report.expect_download() as download:
        report.get_by_role("link", name="Download CSV (7 rows)").click()
    assert download.value.suggested_filename.startswith("recommendations-")
    assert download.value.failure() is None


def test_the_page_reads_without_script(chromium, live_server, client, viewer, world):  # noqa: F811
    client.force_login(viewer)
    context = chromium.new_context(java_script_enabled=False)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}{PAGE}?status=closed")
    assert 'status="closed": is not offered' in page.get_by_role("alert").inner_text()
    page.get_by_label("Words").fill("cargo")
    page.get_by_role("button", name="Show rows").click()
    assert page.locator("tbody tr").count() == 2
    context.close()


def test_a_phone_scrolls_the_table_not_the_page(report):
    report.set_viewport_size({"width": 375, "height": 812})
    width = "document.documentElement.scrollWidth"
    assert report.evaluate(width) == 375
    region = report.get_by_role("region", name="Recommendations")
    region.focus()
    for _ in range(20):
        report.keyboard.press("ArrowRight")
    report.wait_for_timeout(500)  # the scroll is animated, and waiting on a script breaks the CSP
    assert region.evaluate("region => region.scrollLeft") > 0


def test_logging_out_takes_a_button(report):
    report.get_by_role("button", name="Log out").click()
    report.goto(PAGE)
    assert "/login/" in report.url
