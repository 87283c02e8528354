"""import_recommendations: another's table comes in, row by row, quoted and tracked."""

import datetime
import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command

from claimtracker import actions, provenance
from claimtracker.models import Actor, Addressee, Article, Evidence, Recommendation

PROMISES = """title;description;url;status;status_info;category;sources
Hire nobody;"Freeze hiring
in all offices";https://example.org/1;Broken;It was lifted.;Days;"https://a
https://b"
"Say ""no"" to lobbies";;https://example.org/2;Achieved;;Days;
=Drain; the swamp;not an address;Not started;;Days;
Build it;;https://example.org/4;In progress;;Days;
"""
LAYOUT = """title = "Promises"
addressee = "The administration"
date_format = "%d.%m.%Y"
[columns]
text = "What"
status = "State"
effective_on = "Since"
[status]
"erledigt" = "implemented"
"""


def run(path, layout="us_promises", *arguments):
    """Run the command as Ana; return its status, what it printed, and its complaints."""
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(
            "import_recommendations", str(path), "--layout", str(layout), "--by", "ana",
            *arguments, stdout=out, stderr=err,
        )  # fmt: skip
        status = 0
    except SystemExit as stop:
        status = stop.code
    return status, out.getvalue(), err.getvalue()


@pytest.fixture
def promises(analyst, tmp_path):
    path = tmp_path / "promises.csv"
    path.write_text(PROMISES)
    return path


@pytest.fixture
def made(analyst, tmp_path):
    """Write a small table in the layout above, from lines."""
    (tmp_path / "own.toml").write_text(LAYOUT)

    def make(*lines):
        (tmp_path / "own.csv").write_text("\n".join(["What,State,Since", *lines]) + "\n")
        return tmp_path / "own.csv", tmp_path / "own.toml"

    return make


def statuses():
    return dict(Addressee.objects.values_list("recommendation__exact", "status"))


def test_every_row_comes_in_verbatim(promises):
    status, out, err = run(promises)
    assert (status, err) == (0, "")
    assert out.startswith("created: promises.csv: 4 recommendations created, 0 known, 0 withdrawn")
    article = Article.objects.with_text().get()
    assert bytes(article.original) == promises.read_bytes()
    assert article.media_type == "text/csv"
    exacts = set(Recommendation.objects.values_list("exact", flat=True))
    assert exacts == {"Hire nobody", 'Say "no" to lobbies', "=Drain", "Build it"}
    assert "description: Freeze hiring\nin all offices\n" in article.text
    assert list(provenance.breaches()) == []


def test_statuses_come_with_their_reason_and_the_page(promises):
    run(promises, "us_promises", "--as-of", "2018-01-20")
    assert statuses() == {
        "Hire nobody": "not_implemented", 'Say "no" to lobbies': "implemented",
        "=Drain": "open", "Build it": "partially_addressed",
    }  # fmt: skip
    broken = Addressee.objects.get(status="not_implemented")
    [change] = broken.status_changes.all()
    assert change.reason == (
        "As tracked elsewhere: Broken. It was lifted. "
        "The file gives no date; it stood so on 2018-01-20."
    )
    assert change.effective_on == datetime.date(2018, 1, 20)
    assert change.evidence.url == "https://example.org/1"
    assert broken.actor.name == "Trump administration"
    assert broken.actor.part_of.name == "United States"


def test_again_changes_nothing(promises):
    run(promises)
    before = Recommendation.objects.count(), Evidence.objects.count(), Actor.objects.count()
    status, out, _ = run(promises)
    assert status == 0
    assert out.startswith("unchanged: promises.csv: 0 recommendations created")
    assert "0 statuses moved" in out
    after = Recommendation.objects.count(), Evidence.objects.count(), Actor.objects.count()
    assert before == after


def test_a_dry_run_stores_nothing(promises):
    status, out, _ = run(promises, "us_promises", "--dry-run")
    assert status == 0 and "4 recommendations would be created" in out
    assert not Article.objects.exists()


def test_a_later_file_brings_what_is_new(promises):
    run(promises, "us_promises", "--url", "https://example.org/tracker")
    later = PROMISES.replace("Not started", "Broken") + "Pay for it;;;Not started;;Days;\n"
    promises.write_text(later)
    _, out, _ = run(promises, "us_promises", "--url", "https://example.org/tracker")
    assert "1 recommendations created, 4 known, 0 withdrawn, 1 statuses moved" in out
    assert statuses()["=Drain"] == "not_implemented"
    assert Article.objects.order_by("pk").last().revises is not None


def test_what_a_person_moved_is_left(promises, reviewer):
    run(promises)
    drain = Addressee.objects.get(recommendation__exact="=Drain")
    actions.move_status(
        drain, to="implemented", reason="I saw it", effective_on=datetime.date(2020, 1, 1),
        by=reviewer,
    )  # fmt: skip
    _, out, err = run(promises)
    assert "1 left as they are" in out
    assert "left: row 4, status: a person moved Trump administration to “Closed - Impl" in err
    assert statuses()["=Drain"] == "implemented"


def test_each_row_that_cannot_come_in_has_its_reason(made):
    status, out, err = run(*made(
        "Pay,erledigt,01.02.2020", ",erledigt,", "Go,halb,", "Stop,erledigt,2020-02-01",
        "Wait,erledigt,01.01.2999", "torn",
    ))  # fmt: skip
    assert status == 1
    assert err.splitlines() == [
        "refused: row 3, What: it is empty; there is nothing to recommend",
        'refused: row 4, State: the layout has no status for "halb"; add it under [status]',
        'refused: row 5, Since: "2020-02-01" is not a date written as %d.%m.%Y',
        "refused: row 6, Since: 2999-01-01 lies in the future",
        "refused: row 7: it has 1 cells and the header 3; "
        "a delimiter or quotation mark may be missing",
    ]
    assert "1 recommendations created" in out and "5 rows refused" in out
    assert Addressee.objects.get().status_since == datetime.date(2020, 2, 1)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ('colour = "red"\n[columns]\ntext = "What"', "colour: there is no such setting"),
        ('[columns]\ntekst = "What"', "columns.tekst: there is no such column"),
        ('[columns]\nstatus = "State"', "columns.text: name the column"),
        ('[columns]\ntext = "What"\n[status]\nx = "done"', 'status.x: "done" is not offered'),
        ("no toml", "it is no TOML"),
    ],
)
def test_a_bad_layout_is_wrong_usage(made, words, message):
    path, layout = made("Pay,erledigt,")
    layout.write_text(words)
    with pytest.raises(CommandError, match=message.replace("[", r"\[")) as refusal:
        run(path, layout)
    assert refusal.value.returncode == 2


def test_a_missing_column_is_told_with_those_there(made):
    path, layout = made("Pay,erledigt,")
    path.write_text("What,Status\nPay,x\n")
    with pytest.raises(CommandError, match="has no column State, Since; its columns are What, S"):
        run(path, layout)


def test_several_addressees_of_a_row_are_tracked_each(made):
    path, layout = made("Pay,erledigt,01.02.2020")
    layout.write_text('addressee_separator = "/"\naddressee = "Rome / Bern"\n' + LAYOUT.partition(
        "administration\"\n")[2])  # fmt: skip
    run(path, layout)
    assert set(Addressee.objects.values_list("actor__name", "status")) == {
        ("Rome", "implemented"), ("Bern", "implemented"),
    }  # fmt: skip


def test_our_own_words_need_no_layout(analyst, tmp_path):
    path = tmp_path / "plain.csv"
    path.write_text(
        "text;addressee;status;effective_on;status_reason;notes\n"
        "Pay;Bern;Closed - Implemented;2020-02-01;paid;'=1\n"
    )
    status, _, err = run(path, "plain")
    assert (status, err) == (0, "")
    [change] = Addressee.objects.get().status_changes.all()
    assert change.reason == "As tracked elsewhere: Closed - Implemented. paid"
    assert "notes: '=1\n" in Article.objects.with_text().get().text


def test_a_sheet_comes_in_too_but_no_formula_of_it(analyst, tmp_path):
    book = openpyxl.Workbook()
    for row in (["text", "addressee"], ["Pay", "Bern"], ["=1+1", "Rome"]):
        book.active.append(row)
    book.save(tmp_path / "plain.xlsx")
    status, out, err = run(tmp_path / "plain.xlsx", "plain")
    assert status == 1
    assert err.startswith("refused: row 3, text: =1+1 is a formula; put its result there")
    assert "1 recommendations created" in out


def test_who_may_not_import_is_told(viewer, tmp_path):
    (tmp_path / "plain.csv").write_text("text\nPay\n")
    with pytest.raises(CommandError, match="needs the right claimtracker.import_recommendation"):
        call_command("import_recommendations", str(tmp_path / "plain.csv"), "--by", "vera")
    assert not Article.objects.exists()
