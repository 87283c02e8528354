"""Who has no right sees nothing and changes nothing, on every address that the admin serves."""

import pytest
from django.contrib import admin
from django.urls import NoReverseMatch, reverse

from tests.admin.world import EXPORTED, MODELS, tally, url

pytestmark = pytest.mark.django_db

# What anybody signed in to the admin may do: sign out, and change their own password.
OPEN_TO_STAFF = {"login", "logout", "password_change", "password_change_done", "jsi18n"}

TO_READ = ("_changelist", "_history", "index", "app_list", "search")


def addresses(rows):
    """Every address of the admin, from the resolver itself."""
    found = {}
    for pattern in admin.site.get_urls():
        for entry in getattr(pattern, "url_patterns", None) or [pattern]:
            if entry.name:
                found[entry.name] = _address(entry.name, rows)
    return found


def _address(name, rows):
    model = next((m for m in MODELS if f"_{m}_" in name), "")
    candidates = [[], [rows[model].pk] if model in rows else ["1"], ["claimtracker"], ["1", "1"]]
    for args in candidates:
        try:
            return reverse(f"admin:{name}", args=args)
        except NoReverseMatch:
            continue
    raise AssertionError(f"no address for {name}")


def test_the_resolver_knows_the_pages_that_matter(rows):
    names = addresses(rows).keys()
    for model in MODELS:
        assert any(name.endswith(f"_{model}_changelist") for name in names)
    for verb in ("claim_accept", "claim_reject", "addressee_move_status", "claim_export"):
        assert f"claimtracker_{verb}" in names


@pytest.mark.parametrize("method", ["get", "post"])
def test_staff_without_rights_are_refused_everywhere(browse, outsider, rows, method):
    client, before = browse(outsider), tally()
    for name, address in addresses(rows).items():
        if name in OPEN_TO_STAFF:
            continue
        answer = getattr(client, method)(address, {"reason": "x"} if method == "post" else {})
        assert answer.status_code == 403, (name, address, answer.status_code)
    assert tally() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_not_signed_in_is_led_to_the_login(client, rows, method):
    before = tally()
    for name, address in addresses(rows).items():
        if name in OPEN_TO_STAFF:
            continue
        answer = getattr(client, method)(address)
        assert answer.status_code == 302, (name, address)
        assert answer.url.startswith("/admin/login/"), (name, answer.url)
    assert tally() == before


def test_an_unknown_address_tells_a_stranger_nothing(client):
    assert client.get("/admin/nothing/here/").url.startswith("/admin/login/")


def test_a_viewer_reads_and_exports_and_changes_nothing(browse, viewer, rows):
    client, before = browse(viewer), tally()
    state = rows["claim"].events.count()
    for name, address in addresses(rows).items():
        if name in OPEN_TO_STAFF or name.endswith("_export"):
            continue
        answer = client.post(address, {"reason": "x", "question": "x"})
        assert answer.status_code in {200, 403, 404, 405}, (name, answer.status_code)
        if answer.status_code == 200:  # a page to read: nothing happened
            assert name.endswith(TO_READ), name
    assert tally() == before
    assert rows["claim"].events.count() == state


@pytest.mark.parametrize("model", EXPORTED)
def test_a_viewer_may_export(browse, viewer, rows, model):
    answer = browse(viewer).post(url(model, "export"), {"format": "0", "resource": "0"})
    assert answer.status_code == 200
    assert answer["Content-Disposition"].endswith('.csv"')


@pytest.mark.parametrize("model", EXPORTED)
def test_nobody_imports_through_the_admin_yet(browse, boss, model):
    names = [getattr(pattern, "name", "") or "" for pattern in admin.site.get_urls()]
    assert not [name for name in names if "import" in name and "importrun" not in name]
    assert browse(boss).get(url(model, "changelist") + "import/").status_code in {302, 404}


def test_an_administrator_cannot_become_or_touch_a_superuser(browse, administrator, boss):
    client = browse(administrator)
    own = url("user", "change", administrator.pk)
    ticked = {"is_active": "on", "is_superuser": "on", "is_staff": "on"}
    client.post(own, ticked | {"username": "ada"})
    administrator.refresh_from_db()
    assert not administrator.is_superuser
    for page in ("change", "delete", "password_change"):
        address = (
            reverse("admin:auth_user_password_change", args=[boss.pk])
            if page == "password_change"
            else url("user", page, boss.pk)
        )
        assert client.post(address, {"password1": "x"}).status_code == 403


def test_an_analyst_finds_colleagues_without_managing_users(browse, analyst, viewer):
    query = {"app_label": "claimtracker", "model_name": "followup", "field_name": "assignee"}
    answer = browse(analyst).get(reverse("admin:autocomplete"), query)
    assert {person["text"] for person in answer.json()["results"]} == {"ana", "vera"}
    assert browse(analyst).get(url("user", "changelist")).status_code == 403
