"""JSON, JSON Lines, BibTeX, and what every format has in common."""

import io
import json
import re

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from claimtracker.models import Author
from claimtracker.reports.bibtex import escape
from claimtracker.reports.formats import SafeCSV
from claimtracker.reports.offered import FORMATS, offered
from claimtracker.reports.registry import REPORTS
from tests.factories import make_actor, make_article
from tests.reports import make

OFFERED = [(name, form) for name, report in REPORTS.items() for form in offered(report)]
STAMPED = {"json", "xlsx", "annotations"}  # these bear the second in which they were made


def download(client, name, form, query=None):
    return client.get(f"/reports/{name}.{form}", query or {}).getvalue()


def test_what_is_offered_where():
    assert {name: [*offered(report)][4:] for name, report in REPORTS.items()} == {
        "claims": ["claimreview", "annotations"], "recommendations": ["annotations"],
        "actors": [], "sources": ["bibtex"], "articles": ["bibtex"], "followups": [],
    }  # fmt: skip
    assert {form for _, form in OFFERED} == set(FORMATS)


@pytest.mark.parametrize(("name", "form"), OFFERED, ids=map("-".join, OFFERED))
def test_the_command_writes_what_is_downloaded(reader, world, tmp_path, name, form):
    path = tmp_path / "file"
    call_command(
        "export_report", name, "--format", form, "--output", str(path), "--by", "vera",
        stderr=io.StringIO(),
    )  # fmt: skip
    one, other = path.read_bytes(), download(reader, name, form)
    if form == "xlsx":
        one, other = cells(one), cells(other)
    elif form in STAMPED:
        one, other = stamped_off(one), stamped_off(other)
    assert one == other


def cells(data):
    book = openpyxl.load_workbook(io.BytesIO(data))
    return [[cell.value for cell in row] for row in book.worksheets[1].iter_rows()]


def stamped_off(data):
    return re.sub(rb"20\d\d-\d\d-\d\dT[\d:]+\+00:00", b"", data)


def test_json_tells_what_it_holds(reader, world):
    query = {"actor": "South Korea", "status": "open"}
    told = json.loads(download(reader, "recommendations", "json", query))
    rows = told.pop("rows")
    assert told.pop("generated_at").endswith("+00:00")
    assert told.pop("columns") == list(rows[0])
    assert told.pop("version")
    assert told == {
        "report": "recommendations", "title": "Recommendations", "user": "vera", "count": 2,
        "filters": {"actor": ["South Korea"], "status": ["open"]},
        "description": "actor=South Korea, status=Open, curation=not rejected",
    }  # fmt: skip
    assert len(rows) == 2 and {row["actor"] for row in rows} == {"Yoon government"}


@pytest.mark.parametrize("name", REPORTS)
def test_every_format_of_rows_holds_the_same_rows(reader, world, name):
    table = SafeCSV().create_dataset(download(reader, name, "csv"))
    as_json = json.loads(download(reader, name, "json"))["rows"]
    lines = [json.loads(line) for line in download(reader, name, "jsonl").splitlines()]
    assert as_json == lines
    texts = [["" if v is None else str(v) for v in row.values()] for row in lines]
    assert texts == [list(row) for row in table]
    assert len(cells(download(reader, name, "xlsx"))) == len(texts) + 1


@pytest.mark.parametrize("name", ["claims", "recommendations", "followups"])
def test_every_row_can_be_verified_again(name):
    columns = {column.name for column in REPORTS[name].columns}
    assert {"address", "article", "sha256", "exact", "start", "end"} <= columns


@pytest.mark.parametrize("form", ["bibtex", "claimreview", "xls"])
def test_what_does_not_fit_is_refused_naming_what_does(reader, world, form):
    answer = reader.get(f"/reports/followups.{form}")
    assert answer.status_code == 404
    assert "there are csv, xlsx, json, jsonl." in answer.content.decode()
    with pytest.raises(CommandError, match="there are csv, xlsx, json, jsonl") as refusal:
        call_command("export_report", "followups", "--format", form)
    assert refusal.value.returncode == 2


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_is_open_to_outsiders(client, outsider, form):
    client.force_login(outsider)
    assert client.get(f"/reports/claims.{form}").status_code == 403


def test_more_than_a_sheet_holds_is_told(reader, world, monkeypatch):
    monkeypatch.setattr("claimtracker.reports.xlsx.ROW_LIMIT", 3)
    answer = reader.get("/reports/recommendations.xlsx")
    assert answer.status_code == 400
    assert "A sheet holds 2 rows, and these are 7" in answer.content.decode()
    with pytest.raises(CommandError, match="filter them, or take CSV"):
        call_command("export_report", "recommendations", "--format", "xlsx")


def test_bibtex_keeps_its_keys_and_escapes_its_fields(reader, db):
    article = make_article(
        title="50% of {shells} & _more_ \\ #1", source=make.source("CSIS & Co"),
        published_on="2022-11-02", url="https://example.org/a{b}%20c",
    )  # fmt: skip
    for place, (name, kind) in enumerate([("Victor Cha", "person"), ("Cha and Co", "media")]):
        Author.objects.create(article=article, position=place, actor=make_actor(name, kind=kind))
    entry = download(reader, "articles", "bibtex").decode()
    assert entry.startswith(f"@misc{{article{article.pk},\n")
    assert r"  title = {{50\% of \{shells\} \& \_more\_ \textbackslash{} \#1}}," in entry
    assert "  author = {Victor Cha and {Cha and Co}}," in entry
    assert r"  howpublished = {CSIS \& Co}," in entry
    assert "  url = {https://example.org/a%7Bb%7D%20c}," in entry
    assert "  year = {2022}," in entry
    assert entry.count("{") == entry.count("}")


def test_a_bound_is_no_date_in_bibtex(reader, db):
    make_article(published_not_before="2022-11-02")
    entry = download(reader, "articles", "bibtex").decode()
    assert "year" not in entry
    assert "Published not before 2022-11-02." in entry


def test_escapes_are_on_one_line():
    assert escape("a\n b\t~^") == r"a b \textasciitilde{}\textasciicircum{}"
