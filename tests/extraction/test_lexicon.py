"""Word lists: all well formed, extendable by a folder, with errors that name file and line."""

import pytest

from claimtracker.extraction import lexicon


@pytest.fixture(autouse=True)
def fresh():
    lexicon.entries.cache_clear()
    yield
    lexicon.entries.cache_clear()


def test_every_list_is_well_formed():
    lexicon.check()


def test_a_folder_adds_to_a_list(tmp_path, monkeypatch):
    (tmp_path / "media.txt").write_text("Daily Test | DT\n", encoding="utf-8")
    monkeypatch.setenv(lexicon.EXTRA_FOLDER, str(tmp_path))
    rows = lexicon.rows("media", 2)
    assert ("Daily Test", "DT") in rows
    assert ("Financial Times", "the Financial Times") in rows


@pytest.mark.parametrize(
    ("line", "reason"),
    [("a | b | c | d | e | f | g | h | i | j", "10 columns"), (" | b", "first column is empty")],
)
def test_a_malformed_line_is_named(tmp_path, monkeypatch, line, reason):
    (tmp_path / "media.txt").write_text(f"# comment\n\n{line}\n", encoding="utf-8")
    monkeypatch.setenv(lexicon.EXTRA_FOLDER, str(tmp_path))
    with pytest.raises(lexicon.LexiconError, match=rf"media\.txt:3: .*{reason}"):
        lexicon.check()


def test_a_value_that_is_not_allowed_is_named(tmp_path, monkeypatch):
    (tmp_path / "hedges.txt").write_text("belike | surely\n", encoding="utf-8")
    monkeypatch.setenv(lexicon.EXTRA_FOLDER, str(tmp_path))
    with pytest.raises(lexicon.LexiconError, match=r"hedges\.txt:1: 'surely' is none of"):
        lexicon.table("hedges", ("certain", "probable", "possible"))


def test_a_list_of_an_unknown_name_is_refused(tmp_path, monkeypatch):
    (tmp_path / "medai.txt").write_text("x\n", encoding="utf-8")
    monkeypatch.setenv(lexicon.EXTRA_FOLDER, str(tmp_path))
    with pytest.raises(lexicon.LexiconError, match="no list of this name"):
        lexicon.check()


def test_a_missing_folder_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv(lexicon.EXTRA_FOLDER, str(tmp_path / "none"))
    with pytest.raises(lexicon.LexiconError, match="names no folder"):
        lexicon.check()


@pytest.mark.parametrize(
    ("base", "past", "forms"),
    [
        ("deny", "", {"s": "denies", "ed": "denied", "ing": "denying"}),
        ("urge", "", {"s": "urges", "ed": "urged", "ing": "urging"}),
        ("stop", "", {"s": "stops", "ed": "stopped", "ing": "stopping"}),
        ("press", "", {"s": "presses", "ed": "pressed", "ing": "pressing"}),
        ("show", "showed shown", {"ed": "showed/shown"}),
        ("point out", "", {"s": "points out", "ed": "pointed out"}),
    ],
)
def test_a_verb_is_inflected(base, past, forms):
    assert lexicon.inflect(base, past).items() >= forms.items()
