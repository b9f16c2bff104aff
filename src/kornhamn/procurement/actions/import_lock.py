"""One import at a time: a lock of the database session, gone when the process is."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.procurement.queries.runs import IMPORT_LOCK


class ImportRunning(DomainError):  # noqa: N818 - named for what happened
    """Another import holds the lock."""

    code = "statistics.import-running"
    message = N_("Another import is under way. Wait until it has finished, and try again.")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock while the block runs; raise ImportRunning when somebody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [IMPORT_LOCK])
        if not cursor.fetchone()[0]:
            raise ImportRunning
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [IMPORT_LOCK])
