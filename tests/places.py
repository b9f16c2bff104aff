"""A place in the cluster for each run of the tests, so that two at once leave each other alone.

The server itself keeps the places: a lock lasts as long as the run's connection, whatever ends
the run, and the next run there takes over the databases that were left.
"""

import atexit
import os
from collections.abc import Mapping
from typing import Any

import psycopg

MOST = 20
_FIRST_LOCK = 714_100
_HANDED_DOWN = "KORNHAMN_TESTS_PLACE"  # from a run to its workers


class NoPlaceError(RuntimeError):
    """Too many runs at once."""


def test_database(settings: Mapping[str, Any]) -> str:
    """Return the name of the test database of this run, and keep the name until it ends."""
    place = os.environ.get(_HANDED_DOWN)
    if place is None:
        place = os.environ[_HANDED_DOWN] = str(_free_place(settings))
    return f"test_{settings['NAME']}" + (f"_{place}" if place != "0" else "")


def _free_place(settings: Mapping[str, Any]) -> int:
    connection = psycopg.connect(
        host=settings.get("HOST") or None,
        port=settings.get("PORT") or None,
        user=settings.get("USER") or None,
        password=settings.get("PASSWORD") or None,
        dbname=settings["NAME"],
        autocommit=True,
    )
    for place in range(MOST):
        row = connection.execute(
            "SELECT pg_try_advisory_lock(%s)", [_FIRST_LOCK + place]
        ).fetchone()
        if row == (True,):
            atexit.register(connection.close)
            return place
    connection.close()
    message = f"{MOST} test runs use this database server already: wait until one has ended."
    raise NoPlaceError(message)
