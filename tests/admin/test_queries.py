"""A page of fifty rows takes as many queries as a page of one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.admin.world import EXPORTED, MODELS, fill, url

pytestmark = pytest.mark.django_db
MOST = 16


def queries(client, page, data=None):
    """The statements that a page takes."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        answer = client.post(page, data) if data else client.get(page)
    assert answer.status_code == 200
    assert not data or answer["Content-Disposition"]
    return [query["sql"] for query in captured]


@pytest.fixture
def at_one_and_at_fifty(browse, boss):
    """How many queries a page takes with one row of every kind, and with fifty."""

    def measure(page, data=None):
        client = browse(boss)
        fill(boss)
        client.get(page)  # content types and permissions are looked up once
        one = queries(client, page, data)
        fill_more(boss)
        fifty = queries(client, page, data)
        assert not any('"claimtracker_article"."text"' in sql for sql in fifty)
        return len(one), len(fifty)

    return measure


def fill_more(boss):
    """Forty-nine more of each; names start at 1."""
    from tests.admin import world

    for number in range(1, 50):
        world._one_of_each(boss, number)


@pytest.mark.parametrize("model", MODELS)
def test_a_list_takes_as_many_queries_for_fifty_rows(at_one_and_at_fifty, model):
    one, fifty = at_one_and_at_fifty(url(model, "changelist") + "?all=")
    assert one == fifty <= MOST


@pytest.mark.parametrize("model", EXPORTED)
def test_an_export_takes_as_many_queries_for_fifty_rows(at_one_and_at_fifty, model):
    one, fifty = at_one_and_at_fifty(url(model, "export"), {"format": "0", "resource": "0"})
    assert one == fifty <= MOST


def test_the_dashboard_takes_as_many_queries_for_fifty_rows(at_one_and_at_fifty):
    one, fifty = at_one_and_at_fifty("/admin/")
    assert one == fifty <= MOST
