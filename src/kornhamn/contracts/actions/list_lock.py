"""One contract list at a time: a lock of the database session, gone when the process is."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from kornhamn.contracts.lists.refusals import ListRunning
from kornhamn.contracts.queries.lists import LIST_LOCK


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the lock while the block runs; raise ListRunning when somebody else holds it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LIST_LOCK])
        if not cursor.fetchone()[0]:
            raise ListRunning
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LIST_LOCK])
