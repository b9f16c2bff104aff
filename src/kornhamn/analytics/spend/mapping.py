"""What lines point at, as the database says it now: supplier, authority and category by key."""

from collections.abc import Collection
from dataclasses import dataclass

import polars as pl
from django.db import connection

from kornhamn.analytics.spend import columns
from kornhamn.suppliers.rules.showing import CIVIL_SOCIETY_FORMS, CIVIL_SOCIETY_NUMBERS, PSEUDONYM
from kornhamn.suppliers.types import SupplierKind

_SPELLINGS = """
SELECT s.key AS spelling, COALESCE(m.key, p.key) AS supplier FROM suppliers_spelling s
LEFT JOIN suppliers_supplier p ON p.key = s.supplier_id
LEFT JOIN suppliers_supplier m ON m.key = p.merged_into_id
"""
_POSTINGS = "SELECT p.key AS posting, NULLIF(p.category, '') AS category FROM spend_posting p"
_UNITS = """
SELECT u.key AS unit, a.code AS authority FROM spend_unit u
LEFT JOIN organisation_authority a ON a.id = u.authority_id
"""
_SUPPLIERS = """
SELECT p.key AS supplier, p.id::text AS id, p.name, p.kind, p.organisation_number AS number,
  p.size, p.legal_form, p.corporate_group,
  NULL AS civil_society
FROM suppliers_supplier p
"""
# what the municipality procured, its committees buy by
_PROCURED = """
SELECT DISTINCT covered.code AS authority, s.key AS spelling FROM procurement_contractedtender won
JOIN procurement_lot lot ON lot.id = won.lot_id
JOIN procurement_procurement p ON p.id = lot.procurement_id
JOIN organisation_authority a ON a.id = p.authority_id
JOIN organisation_authority covered ON covered.id = a.id
  OR (a.kind = 'municipality' AND covered.organisation_number = a.organisation_number)
JOIN suppliers_spelling s ON s.name = won.supplier_name AND s.origin = 'statistics'
"""
_RAW_POSTINGS = pl.Schema({"posting": pl.Int32(), "category": pl.String()})
_RAW_UNITS = pl.Schema({"unit": pl.Int32(), "authority": pl.String()})

Keys = Collection[int] | None  # None: all there are


@dataclass(frozen=True, slots=True)
class Mapping:
    """The four small tables, or the part of them that was asked for."""

    spellings: pl.DataFrame  # spelling, supplier
    postings: pl.DataFrame  # posting, category (a code)
    units: pl.DataFrame  # unit, authority (a code)
    suppliers: pl.DataFrame


def read(*, spellings: Keys = None, postings: Keys = None) -> Mapping:
    """Return the mapping of those keys, and the suppliers that they reach; of all by default."""
    by_spelling = _rows(_SPELLINGS, columns.SPELLING_MAP_SCHEMA, "s.key", spellings)
    reached = None if spellings is None else by_spelling["supplier"].drop_nulls().unique().to_list()
    return Mapping(
        by_spelling,
        _rows(_POSTINGS, _RAW_POSTINGS, "p.key", postings),
        _rows(_UNITS, _RAW_UNITS, "u.key", None),
        _published(_rows(_SUPPLIERS, columns.SUPPLIERS_SCHEMA, "p.key", reached)),
    )


def procured() -> pl.DataFrame:
    """Return which authorities (codes) may buy by a procurement that which spellings won."""
    return _rows(_PROCURED, columns.PROCURED_SCHEMA, "1", None)


def _published(suppliers: pl.DataFrame) -> pl.DataFrame:
    """Return suppliers as they may be shown to all, and whether they are civil society's."""
    is_person = pl.col("kind") == SupplierKind.SOLE_TRADER.value
    pseudonym = pl.format(PSEUDONYM.replace("%s", "{}"), "supplier")
    form, number = pl.col("legal_form").fill_null(""), pl.col("number").fill_null("")
    return suppliers.with_columns(
        pl.when(is_person).then(pseudonym).otherwise("name").alias("name"),
        pl.when(form != "")
        .then(form.is_in(CIVIL_SOCIETY_FORMS))
        .when(number != "")
        .then(number.str.starts_with(CIVIL_SOCIETY_NUMBERS))
        .alias("civil_society"),
    )


def _rows(sql: str, schema: pl.Schema, key: str, keys: Keys) -> pl.DataFrame:
    """Return a query's rows in the order of their first column; what is null stays null.

    They come as one text: the driver takes as long for a row as the database for a thousand.
    """
    if keys is not None and not keys:
        return schema.to_frame()
    some = "" if keys is None else f" WHERE {key} = ANY('{{{','.join(map(str, keys))}}}'::int[])"
    line = " || ',' || ".join(_cell(name, kind) for name, kind in schema.items())
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT string_agg(line, E'\\n') FROM"  # noqa: S608 - made of constants and whole numbers
            f" (SELECT {line} AS line FROM ({sql}{some}) found) lines"
        )
        (text,) = cursor.fetchone()
    if not text:
        return schema.to_frame()
    found = pl.read_csv(text.encode(), has_header=False, schema=schema)
    return found.sort(next(iter(schema)))


def _cell(name: str, kind: pl.DataType) -> str:
    """Return how a column is written in a line of CSV; a text is always in quotation marks."""
    if kind == pl.String:
        return f"""COALESCE('"' || replace({name}, '"', '""') || '"', '')"""
    return f"COALESCE({name}::text, '')"
