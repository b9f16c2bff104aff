"""What was paid for articles beside the agreed prices: a contract, its articles, their lines."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from kornhamn.analytics.queries.loyalty.figures import chosen, desk, opened
from kornhamn.analytics.queries.loyalty.lines import standing
from kornhamn.analytics.queries.spend.lines import LinePaging, lines_at
from kornhamn.analytics.spend.columns import month_of
from kornhamn.analytics.types.loyalty import PaidPrice, PricedFigures, PricedPage
from kornhamn.analytics.types.spend import LineSort, SpendSelection
from kornhamn.contracts.queries import contract_names
from kornhamn.organisation.types import Scope

_FIRST = LinePaging()


def priced_of(contract: int) -> PricedFigures:
    """Return what was paid under a contract for articles with a price, by all who may buy."""
    found = opened()
    rows = found.priced.filter(pl.col("contract") == contract) if found else pl.DataFrame()
    return _figures(rows)


def priced_by_article(contract: int) -> dict[int, PricedFigures]:
    """Return what was paid for each price of a contract, by the price's number."""
    found = opened()
    if found is None:
        return {}
    rows = found.priced.filter(pl.col("contract") == contract).group_by("price").agg(*_sums())
    return {row["price"]: _of(row) for row in rows.iter_rows(named=True)}


def dearest_contracts(
    selection: SpendSelection, scope: Scope, *, most: int
) -> tuple[tuple[str, str, PricedFigures], ...]:
    """Return id, title and figures of the contracts with most paid above agreed prices."""
    counted, book = desk()
    rows = (
        counted.priced.with_columns(month_of(pl.col("day")).alias("month"))
        .filter(chosen(book, selection, scope))
        .group_by("contract")
        .agg(*_sums())
        .filter(pl.col("dearer_ore") > 0)
        .sort("dearer_ore", "contract", descending=[True, False])
        .head(most)
    )
    names = contract_names(rows["contract"].to_list())
    return tuple(
        (*names[row["contract"]], _of(row))
        for row in rows.iter_rows(named=True)
        if row["contract"] in names
    )


def priced_in_all(selection: SpendSelection, scope: Scope) -> PricedFigures:
    """Return what was paid for articles with a price in a selection."""
    counted, book = desk()
    rows = counted.priced.with_columns(month_of(pl.col("day")).alias("month"))
    return _figures(rows.filter(chosen(book, selection, scope)))


def priced_lines(
    contract: int, scope: Scope, *, price: int | None = None, paging: LinePaging = _FIRST
) -> PricedPage:
    """Return one page of the lines of a contract or one of its prices, as far as a reader sees.

    The line that differs most from what was agreed comes first, those of another unit last. A load
    that was undone since is left out until all is counted anew.
    """
    counted, book = desk()
    loads = standing(counted, book)
    rows = counted.priced.filter(
        pl.col("contract") == contract,
        pl.col("load").is_in(list(loads)),
        chosen(book, SpendSelection(), scope),
    )
    if price is not None:
        rows = rows.filter(pl.col("price") == price)
    over = pl.col("ore") - pl.col("agreed_ore")
    by = pl.when("same_unit").then(over.abs()) if paging.sort is LineSort.ORE else pl.col("day")
    ranked = rows.sort(by, descending=paging.down, nulls_last=True, maintain_order=True)
    end = paging.page * paging.per_page
    shown = ranked.slice(end - paging.per_page, paging.per_page)
    lines = lines_at(loads, shown)
    paid = tuple(
        PaidPrice(line, *said)
        for line, said in zip(
            lines, shown.select("milli", "agreed_ore", "same_unit").iter_rows(), strict=True
        )
    )
    pages = max(1, -(-rows.height // paging.per_page))
    return PricedPage(paid, rows.height, pages, _figures(rows))


def _sums() -> list[pl.Expr]:
    same, over = pl.col("same_unit"), pl.col("ore") - pl.col("agreed_ore")
    return [
        same.sum().alias("lines"),
        (~same).sum().alias("other_unit_lines"),
        pl.col("milli").filter(same).sum(),
        pl.col("ore").filter(same).sum(),
        pl.col("agreed_ore").filter(same).sum(),
        over.filter(same & (over > 0)).sum().alias("dearer_ore"),
        over.filter(same & (over < 0)).sum().neg().alias("cheaper_ore"),
    ]


def _figures(rows: pl.DataFrame) -> PricedFigures:
    return _of(rows.select(*_sums()).row(0, named=True)) if rows.height else PricedFigures()


def _of(row: Mapping[str, Any]) -> PricedFigures:
    return PricedFigures(**{name: int(row[name] or 0) for name in PricedFigures.__slots__})
