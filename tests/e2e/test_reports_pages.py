"""Facets, columns, saved filters and the pages around them, in a real browser."""

import pytest

from tests.reports.claimed import claimed  # noqa: F401
from tests.reports.conftest import world  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def tab(signed_in, analyst, claimed):  # noqa: F811
    """Ana's tab."""
    return signed_in(analyst)


def test_a_facet_narrows_and_lets_go(tab):
    tab.goto("/reports/claims/")
    facet = tab.get_by_role("region", name="Rows by value")
    facet.get_by_role("link", name="Denial 1").click()
    assert tab.locator(".count").inner_text() == "1 row:"
    facet.get_by_role("link", name="Denial 1, remove this filter").click()
    assert tab.locator(".count").inner_text() == "5 rows:"
    assert tab.complaints == []


def test_columns_are_chosen_by_ticking(tab):
    tab.goto("/reports/claims/?kind=denial")
    tab.locator("summary", has_text="Columns").click()
    tab.get_by_label("About", exact=True).last.check()
    tab.get_by_role("button", name="Show rows").click()
    tab.wait_for_url("**columns=about**")
    assert tab.locator("thead th").all_inner_texts() == ["Claim", "About"]
    assert "kind=denial" in tab.url


def test_filters_are_saved_found_and_deleted(tab):
    tab.goto("/reports/recommendations/?strength=must")
    tab.locator("summary", has_text="Save these filters").click()
    tab.get_by_label("Name", exact=True).fill("What must be done")
    tab.get_by_label("Share with the team").check()
    tab.get_by_role("button", name="Save", exact=True).click()
    tab.goto("/reports/recommendations/")
    tab.get_by_role("link", name="What must be done").click()
    assert tab.locator(".count").inner_text() == "2 rows:"
    tab.get_by_role("button", name="Delete the saved filter What must be done").click()
    assert tab.get_by_role("link", name="What must be done").count() == 0
    assert tab.complaints == []


def test_from_the_dashboard_to_an_actor_to_its_rows(tab):
    tab.goto("/")
    tab.get_by_role("link", name="Yoon government").click()
    tab.get_by_role("link", name="3 Issued").click()
    assert tab.locator(".count").inner_text() == "3 rows:"
    assert tab.complaints == []


def test_a_chart_opens_its_numbers(tab):
    tab.goto("/")
    tab.locator("summary", has_text="The numbers").first.click()
    assert tab.get_by_role("row").filter(has_text="2026").count() > 0
    assert tab.complaints == []


@pytest.mark.parametrize(
    "path", ["/", "/reports/claims/", "/reports/actors/", "/reports/articles/"]
)
def test_no_page_is_wider_than_a_phone(tab, path):
    tab.set_viewport_size({"width": 375, "height": 812})
    tab.goto(path)
    assert tab.evaluate("document.documentElement.scrollWidth") == 375
