"""The columns of a snapshot: how each is read out of the database, and its type in the portfolio.

A blank in the record is filled by a person's stated answer, where there is one; what is still
blank is unknown and stays null.
"""

import polars as pl

from kornhamn.contracts.queries import CASE_FACTS as CONTRACT_FACTS
from kornhamn.rulebook.columns import COLUMN_TYPES
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import OPEN, Fact, FactType, Subject

CASE_FACTS = tuple(fact for fact in FACTS.values() if fact.subject is Subject.CASE)
LAW_FACTS = ("direct_award_limit",)  # looked up by day and law, not stored

KEYS: dict[str, str] = {
    "id": "p.id",
    "buyer_number": "p.buyer_number",
    "buyer_name": "p.buyer_name",
    "reference": "p.reference",
    "title": "p.title",
    "authority": "a.code",
    "edition": "NULLIF(p.edition, '')",
    "departures": "d.clauses",
}

RECORDED: dict[str, str] = {
    "cpv": "p.cpv",
    "kind": "p.kind",
    "legal_basis": "p.legal_basis",
    "above_eu_threshold": "p.above_eu_threshold",
    "procedure": "p.procedure",
    "is_framework_agreement": "p.is_framework_agreement",
    "is_dynamic_purchasing_system": "p.is_dynamic_purchasing_system",
    "is_electronic_auction": "p.is_electronic_auction",
    "divided_into_lots": "p.divided_into_lots",
    "joint_procurement": "p.joint_procurement",
    "environmental_requirements": "p.environmental_requirements",
    "social_requirements": "p.social_requirements",
    "innovation_procurement": "p.innovation_procurement",
    "reserved_procurement": "p.reserved_procurement",
    "reserved_performance": "p.reserved_performance",
    "review_applied_for": "p.review_applied_for",
    "published_on": "p.published_on",
    "contracted_value": "(p.contracted_value * 100)::bigint",
    "lots": "l.lots",
    "fewest_tenders": "l.fewest_tenders",
    "winners": "l.winners",
    "small_supplier_contracted": "l.small_supplier_contracted",
    **{name: f"k.{name}" for name in CONTRACT_FACTS},
}

_JSON_TYPES = {
    FactType.BOOLEAN: "boolean",
    FactType.INTEGER: "number",
    FactType.MONEY: "number",
    FactType.CHOICES: "array",
}
_SQL_TYPES = {
    FactType.BOOLEAN: "boolean",
    FactType.INTEGER: "bigint",
    FactType.MONEY: "bigint",
    FactType.DATE: "date",
}

_FROM = """
FROM procurement_procurement p
LEFT JOIN organisation_authority a ON a.id = p.authority_id
LEFT JOIN (
  SELECT procurement_id, string_agg(clause, '|' ORDER BY clause COLLATE "C") AS clauses
  FROM procurement_departure GROUP BY procurement_id
) d ON d.procurement_id = p.id
LEFT JOIN (
  SELECT procurement_id, jsonb_object_agg(fact, value) AS answers
  FROM procurement_statedfact WHERE procurement_id IS NOT NULL GROUP BY procurement_id
) s ON s.procurement_id = p.id
LEFT JOIN procurement_derived_facts l ON l.procurement_id = p.id
LEFT JOIN contracts_case_facts k ON k.procurement_id = p.id
"""
_ORDER = 'p.buyer_number COLLATE "C", p.reference COLLATE "C"'

SUPPLIERS_SQL = f"""
SELECT p.id AS id, p.buyer_number, p.reference, won.supplier_name AS supplier,
  sum(won.contracts)::bigint AS contracts
FROM procurement_contractedtender won
JOIN procurement_lot lot ON lot.id = won.lot_id
JOIN procurement_procurement p ON p.id = lot.procurement_id
WHERE won.supplier_name <> ''
GROUP BY p.id, won.supplier_name
ORDER BY {_ORDER}, won.supplier_name COLLATE "C"
"""  # noqa: S608 - made of constants
SUPPLIERS_SCHEMA = pl.Schema(
    {
        "id": pl.String(),
        "buyer_number": pl.String(),
        "reference": pl.String(),
        "supplier": pl.String(),
        "contracts": pl.Int64(),
    }
)


def cases_sql() -> str:
    """Return the query of one row a procurement, in an order that every server agrees on."""
    columns = [f"{sql} AS {name}" for name, sql in KEYS.items()]
    columns += [f"{_fact_sql(fact)} AS {fact.name}" for fact in CASE_FACTS]
    return f"SELECT {', '.join(columns)} {_FROM} ORDER BY {_ORDER}"


def written_schema() -> pl.Schema:
    """Return the types of the query's columns as text is written: lists are not yet lists."""
    written = {name: pl.String() for name in KEYS} | {
        fact.name: pl.String() if fact.type is FactType.CHOICES else COLUMN_TYPES[fact.type]
        for fact in CASE_FACTS
    }
    return pl.Schema(written)


def as_stored(cases: pl.LazyFrame) -> pl.LazyFrame:
    """Turn written columns into stored ones: lists become lists."""
    lists = [
        pl.col(fact.name).str.json_decode(pl.List(pl.String))
        for fact in CASE_FACTS
        if fact.type is FactType.CHOICES
    ]
    return cases.with_columns(
        pl.col("departures").str.split("|").fill_null(pl.lit([], dtype=pl.List(pl.String))), *lists
    )


def _fact_sql(fact: Fact) -> str:
    stated = _stated_sql(fact)
    recorded = RECORDED.get(fact.name)
    if fact.type is FactType.CHOICES:
        return f"({_list_sql(recorded, stated) if recorded else stated})::text"
    value = f"COALESCE({recorded}, {stated})" if recorded else stated
    return f"({value})::text" if fact.type is FactType.BOOLEAN else value


def _list_sql(recorded: str, stated: str) -> str:
    """Return a list as it is recorded, an open one closed by what was stated: `completed_by`."""
    closed = (
        "SELECT COALESCE(jsonb_agg(DISTINCT one.code COLLATE \"C\"), '[]') FROM"  # noqa: S608
        f" jsonb_array_elements_text(({recorded} - '{OPEN}') || ({stated})) one (code)"
    )
    return (
        f"CASE WHEN {recorded} ? '{OPEN}' AND ({stated}) IS NOT NULL THEN ({closed})"
        f" ELSE COALESCE({recorded}, {stated}) END"
    )


def _stated_sql(fact: Fact) -> str:
    """Return the stated answer, or null where it is not of the fact's type."""
    kind = _JSON_TYPES.get(fact.type, "string")
    if fact.type is FactType.CHOICES:
        value = f"s.answers -> '{fact.name}'"
    elif fact.type in _SQL_TYPES:
        value = f"(s.answers ->> '{fact.name}')::{_SQL_TYPES[fact.type]}"
    else:
        value = f"s.answers ->> '{fact.name}'"
    return f"CASE WHEN jsonb_typeof(s.answers -> '{fact.name}') = '{kind}' THEN {value} END"
