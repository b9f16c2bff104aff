"""Indicators and flags as rows, for people at a terminal and for other programs."""

from collections.abc import Iterable

import polars as pl

from kornhamn.analytics.types.flags import AskedFlag
from kornhamn.analytics.types.indicators import FigureUnit
from kornhamn.kernel.money import Money, format_money

_PER_CENT, _TENTHS = 100, 10


def figure_rows(figures: pl.DataFrame | None, indicator: str) -> list[dict[str, object]]:
    """Return the figures of an indicator, columns that say nothing left out."""
    if figures is None:
        return []
    own = figures.filter(pl.col("indicator") == indicator).drop("indicator")
    told = [name for name in own.columns if own[name].null_count() < own.height]
    order = [name for name in ("year", "whole") if name in told]
    return own.select(told).sort(order, descending=True, nulls_last=True).to_dicts()


def flag_rows(flags: Iterable[AskedFlag]) -> list[dict[str, object]]:
    """Return what each flag asks, of whom, and where it stands."""
    return [
        {
            "indicator": flag.indicator.id,
            "authority": flag.authority or "the group",
            "category": flag.category,
            "supplier": flag.supplier,
            "year": flag.year,
            "figure": figure(flag.value, flag.indicator.unit),
            "state": flag.state.value,
            "to answer": ", ".join(flag.addressees) or "vacant",
            "asked": flag.asked_at.date().isoformat(),
        }
        for flag in flags
    ]


def figure(value: object, unit: FigureUnit) -> str:
    """Return a figure as people read it; unknown is nothing."""
    if not isinstance(value, int):
        return ""
    match unit:
        case FigureUnit.ORE:
            return format_money(Money.from_ore(value))
        case FigureUnit.SHARE:
            return f"{value / _PER_CENT:.1f} %"
        case FigureUnit.DAYS:
            return f"{value / _TENTHS:.1f}"
        case FigureUnit.COUNT | FigureUnit.INDEX:
            return str(value)
