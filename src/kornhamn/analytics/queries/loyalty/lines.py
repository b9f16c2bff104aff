"""The lines behind a figure of loyalty, and the contract behind a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import polars as pl

from kornhamn.analytics.loyalty.kept import LINES, Loyalty
from kornhamn.analytics.loyalty.purchases import loads_of
from kornhamn.analytics.queries.loyalty.figures import chosen, desk, opened
from kornhamn.analytics.queries.spend.lines import LinePaging, lines_at
from kornhamn.analytics.spend.book import SpendBook
from kornhamn.analytics.spend.columns import month_of
from kornhamn.analytics.spend.matching import LoadLines
from kornhamn.analytics.types.loyalty import LineContract
from kornhamn.analytics.types.spend import LinePage, LineSort, SpendLine, SpendSelection
from kornhamn.contracts.queries import contract_names
from kornhamn.organisation.types import Scope
from kornhamn.spend.queries import active_loads

COVERED = "covered"
_FIRST = LinePaging()


@dataclass(frozen=True, slots=True)
class LeakWanted:
    """Which lines of a selection: by cause (a leak, or COVERED), and by contract."""

    leak: str = ""
    contract: int | None = None  # bought under it, or that should have been


def loyalty_lines(
    selection: SpendSelection,
    scope: Scope,
    wanted: LeakWanted,
    *,
    paging: LinePaging = _FIRST,
) -> tuple[LinePage, tuple[LineContract, ...]]:
    """Return one page of lines with the contract of each; the total is that of the figure.

    The total of what is over a ceiling is the part of the lines that is, that of what is covered
    their rest. A load that was undone since is left out until all is counted anew.
    """
    counted, book = desk()
    loads = standing(counted, book)
    month = month_of(pl.col("day")).alias("month")
    kept = (
        pl.scan_parquet(counted.folder / LINES)
        .with_columns(month)
        .filter(pl.col("load").is_in(list(loads)), chosen(book, selection, scope), _wanted(wanted))
        .select("load", "row", "ore", pl.col("day").alias("booked_on"), "contract", "should_have",
                "leak", "over_ore")
        .collect(engine="streaming")
    )  # fmt: skip
    end = paging.page * paging.per_page
    ranked = _in_order(kept, paging).slice(end - paging.per_page, paging.per_page)
    rows = lines_at(loads, ranked)
    pages = max(1, -(-kept.height // paging.per_page))
    page = LinePage(rows, kept.height, _total(kept, wanted), pages)
    return page, _contracts(ranked)


def standing(counted: Loyalty, book: SpendBook) -> dict[int, LoadLines]:
    """Return the loads that still count, by the places that the lines counted name them by."""
    there = {one.load.id: one for one in loads_of(book, active_loads())}
    return {place: there[own] for place, own in enumerate(counted.loads) if own in there}


def _total(kept: pl.DataFrame, wanted: LeakWanted) -> int:
    ore, over = int(kept["ore"].sum()), int(kept["over_ore"].sum())
    return {"over-ceiling": over, COVERED: ore - over}.get(wanted.leak, ore)


def _in_order(found: pl.DataFrame, paging: LinePaging) -> pl.DataFrame:
    """Return lines in the order asked for; equal ones as the files have them."""
    by = pl.col("ore").abs() if paging.sort is LineSort.ORE else pl.col("booked_on")
    return found.sort(by, descending=paging.down, nulls_last=True, maintain_order=True)


def _wanted(wanted: LeakWanted) -> pl.Expr:
    keep = pl.lit(value=True)
    if wanted.contract is not None:
        keep &= pl.coalesce("contract", "should_have") == wanted.contract
    if wanted.leak == COVERED:
        keep &= pl.col("contract").is_not_null()
    elif wanted.leak == "over-ceiling":
        keep &= pl.col("over_ore") != 0
    elif wanted.leak:
        keep &= pl.col("leak") == wanted.leak
    return keep


def line_contracts(lines: Sequence[SpendLine]) -> dict[tuple[UUID, int], LineContract]:
    """Return the contract of each line by its load and row; none where nothing is counted."""
    counted = opened()
    if counted is None or not lines:
        return {}
    places = {load: place for place, load in enumerate(counted.loads)}
    asked = pl.DataFrame(
        [(places[line.load], line.row) for line in lines if line.load in places],
        schema={"load": pl.Int16(), "row": pl.Int32()},
        orient="row",
    )
    found = (
        pl.scan_parquet(counted.folder / LINES)
        .filter(pl.col("load").is_in(asked["load"].unique().implode()))
        .join(asked.lazy(), on=["load", "row"], how="semi")
        .select("load", "row", "contract", "should_have", "leak", "over_ore")
        .collect(engine="streaming")
    )
    keys = [(counted.loads[place], row) for place, row in found.select("load", "row").iter_rows()]
    return dict(zip(keys, _contracts(found), strict=True))


def _contracts(rows: pl.DataFrame) -> tuple[LineContract, ...]:
    names = contract_names(
        rows.select(pl.coalesce("contract", "should_have").drop_nulls().unique())
        .to_series()
        .to_list()
    )
    return tuple(
        _told(names, contract if contract is not None else should, leak, over)
        for contract, should, leak, over in rows.select(
            "contract", "should_have", "leak", "over_ore"
        ).iter_rows()
    )


def _told(
    names: dict[int, tuple[str, str]], key: int | None, leak: str | None, over: int
) -> LineContract:
    said = names.get(key) if key is not None else None
    if said is None:
        return LineContract(None, "", leak or "", over)
    return LineContract(UUID(said[0]), said[1], leak or "", over)
