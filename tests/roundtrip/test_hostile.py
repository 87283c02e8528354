"""A thousand hostile texts leave the database and come back equal, by CSV and by XLSX."""

import io
import random

import openpyxl
import pytest

from claimtracker.models import Claim
from claimtracker.roundtrip import apply, table
from tests.factories import make_article, make_claim
from tests.roundtrip.conftest import export

STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "'",
    "＝",
    "'=",
    "''",
    "\ufeff",
    "",
    " ",
    "=cmd|'/C",
]
PIECES = [
    '"', ",", ";", "|", "\r\n", "\x01", "\x0b", "_x000D_", "_x005F_", "é", "e\u0301", "\u202e",
    "\u200b", "\U0001f600", "\ufffe", "<b>", "&amp;", "]]>", "None", "1e1000000", "2022-11-02",
    "  ",
]  # fmt: skip


def hostile(number):
    """Return the same text for the same number."""
    chance = random.Random(number)  # noqa: S311  no secret
    return (
        chance.choice(STARTS)
        + "".join(chance.choices(PIECES, k=chance.randint(0, 8)))
        + str(number)
    )


@pytest.fixture
def thousand(db):
    """A thousand claims with hostile summaries; return them by id."""
    first = make_claim(make_article())
    names = [field.attname for field in Claim._meta.concrete_fields]
    shared = {name: getattr(first, name) for name in names if name not in ("id", "search")}
    first.delete()
    Claim.objects.bulk_create(
        Claim(**shared | {"summary": hostile(number)}) for number in range(1000)
    )
    return dict(Claim.objects.values_list("pk", "summary"))


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_thousand_hostile_texts_come_back_equal(thousand, analyst, form):
    assert len(thousand) == 1000 and len(set(thousand.values())) == 1000
    data = export("claims", form)
    found = table.read(data)
    assert {int(row.cells["claim_id"]): row.cells["summary"] for row in found.rows} == thousand
    compared = apply.preview(found, by=analyst, file="f")
    assert compared.clean and not compared.changed


def test_no_cell_of_them_is_a_formula(thousand):
    book = openpyxl.load_workbook(io.BytesIO(export("claims", "xlsx")))
    assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f"]
    raw = export("claims").decode("utf-8-sig")
    assert ",=" not in raw and ',"=' not in raw and not raw.startswith("=")
