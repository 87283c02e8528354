"""The page, its count, its file and the command hold the same rows, and SQL agrees."""

import re

import pytest
from django.core.management import call_command
from django.db import connection

from claimtracker.reports.formats import SafeCSV

PAGE, FILE = "/reports/recommendations/", "/reports/recommendations.csv"

SQL = """
SELECT d.id FROM claimtracker_addressee d
JOIN claimtracker_recommendation r ON r.id = d.recommendation_id
JOIN claimtracker_article t ON t.id = r.article_id
LEFT JOIN claimtracker_actor a ON a.id = d.actor_id
LEFT JOIN claimtracker_source o ON o.id = t.source_id
LEFT JOIN claimtracker_actor s ON s.id = o.actor_id
WHERE """
KOREA = "a.name IN ('South Korea', 'Yoon government', 'Ministry of Defence')"
STANDS = "r.curation <> 'rejected'"
DATE = "coalesce(t.published_on, t.published_not_before)"
OPEN_CHECK = "SELECT 1 FROM claimtracker_followup f WHERE f.addressee_id = d.id AND done_on IS NULL"

# A query string, the SQL condition that says the same, and how many rows that is in `world`.
CASES = [
    ("", STANDS, 7),
    ("actor=South Korea", f"{KOREA} AND {STANDS}", 4),
    ("actor=rok", f"{KOREA} AND {STANDS}", 4),
    ("actor=yoon government", f"{KOREA} AND a.name <> 'South Korea' AND {STANDS}", 3),
    ("status=open", f"d.status = 'open' AND {STANDS}", 4),
    ("status=open&status=implemented", f"d.status IN ('open', 'implemented') AND {STANDS}", 5),
    ("strength=must", f"r.strength = 'must' AND {STANDS}", 2),
    ("priority=yes", f"d.priority AND {STANDS}", 1),
    ("priority=false", f"NOT d.priority AND {STANDS}", 6),
    ("source=csis", f"s.name = 'CSIS' AND {STANDS}", 4),
    ("curation=rejected", "r.curation = 'rejected'", 1),
    ("curation=proposed&curation=accepted&curation=rejected", "true", 8),
    ("published_after=2022-11-02", f"{DATE} >= '2022-11-02' AND {STANDS}", 6),
    ("published_before=2022-11-02", f"{DATE} <= '2022-11-02' AND {STANDS}", 4),
    ("published_after=2023-01-01&published_before=2023-12-31",
     f"{DATE} BETWEEN '2023-01-01' AND '2023-12-31' AND {STANDS}", 2),
    ("due=overdue", f"EXISTS ({OPEN_CHECK} AND due_on < current_date) AND {STANDS}", 1),
    ("due=soon", f"EXISTS ({OPEN_CHECK} AND due_on BETWEEN current_date AND current_date + 30)"
     f" AND {STANDS}", 1),
    ("due=any", f"EXISTS ({OPEN_CHECK}) AND {STANDS}", 3),
    ("q=cargo customs", "r.exact LIKE '%cargo%'", 2),
    ("q=cargo&actor=US&status=open", "a.name = 'United States' AND r.exact LIKE '%cargo%'", 1),
    ("actor=&q=&status=open&due=", f"d.status = 'open' AND {STANDS}", 4),
    ("q=nothing like it", "false", 0),
]  # fmt: skip


def in_sql(condition):
    """Return the ids that plain SQL finds, in the report's order."""
    with connection.cursor() as cursor:
        cursor.execute(SQL + condition + " ORDER BY r.id DESC, d.id")
        return [row[0] for row in cursor.fetchall()]


def on_page(page):
    """Return the ids of the page's rows."""
    return [int(found) for found in re.findall(r'id="row-(\d+)"', page.content.decode())]


def in_file(content):
    """Return the ids of the file's rows."""
    rows = SafeCSV().create_dataset(content).dict
    return [int(row["addressee_id"]) for row in rows]


@pytest.mark.parametrize(("query", "condition", "count"), CASES, ids=[case[0] for case in CASES])
def test_screen_file_and_sql_agree(reader, world, query, condition, count):
    page, file = reader.get(f"{PAGE}?{query}"), reader.get(f"{FILE}?{query}")
    expected = in_sql(condition)
    assert len(expected) == count
    assert on_page(page) == in_file(file.getvalue()) == expected
    assert f">{count} row" in page.content.decode()
    assert file["Row-Count"] == str(count)


@pytest.mark.parametrize(
    "sort", ["actor", "-actor", "strength", "-published", "next_due", "-status"]
)
def test_any_order_is_the_same_on_screen_and_in_the_file(reader, world, sort):
    page = on_page(reader.get(PAGE, {"sort": sort}))
    assert page == in_file(reader.get(FILE, {"sort": sort}).getvalue())
    assert sorted(page) == sorted(in_sql(STANDS))


def test_strengths_sort_by_force_and_empty_cells_come_last(reader, world):
    by_strength = SafeCSV().create_dataset(reader.get(FILE, {"sort": "-strength"}).getvalue())
    assert by_strength["strength"][:2] == ["must", "must"]
    assert by_strength["strength"][-2:] == ["could", "could"]
    by_due = SafeCSV().create_dataset(reader.get(FILE, {"sort": "-next_due"}).getvalue())
    assert [bool(day) for day in by_due["next_due"]] == [True] * 3 + [False] * 4


def test_the_command_writes_the_download_byte_for_byte(reader, world, tmp_path):
    path = tmp_path / "rows.csv"
    call_command(
        "export_report", "recommendations", "--filter", "actor=South Korea",
        "--filter", "status=open", "--filter", "sort=-strength", "--output", str(path),
    )  # fmt: skip
    query = {"actor": "South Korea", "status": "open", "sort": "-strength"}
    assert path.read_bytes() == reader.get(FILE, query).getvalue()
