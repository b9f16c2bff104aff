"""The lines behind a flag: those its indicator counted, and of them the ones that made it ask."""

from collections.abc import Callable, Mapping

import polars as pl

from kornhamn.analytics.indicators.columns import Ledger
from kornhamn.analytics.indicators.parts import ORE
from kornhamn.analytics.indicators.process import NAMES_AGREEMENT, procured
from kornhamn.analytics.models import Flag

ROWS = pl.Schema(
    {
        "load": pl.String(),
        "row": pl.Int32(),
        "authority": pl.String(),
        "supplier": pl.Int32(),
        "category": pl.String(),
        "booked_on": pl.Date(),
        "ore": pl.Int64(),
        "voucher": pl.String(),
        "invoice": pl.String(),
        "agreement": pl.String(),
        "ground": pl.String(),
        "item": pl.String(),
        "paid_on": pl.Date(),
    }
)
FROM_PROCUREMENTS = frozenset({"single-tender-share", "supplier-dependence"})
_ROUND, _SATURDAY = 100_000, 6


def rows_behind(flag: Flag, ledger: Ledger, authority: str | None) -> pl.LazyFrame:
    """Return the lines that a flag is about, the largest first; none of those on procurements."""
    if flag.indicator in FROM_PROCUREMENTS:
        return pl.LazyFrame(schema=ROWS)
    about = [
        pl.col(name) == value
        for name, value in (
            ("authority", authority),
            ("category", flag.category or None),
            ("supplier", flag.supplier_id),
            ("item", flag.item or None),
        )
        if value is not None
    ]
    if flag.year is not None:
        about.append(pl.col("booked_on").dt.year() == flag.year)
    narrowed = _NARROWED.get(flag.indicator, _all)(ledger)
    found = narrowed.filter(*about) if about else narrowed
    return found.select(ROWS.names()).sort(
        ORE.abs(), "load", "row", descending=[True, False, False]
    )


def _all(ledger: Ledger) -> pl.LazyFrame:
    return ledger.lines


def _outside(ledger: Ledger) -> pl.LazyFrame:
    return procured(ledger).filter(
        ~NAMES_AGREEMENT & pl.col("ground").is_null() & ~pl.col("procured")
    )


def _direct(ledger: Ledger) -> pl.LazyFrame:
    return procured(ledger).filter(~NAMES_AGREEMENT & ~pl.col("procured"))


def _twice(ledger: Ledger) -> pl.LazyFrame:
    keys = ["authority", "supplier", "invoice", "amount"]
    numbered = ledger.lines.filter(pl.col("invoice").is_not_null()).with_columns(amount=ORE.abs())
    places = pl.struct("voucher", "booked_on").filter(ORE > 0).n_unique()
    several = numbered.group_by(keys).agg(places=places).filter(pl.col("places") > 1)
    return numbered.join(several, on=keys, how="semi", nulls_equal=True)


def _only(condition: pl.Expr) -> Callable[[Ledger], pl.LazyFrame]:
    return lambda ledger: ledger.lines.filter(condition)


_NARROWED: Mapping[str, Callable[[Ledger], pl.LazyFrame]] = {
    "outside-process": _outside,
    "split-direct-awards": _direct,
    "duplicate-invoices": _twice,
    "under-agreement": _only(~NAMES_AGREEMENT),
    "late-share": _only(pl.col("paid_on") > pl.col("due_on")),
    "credits-share": _only(ORE < 0),
    "round-amounts": _only((ORE > 0) & (ORE % _ROUND == 0)),
    "weekend-bookings": _only(pl.col("booked_on").dt.weekday() >= _SATURDAY),
}
