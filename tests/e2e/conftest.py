"""A real Chromium on a real server. Without a browser these tests say why they did not run."""

import os
import shutil
from pathlib import Path

import pytest

from tests.inflight import wait_until_idle

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
LAPTOP = {"width": 1440, "height": 900}


def _installed() -> str | None:
    """The browser named by CHROMIUM, else one on the system, else Playwright's own."""
    if named := os.environ.get("CHROMIUM"):
        return named
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


@pytest.fixture(scope="session")
def chromium():
    """The browser, started once; a test run that demands one fails without it."""
    path = _installed()
    if path is None:
        missing = "no Chromium found: name one in CHROMIUM, or install Debian's `chromium`"
        if os.environ.get("REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    from playwright.sync_api import sync_playwright

    # Playwright runs an event loop in this very thread, which is where the tests use the ORM.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=sandbox)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(autouse=True)
def calm(chromium, transactional_db):
    """Close every tab and let the server finish before the tables are emptied."""
    yield
    for context in chromium.contexts:
        context.close()
    wait_until_idle()


@pytest.fixture
def tab(chromium, live_server):
    """A tab that notes in `tab.complaints` whatever its console calls an error."""
    context = chromium.new_context(base_url=live_server.url, viewport=LAPTOP)
    page = context.new_page()
    page.complaints = []
    page.on(
        "console",
        lambda message: page.complaints.append(message.text) if message.type == "error" else None,
    )
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    context.close()


@pytest.fixture
def signed_in(tab, client, live_server):
    """Sign a person in: `signed_in(analyst)` returns the tab."""

    def sign_in(person):
        client.force_login(person)
        session = client.cookies["sessionid"].value
        tab.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return tab

    return sign_in
