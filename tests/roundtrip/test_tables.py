"""Files as spreadsheets save them: delimiters, marks, formulas, torn rows."""

import io

import openpyxl
import pytest

from claimtracker.roundtrip import apply, table
from tests.roundtrip.conftest import edited, edited_xlsx, export


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_any_usual_delimiter_and_mark_is_read(stored, analyst, delimiter, codec):
    data = edited("claims", stored.claim.pk, summary="a;b,c\td|e", delimiter=delimiter)
    found = apply.preview(table.read(data.decode().encode(codec)), by=analyst, file="rows.csv")
    [row] = found.changed
    assert row.changes[0].new == "a;b,c\td|e"
    assert found.clean


def test_a_formula_of_a_sheet_is_seen_and_refused(stored, analyst):
    data = edited_xlsx("claims", stored.claim.pk, summary='=HYPERLINK("http://x")')
    [problem] = apply.preview(table.read(data), by=analyst, file="f").all_problems
    assert problem.column == "summary"
    assert "is a formula; put its result there, or an apostrophe before it" in problem.message


def test_a_formula_of_csv_is_refused_too(stored, analyst):
    data = export("claims").replace(b"'=1+1", b"=1+1")
    [problem] = apply.preview(table.read(data), by=analyst, file="f").all_problems
    assert str(problem).startswith("row 2, summary: =1+1 is a formula")


def test_a_duplicate_names_both_rows(stored, analyst):
    data = export("claims")
    last = data.rstrip().rpartition(b"\r\n")[2] + b"\r\n"
    [problem] = apply.preview(table.read(data + last), by=analyst, file="f").all_problems
    assert str(problem) == (
        f"row 4, claim_id: {stored.claim.pk} stands in row 3 too; leave one of them"
    )


@pytest.mark.parametrize("column", ["exact", "version", "sha256", "start"])
def test_a_missing_column_is_named(stored, analyst, column):
    data = edited("claims", 0, drop=[column])
    [problem] = apply.preview(table.read(data), by=analyst, file="f").all_problems
    assert str(problem) == f"row 1, {column}: this column is missing; export again and keep it"


def test_a_column_that_stands_twice_is_named(stored, analyst):
    data = edited("claims", 0, add=["summary"])
    [problem] = apply.preview(table.read(data), by=analyst, file="f").all_problems
    assert "summary: there is 2 columns of this name" in str(problem)


def test_a_torn_row_is_named(stored, analyst):
    data = export("claims") + b"one,two\r\n"
    [problem] = apply.preview(table.read(data), by=analyst, file="f").all_problems
    assert str(problem).startswith("row 4: it has 2 cells and the header 24; a delimiter")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"a,b\r\n1,2\r\n", "This is no export of claims, recommendations or actors"),
        ("claim_id\r\né".encode("latin-1"), "It is not text in UTF-8"),
        (b'claim_id\r\n"open', "This is no CSV file"),
        (b"PK\x03\x04 no zip", "This is no XLSX workbook, or it is damaged"),
    ],
)
def test_what_is_no_table_is_refused_in_words(analyst, data, words):
    with pytest.raises(table.Unreadable, match=words):
        apply.preview(table.read(data), by=analyst, file="f")


def test_a_quote_of_200_kb_goes_round_in_a_sheet(stored, analyst):
    long = "x" * 200_000
    stored.claim.summary = long
    stored.claim.save()
    data = edited_xlsx("claims", stored.formula.pk, summary="new")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert book.sheetnames == ["About", "claims", "Long texts"]
    found = apply.apply(table.read(data), by=analyst, file="f")
    assert [row.row.cells["summary"] for row in found.changed] == ["new"]
    assert long in [row.row.cells["summary"] for row in found.rows]
