"""What every page shares: health, plain faults, headers, settings that refuse to be unsafe."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "PATH": os.environ["PATH"],
    "DATABASE_URL": "postgres://someone@localhost/claims",
    "SECRET_KEY": "k2!x" * 16 + "-not-used-anywhere",
    "ALLOWED_HOSTS": "claims.example.org",
}


def manage(*arguments, env):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_healthz_is_well_when_the_database_answers(client, db):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


def test_healthz_says_when_the_database_does_not_answer(client, transactional_db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        [own] = cursor.fetchone()
    where = connection.get_connection_params()
    where = {
        key: where[key] for key in ("host", "port", "user", "password", "dbname") if key in where
    }
    with psycopg.connect(**where, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [own])
    assert client.get("/healthz").status_code == 503
    connection.close()


@pytest.mark.parametrize(
    "address", ["/admin/?q=%00", "/reports/recommendations/?q=%00", "/admin/%00/", "/%00"]
)
def test_a_nul_in_an_address_is_refused_in_plain_words(address, client, db):
    response = client.get(address)
    assert response.status_code == 400
    assert b"no text has" in response.content


def test_a_row_held_by_somebody_else_gives_a_message(client, administrator, transactional_db):
    from claimtracker.models import Actor

    actor = Actor.objects.create(name="Held", kind="state")
    client.force_login(administrator)
    where = connection.get_connection_params()
    where = {
        key: where[key] for key in ("host", "port", "user", "password", "dbname") if key in where
    }
    with psycopg.connect(**where) as other:
        other.execute("SELECT 1 FROM claimtracker_actor WHERE id = %s FOR UPDATE", [actor.pk])
        response = client.post(f"/admin/claimtracker/actor/{actor.pk}/delete/", {"post": "yes"})
    assert response.status_code == 409
    assert b"being changed by somebody else" in response.content


def test_the_start_leads_to_the_dashboard(client, db):
    assert client.get("/").url == "/admin/login/?next=/"


def test_no_page_may_be_framed_or_sniffed(client, db):
    headers = client.get("/admin/login/").headers
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_production_starts_only_with_its_secrets(missing):
    done = manage("check", env={k: v for k, v in PRODUCTION.items() if k != missing})
    assert done.returncode != 0
    assert f"{missing} is not set." in done.stderr


def test_production_settings_pass_the_deployment_check():
    done = manage("check", "--deploy", "--fail-level", "WARNING", env=PRODUCTION)
    assert done.returncode == 0, done.stderr


def test_a_malformed_word_list_is_told_at_start_up_by_file_and_line(tmp_path):
    (tmp_path / "hedges.txt").write_text("perhaps\n| possible\n")
    done = manage("check", env=PRODUCTION | {"CLAIMTRACKER_LEXICONS": str(tmp_path)})
    assert done.returncode != 0
    assert "hedges.txt:2" in done.stderr


def test_only_postgresql_is_accepted():
    done = manage("check", env=PRODUCTION | {"DATABASE_URL": "sqlite:///x.db"})
    assert "must name a PostgreSQL server" in done.stderr


def test_no_migration_is_missing(db):
    from django.core.management import call_command

    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_debug_is_off():
    assert settings.DEBUG is False
