"""One contract: what is bought under it, when its ceiling is reached, what if it were otherwise."""

from datetime import date, timedelta
from pathlib import Path

import polars as pl

from kornhamn.analytics.loyalty.covering import ANY
from kornhamn.analytics.loyalty.kept import LINES, counted, cube_of
from kornhamn.analytics.loyalty.purchases import PURCHASES, below
from kornhamn.analytics.queries.loyalty.figures import desk, figures_of, opened
from kornhamn.analytics.spend.columns import month_text
from kornhamn.analytics.types.loyalty import (
    BoughtUnder,
    CeilingForecast,
    LoyaltyFigures,
    NewTerms,
    WhatIf,
)

_YEAR = timedelta(days=365)


def of_contract(contract: int) -> LoyaltyFigures:
    """Return what was bought under a contract, and what should have been, by all who may."""
    found, _ = desk()
    key = pl.coalesce("contract", "should_have")
    return figures_of(found.cube.filter(key == contract))


def bought_under(contract: int) -> BoughtUnder | None:
    """Return what the ledgers hold under a contract, by all who may; None while nothing tells.

    Out of the kept sums alone: no line is read.
    """
    found = opened()
    if found is None:
        return None
    under = found.cube.filter(pl.col("contract") == contract)["ore"].sum()
    latest = found.cube["month"].max()
    return BoughtUnder(int(under), month_text(latest) if isinstance(latest, int) else "")


def ceiling_forecast(contract: int, ceiling_ore: int) -> CeilingForecast:
    """Return how much of a ceiling is used, and when it is reached at the latest year's pace."""
    found, _ = desk()
    lines = pl.scan_parquet(found.folder / LINES)
    latest = lines.select(pl.col("day").max()).collect().item()
    days = (
        lines.filter(pl.col("contract") == contract)
        .group_by("day")
        .agg(pl.col("ore").sum())
        .sort("day")
        .with_columns(pl.col("ore").cum_sum().alias("so_far"))
        .collect(engine="streaming")
    )
    bought = int(days["ore"].sum())
    yearly = int(days.filter(pl.col("day") > latest - _YEAR)["ore"].sum()) if latest else 0
    passed = days.filter(pl.col("so_far") >= ceiling_ore)["day"]
    if len(passed):
        return CeilingForecast(ceiling_ore, bought, yearly, passed[0], is_reached=True)
    reached = _reached(latest, ceiling_ore - bought, yearly)
    return CeilingForecast(ceiling_ore, bought, yearly, reached, is_reached=False)


def _reached(latest: date | None, left: int, yearly: int) -> date | None:
    """Return the day that so many öre more are bought; None where that is further than days go."""
    if latest is None or yearly <= 0:
        return None
    days = -(-left * _YEAR.days // yearly)
    return latest + timedelta(days=days) if days < (date.max - latest).days else None


def yearly_by_contract() -> dict[int, int]:
    """Return the öre bought under each contract the latest twelve months with figures."""
    found = opened()
    if found is None:
        return {}
    months = found.cube.filter(pl.col("contract").is_not_null())
    latest = found.cube["month"].max()
    if not isinstance(latest, int):
        return {}
    recent = months.filter(pl.col("month") > latest - 12)
    return dict(recent.group_by("contract").agg(pl.col("ore").sum()).iter_rows())


def what_if(contract: int, terms: NewTerms) -> WhatIf:
    """Return what moves if a contract were otherwise; nothing is saved.

    Counted over the lines that the contract can touch, as it is or as it might be, and over all
    lines of the contracts whose ceilings those count towards.
    """
    found, _ = desk()
    now = found.coverage.filter(pl.col("contract") == contract)
    then = _coverage(contract, terms)
    lines = _touched(found.folder, found.coverage, pl.concat([now, then]))
    others = found.coverage.filter(pl.col("contract") != contract)
    tree = below()
    before = counted(lines, found.coverage, tree)
    after = counted(lines, pl.concat([others, then]), tree)
    return WhatIf(
        before=figures_of(cube_of(before)),
        after=figures_of(cube_of(after)),
        under_before_ore=_under(before, contract),
        under_after_ore=_under(after, contract),
    )


def _coverage(contract: int, terms: NewTerms) -> pl.DataFrame:
    rows = [
        (
            contract,
            supplier,
            authority,
            terms.category,
            terms.first_day,
            terms.end,
            terms.ceiling_ore,
        )
        for supplier in terms.suppliers
        for authority in terms.authorities
    ]
    found, _ = desk()
    return pl.DataFrame(rows, schema=found.coverage.schema, orient="row")


def _touched(folder: Path, coverage: pl.DataFrame, both: pl.DataFrame) -> pl.DataFrame:
    """Return the lines that a contract can touch, and all of contracts that share its suppliers."""
    suppliers = both["supplier"].unique()
    tree = below()
    named = both.filter(pl.col("category") != ANY)["category"].unique().to_list()
    categories = [code for name in named for code in tree.get(name, [name])]
    sharing = coverage.filter(pl.col("supplier").is_in(suppliers.implode()))["contract"].unique()
    keep = pl.col("supplier").is_in(suppliers.implode())
    keep |= pl.col("category").is_in(categories)
    keep |= pl.col("contract").is_in(sharing.implode())
    found = pl.scan_parquet(folder / LINES).filter(keep).select(*PURCHASES)
    return found.collect(engine="streaming")


def _under(lines: pl.DataFrame, contract: int) -> int:
    return int(lines.filter(pl.col("contract") == contract)["ore"].sum())
