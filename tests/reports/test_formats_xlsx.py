"""XLSX: every text comes back as it was, no cell is a formula, nothing is cut."""

import datetime
import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtracker.reports.formats import About, Export, Unfit
from claimtracker.reports.xlsx import (
    CELL_LIMIT,
    ROW_LIMIT,
    XLSX,
    Formula,
    Sheet,
    escape,
    unescape,
    units,
)
from tests.reports.test_formats import HOSTILE

SPECIAL = st.builds(
    str.__add__, st.text("_x0041_\x01\x0b\r\n\ufffe\U0001f600 '=", max_size=12), HOSTILE
)


def about(**fields):
    facts = {
        "report": "claims", "title": "Claims", "filters": {}, "description": "no filter",
        "count": 0, "generated_at": "2026-11-23T05:00:00+00:00", "version": "0.1", "user": "ana",
    }  # fmt: skip
    return About(**facts | fields)


def file(rows, header=("one", "two"), **facts):
    """Return rows of cells as a file."""
    stream = io.BytesIO()
    export = Export(about(**{"count": len(rows)} | facts), list(header), rows, list)
    assert XLSX().save(export, stream) == len(rows)
    stream.seek(0)
    return stream


def back(stream):
    return list(Sheet(stream).rows())[1:]


@settings(max_examples=1000, deadline=None)
@given(SPECIAL)
def test_an_escape_comes_off_exactly(text):
    assert unescape(escape(text)) == text


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(SPECIAL, SPECIAL), min_size=1, max_size=40))
def test_hostile_rows_come_back_equal_and_none_is_a_formula(rows):
    stream = file(rows)
    assert [tuple([*row, "", ""][:2]) for row in back(stream)] == rows  # empty cells are left out
    book = openpyxl.load_workbook(stream)
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "inlineStr", "n"}


def test_the_head_sheet_tells_what_the_file_is():
    sheet = openpyxl.load_workbook(file([("a", "b")], description="actor=ROK"))["About"]
    assert {row[0].value: row[1].value for row in sheet.iter_rows()} == {
        "Report": "Claims", "Filter": "actor=ROK", "Rows": 1, "User": "ana",
        "Generated at": "2026-11-23T05:00:00+00:00", "Claimtracker version": "0.1",
    }  # fmt: skip


def test_it_opens_at_the_rows():
    book = openpyxl.load_workbook(file([("a", "b")]))
    assert book.active.title == "claims"
    assert [cell.value for cell in book.active[2]] == ["a", "b"]


def test_numbers_and_days_keep_their_kind():
    day = datetime.date(2022, 11, 2)
    sheet = openpyxl.load_workbook(file([(7, day), (None, -0.5)]))["claims"]
    assert sheet["A2"].value == 7
    assert sheet["B2"].is_date and sheet["B2"].value.date() == day
    assert sheet["A3"].value is None and sheet["B3"].value == -0.5
    assert back(file([(7, day)])) == [["7", "2022-11-02"]]


@pytest.mark.parametrize(
    "text", ["x" * 200_000, "=" * 40_000, "\x01" * 33_000, "\U0001f600" * 20_000, "a\r\n" * 20_000]
)
def test_a_long_text_goes_on_in_a_sheet_of_its_own(text):
    stream = file([(text, "short"), ("other", text + "!")])
    assert back(stream) == [[text, "short"], ["other", text + "!"]]
    book = openpyxl.load_workbook(stream)
    assert book["claims"]["A2"].value == "'whole text in the sheet Long texts, number 1"
    longest = max(units(str(cell.value)) for row in book["Long texts"] for cell in row)
    assert longest <= CELL_LIMIT


def test_a_text_that_reads_like_a_reference_stays_a_text():
    text = "'whole text in the sheet Long texts, number 1"
    assert back(file([(text, "x" * 40_000)])) == [[text, "x" * 40_000]]


def test_more_rows_than_a_sheet_holds_are_refused():
    with pytest.raises(Unfit, match="holds 1,048,575 rows, and these are 1,048,576: filter"):
        XLSX().save(Export(about(count=ROW_LIMIT), [], [], list), io.BytesIO())


def test_a_formula_that_somebody_typed_is_seen():
    book = openpyxl.load_workbook(file([("a", "b")]))
    book["claims"]["A2"] = "=1+1"
    stream = io.BytesIO()
    book.save(stream)
    [[one, _]] = back(stream)
    assert isinstance(one, Formula) and one == "=1+1"


def test_a_workbook_that_unpacks_without_end_is_not_opened(monkeypatch):
    monkeypatch.setattr("claimtracker.reports.xlsx.UNPACKED_LIMIT", 1000)
    with pytest.raises(Unfit, match="It unpacks to .* bytes, more than the 1,000 that are read"):
        Sheet(file([("a", "b")]))
