"""The loads that figures are counted from."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connection

_LOADED = """
SELECT id, rows_taken, first_on, last_on FROM spend_ledgerload WHERE state = 'loaded' ORDER BY id
"""


@dataclass(frozen=True, slots=True)
class ActiveLoad:
    """A load that counts: its folder, its lines, and its first and last day."""

    id: UUID
    folder: Path
    lines: int
    first_on: date | None
    last_on: date | None


def active_loads() -> tuple[ActiveLoad, ...]:
    """Return the loads that are neither undone nor unfinished."""
    with connection.cursor() as cursor:
        cursor.execute(_LOADED)
        return tuple(
            ActiveLoad(key, settings.LEDGERS / str(key), *rest) for key, *rest in cursor.fetchall()
        )
