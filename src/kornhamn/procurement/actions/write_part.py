"""One part of an import, written whole or not at all."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from kornhamn.audit.types import Deed
from kornhamn.procurement.actions import part_sql as sql
from kornhamn.procurement.actions.link_procurements import link_touched
from kornhamn.procurement.actions.part_tables import empty, fill
from kornhamn.procurement.models import Correction
from kornhamn.procurement.statistics.joining import Joined
from kornhamn.procurement.types import FileKind
from kornhamn.rulebook.library import programme
from kornhamn.rulebook.types import NoEditionInForceError


@dataclass(frozen=True, slots=True)
class Written:
    """What a part did: rows read, procurements made, and what changed in others."""

    rows: int
    created: int
    corrections: tuple[Correction, ...]

    @property
    def deeds(self) -> list[Deed]:
        """One deed for each procurement that was corrected."""
        return [
            Deed(
                "procurement.corrected",
                "procurement",
                str(correction.procurement_id),
                {"run": str(correction.run_id), "changes": correction.changes},
            )
            for correction in self.corrections
        ]


@transaction.atomic
def write_part(joined: Joined, part: int, files: Sequence[UUID], *, run: UUID) -> Written:
    """Write the part's procurements with lots, winners, value, counts and remarks."""
    with connection.cursor() as cursor:
        empty(cursor, sql.STEPS_TABLES)
        rows = fill(cursor, joined, part, files)
        created = _write_procurements(cursor)
        cursor.execute(sql.LOTS)
        cursor.execute(sql.WINNERS)
        cursor.execute(sql.COUNTS)
        cursor.execute(sql.CONFLICTS, sql.WORDS)
        link_touched(cursor)
        cursor.execute(sql.DIFFERENCES)
        corrections = tuple(_corrections(cursor.fetchall(), run))
        empty(cursor, sql.STEPS_TABLES)
    Correction.objects.bulk_create(corrections, batch_size=2000)
    return Written(rows, created, corrections)


def _write_procurements(cursor: CursorWrapper) -> int:
    cursor.execute(sql.TOUCHED)
    cursor.execute(sql.STATED, [[kind.value for kind in FileKind]])
    cursor.execute(sql.WRITE_STATEMENTS)
    cursor.execute(sql.RESOLVED)
    cursor.execute(sql.UNPINNED_DAYS)
    editions = editions_on(day for (day,) in cursor.fetchall())
    days: dict[str, Any] = {"days": list(editions), "editions": list(editions.values())}
    cursor.execute(sql.WRITE_PROCUREMENTS, days)
    cursor.execute("SELECT count(*) FROM touched WHERE is_new")
    return int(cursor.fetchone()[0])


def editions_on(days: Iterable[date]) -> dict[date, str]:
    """Return the edition that governs a case opened on each day; none before the first one."""
    instrument = programme(settings.RULEBOOKS)
    editions: dict[date, str] = {}
    for day in days:
        try:
            editions[day] = instrument.edition_on(day).id
        except NoEditionInForceError:
            editions[day] = ""
    return editions


def _corrections(differences: Iterable[Sequence[Any]], run: UUID) -> Iterable[Correction]:
    """Yield one correction a procurement, with what went from what to what."""
    changes: defaultdict[UUID, dict[str, list[Any]]] = defaultdict(dict)
    for procurement, what, was, became in differences:
        changes[procurement][what] = [_plain(was), _plain(became)]
    for procurement, change in changes.items():
        yield Correction(run_id=run, procurement_id=procurement, changes=change)


def _plain(value: str | None) -> object:
    return None if value is None else json.loads(value, parse_float=str)  # amounts stay exact
