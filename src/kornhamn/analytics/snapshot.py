"""Taking a snapshot: the portfolio streamed out of PostgreSQL into columns, and its digest."""

import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from django.db import connection

from kornhamn.analytics import columns, law_facts, organisation_facts
from kornhamn.analytics.organisation_facts import Organisation

CASES, SUPPLIERS, ORGANISATION = "cases.parquet", "suppliers.parquet", "organisation.json"


@dataclass(frozen=True, slots=True)
class Content:
    """What a snapshot turned out to hold.

    `digest` is SHA-256 of what the columns say, `folder` of that and the records' ids.
    """

    digest: str
    folder: str
    cases: int
    size: int


@dataclass(slots=True)
class _Digests:
    """Two running digests over the same rows: without and with the ids they begin with."""

    said: Any = field(default_factory=hashlib.sha256)
    stored: Any = field(default_factory=hashlib.sha256)

    def row(self, row: bytes) -> None:
        self.said.update(row.partition(b",")[2])
        self.stored.update(row)

    def text(self, said: str, stored: str = "") -> None:
        self.said.update(said.encode())
        self.stored.update((said + stored).encode())


def take(folder: Path, organisation: Organisation) -> Content:
    """Write the portfolio of this moment into an empty folder, in the caller's transaction.

    Memory stays flat: rows go from the database to a file, and from there to columns.
    """
    digests = _Digests()
    copied = folder / "rows.csv"
    _read_tables_whole()
    _copy(columns.cases_sql(), copied, digests)
    _to_parquet(copied, folder / CASES, digests)
    _copy(columns.SUPPLIERS_SQL, copied, digests)
    _suppliers_to_parquet(copied, folder)
    copied.unlink()
    written = organisation_facts.written(organisation)
    (folder / ORGANISATION).write_text(written)
    digests.text(_without_ids(written, organisation), stored=written)
    return Content(
        digest=digests.said.hexdigest(),
        folder=digests.stored.hexdigest(),
        cases=pl.scan_parquet(folder / CASES).select(pl.len()).collect().item(),
        size=sum(path.stat().st_size for path in folder.iterdir()),
    )


def _read_tables_whole() -> None:
    """Join whole tables for the rest of the transaction.

    Just after an import the database knows nothing of the new rows, and would count the lots and
    winners of all procurements anew for each of them.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")


def _copy(sql: str, path: Path, digests: _Digests) -> None:
    """Write a query's rows as CSV without header; the server sends one row a message."""
    digests.text(sql)
    out = f"COPY ({sql}) TO STDOUT (FORMAT csv)"
    with path.open("wb") as file, connection.cursor() as cursor, cursor.copy(out) as copy:
        for row in copy:
            file.write(row)
            digests.row(bytes(row))


def _to_parquet(copied: Path, path: Path, digests: _Digests) -> None:
    cases = _read(copied, columns.written_schema())
    days = cases.select(law_facts.KEYS).unique().collect(engine="streaming")
    limits = law_facts.limits_for(days)
    digests.text(limits.write_csv())
    looked_up = cases.join(
        limits.lazy(), on=law_facts.KEYS, how="left", maintain_order="left", suffix="_of_law"
    )
    limit = pl.coalesce("direct_award_limit_of_law", "direct_award_limit")
    columns.as_stored(looked_up).with_columns(direct_award_limit=limit).drop(
        "direct_award_limit_of_law"
    ).sink_parquet(path)


def _suppliers_to_parquet(copied: Path, folder: Path) -> None:
    """Write the winners with the number of the row their procurement has among the cases."""
    cases = pl.scan_parquet(folder / CASES).select("id").with_row_index("case")
    _read(copied, columns.SUPPLIERS_SCHEMA).join(cases, on="id", maintain_order="left").select(
        "case", "supplier", "contracts"
    ).sink_parquet(folder / SUPPLIERS)


def _without_ids(written: str, organisation: Organisation) -> str:
    for authority in organisation.authorities:
        written = written.replace(str(authority.id), "")
    return written


def _read(copied: Path, schema: pl.Schema) -> pl.LazyFrame:
    if not copied.stat().st_size:
        return pl.LazyFrame(schema=schema)
    return pl.scan_csv(copied, has_header=False, schema=schema)
