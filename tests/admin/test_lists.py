"""Lists are searched and filtered as curators think; nonsense in an address breaks nothing."""

import pytest
from django.urls import reverse

from claimtracker.reports.formats import SafeCSV
from tests.admin.world import EXPORTED, MODELS, url
from tests.factories import make_actor, make_article, make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def listed(browse, analyst, rows):
    """The rows of a list with a query: `listed("claim", q="shells")`."""

    def look(model, **query):
        return set(browse(analyst).get(url(model, "changelist"), query).context["cl"].result_list)

    return look


def test_words_are_found_in_any_form_and_any_order(listed, rows):
    assert listed("claim", q="bought shell") == set()
    assert listed("claim", q="shell buying") == {rows["claim"]}
    assert listed("recommendation", q='"consider sending"') == {rows["recommendation"]}


def test_words_of_a_summary_are_found(listed, rows):
    type(rows["twin"]).objects.filter(pk=rows["twin"].pk).update(summary="about howitzers")
    assert listed("claim", q="howitzer") == {rows["twin"]}


def test_an_actor_is_found_by_any_of_its_names(listed, rows):
    assert listed("actor", q="r.o.k. 0") == {rows["actor"].part_of}


def test_a_larger_actor_stands_for_its_parts(listed, rows):
    korea = rows["actor"].part_of
    assert listed("claim", said_by=korea.pk) == {rows["claim"]}
    assert listed("claim", about=korea.pk) == {rows["claim"]}
    assert listed("addressee", actor=korea.pk) == {rows["addressee"]}
    assert listed("recommendation", actor=korea.pk) == {rows["recommendation"]}
    assert listed("actor", within=korea.pk) == {korea, rows["actor"]}


def test_another_actor_stands_for_none(listed, rows):
    other = make_actor("Elsewhere")
    assert listed("claim", said_by=other.pk) == listed("addressee", actor=other.pk) == set()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind__exact": "prediction"}, {"twin"}),
        ({"rule": "test"}, {"claim", "twin"}),
        ({"rule": "-"}, set()),
        ({"assigned": "nobody"}, {"claim", "twin"}),
        ({"assigned": "me"}, set()),
        ({"section__kind__exact": "answer"}, {"claim", "twin"}),
        ({"curation__exact": "accepted"}, set()),
    ],
)
def test_claims_are_filtered(listed, rows, query, found):
    assert listed("claim", **query) == {rows[name] for name in found}


@pytest.mark.parametrize(
    ("due", "found"), [("overdue", True), ("open", True), ("week", False), ("done", False)]
)
def test_follow_ups_are_filtered_by_when_they_are_due(listed, rows, due, found):
    assert (rows["followup"] in listed("followup", due=due)) is found


def test_an_export_has_the_rows_of_its_list(browse, viewer, rows):
    page = url("claim", "export") + "?kind__exact=prediction"
    answer = browse(viewer).post(page, {"format": "0", "resource": "0"})
    data = SafeCSV().create_dataset(answer.content)
    assert data["exact"] == ["It may be millions."]
    assert data["record"] == [url("claim", "change", rows["twin"].pk)]


def test_an_export_names_its_columns_in_order(browse, viewer, rows):
    answer = browse(viewer).post(url("claim", "export"), {"format": "0", "resource": "0"})
    header = answer.content.decode("utf-8-sig").splitlines()[0]
    assert header.startswith("record,article,sha256,start,end,exact,section,kind,")


def test_what_a_spreadsheet_would_run_is_guarded_and_comes_back(browse, viewer):
    formula = '=HYPERLINK("https://evil.example")'
    make_claim(make_article(f"Before {formula} after"), formula)
    answer = browse(viewer).post(url("claim", "export"), {"format": "0", "resource": "0"})
    assert b"'=HYPERLINK" in answer.content
    assert SafeCSV().create_dataset(answer.content)["exact"] == [formula]


def test_chosen_rows_are_exported(browse, viewer, rows):
    chosen = {"action": "export_selected", "_selected_action": [rows["claim"].pk]}
    answer = browse(viewer).post(url("claim", "changelist"), chosen)
    assert len(SafeCSV().create_dataset(answer.content)) == 1


NONSENSE = ["%00", "x", "-1", "1e9", "9" * 30, "%ED%A0%80", "(((", "'\"<", "٣", "a" * 100_000]
PARAMETERS = [
    "q", "p", "o", "e", "all", "_popup", "_facets", "article", "said_by", "about", "actor",
    "source", "within", "rule", "assigned", "due", "standing", "curation__exact", "kind__exact",
    "status__exact", "id__exact", "article__id__exact", "published_on_from", "at_from",
    "imported_at_to", "is_active__exact", "priority__exact", "exact__regex", "nothing",
]  # fmt: skip


@pytest.mark.parametrize("model", MODELS)
def test_no_nonsense_in_an_address_breaks_a_list(browse, boss, rows, model):
    client = browse(boss)
    for parameter in PARAMETERS:
        for value in NONSENSE:
            answer = client.get(f"{url(model, 'changelist')}?{parameter}={value}")
            assert answer.status_code in {200, 302, 400}, (parameter, value[:20])


@pytest.mark.parametrize("model", EXPORTED)
def test_no_nonsense_in_an_address_breaks_an_export(browse, boss, rows, model):
    client = browse(boss)
    for parameter in ("article", "said_by", "actor", "id__exact", "kind__exact", "o", "p"):
        for value in NONSENSE:
            answer = client.get(f"{url(model, 'export')}?{parameter}={value}")
            assert answer.status_code in {200, 302, 400}, (parameter, value[:20])


@pytest.mark.parametrize("key", ["0", "abc", "9" * 30, "_00", "1_2F2", "-1"])
@pytest.mark.parametrize("model", MODELS)
def test_no_nonsense_for_a_key_breaks_a_page(browse, boss, rows, model, key):
    client = browse(boss)
    for page in ("change", "history", "delete"):
        assert client.get(url(model, page, key)).status_code in {302, 403, 404}


@pytest.mark.parametrize("value", ["abc", "1,2", "9" * 30, "\0", ""])
def test_no_nonsense_for_chosen_rows_breaks_an_action(browse, boss, rows, value):
    client = browse(boss)
    for action in ("accept", "export_selected", "nothing"):
        data = {"action": action, "_selected_action": [value], "index": "x"}
        assert client.post(url("claim", "changelist"), data).status_code in {200, 302}


@pytest.mark.parametrize("value", ["\0", "x" * 100_000, "\ud800", "<b>"])
def test_no_nonsense_for_a_reason_breaks_a_verb(browse, analyst, rows, value):
    value = value.encode("utf-8", "surrogatepass")
    page = url("claim", "reject", rows["claim"].pk)
    answer = browse(analyst).post(
        page, b"reason=" + value, content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in {200, 302}


@pytest.mark.parametrize("query", ["s=x&page=abc", "s=x&page=99", "s=" + "x" * 5000, "s=%00", ""])
def test_no_nonsense_breaks_the_search_for_pages(browse, analyst, query):
    answer = browse(analyst).get(reverse("admin:search") + "?" + query)
    assert answer.status_code in {200, 400, 404}


@pytest.mark.parametrize("term", ["%00", "x" * 5000, "(((", "%ED%A0%80"])
def test_no_nonsense_breaks_the_suggestions(browse, analyst, rows, term):
    page = reverse("admin:autocomplete")
    query = f"app_label=claimtracker&model_name=claim&field_name=article&term={term}"
    assert browse(analyst).get(f"{page}?{query}").status_code in {200, 400}
