"""What asks for an explanation: unusual months, and articles that grew dearer."""

from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from kornhamn.analytics.choosing import may_see
from kornhamn.analytics.spend import columns, snapshot
from kornhamn.analytics.spend.answers import kept
from kornhamn.analytics.spend.book import Numbers, SpendBook
from kornhamn.analytics.spend.columns import month_text
from kornhamn.analytics.spend.cutting import Cut, category_places, parsed_month, summed
from kornhamn.analytics.spend.desk import opened, supplier_at
from kornhamn.analytics.spend.opening import spend_folder
from kornhamn.analytics.types.spend import Anomaly, PriceDrift, PriceIndex, SpendSelection
from kornhamn.organisation.types import Scope

_SAID = {
    columns.SPELLING_MAP: "spelling", columns.POSTING_MAP: "posting", columns.UNIT_MAP: "unit",
}  # fmt: skip
FEWEST_MONTHS = 6  # with purchases, before anything can be called usual
_BOUGHT = pl.Schema(
    {"supplier": pl.Int32(), "item": pl.String(), "quantity": pl.Float64(), "ore": pl.Int64()}
)
TIMES = 5.0  # the usual
LEAST_ORE = 100_000_00
_FEW = 20


@kept
def anomalies(selection: SpendSelection, scope: Scope, *, most: int = _FEW) -> tuple[Anomaly, ...]:
    """Return months in which öre from a supplier ≥ 5 × the median of its months, the largest first.

    Only suppliers with purchases in six months or more of all time, and months of 100 000 kr.
    """
    everything = opened(selection.narrowed(first=None, last=None), scope)
    sums, months = _by_supplier_and_month(everything)
    first = parsed_month(selection.first) if selection.first else 0
    last = parsed_month(selection.last) if selection.last else np.iinfo(np.int32).max
    asked = (months >= first) & (months <= last)
    large = np.flatnonzero((sums[:, asked] >= LEAST_ORE).any(axis=1))
    own = sums[large]
    large, own = (each[(own > 0).sum(axis=1) >= FEWEST_MONTHS] for each in (large, own))
    if not len(large):
        return ()
    usual = np.nanmedian(np.where(own > 0, own, np.nan), axis=1)
    unusual = (own >= LEAST_ORE) & (own >= TIMES * usual[:, np.newaxis]) & asked
    rows, at = np.nonzero(unusual)
    ranked = np.argsort(-own[rows, at], kind="stable")[:most]
    return tuple(
        _anomaly(everything.book, int(large[row]), int(months[month]), own[row, month], usual[row])
        for row, month in zip(rows[ranked], at[ranked], strict=True)
    )


def _by_supplier_and_month(cells: Cut) -> tuple[Numbers, NDArray[np.int32]]:
    """Return öre at (place of supplier, month), and the months."""
    book = cells.book
    if not book.months:
        return np.zeros((len(book.supplier.keys), 0)), np.array([], dtype=np.int32)
    first, last = book.months[0], book.months[-1]
    number = last - first + 1
    dated = cells.month >= 0
    key = cells.codes(book.supplier) * number + (cells.month - first)
    size = book.supplier.size * number
    sums = summed(np.where(dated, key, size), cells.values("ore"), size + 1)
    months = np.arange(first, last + 1, dtype=np.int32)
    return sums[:-1].reshape(book.supplier.size, number)[:-1], months


def _anomaly(book: SpendBook, place: int, month: int, ore: float, usual: float) -> Anomaly:
    supplier = supplier_at(book, place)
    assert supplier is not None  # noqa: S101 - places are of settled suppliers
    return Anomaly(supplier, month_text(month), int(ore), round(usual), float(ore / usual))


@kept
def prices(
    selection: SpendSelection, before: SpendSelection, scope: Scope, *, most: int = _FEW
) -> PriceIndex:
    """Return how articles bought in both selections grew dearer or cheaper.

    Mean price = öre / quantity over lines with article, quantity and an amount above zero; an
    article is one text from one supplier. Index = Σ öre now / Σ quantity now × price before.
    """
    cells = opened(selection, scope)
    found = [_items(cells.book, each, scope) for each in (selection, before)]
    both = found[0].join(found[1], on=["supplier", "item"], suffix="_before")
    drifts = both.with_columns(
        now=pl.col("ore") / pl.col("quantity"),
        before=pl.col("ore_before") / pl.col("quantity_before"),
    ).with_columns(cost=(pl.col("now") - pl.col("before")) * pl.col("quantity"))
    ranked = drifts.sort("cost", descending=True).head(most)
    place = {int(key): at for at, key in enumerate(cells.book.supplier.keys)}
    return PriceIndex(
        items=drifts.height,
        ore=int(drifts["ore"].sum()),
        before_ore=round((drifts["quantity"] * drifts["before"]).sum()),
        drifts=tuple(
            drift
            for row in ranked.iter_rows(named=True)
            if (drift := _drift(cells.book, place.get(row["supplier"]), row))
        ),
        ore_without_items=cells.total("ore") - int(found[0]["ore"].sum()),
    )


def _drift(book: SpendBook, place: int | None, row: dict[str, float | str]) -> PriceDrift | None:
    supplier = None if place is None else supplier_at(book, place)
    if supplier is None:
        return None
    return PriceDrift(
        item=str(row["item"]),
        supplier=supplier,
        before_ore=float(row["before"]),
        now_ore=float(row["now"]),
        quantity=float(row["quantity"]),
        ore=int(row["ore"]),
    )


def _items(book: SpendBook, selection: SpendSelection, scope: Scope) -> pl.DataFrame:
    """Return quantity and öre of each article and supplier in a selection."""
    found = _item_files(book.folder)
    if not found:
        return pl.DataFrame(schema=_BOUGHT)
    meaning = snapshot.meaning_in(book.folder)
    codes = [a.code for a in book.authorities if may_see(scope, a) and _is_asked(a.id, selection)]
    seen = [book.authority.keys.index(code) for code in codes]
    wanted = [at for at, is_in in enumerate(category_places(book, selection.category)) if is_in]
    items = pl.concat([columns.ITEMS_SCHEMA.to_frame().lazy(), *map(pl.scan_parquet, found)])
    whole = scope.group and selection.authorities is None and not selection.unmatched
    authority = pl.col("authority").is_in(seen)
    said = [meaning[name].lazy().unique(key, keep="last") for name, key in _SAID.items()]
    kept = (
        items.join(said[0], on="spelling")
        .join(said[1], on="posting", how="left")
        .join(said[2], on="unit", how="left")
        .filter(
            _in_period(selection),
            pl.col("supplier").is_not_null(),
            (authority | pl.col("authority").is_null()) if whole else authority,
            pl.col("category").fill_null(book.category.unknown).is_in(wanted),
        )
    )
    return (
        kept.group_by("supplier", "item")
        .agg((pl.col("quantity_milli").sum() / 1000).alias("quantity"), pl.col("ore").sum())
        .collect(engine="streaming")
    )


def _is_asked(authority: object, selection: SpendSelection) -> bool:
    return selection.authorities is None or authority in selection.authorities


def _in_period(selection: SpendSelection) -> pl.Expr:
    first = parsed_month(selection.first) if selection.first else None
    last = parsed_month(selection.last) if selection.last else None
    kept = pl.lit(value=True)
    if first is not None:
        kept &= pl.col("month") >= first
    if last is not None:
        kept &= pl.col("month") <= last
    return kept


def _item_files(folder: Path) -> list[Path]:
    loads = snapshot.summary(folder)["loads"]
    files = [spend_folder() / "loads" / load / columns.ITEMS for load in loads]
    return [path for path in files if path.exists()]
