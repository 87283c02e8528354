"""An edited export comes back in a browser, without an error under the strict policy."""

import os

import pytest

from claimtracker.models import Claim
from tests.factories import make_article, make_claim
from tests.roundtrip.conftest import edited

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_file_is_chosen_previewed_and_confirmed(signed_in, analyst, tmp_path):
    article = make_article()
    claim = make_claim(article)
    other = make_claim(article, "Nobody knows how many.")
    path = tmp_path / "claims.csv"
    data = edited("claims", claim.pk, summary="Russia buys shells", kind="assessment")
    path.write_bytes(data.replace(b"Nobody knows", b"Somebody knows"))
    tab = signed_in(analyst)
    tab.goto("/import/")
    tab.set_input_files("input[type=file]", path)
    tab.click("text=Show what would change")
    tab.wait_for_selector("ins")
    assert tab.locator("h2").all_inner_texts() == ["1 error", "2 fields in 1 row would change"]
    if folder := os.environ.get("SCREENSHOTS"):
        tab.screenshot(path=f"{folder}/import-preview.png", full_page=True)
    tab.click("text=Apply the 1 clean row, leave the others out")
    tab.wait_for_selector("text=1 row changed")
    claim.refresh_from_db()
    assert (claim.summary, claim.kind) == ("Russia buys shells", "assessment")
    assert Claim.objects.get(pk=other.pk).version == other.version
    assert tab.complaints == []
