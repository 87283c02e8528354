"""Whatever was changed behind the database's back is found and named."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests.factories import make_article, make_claim

pytestmark = pytest.mark.django_db


@pytest.fixture
def verify(capsys):
    """Run verify_provenance; returns exit status and what it said."""

    def run():
        try:
            call_command("verify_provenance")
        except SystemExit as error:
            return error.code, "".join(capsys.readouterr())
        return 0, "".join(capsys.readouterr())

    return run


def behind_its_back(statement):
    """Write past the triggers, as whoever owns the table can."""
    table = statement.split()[1]
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_what_holds_is_counted(verify):
    make_claim()
    assert verify() == (0, "1 articles, 1 quotes checked: 0 breaches\n")


@pytest.mark.parametrize(
    ("statement", "breach"),
    [
        ("UPDATE claimtracker_claim SET exact = upper(exact)", "claim {pk}: the quote is not at"),
        ("UPDATE claimtracker_claim SET prefix = 'x'", "claim {pk}: prefix or suffix"),
        ("UPDATE claimtracker_article SET text = 'x' || text", "the text is not what"),
        ("UPDATE claimtracker_article SET original = 'x'", "do not have the stored SHA-256"),
        ("UPDATE claimtracker_claim SET prefix = ''", "claim {pk}: prefix or suffix"),
        ("UPDATE claimtracker_article SET encoding = ''", "the text is not what"),
        ("UPDATE claimtracker_article SET encoding = 'bogus'", "the text is not what"),
        ("UPDATE claimtracker_claim SET hedges = '[{}]'", "claim {pk}: {{}} is no hedge"),
        (
            """UPDATE claimtracker_claim SET hedges = '[{"exact": "may", "start": 0, "end": 3}]'""",
            "claim {pk}: 'may' is not at 0",
        ),
    ],
)
def test_what_does_not_hold_is_named(statement, breach, verify):
    claim = make_claim(make_article("Well. Russia buys shells."))
    behind_its_back(statement)
    status, said = verify()
    assert status == 1
    assert breach.format(pk=claim.pk) in said
