"""import_changes: what it prints, its exit status, and that it does what the export undid."""

import io

import pytest
from django.core.management import CommandError, call_command

from claimtracker.models import Claim
from tests.roundtrip.conftest import edited, export


def run(path, *arguments, by="ana"):
    """Run the command; return its exit status, what it printed, and its complaints."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_changes", str(path), "--by", by, *arguments, stdout=out, stderr=err)
        status = 0
    except SystemExit as stop:
        status = stop.code
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def path(tmp_path):
    return tmp_path / "rows.csv"


def test_changes_are_listed_and_made(stored, analyst, path):
    path.write_bytes(edited("claims", stored.claim.pk, summary="Shells"))
    status, out, err = run(path)
    assert (status, err) == (0, "")
    assert out == (
        "row 3, summary: '' -> 'Shells'\n"
        "total: 1 rows changed, 1 as they are, 0 conflicts, 0 errors\n"
    )
    assert Claim.objects.get(pk=stored.claim.pk).summary == "Shells"


def test_a_dry_run_changes_nothing(stored, analyst, path):
    path.write_bytes(edited("claims", stored.claim.pk, summary="Shells"))
    status, out, _ = run(path, "--dry-run")
    assert status == 0
    assert out.endswith("would change, 1 as they are, 0 conflicts, 0 errors; nothing was changed\n")
    assert Claim.objects.get(pk=stored.claim.pk).summary == ""


def test_a_faulty_row_is_status_1_and_tells_the_way_out(stored, analyst, path):
    path.write_bytes(edited("claims", stored.claim.pk, kind="rumour"))
    status, out, err = run(path)
    assert status == 1
    assert err.startswith('error: row 3, kind: "rumour" is not offered; choose from factual,')
    assert "--apply-clean" in err
    assert "nothing was changed" in out


def test_clean_rows_alone_are_applied_on_request(stored, analyst, path):
    data = edited("claims", stored.claim.pk, summary="Shells").replace(b"=SUM(A1)", b"=SUM(B1)")
    path.write_bytes(data)
    assert run(path)[0] == 1
    assert Claim.objects.get(pk=stored.claim.pk).summary == ""
    assert run(path, "--apply-clean")[0] == 1
    assert Claim.objects.get(pk=stored.claim.pk).summary == "Shells"


def test_wrong_usage_is_status_2(stored, analyst, path):
    with pytest.raises(CommandError, match="there is no such file") as refusal:
        run(path)
    assert refusal.value.returncode == 2
    path.write_bytes(export("claims"))
    with pytest.raises(CommandError, match="there is no such user") as refusal:
        run(path, by="nobody")
    assert refusal.value.returncode == 2


def test_another_file_is_refused_in_words(stored, analyst, path):
    path.write_bytes(export("sources"))
    with pytest.raises(CommandError, match="This is no export of claims, recommendations or"):
        run(path)
