"""Loyalty written once more, in Ibis: the same covering for DuckDB, Spark and others.

`covering_sql(dialect)` gives a query over the tables `lines` (place, supplier, authority, category,
day, ore), `coverage` (as `contracts.queries.COVERAGE`) and `below` (category over, leaf), which
answers with place, contract, should_have, leak and over_ore. Days are cut into merged intervals,
so that a line finds at most one of each kind. The default path is `covering.covered`; a test holds
the two, on each engine, to the same öre.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis
import ibis.expr.types as ir
import polars as pl
from ibis import _

from kornhamn.analytics.loyalty.covering import ANY, Leak

_LINES = ibis.table(
    {
        "place": "int64",
        "supplier": "int32",
        "authority": "string",
        "category": "string",
        "day": "date",
        "ore": "int64",
    },
    name="lines",
)
_COVERAGE = ibis.table(
    {
        "contract": "int32",
        "supplier": "int32",
        "authority": "string",
        "category": "string",
        "start": "date",
        "end": "date",
        "ceiling_ore": "int64",
    },
    name="coverage",
)
_BELOW = ibis.table({"over": "string", "leaf": "string"}, name="below")
_EPOCH = ibis.date(1970, 1, 1)
_CONTRACTS = 2**32  # more than there are keys, so that a day and a key are one number


def covering_sql(dialect: str) -> str:
    """Return the covering of every line as SQL in a dialect (duckdb, pyspark, …)."""
    return str(ibis.to_sql(_covering(), dialect=dialect))


def below_frame(below: Mapping[str, Sequence[str]]) -> pl.DataFrame:
    """Return the categories that each category holds as the table `below`."""
    pairs = [(over, leaf) for over, under in below.items() for leaf in under]
    return pl.DataFrame(pairs, schema={"over": pl.String(), "leaf": pl.String()}, orient="row")


@dataclass(frozen=True, slots=True)
class _Kind:
    """One question about a line: by which keys, and of which contracts."""

    name: str
    keys: tuple[str, ...]
    contracts: ir.Table


def _covering() -> ir.Table:
    valid = _by_leaf()
    named, anything = valid.filter(_.category != ANY), valid.filter(_.category == ANY)
    found = _LINES
    for kind in (
        _Kind("own", ("supplier", "authority", "category"), valid),
        _Kind("whatever", ("supplier", "authority"), anything),
        _Kind("others", ("supplier", "category"), valid),
        _Kind("others_whatever", ("supplier",), anything),
        _Kind("elsewhere", ("authority", "category"), named),
    ):
        found = _asked(found, kind)
    told = found.mutate(
        contract=ibis.coalesce(_.own, _.whatever),
        ended=ibis.coalesce(_.own_last, _.whatever_last),
        for_others=ibis.coalesce(_.others, _.others_whatever),
    )
    leaks = told.contract.isnull()
    should = ibis.coalesce(told.ended, told.for_others, told.elsewhere)
    told = told.mutate(should_have=ibis.cases((leaks, should)), leak=_leak(told, leaks))
    return _over_ceiling(told.select("place", "day", "ore", "contract", "should_have", "leak"))


def _by_leaf() -> ir.Table:
    """Return a row a category that each contract covers, those below its own included."""
    joined = _COVERAGE.left_join(_BELOW, _COVERAGE.category == _BELOW.over)
    return joined.select(
        "contract", "supplier", "authority", "start", "end",
        category=ibis.coalesce(joined.leaf, joined.category),
    ).distinct()  # fmt: skip


def _asked(lines: ir.Table, kind: _Kind) -> ir.Table:
    """Return the lines with the contract that answers that day, and the one that ended last."""
    pieces = _pieces(kind.contracts, kind.keys)
    right = pieces.rename({f"{kind.name}_{name}": name for name in pieces.columns})
    same = [lines[key] == right[f"{kind.name}_{key}"] for key in kind.keys]
    first, until = right[f"{kind.name}_from_day"], right[f"{kind.name}_to_day"]
    holds = (first <= lines.day) & (until.isnull() | (lines.day < until))
    joined = lines.left_join(right, [*same, holds])
    return joined.select(
        *lines.columns,
        **{
            kind.name: joined[f"{kind.name}_contract"],
            f"{kind.name}_last": joined[f"{kind.name}_last"],
        },
    )


def _pieces(contracts: ir.Table, keys: Sequence[str]) -> ir.Table:
    """Cut each key's days where a contract starts or ends: `segments.segments` in SQL."""
    table = contracts.select(*keys, "contract", "start", "end").distinct()
    starts = table.select(*keys, from_day=_.start)
    cuts = starts.union(table.filter(_.end.notnull()).select(*keys, from_day=_.end), distinct=True)
    right = table.rename({f"k_{name}": name for name in table.columns})
    same = [cuts[key] == right[f"k_{key}"] for key in keys]
    runs = (right.k_start <= cuts.from_day) & (right.k_end.isnull() | (cuts.from_day < right.k_end))
    ended = right.k_end.notnull() & (right.k_end <= cuts.from_day)
    joined = cuts.left_join(right, same)
    latest = right.k_end.delta(_EPOCH, unit="day").cast("int64") * _CONTRACTS
    last = (latest + right.k_contract.cast("int64")).max(where=ended)
    grouped = joined.group_by([*keys, "from_day"]).agg(
        contract=right.k_contract.min(where=runs), last=(last % _CONTRACTS).cast("int32")
    )
    window = ibis.window(group_by=list(keys), order_by="from_day")
    return grouped.mutate(to_day=_.from_day.lead().over(window))


def _leak(told: ir.Table, leaks: ir.BooleanValue) -> ir.StringValue:
    return ibis.cases(
        (leaks & told.ended.notnull(), Leak.EXPIRED.value),
        (leaks & told.for_others.notnull(), Leak.WRONG_AUTHORITY.value),
        (leaks & told.elsewhere.notnull(), Leak.WRONG_SUPPLIER.value),
        (leaks, Leak.NO_CONTRACT.value),
    )


def _over_ceiling(told: ir.Table) -> ir.Table:
    """Return the lines with over_ore: the öre of each above its contract's ceiling."""
    ceilings = _COVERAGE.filter(_.ceiling_ore.notnull()).group_by(capped=_.contract).agg(
        ceiling=_.ceiling_ore.max()
    )  # fmt: skip
    joined = told.join(ceilings, told.contract == ceilings.capped)
    order = ibis.window(
        group_by=joined.contract, order_by=[joined.day, joined.place], preceding=None, following=0
    )
    after = joined.ore.sum().over(order).cast("int64")
    above = ibis.greatest(after - joined.ceiling, 0)
    before = ibis.greatest(after - joined.ore - joined.ceiling, 0)
    exceeding = joined.select(at=joined.place, over=(above - before).cast("int64"))
    found = told.left_join(exceeding, told.place == exceeding["at"]).select(
        "place", "contract", "should_have", "leak", over_ore=ibis.coalesce(_.over, 0)
    )
    is_over = found.over_ore > 0
    return found.mutate(leak=ibis.cases((is_over, Leak.OVER_CEILING.value), else_=found.leak))
