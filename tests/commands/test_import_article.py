"""The command's contract: lines, totals, exit codes, JSON Lines and nothing else."""

import json
import os
import sys

import pytest
from django.core.management import CommandError, call_command

from claimtracker.models import Article, Claim, ImportRun

pytestmark = pytest.mark.django_db
TEXT = (
    "Shells\n\nRussia bought millions of shells from North Korea. "
    "South Korea should consider sending its own shells.\n"
)


@pytest.fixture
def file(tmp_path):
    """Write a file and return its path."""

    def write(name="shells.txt", data=TEXT):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    return write


@pytest.fixture
def command(capsys):
    """Run import_article; returns exit status, standard output and standard error."""

    def run(*arguments, **options):
        status = 0
        try:
            call_command(
                "import_article", *arguments, stdout=sys.stdout, stderr=sys.stderr, **options
            )
        except SystemExit as error:
            status = error.code
        out, err = capsys.readouterr()
        return status, out, err

    return run


def test_a_new_file_is_created_and_the_same_again_unchanged(command, file):
    path = file()
    assert "created: " in command(path)[1]
    status, out, _ = command(path)
    assert status == 0
    assert out.endswith("total: 0 created, 1 unchanged, 0 refused\n")


def test_two_copies_in_one_call_are_one_article(command, file):
    status, out, _ = command(file("a.txt"), file("b.txt"))
    assert (status, Article.objects.count()) == (0, 1)
    assert "total: 1 created, 1 unchanged, 0 refused" in out


def test_a_refused_file_stops_nothing_but_itself(command, file):
    status, out, err = command(file("bad.txt", b"\xff\x00"), file())
    assert (status, Article.objects.count()) == (1, 1)
    assert err.count("\n") == 1
    assert "bad.txt: " in err
    assert "total: 1 created, 0 unchanged, 1 refused" in out


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"One\0two.", "NUL character at byte 3"),
        (b"\x89PNG\r\n\x1a\n", "PNG picture"),
        (b"caf\xe9 is open.", "byte 3 is not utf-8"),
        (b"12 345", "no sentence in it"),
    ],
)
def test_bad_input_gets_one_clear_line(data, reason, command, file):
    status, _, err = command(file("bad.txt", data))
    assert (status, Article.objects.count(), err.count("\n")) == (1, 0, 1)
    assert "bad.txt" in err
    assert reason in err


def test_fifty_megabytes_in_one_line_are_refused_by_their_size(command, file):
    status, _, err = command(file("big.txt", b"a" * 50_000_000))
    assert status == 1
    assert "50,000,000 bytes are more than" in err


def test_a_missing_file_is_refused_by_name(command):
    status, _, err = command("nowhere.txt")
    assert (status, err) == (1, "refused: nowhere.txt: no such file or directory\n")


def test_a_folder_with_nothing_to_read_says_what_is_read(command, file, tmp_path):
    file("picture.png", b"x")
    status, _, err = command(str(tmp_path))
    assert status == 1
    assert "no file in this folder can be read (.docx" in err


def test_a_folder_gives_its_readable_files(command, file, tmp_path):
    file("a.txt")
    file("b.png", b"x")
    file(".hidden.txt", "Hidden. It is.")
    assert "total: 1 created, 0 unchanged, 0 refused" in command(str(tmp_path))[1]


def test_a_dry_run_touches_no_row(command, file):
    status, out, _ = command(file(), dry_run=True)
    assert status == 0
    assert "proposed: " in out
    assert not (Article.objects.exists() or Claim.objects.exists() or ImportRun.objects.exists())


def test_json_lines_are_the_contract_and_nothing_else(command, file):
    status, out, _ = command(file(), file("bad.txt", b""), dry_run=True, format="jsonl")
    assert status == 1
    [line] = out.splitlines()
    article = json.loads(line)
    assert list(article) == [
        "file", "sha256", "title", "series", "source", "authors", "published_on",
        "published_not_before", "language", "sections", "dates", "claims", "recommendations",
    ]  # fmt: skip
    for item in article["claims"] + article["recommendations"]:
        assert TEXT[item["start"] : item["end"]] == item["exact"]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"format": "jsonl"}, "--format jsonl goes with --dry-run"),
        ({"published": "20221104"}, "not a date"),
        ({"published": "4 Nov 2022"}, "not a date; write it as 2022-11-02"),
        ({"url": "example"}, "not an address"),
        ({"by": "nobody"}, "there is no such user"),
    ],
)
def test_wrong_usage_exits_with_2(options, message, file):
    with pytest.raises(CommandError, match=message) as error:
        call_command("import_article", file(), **options)
    assert error.value.returncode == 2


def test_the_importer_is_on_record(command, file, analyst):
    command(file(), by="ana", note="first batch")
    run = ImportRun.objects.get()
    assert (run.by, run.note, run.via) == (analyst, "first batch", "import_article")
    assert Claim.objects.first().events.get().pgh_context["user"] == analyst.pk


def test_an_empty_path_is_refused_and_is_not_this_folder(command):
    status, _, err = command("")
    assert (status, Article.objects.count()) == (1, 0)
    assert "a path is empty" in err


def test_what_is_no_file_is_refused(command, tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    status, _, err = command(str(tmp_path / "pipe.txt"))
    assert status == 1
    assert "neither a file nor a folder" in err


def test_a_name_of_two_lines_is_told_on_one(command, file):
    assert command(file("two\nlines.txt"))[1].count("\n") == 2


def test_a_source_nobody_can_see_is_wrong_usage(file):
    with pytest.raises(CommandError, match="cannot be shown") as error:
        call_command("import_article", file(), source="\u202e\u200b")
    assert error.value.returncode == 2
