"""Databases of the journeys' own, copied from one another, so that the audit trail stays as it is.

A live server needs rows that are really there, not a transaction that is rolled back; and the
trail refuses to be emptied afterwards. So each module of journeys works in a copy of a database
that was filled once, and the copy is thrown away whole.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, connections


@dataclass(frozen=True, slots=True)
class Database:
    """A database beside the one of the other tests."""

    name: str

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Make every new connection, also the live server's, one to this database."""
        before = connection.settings_dict["NAME"]
        _turn_to(self.name)
        try:
            yield
        finally:
            _turn_to(before)


@contextmanager
def copied(template: str, name: str) -> Iterator[Database]:
    """Lend a copy of a database that nobody is connected to."""
    connections.close_all()
    _run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    _run(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    try:
        yield Database(name)
    finally:
        connections.close_all()
        _run(f'DROP DATABASE "{name}" WITH (FORCE)')


def _turn_to(name: str) -> None:
    connections.close_all()
    connections.settings["default"]["NAME"] = connection.settings_dict["NAME"] = name


def _run(statement: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(statement)
