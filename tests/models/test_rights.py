"""The site's own database role reads and writes rows, and can't rewrite the record.

Real roles need a cluster of our own, so this one never runs on DATABASE_URL.
"""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from claimtracker import embedded

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def cluster():
    """A cluster migrated by the owner, as production is."""
    cluster = embedded.throwaway()
    cluster.start()
    manage(cluster, "migrate", "--noinput", role=embedded.OWNER)
    manage(cluster, "import_article", "seeds/", role=embedded.APPLICATION)
    yield cluster
    cluster.destroy()


def manage(cluster, *arguments, role):
    environment = os.environ | {
        "DATABASE_URL": cluster.url(role),
        "APPLICATION_ROLE": embedded.APPLICATION,
        "SECRET_KEY": "only for this test",
        "ALLOWED_HOSTS": "localhost",
        "DJANGO_SETTINGS_MODULE": "claimtracker.settings",
    }
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def connect(cluster, role):
    where = cluster.parameters(role)
    return psycopg.connect(
        host=where["HOST"], port=where["PORT"], user=role, dbname=where["NAME"], autocommit=True
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claimtracker_claimevent SET summary = 'forged'",
        "DELETE FROM claimtracker_articleevent",
        "TRUNCATE claimtracker_claimevent",
        "UPDATE claimtracker_importrun SET reason = 'forged'",
        "DELETE FROM claimtracker_statuschange",
        "ALTER TABLE claimtracker_article DISABLE TRIGGER ALL",
        "SET session_replication_role = replica",
        "DROP TABLE claimtracker_claimevent",
        "CREATE TABLE mine (id int)",
        "CREATE TEMPORARY TABLE claimtracker_claimevent (id int)",
        "INSERT INTO claimtracker_claimevent SELECT * FROM claimtracker_claimevent",
    ],
)
def test_the_application_cannot(statement, cluster):
    with (
        connect(cluster, embedded.APPLICATION) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SET pgtrigger.ignore = '{claimtracker_claimevent:append_only}'")
        connection.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claimtracker_article SET text = 'forged'",
        "UPDATE claimtracker_addressee SET status = 'implemented'",
        "UPDATE claimtracker_addressee SET status_since = '1999-01-01'",
    ],
)
def test_no_session_switches_a_trigger_off(statement, cluster):
    with connect(cluster, embedded.APPLICATION) as connection:
        triggers = connection.execute("SELECT array_agg(tgname) FROM pg_trigger").fetchone()[0]
        connection.execute("SELECT set_config('pgtrigger.ignore', %s, false)", [triggers])
        with pytest.raises(psycopg.Error):
            connection.execute(statement)


def test_the_application_writes_rows_and_they_are_on_record(cluster):
    with connect(cluster, embedded.APPLICATION) as connection:
        before = connection.execute("SELECT count(*) FROM claimtracker_claimevent").fetchone()[0]
        changed = connection.execute("UPDATE claimtracker_claim SET summary = 'In short.'").rowcount
        after = connection.execute("SELECT count(*) FROM claimtracker_claimevent").fetchone()[0]
    assert changed > 0
    assert after == before + changed


def test_the_application_is_no_superuser(cluster):
    with connect(cluster, embedded.APPLICATION) as connection:
        assert connection.execute("SHOW is_superuser").fetchone() == ("off",)
