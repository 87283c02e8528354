"""Unfold's pages get the policy that they need; every other page keeps the strict one."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db


def policy(answer):
    """The directives of a page's content security policy."""
    header = answer["Content-Security-Policy"]
    return {name: set(rest) for name, *rest in (part.split() for part in header.split(";"))}


@pytest.mark.parametrize("name", ["index", "login", "claimtracker_claim_changelist"])
def test_pages_of_unfold_may_evaluate_and_style(browse, analyst, client, name):
    asker = client if name == "login" else browse(analyst)
    directives = policy(asker.get(reverse(f"admin:{name}")))
    assert directives["script-src"] == {"'self'", "'unsafe-eval'"}
    assert directives["style-src"] == {"'self'", "'unsafe-inline'"}


def test_other_pages_may_not(client):
    directives = policy(client.get("/healthz"))
    assert directives["script-src"] == directives["style-src"] == {"'self'"}


def test_no_page_may_be_framed_or_send_elsewhere(browse, analyst):
    answer = browse(analyst).get("/admin/")
    assert policy(answer)["frame-ancestors"] == {"'none'"}
    assert policy(answer)["form-action"] == {"'self'"}
    assert answer["X-Frame-Options"] == "DENY"
