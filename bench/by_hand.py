# ruff: noqa: PLR2004 - the numbers are the clauses' own
"""The case clauses of Inköp som verktyg written by hand, and tallied as an expert would.

The predicates are written once, with Python's operators over what a contender calls a column:
Polars expressions, or pairs of numpy arrays. Nothing here uses the rulebook engine.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
import numpy.typing as npt
import polars as pl

Bools = npt.NDArray[np.bool_]
Pair = tuple[Any, Any]


@dataclass(frozen=True)
class Columns:
    """How a contender reads a fact, a code of a list and the beginning of the CPV code."""

    fact: Callable[[str], Any]
    has: Callable[[str, str], Any]
    begins: Callable[[str], Any]
    true: Any


def clauses(c: Columns) -> dict[str, Pair]:
    """Return (applies, satisfied) of each clause."""
    return process(c) | requirements(c) | environment(c) | business(c) | contracts(c)


def process(c: Columns) -> dict[str, Pair]:
    """Return the clauses on the process, on actors and on competition."""
    fact, has, true = c.fact, c.has, c.true
    service = (fact("kind") == "services") & fact("is_service_operation")
    earlier, ended = fact("earlier_contract"), fact("contract_ended")
    basis = has("category_strategy_basis", "needs")
    for code in ("purchasing-pattern", "business-conditions", "market-conditions"):
        basis = basis & has("category_strategy_basis", code)
    basis = basis & has("category_strategy_basis", "cross-functional")
    basis = basis & has("category_strategy_basis", "group-wide")
    none_won = fact("winners") == 0
    call_off = has("contract_records", "call-off-routine") | ~fact("is_framework_agreement")
    status = fact("category_status")
    return {
        "scope.private-providers": (service, has("planning_records", "private-providers")),
        "business.economic-analysis": (
            true,
            has("planning_records", "economic-analysis")
            & (none_won | has("contract_records", "value-follow-up")),
        ),
        "process.whole-chain": (
            true,
            has("planning_records", "needs-analysis")
            & has("planning_records", "procurement-strategy")
            & (none_won | has("contract_records", "follow-up-plan") & call_off),
        ),
        "process.lessons": (
            earlier | ended,
            (has("planning_records", "lessons-answered") | ~earlier)
            & (has("contract_records", "lessons-captured") | ~ended),
        ),
        "process.category": (
            (status == "fixed") | (status == "prioritised"),
            has("planning_records", "category-strategy") & basis,
        ),
        "process.followed": (
            true,
            fact("process_followed") | has("procedure_records", "process-deviations"),
        ),
        "process.digital": (true, fact("digital_end_to_end") & fact("suppliers_connected")),
        "society.many-providers": (
            service,
            (fact("fewest_tenders") >= 2) & has("planning_records", "market-dialogue"),
        ),
        "society.civil-society": (true, has("planning_records", "civil-society")),
        "competition.enough-tenders": (true, fact("fewest_tenders") >= 3),
        "competition.market-knowledge": (
            status == "prioritised",
            has("planning_records", "market-analysis")
            & has("category_strategy_basis", "market-conditions"),
        ),
        "competition.easy-to-tender": (
            true,
            has("planning_records", "small-suppliers") & has("planning_records", "civil-society"),
        ),
    }


def requirements(c: Columns) -> dict[str, Pair]:
    """Return the clauses on quality, terms and insight."""
    fact, has, true = c.fact, c.has, c.true
    operation, terms = fact("is_service_operation"), "contract_terms"
    return {
        "quality.relevant": (true, fact("requirements_tied_to_goals")),
        "quality.capacity": (
            true,
            has("requirements", "capacity") & has("requirements", "quality-criteria"),
        ),
        "quality.delivered": (
            fact("winners") >= 1,
            has("contract_records", "follow-up-plan")
            & has("contract_records", "quality-follow-up"),
        ),
        "discrimination.law": (true, has(terms, "anti-discrimination-law")),
        "discrimination.clause": (true, has(terms, "anti-discrimination-clause")),
        "accessibility.considered": (
            fact("used_by_people"),
            has("planning_records", "accessibility"),
        ),
        "employment.requirements": (
            true,
            fact("reserved_performance") | has("requirements", "employment"),
        ),
        "employment.collective-level": (
            ~fact("bound_by_collective_agreement"),
            has(terms, "collective-agreement-level"),
        ),
        "employment.work-environment": (
            (fact("kind") == "works") | fact("performed_in_sweden"),
            has(terms, "work-environment"),
        ),
        "insight.public": ((fact("kind") == "services") & operation, has(terms, "public-insight")),
        "insight.whistleblowing": (
            operation
            & (
                c.begins("80")
                | c.begins("85") & ~c.begins("852")
                | c.begins("92") & (fact("operated_service") == "leisure")
            ),
            has(terms, "whistleblowing"),
        ),
    }


def environment(c: Columns) -> dict[str, Pair]:
    """Return the clauses on environment, food and animals."""
    fact, has, begins = c.fact, c.has, c.begins
    food = (
        begins("15") & ~begins("157") & ~begins("1599")
        | begins("032")
        | begins("553")
        | begins("555")
        | (begins("03") | begins("55")) & fact("includes_food")
    )
    animals = (
        begins("151")
        | begins("155")
        | (begins("15") | begins("031") | begins("033") | begins("55"))
        & ~begins("153")
        & ~begins("157")
        & ~begins("159")
        & fact("includes_animal_food")
    )
    return {
        "environment.food-climate": (
            food,
            has("requirements", "low-climate-food") & has("planning_records", "food-strategy"),
        ),
        "environment.organic-food": (
            food,
            has("requirements", "organic-food")
            & ((fact("winners") == 0) | has("contract_records", "organic-follow-up")),
        ),
        "environment.animal-welfare": (animals, has("requirements", "animal-welfare")),
        "environment.antibiotics": (animals, has("requirements", "restrictive-antibiotics")),
        "environment.programme": (
            c.true,
            fact("environmental_requirements") & fact("environmental_requirements_tied"),
        ),
    }


def business(c: Columns) -> dict[str, Pair]:
    """Return the clauses on business, integrity and innovation."""
    fact, has, true = c.fact, c.has, c.true
    planned = has("planning_records", "needs-analysis") & has("planning_records", "market-analysis")
    safe = has("integrity_safeguards", "declarations") & has("integrity_safeguards", "recusal")
    safe = safe & has("integrity_safeguards", "gifts-register")
    checked = has("supplier_checks", "taxes-and-contributions")
    checked = checked & has("supplier_checks", "exclusion-grounds")
    return {
        "business.subcontractors": (
            fact("uses_subcontractors"),
            has("contract_terms", "subcontractor-flow-down")
            & has("contract_records", "supply-chain-register"),
        ),
        "business.analysis-strategy": (
            true,
            planned & has("planning_records", "procurement-strategy"),
        ),
        "business.neutral-dialogue": (
            fact("supplier_dialogue"),
            has("dialogue_safeguards", "logged")
            & has("dialogue_safeguards", "same-information")
            & has("dialogue_safeguards", "published"),
        ),
        "innovation.procurement": (true, fact("innovation_procurement")),
        "innovation.open": (
            true,
            fact("innovation_procurement")
            | has("requirements", "functional")
            | has("requirements", "variants")
            | has("planning_records", "market-dialogue"),
        ),
        "scope.bribery-conflict": (true, safe & has("integrity_safeguards", "four-eyes")),
        "suppliers.serious": (
            true,
            checked & ((fact("winners") == 0) | has("supplier_checks", "throughout-contract")),
        ),
        "suppliers.fair-trade": (
            fact("kind") == "goods",
            has("requirements", "responsible-production") & has("requirements", "anti-corruption"),
        ),
        "coordination.tested": (
            true,
            fact("joint_procurement") | has("planning_records", "coordination-test"),
        ),
    }


def contracts(c: Columns) -> dict[str, Pair]:
    """Return the clauses on contracts."""
    fact, has, records = c.fact, c.has, "contract_records"
    won = fact("winners") >= 1
    return {
        "contract.kept": (
            won,
            has(records, "deviations-handled") & has(records, "sanctions")
            | ~fact("contract_deviations"),
        ),
        "contract.managed": (
            won,
            has(records, "owner")
            & has(records, "implementation-plan")
            & has(records, "follow-up-plan")
            & has(records, "resources"),
        ),
        "contract.supplier-development": (
            won & fact("important_supplier"),
            has(records, "supplier-collaboration"),
        ),
    }


def polars_tally(frame: pl.LazyFrame, by: str, amount: str) -> list[tuple[Any, ...]]:
    """Tally with Polars: verdicts in one streaming pass, then a group-by a clause, all at once.

    The fastest of four ways tried (with unpivot, with filtered sums, and one by one).
    """
    columns = Columns(
        pl.col,
        lambda fact, code: pl.col(f"{fact}={code}"),
        pl.col("cpv").str.starts_with,
        pl.lit(value=True),
    )
    written = clauses(columns)
    judged = frame.select(
        by, amount, *(polars_verdict(*pair).alias(name) for name, pair in written.items())
    ).collect(engine="streaming")
    plans = [
        judged.lazy().group_by(by, name).agg(pl.len(), pl.col(amount).sum()) for name in written
    ]
    found = pl.collect_all(plans, engine="streaming")
    return [
        (buyer, name, verdict, count, total)
        for name, table in zip(written, found, strict=True)
        for buyer, verdict, count, total in table.iter_rows()
    ]


def polars_verdict(applies: pl.Expr, satisfied: pl.Expr) -> pl.Expr:
    """Return the verdict's number."""
    met, not_met, unknown, outside = (pl.lit(number, pl.Int8) for number in range(4))
    inner = pl.when(satisfied).then(met).when(~satisfied).then(not_met).otherwise(unknown)
    return pl.when(applies).then(inner).when(~applies).then(outside).otherwise(unknown)


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """A three-valued column in numpy: where it is true, and where it is false."""

    true: Bools
    false: Bools

    def __and__(self, other: Self) -> "Known":
        return Known(self.true & other.true, self.false | other.false)

    def __or__(self, other: Self) -> "Known":
        return Known(self.true | other.true, self.false & other.false)

    def __invert__(self) -> "Known":
        return Known(self.false, self.true)


@dataclass(frozen=True, slots=True, eq=False)
class Values:  # noqa: PLW1641 - compared, never hashed
    """A column of numbers in numpy, or of texts by their numbers, and where it is known."""

    values: npt.NDArray[Any]
    known: Bools
    numbers: dict[str, int]

    def __eq__(self, other: object) -> "Known":  # type: ignore[override]
        return self._compare(self.values == self.numbers.get(str(other), other))

    def __ge__(self, other: int) -> "Known":
        return self._compare(self.values >= other)

    def _compare(self, answer: Bools) -> "Known":
        return Known(answer & self.known, ~answer & self.known)


def numpy_columns(frame: pl.DataFrame) -> dict[str, Any]:
    """Return the columns as numpy arrays, texts numbered: the preparation, not timed."""
    return {name: numpy_column(frame[name]) for name in frame.columns}


def numpy_column(column: pl.Series) -> Any:  # noqa: ANN401 - one of two kinds
    """Return one column as masks, or as numbers and where they are known."""
    known = column.is_not_null().to_numpy()
    if column.dtype == pl.Boolean:
        true = column.fill_null(value=False).to_numpy()
        return Known(true, known & ~true)
    if column.dtype in (pl.String, pl.Enum):
        numbered = column.cast(pl.Categorical) if column.dtype == pl.String else column
        names = column.drop_nulls().unique().cast(pl.String).to_list()
        physical = numbered.to_physical().fill_null(0)
        known_names = pl.Series(names, dtype=numbered.dtype).to_physical().to_list()
        numbers = dict(zip(names, known_names, strict=True))
        return Values(physical.to_numpy(), known, numbers)
    return Values(column.to_physical().fill_null(0).to_numpy(), known, {})


def numpy_tally(data: dict[str, Any], by: str, amount: str) -> list[tuple[Any, ...]]:
    """Tally with numpy: three-valued logic on pairs of masks, two bincounts a clause."""
    cpv, buyers = data["cpv"], data[by]
    size = max(cpv.numbers.values()) + 1

    def begins(prefix: str) -> Known:
        table = np.zeros(size, bool)  # asked of each distinct code once
        table[[n for name, n in cpv.numbers.items() if name.startswith(prefix)]] = True
        answer = table[cpv.values]
        return Known(answer & cpv.known, ~answer & cpv.known)

    everywhere = Known(np.ones(len(cpv.values), bool), np.zeros(len(cpv.values), bool))
    columns = Columns(
        data.__getitem__, lambda fact, code: data[f"{fact}={code}"], begins, everywhere
    )
    groups = max(buyers.numbers.values()) + 1
    first = buyers.values.astype(np.int64) * 4
    amounts = data[amount].values.astype(np.float64)
    rows: list[tuple[Any, ...]] = []
    for name, (applies, satisfied) in clauses(columns).items():
        verdict = np.full(len(first), 2, np.int64)
        verdict[applies.false] = 3
        verdict[applies.true & satisfied.true] = 0
        verdict[applies.true & satisfied.false] = 1
        key = first + verdict
        counts = np.bincount(key, minlength=groups * 4)
        totals = np.bincount(key, amounts, groups * 4)
        rows += [
            (buyer, name, verdict, int(counts[number * 4 + verdict]),
             int(totals[number * 4 + verdict]))
            for buyer, number in buyers.numbers.items()
            for verdict in range(4)
            if counts[number * 4 + verdict]
        ]  # fmt: skip
    return rows
