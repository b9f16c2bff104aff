"""What sources tell of suppliers: size, legal form and industry."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

import polars as pl
from django.db import connection, transaction

from kornhamn.audit.actions import record_all
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor
from kornhamn.suppliers.actions.copying import copy_in
from kornhamn.suppliers.queries.columns import supplier_of_spelling
from kornhamn.suppliers.types import SupplierKind

TOLD = ("size", "legal_form", "industry")
# what a legal form of the statistics says of suppliers that nothing else does
KIND_OF_FORM: Mapping[str, SupplierKind] = {
    "Fysiska personer": SupplierKind.SOLE_TRADER,
    "Utländska juridiska personer": SupplierKind.FOREIGN,
}
_CHANGED = """
SELECT u.id, d.field, d.was, d.became FROM told_supplier t
JOIN suppliers_supplier u ON u.key = t.supplier
CROSS JOIN LATERAL (VALUES ('size', u.size, t.size), ('legal_form', u.legal_form, t.legal_form),
                           ('industry', u.industry, t.industry)) AS d (field, was, became)
WHERE d.was <> '' AND d.became <> '' AND d.was <> d.became ORDER BY u.key, d.field
"""
_WRITE = """
UPDATE suppliers_supplier u SET size = COALESCE(NULLIF(t.size, ''), u.size),
    legal_form = COALESCE(NULLIF(t.legal_form, ''), u.legal_form),
    industry = COALESCE(NULLIF(t.industry, ''), u.industry),
    kind = CASE WHEN u.kind = 'unknown' AND t.kind <> '' THEN t.kind ELSE u.kind END
FROM told_supplier t WHERE t.supplier = u.key
  AND ((t.size <> '' AND t.size <> u.size) OR (t.legal_form <> '' AND t.legal_form <> u.legal_form)
   OR (t.industry <> '' AND t.industry <> u.industry) OR (u.kind = 'unknown' AND t.kind <> ''))
"""


@transaction.atomic
def describe_suppliers(told: pl.DataFrame, *, by: Actor, at: datetime) -> None:
    """Write what sources tell; the first row that says something of a supplier counts.

    `told` holds spelling, size, legal_form and industry, the latest first. A blank says nothing.
    What was said before and is now otherwise is kept in the audit trail.
    Nobody's permission is asked, since sources alone tell: whoever brought them was allowed to.
    """
    by_supplier = (
        told.join(supplier_of_spelling(), on="spelling", maintain_order="left")
        .group_by("supplier", maintain_order=True)
        .agg(pl.col(name).filter(pl.col(name) != "").first().fill_null("") for name in TOLD)
        .with_columns(_kind().alias("kind"))
    )
    columns = {"supplier": "integer", **dict.fromkeys((*TOLD, "kind"), "text")}
    with connection.cursor() as cursor:
        copy_in(cursor, "told_supplier", by_supplier, columns)
        cursor.execute(_CHANGED)
        deeds = _deeds(cursor.fetchall())
        cursor.execute(_WRITE)
        cursor.execute("DROP TABLE told_supplier")
    record_all(deeds, by=by, at=at)


def _kind() -> pl.Expr:
    form = pl.col("legal_form")
    special = {name: kind.value for name, kind in KIND_OF_FORM.items()}
    return (
        pl.when(form == "")
        .then(pl.lit(""))
        .otherwise(form.replace_strict(special, default=SupplierKind.LEGAL_PERSON.value))
    )


def _deeds(changes: Sequence[tuple[UUID, str, str, str]]) -> list[Deed]:
    """Return one deed a supplier, with what went from what to what."""
    of_supplier: defaultdict[UUID, dict[str, list[str]]] = defaultdict(dict)
    for supplier, field, was, became in changes:
        of_supplier[supplier][field] = [was, became]
    return [
        Deed("supplier.described", "supplier", str(supplier), {"changes": changed})
        for supplier, changed in of_supplier.items()
    ]
