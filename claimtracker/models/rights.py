"""What the application's database role may do: read and write rows, never rewrite the record."""

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from pghistory.models import Event


def record_tables() -> list[str]:
    """Return the tables of the record, by name: only triggers write there."""
    models = apps.get_app_config("claimtracker").get_models()
    return sorted(model._meta.db_table for model in models if issubclass(model, Event))


def judgement_tables() -> list[str]:
    """Return the append-only tables, by name: rows are added and never changed."""
    models = apps.get_app_config("claimtracker").get_models()
    return sorted(
        model._meta.db_table
        for model in models
        if any(
            isinstance(trigger, pgtrigger.Protect) and trigger.name == "append_only"
            for trigger in getattr(model._meta, "triggers", [])
        )
        and not issubclass(model, Event)
    )


# pgtrigger lets any session name triggers that are to be passed over. We pass over none.
_IGNORE_NONE = """
CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME)
RETURNS BOOLEAN LANGUAGE sql AS $$SELECT FALSE$$
"""

# As their owner, trigger functions may write the record where the session may not; with a search
# path of their own, no temporary table of the session can take a table's place.
_TRIGGERS_AS_OWNER = """
DO $$
DECLARE found regprocedure;
BEGIN
    FOR found IN
        SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid
         WHERE starts_with(p.proname, 'pgtrigger_') AND NOT p.prosecdef
    LOOP
        EXECUTE format(
            'ALTER FUNCTION %s SECURITY DEFINER SET search_path = public, pg_temp', found
        );
    END LOOP;
END
$$
"""


def grant(using: str) -> None:
    """Give settings.APPLICATION_ROLE its rights, where another role owns the tables.

    Triggers guard the same tables; rights hold against a role that switches triggers off.
    """
    connection = connections[using]
    role = settings.APPLICATION_ROLE
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute(_IGNORE_NONE)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if connection.settings_dict["USER"] == role or cursor.fetchone() is None:
            return  # one role does both: the triggers alone stand guard
        for statement in _statements(connection, cursor, role):
            cursor.execute(statement)


def _statements(connection, cursor, role: str) -> list[str]:
    name = connection.ops.quote_name
    there = set(connection.introspection.table_names(cursor))  # not all of them half-way back
    record = ", ".join(name(table) for table in record_tables() if table in there)
    judgements = ", ".join(name(table) for table in judgement_tables() if table in there)
    app = name(role)
    return [
        f"GRANT USAGE ON SCHEMA public TO {app}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}",
        f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}",
        f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {record} FROM {app}",
        f"REVOKE UPDATE, DELETE, TRUNCATE ON {judgements} FROM {app}",
        f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {app}",
        f"REVOKE TEMPORARY ON DATABASE {name(connection.settings_dict['NAME'])} FROM PUBLIC",
        _TRIGGERS_AS_OWNER,
    ]
