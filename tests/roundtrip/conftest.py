"""An export, edited as in a spreadsheet and brought back."""

import csv
import datetime
import io
from types import SimpleNamespace

import openpyxl
import pytest
from django.http import QueryDict

from claimtracker.reports.formats import SafeCSV, guard
from claimtracker.reports.offered import FORMATS
from claimtracker.reports.registry import REPORTS
from claimtracker.roundtrip import table
from tests.factories import (
    make_actor,
    make_addressee,
    make_article,
    make_claim,
    make_recommendation,
)

TEXT = """Shells
Russia buys shells. =SUM(A1) is no claim.
Seoul should consider sending its own. Warsaw must pay.
"""


@pytest.fixture
def stored(db):
    """Two claims, a recommendation to two, one to one, and who is asked."""
    article = make_article(TEXT, url="https://example.org/shells")
    korea = make_actor("South Korea", aliases=["ROK"])
    poland = make_actor("Poland")
    sending = make_recommendation(article)
    paying = make_recommendation(article, "Warsaw must pay.", strength="must", action="pay")
    return SimpleNamespace(
        claim=make_claim(article),
        formula=make_claim(article, "=SUM(A1) is no claim.", summary="=1+1"),
        korea=korea,
        poland=poland,
        seoul=make_addressee(sending, korea),
        helper=make_addressee(sending, poland, role="partner"),
        warsaw=make_addressee(paying, poland),
    )


def export(name, form="csv"):
    """Return a report's file."""
    stream = io.BytesIO()
    REPORTS[name].select(QueryDict()).write(FORMATS[form], stream)
    return stream.getvalue()


def edited(name, key, /, *, delimiter=",", drop=(), add=(), **cells):
    """Return the report as CSV, with cells of the row of this key changed as a person types."""
    dataset = SafeCSV().create_dataset(export(name))
    rows = dataset.dict
    for row in rows:
        if row[f"{_key(name)}_id"] == str(key):
            row |= {column: str(value) for column, value in cells.items()}
    header = [column for column in dataset.headers if column not in drop]
    header += [column for column in cells if column not in header] + list(add)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(header)
    writer.writerows([guard(row.get(column, "")) for column in header] for row in rows)
    return out.getvalue().encode()


def edited_xlsx(name, key, /, **cells):
    """Return the report as XLSX, with cells changed as openpyxl, another program, writes them."""
    book = openpyxl.load_workbook(io.BytesIO(export(name, "xlsx")))
    sheet = book[name]
    header = [cell.value for cell in sheet[1]]
    for row in sheet.iter_rows(min_row=2):
        if row[header.index(f"{_key(name)}_id")].value == key:
            for column, value in cells.items():
                row[header.index(column)].value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _key(name):
    return {"claims": "claim", "recommendations": "addressee", "actors": "actor"}[name]


def read(data):
    """Return the table in the bytes."""
    return table.read(data)


SOME_DAY = datetime.date(2023, 5, 1)
