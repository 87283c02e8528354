"""What the application's database role may do: read and write rows, never rewrite the record."""

import pgtrigger
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from pghistory.models import Event


def unchangeable_tables() -> list[str]:
    """Return the tables of the record and of the append-only judgements, by name."""
    models = apps.get_app_config("claimtracker").get_models()
    return sorted(
        model._meta.db_table
        for model in models
        if issubclass(model, Event)
        or any(
            isinstance(trigger, pgtrigger.Protect) and trigger.name == "append_only"
            for trigger in getattr(model._meta, "triggers", [])
        )
    )


def grant(using: str) -> None:
    """Give settings.APPLICATION_ROLE its rights, where another role owns the tables.

    Triggers guard the same tables; rights hold against a role that switches triggers off.
    """
    connection = connections[using]
    role = settings.APPLICATION_ROLE
    if not role or connection.settings_dict["USER"] == role:
        return
    name = connection.ops.quote_name
    with transaction.atomic(using), connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))  # not all of them half-way back
        record = ", ".join(name(table) for table in unchangeable_tables() if table in there)
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
        if cursor.fetchone() is None:
            return
        for statement in (
            f"GRANT USAGE ON SCHEMA public TO {name(role)}",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name(role)}",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name(role)}",
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {record} FROM {name(role)}",
            f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {name(role)}",
        ):
            cursor.execute(statement)
