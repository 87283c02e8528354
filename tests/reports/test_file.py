"""What a file holds: the columns of the contract, and every quote as it stands."""

import datetime

import pytest

from claimtracker.reports.formats import SafeCSV
from claimtracker.reports.registry import REPORTS
from tests.factories import make_actor, make_article
from tests.reports import make
from tests.reports.conftest import FIRST

FILE = "/reports/recommendations.csv"

HEADER = (
    "address,recommendation_id,addressee_id,actor,part_of,role,status,status_since,position,"
    "priority,strength,modality,exact,action,conditions,purpose,obstacles,recommenders,curation,"
    "article,source,published,article_url,sha256,start,end,assignee,next_due,summary,curation_reason,"
    "status_reason,effective_on,version,addressee_version"
)


def rows(response):
    """Return a file's rows as dictionaries, guards taken off."""
    return SafeCSV().create_dataset(response.getvalue()).dict


def test_the_columns_stay_in_their_order(reader, world):
    file = reader.get(FILE)
    assert file["Content-Type"] == "text/csv; charset=utf-8"
    today = datetime.date.today().isoformat()
    assert file["Content-Disposition"] == f'attachment; filename="recommendations-{today}.csv"'
    content = file.getvalue()
    assert int(file["Content-Length"]) == len(content)
    assert content.decode("utf-8").splitlines()[0] == "\ufeff" + HEADER


def test_a_row_says_all_that_is_known(reader, world):
    (row,) = rows(reader.get(FILE, {"q": "arming"}))
    arming = world.arming
    assert (
        row["address"] == f"/admin/claimtracker/recommendation/{arming.recommendation_id}/change/"
    )
    assert (row["actor"], row["part_of"]) == ("Yoon government", "South Korea")
    assert (row["status"], row["status_since"], row["priority"]) == ("open", "", "no")
    assert (row["published"], row["source"]) == ("not before 2022-11-02", "CSIS")
    assert (row["assignee"], row["curation"]) == ("ana", "accepted")
    assert FIRST[int(row["start"]) : int(row["end"])] == row["exact"]


def test_quotes_come_back_as_they_stand(reader, world):
    quotes = {row["exact"] for row in rows(reader.get(FILE))}
    assert "=cmd|' /C calc'!A0 must stop." in quotes
    assert "Allies could\ndetain the cargo\nat customs." in quotes


def test_no_cell_starts_a_formula(reader, world):
    raw = reader.get(FILE).getvalue().decode("utf-8-sig")
    assert ",'=cmd|" in raw
    assert ""","'=HYPERLINK(""http://x"")",""" in raw
    assert ",=" not in raw and ',"=' not in raw


def test_a_long_quote_is_never_cut(reader, db):
    quote = "They should " + "x" * 200_000
    make.recommendation(make_article(f"Long\n{quote}"), quote, to=[make_actor()])
    (row,) = rows(reader.get(FILE))
    assert row["exact"] == quote


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_has_its_file(reader, world, name):
    file = reader.get(f"/reports/{name}.csv")
    report = REPORTS[name]
    assert file.status_code == 200
    dataset = SafeCSV().create_dataset(file.getvalue())
    assert dataset.headers == [column.name for column in report.columns]
    assert len(dataset) == int(file["Row-Count"]) == report.rows().count() - _rejected(name)


@pytest.mark.parametrize("name", REPORTS)
def test_no_report_is_open_to_outsiders(client, outsider, name):
    client.force_login(outsider)
    assert client.get(f"/reports/{name}.csv").status_code == 403


def _rejected(name):
    return 1 if name == "recommendations" else 0
