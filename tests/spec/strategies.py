"""Random facts with gaps, random predicates, and the same rows for each engine."""

from collections.abc import Mapping, Sequence
from datetime import date

import duckdb
import polars as pl
from hypothesis import strategies as st

from kornhamn.kernel.texts import Text
from kornhamn.rulebook.columns import COLUMN_TYPES
from kornhamn.rulebook.predicate import parse
from kornhamn.rulebook.types import (
    OPEN,
    Clause,
    Edition,
    Fact,
    Facts,
    FactType,
    FactValue,
    Force,
    Guidance,
    Phase,
    Subject,
)
from tests.spec.vocabulary import VOCABULARY

NASTY = (
    *("", "a", "ab", "å", "Å", "a\u030a", "100%", "a_b", "it's", 'a"b', "a.b", "a*", "[a]"),
    *("a\nb", "80112000", "8011", "x80", "a\\b", "^a$", "(a|b)", "  ", "åäö%", "😀b"),
)
PATTERNS = (
    *("", "%", "%%", "_", "a%", "%a", "%a%", "a_b", "80%", "%b", "%_%", "å%", "%%%", "a.b"),
    *("[a]", "a*%", "100%", "^a$", "(a|b)", "_b", "it's", "a%b", "😀_"),
)
NUMBERS = (-3, -1, 0, 1, 2, 50, 100)
DAYS = (date(1999, 12, 31), date(2020, 2, 29), date(2021, 1, 1), date(2021, 1, 2))
DUCKDB_TYPES = {
    FactType.BOOLEAN: "BOOLEAN",
    FactType.INTEGER: "BIGINT",
    FactType.MONEY: "BIGINT",
    FactType.DATE: "DATE",
    FactType.TEXT: "VARCHAR",
    FactType.CHOICE: "VARCHAR",
    FactType.CHOICES: "VARCHAR[]",
}
NOTHING = Text("", "")


def known_values(fact: Fact) -> st.SearchStrategy[FactValue]:
    match fact.type:
        case FactType.BOOLEAN:
            return st.booleans()
        case FactType.INTEGER | FactType.MONEY:
            return st.sampled_from(NUMBERS)
        case FactType.DATE:
            return st.sampled_from(DAYS)
        case FactType.TEXT:
            return st.sampled_from(NASTY)
        case FactType.CHOICE:
            return st.sampled_from(sorted(fact.choices))
        case FactType.CHOICES:
            return st.lists(st.sampled_from([*sorted(fact.choices), OPEN]), max_size=3)


def fact_rows(vocabulary: Mapping[str, Fact]) -> st.SearchStrategy[list[dict[str, FactValue]]]:
    row = st.fixed_dictionaries(
        {name: st.none() | known_values(fact) for name, fact in vocabulary.items()}
    )
    return st.lists(row, min_size=1, max_size=8)


def quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def literal(fact: Fact) -> st.SearchStrategy[str]:
    match fact.type:
        case FactType.INTEGER:
            return st.sampled_from(NUMBERS).map(str)
        case FactType.MONEY:
            return st.sampled_from(("0", "1", "0.5", "-0.01", "0.02"))
        case FactType.DATE:
            return st.sampled_from(DAYS).map(lambda day: f"DATE '{day}'")
        case FactType.TEXT:
            return st.sampled_from(NASTY).map(quoted)
        case _:
            return st.sampled_from(sorted(fact.choices)).map(quoted)


def comparisons(fact: Fact) -> st.SearchStrategy[str]:
    ordered = fact.type not in (FactType.CHOICE, FactType.BOOLEAN)
    signs = st.sampled_from(("=", "<>", "<", "<=", ">", ">=") if ordered else ("=", "<>"))
    others = [other.name for other in VOCABULARY.values() if other.type is fact.type]
    values = st.lists(literal(fact), min_size=1, max_size=3).map(", ".join)
    forms = [
        st.builds(lambda sign, value: f"{fact.name} {sign} {value}", signs, literal(fact)),
        st.builds(lambda sign, other: f'{fact.name} {sign} "{other}"', signs,
                  st.sampled_from(others)),
        st.builds(lambda no, some: f"{fact.name} {no}IN ({some})", st.sampled_from(("", "NOT ")),
                  values),
    ]  # fmt: skip
    if ordered and fact.type is not FactType.MONEY and fact.type is not FactType.TEXT:
        low_high = st.tuples(literal(fact), literal(fact)).map(_ordered)
        forms.append(low_high.map(lambda ends: f"{fact.name} BETWEEN {ends[0]} AND {ends[1]}"))
    return st.one_of(forms)


def _ordered(ends: tuple[str, str]) -> tuple[str, str]:
    if ends[0].startswith("DATE"):
        return (min(ends), max(ends))
    return (min(ends, key=int), max(ends, key=int))


def leaf(fact: Fact) -> st.SearchStrategy[str]:
    name = f'"{fact.name}"'
    match fact.type:
        case FactType.BOOLEAN:
            return st.just(name) | comparisons_of_booleans(name)
        case FactType.CHOICES:
            return literal(fact).map(lambda code: f"list_contains({name}, {code})")
        case FactType.TEXT:
            likes = st.sampled_from(PATTERNS).map(lambda p: f"{name} LIKE {quoted(p)}")
            return likes | comparisons(fact)
        case _:
            return comparisons(fact).map(lambda text: text.replace(fact.name, name, 1))


def comparisons_of_booleans(name: str) -> st.SearchStrategy[str]:
    forms = ("{} = TRUE", "{} <> TRUE", "FALSE = {}", "{} = food")
    return st.sampled_from(forms).map(lambda form: form.format(name))


CASE_FACTS = {n: f for n, f in VOCABULARY.items() if f.subject is Subject.CASE}
LEAVES = st.one_of(
    [leaf(fact) for fact in CASE_FACTS.values()] + [st.sampled_from(["TRUE", "FALSE"])]
)
PREDICATES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        inner.map(lambda text: f"NOT ({text})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' AND '.join(parts)})"),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
    ),
    max_leaves=6,
)
ROWS = fact_rows(CASE_FACTS)


def edition(parts: Sequence[tuple[str, str, Force]]) -> Edition:
    """Return an edition of a clause for each (applies, satisfied, force)."""
    guidance = Guidance(NOTHING, "", 1, date(2021, 1, 1), 12)
    clauses = tuple(
        Clause(
            id=f"clause.{number}",
            heading="",
            title=NOTHING,
            statement=NOTHING,
            goal="goal",
            addressees=(),
            subject=Subject.CASE,
            phase=Phase.PROCURE,
            force=force,
            applies=parse(applies, VOCABULARY, Subject.CASE),
            satisfied=parse(satisfied, VOCABULARY, Subject.CASE),
            guidance=guidance,
        )
        for number, (applies, satisfied, force) in enumerate(parts)
    )
    return Edition("random", "spec", NOTHING, NOTHING, "", (), clauses, "")


EDITIONS = st.lists(
    st.tuples(PREDICATES, PREDICATES, st.sampled_from(Force)), min_size=1, max_size=4
).map(edition)


def frame(rows: Sequence[Facts], vocabulary: Mapping[str, Fact]) -> pl.DataFrame:
    """Return the rows as columns typed as the portfolio expects."""
    schema = {name: COLUMN_TYPES[fact.type] for name, fact in vocabulary.items()}
    return pl.DataFrame([dict(row) for row in rows], schema=schema)


def in_duckdb(
    rows: Sequence[Facts], vocabulary: Mapping[str, Fact], extra: Mapping[str, str] | None = None
) -> duckdb.DuckDBPyConnection:
    """Return a connection with the rows in the table `facts`; `extra` are further columns."""
    kinds = {name: DUCKDB_TYPES[fact.type] for name, fact in vocabulary.items()} | dict(extra or {})
    connection = duckdb.connect()
    connection.execute(
        "CREATE TABLE facts (" + ", ".join(f'"{name}" {kind}' for name, kind in kinds.items()) + ")"
    )
    marks = ", ".join("?" * len(kinds))
    values = [[row.get(name) for name in kinds] for row in rows]
    connection.executemany(f"INSERT INTO facts VALUES ({marks})", values)  # noqa: S608
    return connection
