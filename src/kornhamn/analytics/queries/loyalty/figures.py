"""How loyal purchases are, in all and part by part, out of the kept sums."""

from collections.abc import Collection, Mapping
from typing import Any

import polars as pl
from django.conf import settings

from kornhamn.analytics.loyalty.covering import Leak
from kornhamn.analytics.loyalty.kept import Loyalty, kept
from kornhamn.analytics.spend.book import SpendBook
from kornhamn.analytics.spend.columns import month_text
from kornhamn.analytics.spend.cutting import authority_places, category_places, parsed_month
from kornhamn.analytics.spend.desk import current_book
from kornhamn.analytics.spend.opening import current_folder
from kornhamn.analytics.types import NoSpendError
from kornhamn.analytics.types.loyalty import LoyaltyFigures, LoyaltyPart
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.contracts.queries import contract_names
from kornhamn.organisation.types import Scope

CONTRACT, AUTHORITY, CATEGORY, SUPPLIER, MONTH = (
    "contract", "authority", "category", "supplier", "month",
)  # fmt: skip


def is_counted() -> bool:
    """Tell whether loyalty is counted over the current figures of spend."""
    return opened() is not None


def opened() -> Loyalty | None:
    """Return what was counted of the current spend snapshot."""
    folder = current_folder()
    return kept(settings.SNAPSHOTS, folder.name) if folder else None


def desk() -> tuple[Loyalty, SpendBook]:
    """Return what was counted and the book it is of; raises NoSpendError where nothing is."""
    found = opened()
    if found is None:
        raise NoSpendError
    return found, current_book()


def loyalty(selection: SpendSelection, scope: Scope) -> LoyaltyFigures:
    """Return the figures of a selection, as far as the reader may see."""
    counted, book = desk()
    rows = counted.cube.filter(chosen(book, selection, scope)).select(*sums())
    return _figures(rows.row(0, named=True))


def in_all(authorities: Collection[str] | None = None) -> LoyaltyFigures | None:
    """Return the figures of some authorities by code, or of all, from the kept sums alone.

    None where nothing is counted yet.
    """
    counted = opened()
    if counted is None:
        return None
    if authorities is None:
        return figures_of(counted.cube)
    return figures_of(counted.cube.filter(pl.col(AUTHORITY).is_in(list(authorities))))


def by_part(
    selection: SpendSelection, scope: Scope, part: str, names: Mapping[str, str] | None = None
) -> tuple[LoyaltyPart, ...]:
    """Return the figures of each authority, category, supplier, month or contract.

    The most leaked come first; months in their order. A contract's are of what was bought under it,
    and of what should have been.
    """
    counted, book = desk()
    key = pl.coalesce("contract", "should_have") if part == CONTRACT else pl.col(part)
    rows = (
        counted.cube.filter(chosen(book, selection, scope))
        .group_by(key.alias("key"))
        .agg(*sums())
        .filter(pl.col("key").is_not_null() if part == CONTRACT else pl.lit(value=True))
    )
    told = _names(part, book, rows["key"], names or {})
    found = [
        LoyaltyPart(*told.get(row["key"], ("", "")), _figures(row))
        for row in rows.iter_rows(named=True)
    ]
    if part == MONTH:
        return tuple(sorted(found, key=lambda one: one.key))
    return tuple(sorted(found, key=lambda one: (-one.figures.leaked_ore, one.name)))


def chosen(book: SpendBook, selection: SpendSelection, scope: Scope) -> pl.Expr:
    """Return which cells or lines a selection keeps, never one outside the scope.

    For cells by their `month`; lines have a `day` besides, see `in_days`.
    """
    keep = _among("authority", book.authority.keys, authority_places(book, selection, scope))
    keep &= _among("category", book.category.keys, category_places(book, selection.category))
    if selection.supplier is not None:
        place = book.place_of_supplier.get(str(selection.supplier))
        keep &= pl.col("supplier") == (book.supplier.keys[place] if place is not None else -1)
    if selection.first:
        keep &= pl.col("month") >= parsed_month(selection.first)
    if selection.last:
        keep &= pl.col("month") <= parsed_month(selection.last)
    return keep


def _among(column: str, keys: Any, places: Any) -> pl.Expr:  # noqa: ANN401 - of several axes
    """Keep the keys that are marked; the last mark is that of what is not known."""
    marks = [bool(one) for one in places]
    if all(marks):
        return pl.lit(value=True)
    wanted = [key for key, mark in zip(keys, marks, strict=False) if mark]
    known = pl.col(column).is_in(wanted)
    return known.fill_null(value=marks[-1])


def sums() -> list[pl.Expr]:
    """Return the measures of some cells."""
    is_none = pl.col("leak") == Leak.NO_CONTRACT.value
    return [
        pl.col("ore").sum(),
        pl.col("lines").sum(),
        pl.col("over_ore").sum(),
        *(
            pl.col("ore").filter(pl.col("leak") == leak.value).sum().alias(name)
            for name, leak in _CAUSES.items()
        ),
        pl.col("ore").filter(is_none & pl.col("category").is_null()).sum().alias(
            "uncategorised_ore"
        ),
    ]  # fmt: skip


_CAUSES = {
    "expired_ore": Leak.EXPIRED,
    "wrong_authority_ore": Leak.WRONG_AUTHORITY,
    "wrong_supplier_ore": Leak.WRONG_SUPPLIER,
    "no_contract_ore": Leak.NO_CONTRACT,
}


def _figures(row: Mapping[str, Any]) -> LoyaltyFigures:
    return LoyaltyFigures(**{name: row[name] or 0 for name in LoyaltyFigures.__slots__})


def figures_of(cells: pl.DataFrame) -> LoyaltyFigures:
    """Return the figures of some cells."""
    return _figures(cells.select(*sums()).row(0, named=True))


def _names(
    part: str, book: SpendBook, keys: pl.Series, names: Mapping[str, str]
) -> dict[Any, tuple[str, str]]:
    """Return what narrows a selection to each key, and what it is called."""
    if part == AUTHORITY:
        return {a.code: (str(a.id), a.name) for a in book.authorities}
    if part == CATEGORY:
        return {code: (code, names.get(code, code)) for code in book.category.keys}
    if part == SUPPLIER:
        said = book.suppliers.select("supplier", "id", "name").iter_rows()
        return {key: (id_, name) for key, id_, name in said}
    if part == MONTH:
        months = [key for key in keys if key is not None]
        return {key: (month_text(key), month_text(key)) for key in months}
    return contract_names([key for key in keys if key is not None])
