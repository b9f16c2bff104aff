"""The set of figures written once more, in Ibis: the same SQL for DuckDB, Spark and others.

`sql_of(name, dialect)` gives a query over tables named as those of a `Ledger`. It answers with the
keys, `part` and `whole` in whole numbers; what is rounded from them is rounded here by nobody. An
authority that is '' is the group. The default path is Polars (`formulas`); a test holds the two,
and each engine, to the same öre.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import ibis
import ibis.expr.types as ir
import polars as pl
from ibis import _

from kornhamn.analytics.indicators import columns

GROUP = ""
_KINDS = {
    pl.String: "string",
    pl.Int32: "int32",
    pl.Int64: "int64",
    pl.Date: "date",
    pl.Boolean: "boolean",
}
_OF_THE_YEAR = ["authority", "year"]
_SMALL = ("micro", "small", "medium")
_THOUSAND, _ROUND, _FIVE = 1_000, 100_000, 5  # Saturday is the fifth day after Monday


def _table(name: str, schema: pl.Schema) -> ir.Table:
    return ibis.table({key: _KINDS[type(kind)] for key, kind in schema.items()}, name=name)


TABLES: Mapping[str, pl.Schema] = MappingProxyType(
    {
        "lines": columns.LINES,
        "suppliers": columns.SUPPLIERS,
        "wins": columns.WINS,
        "lots": columns.LOTS,
        "limits": columns.LIMITS,
    }
)
_lines, _suppliers, _wins, _lots, _limits = (_table(*each) for each in TABLES.items())


def sql_of(name: str, dialect: str) -> str:
    """Return an indicator's figures as SQL in a dialect (duckdb, pyspark, …)."""
    return str(ibis.to_sql(FIGURES[name](), dialect=dialect))


def _yearly(lines: ir.Table) -> ir.Table:
    dated = lines.mutate(year=_.booked_on.year().cast("int32"))
    own = dated.filter(_.authority.notnull())
    return own.union(dated.mutate(authority=ibis.literal(GROUP)))


def _share(lines: ir.Table, *keys: str, part: ir.Value, whole: ir.Value) -> ir.Table:
    found = lines.group_by(["authority", *keys, "year"]).agg(part=part, whole=whole)
    return found.mutate(part=_.part.fill_null(0).cast("int64"), whole=_.whole.cast("int64"))


def _bought(lines: ir.Table, *keys: str) -> ir.Table:
    known = _yearly(lines.filter(_.supplier.notnull()))
    found = known.group_by(["authority", *keys, "year", "supplier"]).agg(
        bought=_.ore.sum(), lines=_.count()
    )
    return found.filter(_.bought > 0)


def _spend() -> ir.Table:
    credited, bought = _.ore.sum(where=_.ore < 0), _.ore.sum(where=_.ore > 0)
    return _share(_yearly(_lines), part=credited, whole=bought.fill_null(0))


def _category_share() -> ir.Table:
    found = _yearly(_lines).group_by(["authority", "category", "year"]).agg(part=_.ore.sum())
    whole = _.part.sum().over(group_by=_OF_THE_YEAR)
    told = found.mutate(whole=whole).filter(_.category.notnull())
    return told.mutate(part=_.part.cast("int64"), whole=_.whole.cast("int64"))


def _ranked() -> ir.Table:
    so_far = ibis.cumulative_window(
        group_by=_OF_THE_YEAR, order_by=[ibis.desc("bought"), ibis.asc("supplier")]
    )
    found = _bought(_lines).mutate(
        before=_.bought.sum().over(so_far) - _.bought,
        of_all=_.bought.sum().over(group_by=_OF_THE_YEAR),
    )
    return found.mutate(head=_.before * 10 < _.of_all * 8)


def _pareto() -> ir.Table:
    return _share(_ranked(), part=_["head"].sum(), whole=_.count())


def _tail_share() -> ir.Table:
    return _share(_ranked(), part=_["lines"].sum(where=~_["head"]), whole=_["lines"].sum())


def _concentration() -> ir.Table:
    known = _bought(_lines.filter(_.category.notnull()), "category")
    return _share(known, "category", part=_.bought.max(), whole=_.bought.sum())


def _supplier_dependence() -> ir.Table:
    known = _wins.filter(_.supplier.notnull()).group_by("supplier")
    found = known.agg(
        part=_.contracts.sum(where=_.in_group).fill_null(0).cast("int64"),
        whole=_.contracts.sum().cast("int64"),
    )
    return found.filter(_.part > 0)


def _of_suppliers(known: ir.BooleanColumn, counts: ir.BooleanColumn) -> ir.Table:
    joined = _lines.join(_suppliers, "supplier").filter(known)
    return _share(_yearly(joined), part=_.ore.sum(where=counts), whole=_.ore.sum())


def _sme_share() -> ir.Table:
    return _of_suppliers(_["size"].notnull(), _["size"].isin(_SMALL))


def _civil_society_share() -> ir.Table:
    return _of_suppliers(_.civil_society.notnull(), _.civil_society)


def _new_suppliers() -> ir.Table:
    found = _bought(_lines).mutate(
        first=_.year.min().over(group_by=["authority", "supplier"]),
        beginning=_.year.min().over(group_by="authority"),
    )
    later = found.filter(_.year > _.beginning)
    return _share(later, part=(_.year == _["first"]).sum(), whole=_.count())


def _lost_suppliers() -> ir.Table:
    keys = ["authority", "supplier", "year"]
    bought = _bought(_lines).select(keys)
    december = _yearly(_lines.filter(_.booked_on.month() == 12))  # noqa: PLR2004 - a month
    whole_years = december.select(_OF_THE_YEAR).distinct()
    before = bought.mutate(year=(_.year + 1).cast("int32"))
    still = bought.mutate(stays=ibis.literal(1)).rename(own="supplier")
    same = [("authority", "authority"), ("supplier", "own"), ("year", "year")]
    found = before.left_join(still, same).select("authority", "supplier", "year", "stays")
    return _share(
        found.semi_join(whole_years, _OF_THE_YEAR), part=_.stays.isnull().sum(), whole=_.count()
    )


def _procured() -> ir.Table:
    won = _wins.filter(_.authority.notnull()).select("authority", "supplier").distinct()
    marked = won.mutate(won=ibis.literal(1)).rename(of="authority", by="supplier")
    found = _lines.left_join(marked, [("authority", "of"), ("supplier", "by")])
    return found.mutate(procured=_.won.notnull()).drop("of", "by", "won")


def _where_marked(mark: ir.BooleanColumn, part: ir.Value) -> ir.Table:
    own = _procured().filter(_.authority.notnull()).mutate(year=_.booked_on.year().cast("int32"))
    each = own.group_by(_OF_THE_YEAR).agg(
        marks=mark.sum(), sum=part.fill_null(0).cast("int64"), whole=_.ore.sum().cast("int64")
    )
    told = each.mutate(part=ibis.cases((_.marks > 0, _["sum"]))).select(
        "authority", "year", "part", "whole"
    )
    group = (
        told.filter(_.part.notnull())
        .group_by("year")
        .agg(part=_.part.sum().cast("int64"), whole=_.whole.sum().cast("int64"))
    )
    whole_group = group.mutate(authority=ibis.literal(GROUP))
    return told.union(whole_group.select("authority", "year", "part", "whole"))


def _outside_process() -> ir.Table:
    marked = _.agreement.notnull() | _.ground.notnull()
    return _where_marked(marked, _.ore.sum(where=~marked & ~_.procured))


def _under_agreement() -> ir.Table:
    return _where_marked(_.agreement.notnull(), _.ore.sum(where=_.agreement.notnull()))


def _below_limit() -> ir.Table:
    known = _lines.filter(_.invoice.notnull() & _.agreement.isnull())
    invoices = known.group_by(["authority", "supplier", "invoice", "booked_on"]).agg(
        ore=_.ore.sum().cast("int64")
    )
    near = invoices.join(_limits, [("booked_on", "day")]).mutate(tenth=_["limit"] // 10)
    near = near.filter((_.ore >= _["limit"] - _.tenth) & (_.ore < _["limit"] + _.tenth))
    return _share(_yearly(near), part=(_.ore < _["limit"]).sum(), whole=_.count())


def _single_tender_share() -> ir.Table:
    counted = _lots.filter(_.tenders > 0).rename(booked_on="published_on")
    return _share(_yearly(counted), part=(_.tenders == 1).sum(), whole=_.count())


def _payment_days() -> ir.Table:
    paid = _lines.filter(_.paid_on.notnull() & _.invoiced_on.notnull() & (_.ore > 0))
    days = _.paid_on.delta(_.invoiced_on, unit="day").sum()
    return _share(_yearly(paid), part=days, whole=_.count())


def _late_share() -> ir.Table:
    known = _lines.filter(_.paid_on.notnull() & _.due_on.notnull() & (_.ore > 0))
    return _share(_yearly(known), part=(_.paid_on > _.due_on).sum(), whole=_.count())


def _credits_share() -> ir.Table:
    known = _yearly(_lines.filter(_.supplier.notnull()))
    credited = _.ore.sum(where=_.ore < 0) * -1
    whole = _.ore.sum(where=_.ore > 0).fill_null(0)
    return _share(known, "supplier", part=credited, whole=whole).filter(_.part > 0)


def _price_drift() -> ir.Table:
    keys = ["authority", "supplier", "item", "year"]
    items = _lines.filter(_.item.notnull() & (_.quantity_milli > 0) & (_.ore > 0))
    sums = _yearly(items).group_by(keys).agg(ore=_.ore.sum(), of=_.quantity_milli.sum())
    rounded = (_.ore.cast("int64") * _THOUSAND + _.of.cast("int64") // 2) / _.of
    prices = sums.mutate(part=rounded.floor().cast("int64"), supplier=_.supplier.fill_null(0))
    before = prices.select(*keys[:3], year=(_.year + 1).cast("int32"), whole=_.part)
    both = prices.select(*keys, "part").join(before, keys).filter(_.whole > 0)
    return both.mutate(supplier=_.supplier.nullif(0))


def _duplicate_invoices() -> ir.Table:
    keys = ["authority", "supplier", "invoice", "amount", "year"]
    known = _lines.filter(_.invoice.notnull() & _.supplier.notnull() & (_.ore != 0))
    place = _.voucher.fill_null("") + "|" + _.booked_on.cast("string").fill_null("")
    found = (
        _yearly(known.mutate(amount=_.ore.abs(), place=place))
        .group_by(keys)
        .agg(extra=_.place.nunique(where=_.ore > 0) - _.place.nunique(where=_.ore < 0) - 1)
    )
    twice = found.filter(_.extra > 0)
    return _share(twice, "supplier", part=_.extra.sum(), whole=(_.amount * _.extra).sum())


def _round_amounts() -> ir.Table:
    bought = _yearly(_lines.filter(_.ore > 0))
    return _share(bought, part=(_.ore % _ROUND == 0).sum(), whole=_.count())


def _weekend_bookings() -> ir.Table:
    weekend = (_.booked_on.day_of_week.index() >= _FIVE).sum()
    return _share(_yearly(_lines), part=weekend, whole=_.count())


FIGURES: Mapping[str, Callable[[], ir.Table]] = MappingProxyType(
    {
        "spend": _spend,
        "category-share": _category_share,
        "pareto": _pareto,
        "tail-share": _tail_share,
        "concentration": _concentration,
        "supplier-dependence": _supplier_dependence,
        "sme-share": _sme_share,
        "civil-society-share": _civil_society_share,
        "new-suppliers": _new_suppliers,
        "lost-suppliers": _lost_suppliers,
        "outside-process": _outside_process,
        "under-agreement": _under_agreement,
        "below-limit": _below_limit,
        "single-tender-share": _single_tender_share,
        "payment-days": _payment_days,
        "late-share": _late_share,
        "credits-share": _credits_share,
        "price-drift": _price_drift,
        "duplicate-invoices": _duplicate_invoices,
        "round-amounts": _round_amounts,
        "weekend-bookings": _weekend_bookings,
    }
)
