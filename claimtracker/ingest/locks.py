"""Advisory locks: two imports of the same thing wait for each other, all others do not."""

from django.db import connection

FILE_LOCK, ACTOR_LOCK = 7_301, 7_302  # any two numbers that nobody else here uses


def hold(kind: int, key: int = 0) -> None:
    """Wait for a lock; the transaction's end frees it. `key` is a 32-bit signed number."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [kind, key])
