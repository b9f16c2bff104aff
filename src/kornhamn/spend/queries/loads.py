"""Questions about loads: which count, how far one has come, what became of its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import polars as pl
from django.conf import settings
from django.db import connection
from django.db.models import QuerySet

from kornhamn.spend.models import LedgerLoad, LedgerSource, Unit
from kornhamn.spend.types import LoadState
from kornhamn.spend.types.columns import (
    LINES_FILE,
    REMARKS,
    REMARKS_FILE,
    SPELLINGS_FILE,
    UNITS_FILE,
)

LOAD_LOCK = 0x1ED6E5  # of PostgreSQL's advisory locks: whoever loads a ledger holds it


@dataclass(frozen=True, slots=True)
class ActiveLoad:
    """A load whose lines count: where its columns are, how many lines, over which days."""

    id: UUID
    folder: Path
    lines: int
    first_on: date
    last_on: date


@dataclass(frozen=True, slots=True)
class UnitOfLoad:
    """A unit of a load with its lines and öre."""

    unit: Unit
    lines: int
    ore: int


def active_loads() -> tuple[ActiveLoad, ...]:
    """Return the loads whose lines count, in the order they were taken in."""
    loads = LedgerLoad.objects.filter(state=LoadState.LOADED).order_by("finished_at", "id")
    return tuple(
        ActiveLoad(load.pk, folder_of(load), load.rows_taken, load.first_on, load.last_on)
        for load in loads
        if load.first_on and load.last_on
    )


def folder_of(load: LedgerLoad) -> Path:
    """Return where the columns of a load lie."""
    return Path(settings.LEDGERS) / str(load.pk)


def loads() -> QuerySet[LedgerLoad]:
    """Return every load there was, the latest first."""
    return LedgerLoad.objects.select_related("source").order_by("-started_at", "-id")


def load_with(load_id: UUID) -> LedgerLoad:
    """Return one load; raises LedgerLoad.DoesNotExist."""
    return LedgerLoad.objects.select_related("source__authority").get(pk=load_id)


def sources() -> QuerySet[LedgerSource]:
    """Return the sources by name."""
    return LedgerSource.objects.select_related("authority").order_by("name")


def state_now(load: LedgerLoad) -> LoadState:
    """Return where a load stands: one that says it runs, while none does, was interrupted."""
    state = LoadState(load.state)
    if state is LoadState.RUNNING and not load_under_way():
        return LoadState.INTERRUPTED
    return state


def load_under_way() -> bool:
    """Tell whether a load holds the lock, which a killed one no longer does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [LOAD_LOCK],
        )
        return bool(cursor.fetchone()[0])


def remarks_of(load: LedgerLoad) -> pl.DataFrame:
    """Return the remarks of a load (REMARKS); none once it is undone."""
    path = folder_of(load) / REMARKS_FILE
    return pl.read_parquet(path) if path.exists() else REMARKS.to_frame()


def units_of(load: LedgerLoad) -> list[UnitOfLoad]:
    """Return the units of a load with their lines and öre, the largest first."""
    folder = folder_of(load)
    if not (folder / UNITS_FILE).exists():
        return []
    keys = pl.read_parquet(folder / UNITS_FILE, columns=["key"])["key"]
    summed = (
        pl.scan_parquet(folder / LINES_FILE)
        .group_by("unit")
        .agg(pl.len().alias("lines"), pl.sum("ore"))
        .sort("ore", descending=True)
        .collect(engine="streaming")
    )
    units = Unit.objects.select_related("authority").in_bulk(keys.to_list())
    return [UnitOfLoad(units[keys[unit]], lines, ore) for unit, lines, ore in summed.rows()]


def spellings_in(load: LedgerLoad) -> int:
    """Return how many spellings of suppliers a load holds."""
    path = folder_of(load) / SPELLINGS_FILE
    return pl.read_parquet(path, columns=["key"]).height if path.exists() else 0


def changed_columns(load: LedgerLoad) -> tuple[Sequence[str], Sequence[str]]:
    """Return the columns that are new and those that are gone since the source's last file."""
    before, now = load.source.header, load.format.get("header", [])
    if not before:
        return (), ()
    return [one for one in now if one not in before], [one for one in before if one not in now]
