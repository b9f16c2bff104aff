"""One ledger at a time: a lock of the database session, gone when the process is."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from kornhamn.spend.ledger.refusals import LoadRunning
from kornhamn.spend.queries.loads import LOAD_LOCK


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock while the block runs; raise LoadRunning when somebody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOAD_LOCK])
        if not cursor.fetchone()[0]:
            raise LoadRunning
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOAD_LOCK])
