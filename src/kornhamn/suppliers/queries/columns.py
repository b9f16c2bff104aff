"""Suppliers as columns, for figures that join them by key."""

from collections.abc import Collection

import polars as pl

from kornhamn.suppliers.models import Supplier
from kornhamn.suppliers.queries.frames import frame_of
from kornhamn.suppliers.rules.showing import CIVIL_SOCIETY_FORMS, CIVIL_SOCIETY_NUMBERS, PSEUDONYM
from kornhamn.suppliers.types import SupplierKind

_COLUMNS = pl.Schema(
    {
        "key": pl.Int32(),
        "id": pl.String(),
        "name": pl.String(),  # a sole trader's pseudonym
        "kind": pl.String(),
        "size": pl.String(),
        "legal_form": pl.String(),
        "corporate_group": pl.String(),
    }
)


def supplier_of_spelling() -> pl.DataFrame:
    """Return `spelling` and `supplier` (keys, Int32) of every settled spelling.

    A merge has moved its spellings, so a merged supplier is nobody's.
    """
    return frame_of(
        "SELECT key, supplier_id FROM suppliers_spelling"
        " WHERE supplier_id IS NOT NULL ORDER BY key",
        pl.Schema({"spelling": pl.Int32(), "supplier": pl.Int32()}),
    )


def supplier_columns() -> pl.DataFrame:
    """Return a row a living supplier: see `_COLUMNS`, and `civil_society`.

    Safe to publish: a sole trader is a pseudonym, and there is no number. Blank is unknown, and
    civil_society null.
    """
    suppliers = frame_of(
        "SELECT key, id, name, kind, size, legal_form, corporate_group, organisation_number"
        " FROM suppliers_supplier WHERE merged_into_id IS NULL ORDER BY key",
        pl.Schema({**_COLUMNS, "number": pl.String()}),
    )
    is_protected = pl.col("kind") == SupplierKind.SOLE_TRADER.value
    pseudonym = pl.format(PSEUDONYM.replace("%s", "{}"), "key")
    return suppliers.with_columns(
        pl.when(is_protected).then(pseudonym).otherwise("name").alias("name"),
        _civil_society().alias("civil_society"),
    ).drop("number")


def _civil_society() -> pl.Expr:
    form, number = pl.col("legal_form"), pl.col("number")
    return (
        pl.when(form != "")
        .then(form.is_in(CIVIL_SOCIETY_FORMS))
        .when(number != "")
        .then(number.str.starts_with(CIVIL_SOCIETY_NUMBERS))
    )


def standing_suppliers(keys: Collection[int]) -> set[int]:
    """Return those of the keys that are suppliers today, not merged into another."""
    found = Supplier.objects.filter(pk__in=keys, merged_into=None)
    return set(found.values_list("pk", flat=True))
