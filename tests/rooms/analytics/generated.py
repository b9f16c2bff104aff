"""A generated portfolio put in place as the current snapshot, without the database's rows."""

from datetime import datetime
from pathlib import Path
from uuid import UUID, uuid5

import polars as pl
from bench.portfolio import portfolio

from kornhamn.analytics import organisation_facts
from kornhamn.analytics.models import Snapshot
from kornhamn.analytics.organisation_facts import Organisation
from kornhamn.analytics.types import AuthorityInfo

NAMESPACE = UUID("6f1c1d3e-0000-4000-8000-000000000000")
AUTHORITIES = tuple(
    AuthorityInfo(
        id=uuid5(NAMESPACE, f"authority {n}"),
        code=f"authority-{n}",
        name=f"{'Nämnden' if n < 7 else 'Bolaget'} {n}",
        kind="committee" if n < 7 else "company",
        organisation_number="2120009994" if n < 7 else f"55699900{n:02}",
    )
    for n in range(12)
)
DEPARTED = ("quality.functional", "innovation.open", "environment.programme", "process.digital")


def cases(rows: int, *, seed: int = 1) -> pl.DataFrame:
    """Return cases with every column of a snapshot; every 20th was bought outside the group."""
    facts = portfolio(rows, seed=seed, departures=DEPARTED).drop("authority")
    row = pl.int_range(pl.len())
    return facts.with_columns(
        id=pl.Series([str(uuid5(NAMESPACE, f"case {n}")) for n in range(rows)]),
        buyer_number=pl.lit("2120001355"),
        buyer_name=pl.lit("Annanstads kommun"),
        reference=row.cast(pl.String),
        title="Öppen upphandling " + (row * 7919 % 1000).cast(pl.String),
        authority=pl.when(row % 20 > 0).then("authority-" + (row * row % 12).cast(pl.String)),
        edition=pl.when(row % 3 > 0).then(pl.lit("strategisk-upphandling")),
    )


def write(frame: pl.DataFrame, folder: Path) -> None:
    """Write the frame as a snapshot's folder; each case was won by one supplier."""
    folder.mkdir(parents=True)
    frame.write_parquet(folder / "cases.parquet")
    row = pl.int_range(pl.len(), dtype=pl.UInt32)
    frame.select(
        case=row, supplier="Leverantör " + (row % 40).cast(pl.String), contracts=pl.lit(1)
    ).write_parquet(folder / "suppliers.parquet")
    organisation = Organisation(
        AUTHORITIES, {a.code: {"is_company": a.kind == "company"} for a in AUTHORITIES}, {}
    )
    (folder / "organisation.json").write_text(organisation_facts.written(organisation))


def make_current(folder: Path, cases: int, *, at: datetime) -> Snapshot:
    """Make a written folder the current snapshot of this house."""
    Snapshot.objects.update(is_current=False)
    return Snapshot.objects.create(
        digest=folder.name, folder=folder.name, made_at=at, cases=cases, size=1, is_current=True
    )
