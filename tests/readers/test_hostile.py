"""Files made to do harm: each is read or refused in one line, and none leaves half an article."""

from pathlib import Path

import pytest
from django.core.management import call_command

from claimtracker.models import Article, ImportRun
from claimtracker.provenance import breaches
from claimtracker.readers import Unreadable, bounded, read
from tests.readers import files

FOLDER = Path(__file__).resolve().parents[2] / "fixtures" / "hostile"
FILES = sorted(FOLDER.iterdir())
DREADED = ("bomb", "laughs", "loop", "doubling", "again", "many", "deep", "huge")
BOMBS = [
    file
    for file in FILES
    if file.suffix in {".pdf", ".docx", ".html"} and any(word in file.name for word in DREADED)
]


def test_there_are_many_small_ones_of_every_format():
    assert len(FILES) >= 60
    assert {".txt", ".md", ".html", ".htm", ".pdf", ".docx"} <= {file.suffix for file in FILES}
    assert max(file.stat().st_size for file in FILES) < 50_000


@pytest.mark.django_db
def test_all_are_imported_in_one_call_each_created_or_refused_in_one_line(capsys):
    with pytest.raises(SystemExit):
        call_command("import_article", *map(str, FILES))
    out, err = capsys.readouterr()
    lines = [line for line in (out + err).splitlines() if not line.startswith("total:")]
    outcomes = [line.partition(":")[0] for line in lines]
    assert set(outcomes) == {"created", "refused"}
    assert len(lines) == len(FILES) == ImportRun.objects.count()
    assert Article.objects.count() == outcomes.count("created")
    assert "Traceback" not in out + err
    assert "database:" not in err
    assert not list(breaches())


@pytest.mark.parametrize("file", BOMBS, ids=lambda file: file.name)
def test_a_bomb_is_defused_in_two_seconds_and_300_megabytes(file, monkeypatch):
    monkeypatch.setattr(bounded, "SECONDS", 2)
    monkeypatch.setattr(bounded, "MEMORY", 300_000_000)
    try:
        assert len(read(file.read_bytes(), file.name).text) < 1000
    except Unreadable as refusal:
        assert not any(word in str(refusal) for word in ("seconds", "memory", "status"))


def test_a_file_that_takes_too_long_is_given_up(monkeypatch):
    monkeypatch.setattr(bounded, "SECONDS", 1)
    slow = files.page("<table>" + "<tr><td>Seoul <b>must</b> act.</td></tr>" * 120_000 + "</table>")
    with pytest.raises(Unreadable, match="takes more than 1 seconds to read"):
        read(slow, "slow.html")


def test_a_file_that_takes_too_much_memory_is_given_up(monkeypatch):
    large = files.pdf([["Seoul must act at once."] * 50] * 20)
    assert read(large, "large.pdf").text
    monkeypatch.setattr(bounded, "MEMORY", 20_000_000)
    with pytest.raises(Unreadable, match="large.pdf: needs more than 19 MB of memory"):
        read(large, "large.pdf")


def test_a_machine_that_starts_no_child_is_no_fault_of_the_next_file(monkeypatch):
    monkeypatch.setattr(bounded.sys, "executable", "/nowhere/python")
    with pytest.raises(Unreadable, match="its reader could not be started"):
        read(files.pdf([["Seoul should act."]]), "a.pdf")


def test_a_name_can_hold_what_it_likes():
    with pytest.raises(Unreadable, match="\ufffd"):
        read(b"%PDF-", "a\0b\ud800\n.pdf")
