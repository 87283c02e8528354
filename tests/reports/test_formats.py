"""What goes into a file is inert in a spreadsheet, and comes out of it the same."""

import datetime

import pytest
import tablib
from hypothesis import given
from hypothesis import strategies as st

from claimtracker.reports.formats import SafeCSV, guard, unguard

# What PostgreSQL can hold and UTF-8 can say, with more than a fair share of dangerous starts.
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
HOSTILE = st.builds(str.__add__, st.text("=+-@\t\r\n'\"＝,;", max_size=3), TEXT)


@given(HOSTILE)
def test_a_guard_comes_off_exactly(text):
    assert unguard(guard(text)) == text


@given(HOSTILE)
def test_guarded_text_never_starts_a_formula(text):
    assert not guard(text).startswith(tuple("=+-@\t\r"))


@given(st.lists(st.tuples(HOSTILE, HOSTILE), max_size=5), HOSTILE)
def test_a_file_reads_back_as_it_was_written(rows, name):
    written = SafeCSV().export_data(tablib.Dataset(*rows, headers=[name, "plain"]))
    read = SafeCSV().create_dataset(written)
    assert read.headers == [name, "plain"]
    assert list(read) == rows


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"),
        ("-1", "'-1"),
        (-1, "-1"),
        (None, ""),
        (datetime.date(2022, 11, 2), "2022-11-02"),
        ("'tis", "''tis"),
        ("plain", "plain"),
    ],
)
def test_only_text_is_guarded(value, written):
    file = SafeCSV().export_data(tablib.Dataset([value], headers=["=header"]))
    assert file.decode() == f"\ufeff'=header\r\n{written or chr(34) * 2}\r\n"


def test_a_quote_longer_than_the_library_allows_reads_back():
    long = "x" * 200_000
    file = SafeCSV().export_data(tablib.Dataset([long], headers=["quote"]))
    assert list(SafeCSV().create_dataset(file)) == [(long,)]


def test_the_librarys_own_escaping_is_off(settings):
    assert not getattr(settings, "IMPORT_EXPORT_ESCAPE_FORMULAE_ON_EXPORT", False)
    assert not getattr(settings, "IMPORT_EXPORT_ESCAPE_FORMULAE_ON_IMPORT", False)
