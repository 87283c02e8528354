"""export_report: the report of the page, whole or not at all."""

import io
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.core.management import CommandError, call_command
from django.db import InternalError, connection

from claimtracker.models import Actor
from claimtracker.reports.formats import SafeCSV
from claimtracker.reports.registry import REPORTS
from claimtracker.reports.report import Column, snapshot
from claimtracker.reports.views import ReportFile
from tests.factories import make_actor


def export(*arguments):
    """Run the command in this process; return the rows it prints."""
    out = io.StringIO()
    call_command("export_report", *arguments, stdout=out)
    return SafeCSV().create_dataset(out.getvalue()).dict


def test_south_korea_includes_its_government(world):
    rows = export("recommendations", "--filter", "actor=South Korea")
    assert {row["actor"] for row in rows} == {
        "South Korea", "Yoon government", "Ministry of Defence",
    }  # fmt: skip
    assert "The Yoon government should consider arming Ukraine." in {row["exact"] for row in rows}


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["recomendations"], "are claims, recommendations, actors, sources, articles, followups."),
        (
            ["recommendations", "--format", "xls"],
            'There is no format "xls"; there are csv, xlsx, json, jsonl, annotations.',
        ),
        (["claims", "--format", "bibtex"], 'Claims make no "bibtex"; there are csv, xlsx,'),
        (["recommendations", "--filter", "actr=US"], "actr: there is no such filter here"),
        (["recommendations", "--filter", "status=x"], 'status="x": is not offered'),
        (["recommendations", "--filter", "open"], "is not KEY=VALUE with a KEY of actor, q"),
        (["recommendations", "--filter", "actor="], '"actor=" is not KEY=VALUE'),
        (["recommendations", "--filter", "page=2"], "is not KEY=VALUE"),
        (["recommendations", "--filter", "actor=US", "--filter", "actor=ROK"], "give it once"),
        (["recommendations", "--output", "."], ". is not a file."),
        (["recommendations", "--output", "/dev/null"], "/dev/null is not a file."),
    ],
)
def test_wrong_usage_is_one_line_and_status_2(world, arguments, words):
    with pytest.raises(CommandError) as refusal:
        call_command("export_report", *arguments)
    assert words in str(refusal.value)
    assert "\n" not in str(refusal.value)
    assert refusal.value.returncode == 2


def test_a_file_takes_the_place_of_the_old_one(world, tmp_path):
    path, told = tmp_path / "rows.csv", io.StringIO()
    path.write_text("old")
    call_command(
        "export_report", "recommendations", "--filter", "actor=ROK", "--output", str(path),
        stderr=told,
    )  # fmt: skip
    assert path.read_bytes().startswith(b"\xef\xbb\xbfaddress,")
    assert os.listdir(tmp_path) == ["rows.csv"]
    assert told.getvalue().startswith(
        "recommendations (actor=South Korea, curation=not rejected): 4 rows, "
    )
    assert told.getvalue().endswith(f" UTC, {path}\n")
    assert told.getvalue().count("\n") == 1


@pytest.fixture
def fault(monkeypatch):
    """A column that fails in every row, as a fault in the middle of a file does."""
    report = REPORTS["recommendations"]
    broken = replace(report, columns=(*report.columns, Column("broken", lambda row: 1 / 0)))
    monkeypatch.setitem(REPORTS, "recommendations", broken)


def test_an_export_that_fails_leaves_the_old_file(world, tmp_path, fault):
    path = tmp_path / "rows.csv"
    path.write_text("old")
    with pytest.raises(ZeroDivisionError):
        call_command("export_report", "recommendations", "--output", str(path))
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["rows.csv"]


def test_an_export_that_fails_prints_nothing(world, fault):
    out = io.StringIO()
    with pytest.raises(ZeroDivisionError):
        call_command("export_report", "recommendations", stdout=out)
    assert out.getvalue() == ""


def test_a_download_that_fails_sends_nothing(viewer, world, rf, fault):
    request = rf.get("/reports/recommendations.csv")
    request.user = viewer
    with pytest.raises(ZeroDivisionError):
        ReportFile.as_view(report=REPORTS["recommendations"])(request, extension="csv")


def test_a_folder_that_is_not_there_is_one_line(world, tmp_path):
    with pytest.raises(CommandError, match=r"was not written: No such file or directory\."):
        call_command("export_report", "claims", "--output", str(tmp_path / "no" / "rows.csv"))


@pytest.mark.django_db(transaction=True)
def test_a_file_sees_one_state_of_the_database(world):
    before = Actor.objects.count()
    with snapshot():
        assert Actor.objects.count() == before
        with ThreadPoolExecutor() as somebody_else:
            somebody_else.submit(_file_an_actor).result()
        assert Actor.objects.count() == before
        with pytest.raises(InternalError, match="read-only transaction"):
            make_actor("Written while reading")
    assert Actor.objects.count() == before + 1


def _file_an_actor():
    make_actor("Filed meanwhile")
    connection.close()


@pytest.mark.django_db(transaction=True)
def test_the_shell_sees_status_and_bytes(world):
    done = _shell("recommendations", "--filter", "actor=South Korea")
    assert done.returncode == 0
    assert done.stderr == b""
    assert len(SafeCSV().create_dataset(done.stdout)) == 4
    wrong = _shell("nothing")
    assert wrong.returncode == 2
    assert wrong.stdout == b""
    assert wrong.stderr.count(b"\n") == 1


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="only Linux has a disk always full")
@pytest.mark.django_db(transaction=True)
def test_a_full_disk_is_one_line():
    with open("/dev/full", "wb") as full:
        done = _shell("sources", stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert done.stderr == b"CommandError: Standard output: No space left on device.\n"


def _shell(*arguments, **streams):
    """Run the command as its own process, on this test's database."""
    server = os.environ["DATABASE_URL"].rsplit("/", 1)[0]
    environment = os.environ | {
        "DATABASE_URL": f"{server}/{connection.settings_dict['NAME']}",
        "PYTHONWARNINGS": "error",
    }
    command = [sys.executable, "manage.py", "export_report", *arguments]
    streams = streams or {"capture_output": True}
    return subprocess.run(command, env=environment, check=False, **streams)
