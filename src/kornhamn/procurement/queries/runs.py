"""Import runs: which there were, and what came of each."""

from django.db import connection

IMPORT_LOCK = 20_210_601  # an arbitrary number of our own among the database's advisory locks


def import_under_way() -> bool:
    """Tell whether an import holds the lock, which a killed one no longer does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [IMPORT_LOCK],
        )
        return bool(cursor.fetchone()[0])
