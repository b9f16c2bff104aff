"""The tally of a portfolio as SQL: DuckDB over Parquet, Spark on more than one machine."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlglot import exp

from kornhamn.rulebook.dialects import sql
from kornhamn.rulebook.types import Clause, Edition, Subject, Verdict

_DEPARTURES = "departures"


@dataclass(frozen=True, slots=True)
class Table:
    """A table, view or file as the engine's SQL names it, and the columns it has."""

    name: str
    columns: frozenset[str]


def duckdb_query(
    edition: Edition, table: Table, *, subject: Subject, by: Sequence[str], amount: str
) -> str:
    """Return the query of `portfolio.tally` for DuckDB: the same columns, the verdict as text."""
    return _query(edition.clauses_on(subject), table, by, amount, "duckdb")


def spark_query(
    edition: Edition, table: Table, *, subject: Subject, by: Sequence[str], amount: str
) -> str:
    """Return the query of `portfolio.tally` for Spark: the same columns, the verdict as text."""
    return _query(edition.clauses_on(subject), table, by, amount, "spark")


def _query(
    clauses: Sequence[Clause], table: Table, by: Sequence[str], amount: str, dialect: str
) -> str:
    """Return one query with a grouping set a clause; verdicts are numbers until the end."""
    keys = [_name(column, dialect) for column in by]
    judged = [
        f"{_verdict(clause, table.columns, dialect)} AS v{number}"
        for number, clause in enumerate(clauses)
    ]
    sets = [f"({', '.join([*keys, f'v{number}'])})" for number in range(len(clauses))]
    clause = " ".join(
        f"WHEN v{number} IS NOT NULL THEN {_text(clause.id, dialect)}"
        for number, clause in enumerate(clauses)
    )
    verdict = " ".join(f"WHEN {v.number} THEN {_text(v.value, dialect)}" for v in Verdict)
    number = ", ".join(f"v{number}" for number in range(len(clauses)))
    return (  # names and texts are quoted above; the table is the caller's own
        f"SELECT {_listed(keys)}CASE {clause} END AS clause, "  # noqa: S608
        f"CASE COALESCE({number}) {verdict} END AS verdict, subjects, amount "
        f"FROM (SELECT {_listed(keys)}{number}, COUNT(*) AS subjects, "
        f"CAST(COALESCE(SUM(ore), 0) AS BIGINT) AS amount "
        f"FROM (SELECT {_listed(keys)}{_name(amount, dialect)} AS ore, {', '.join(judged)} "
        f"FROM {table.name}) AS judged GROUP BY GROUPING SETS ({', '.join(sets)})) AS counted"
    )


def _verdict(clause: Clause, columns: frozenset[str], dialect: str) -> str:
    """Return the verdict's number as SQL; the same decision as `assess.decide`."""
    applies = sql(clause.applies.root, columns).sql(dialect=dialect)
    satisfied = sql(clause.satisfied.root, columns).sql(dialect=dialect)
    departed = ""
    if clause.force.may_be_departed_from and _DEPARTURES in columns:
        named = exp.Literal.string(clause.id)
        recorded = exp.ArrayContains(this=exp.column(_DEPARTURES, quoted=True), expression=named)
        departed = f"WHEN {recorded.sql(dialect=dialect)} THEN {Verdict.DEPARTED.number} "
    return (
        f"CASE WHEN NOT ({applies}) THEN {Verdict.NOT_APPLICABLE.number} "
        f"WHEN ({applies}) AND ({satisfied}) THEN {Verdict.MET.number} {departed}"
        f"WHEN ({applies}) AND NOT ({satisfied}) THEN {Verdict.NOT_MET.number} "
        f"ELSE {Verdict.UNKNOWN.number} END"
    )


def _listed(names: Sequence[str]) -> str:
    return "".join(f"{name}, " for name in names)


def _name(column: str, dialect: str) -> str:
    return str(exp.to_identifier(column, quoted=True).sql(dialect=dialect))


def _text(value: str, dialect: str) -> str:
    return str(exp.Literal.string(value).sql(dialect=dialect))
