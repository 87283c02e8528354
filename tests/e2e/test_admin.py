"""The admin in a real browser: no complaint on its console, and everything by keyboard."""

import pytest
from playwright.sync_api import expect

from claimtracker.models import Claim
from tests.admin import world
from tests.admin.world import url

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOST_TABS = 80
LISTS = {"changelist", "export"}
PAGES = [
    ("claim", "changelist"), ("claim", "change"), ("claim", "reject"), ("claim", "relate"),
    ("claim", "history"), ("claim", "export"), ("article", "change"), ("recommendation", "change"),
    ("addressee", "changelist"), ("addressee", "move_status"), ("actor", "change"),
    ("followup", "change"),
]  # fmt: skip


@pytest.fixture
def rows(analyst):
    """Two rows of every kind; the last ones by name."""
    return world.fill(analyst, 2)


@pytest.fixture
def claims(signed_in, analyst, rows):
    """An analyst's tab, on the list of claims."""
    tab = signed_in(analyst)
    tab.goto(url("claim", "changelist"))
    return tab


def tab_to(tab, target):
    """Press Tab until the element has the focus, as somebody without a mouse does."""
    target.wait_for()
    for _ in range(MOST_TABS):
        tab.keyboard.press("Tab")
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"not reached in {MOST_TABS} presses of Tab: {target}")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_no_page_breaks_its_policy(claims, rows, theme):
    claims.emulate_media(color_scheme=theme)
    for model, page in PAGES:
        claims.goto(url(model, page) if page in LISTS else url(model, page, rows[model].pk))
        expect(claims.locator("#content")).to_be_visible()
    claims.goto("/admin/")
    expect(claims.get_by_role("heading", name="My follow-ups")).to_be_visible()
    assert claims.complaints == []


def test_the_login_breaks_no_policy(tab):
    tab.goto("/admin/login/")
    expect(tab.get_by_role("button", name="Log in")).to_be_visible()
    assert tab.complaints == []


def test_filters_open_by_keyboard(claims):
    tab_to(claims, claims.get_by_role("button", name="Filters"))
    claims.keyboard.press("Enter")
    expect(claims.locator("#changelist-filter")).to_be_visible()
    claims.keyboard.press("Escape")
    expect(claims.locator("#changelist-filter")).to_be_hidden()


def test_the_menu_of_a_row_opens_by_keyboard(claims):
    tab_to(claims, claims.get_by_role("button", name="More actions").first)
    claims.keyboard.press("Enter")
    expect(claims.get_by_role("link", name="Reject").and_(claims.locator(":focus"))).to_be_visible()
    claims.keyboard.press("Enter")
    expect(claims.get_by_role("heading", name="Reject")).to_be_visible()


def test_the_menu_of_the_user_opens_by_keyboard(claims):
    tab_to(claims, claims.get_by_role("button", name="Menu of ana"))
    claims.keyboard.press(" ")
    expect(claims.get_by_role("button", name="Log out")).to_be_visible()


def test_the_menu_of_a_page_opens_by_keyboard(claims, rows):
    claims.goto(url("claim", "change", rows["claim"].pk))
    tab_to(claims, claims.get_by_role("button", name="More"))
    claims.keyboard.press("Enter")
    expect(claims.get_by_role("link", name="Add evidence")).to_be_focused()


def test_a_claim_is_accepted_from_its_list_by_keyboard(claims, rows):
    tab_to(claims, claims.get_by_role("button", name=f"Accept: {rows['twin'].exact}").first)
    claims.keyboard.press("Enter")
    expect(claims.get_by_text("Accepted.", exact=True)).to_be_visible()
    assert Claim.objects.accepted().get() == rows["twin"]


def test_a_filter_by_actor_is_found_by_typing(claims, rows):
    claims.get_by_role("button", name="Filters").click()
    drawer = claims.locator("#changelist-filter")
    drawer.locator(".select2-selection").nth(1).click()
    claims.locator(".select2-search__field").last.fill("rok 1")
    claims.get_by_role("option", name="Korea 1").click()
    drawer.get_by_role("button", name="Apply Filters").click()
    expect(claims.get_by_text("1 result")).to_be_visible()


def test_a_conflict_is_shown_with_what_was_typed(claims, rows):
    claim = rows["claim"]
    claims.goto(url("claim", "change", claim.pk))
    Claim.objects.filter(pk=claim.pk).update(summary="written meanwhile")
    claims.get_by_label("Summary").fill("typed here")
    claims.get_by_role("button", name="Save", exact=True).click()
    expect(claims.get_by_text("written meanwhile")).to_be_visible()
    expect(claims.get_by_label("Summary")).to_have_value("typed here")
    claims.get_by_role("button", name="Save", exact=True).click()
    expect(claims.get_by_text("was changed successfully")).to_be_visible()
    assert Claim.objects.get(pk=claim.pk).summary == "typed here"
