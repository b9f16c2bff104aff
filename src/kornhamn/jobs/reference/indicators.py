"""The indicators as pages: what each answers, why, how it is counted, an example, its limits."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from kornhamn.analytics.queries.indicators import declared_indicators, example_rows
from kornhamn.analytics.types.indicators import FigureUnit, FlagRule, Indicator, Side
from kornhamn.jobs.reference.words import both, table
from kornhamn.kernel.texts import Text

HEAD = """\
# The indicators

> Written by `kornhamn docs` from the [rulebook's indicators](../../../src/rulebooks/indicators).
> Texts are Swedish · English.

An indicator is a figure counted from the supplier ledgers (and from the procurement statistics),
for each authority and for the group, by calendar year. Every figure is a whole number in its unit
and opens to its rows. One that passes its threshold raises a *flag*: a question to whoever is
responsible for purchasing in the authority, which asks for a reasoned answer. It accuses nobody.
The group decides the thresholds by editing the indicator's file.

"""
UNITS: dict[FigureUnit, Text] = {
    FigureUnit.ORE: Text("öre", "öre"),
    FigureUnit.SHARE: Text("tiotusendelar", "ten-thousandths"),
    FigureUnit.COUNT: Text("antal", "number"),
    FigureUnit.DAYS: Text("tiondels dagar", "tenths of days"),
    FigureUnit.INDEX: Text("index", "index"),
}
_SIDES = {
    Side.ABOVE: Text("vid eller över", "at or over"),
    Side.BELOW: Text("vid eller under", "at or under"),
}
_TABLES = {
    "lines": Text("Reskontran", "The ledger"),
    "suppliers": Text("Leverantörerna", "The suppliers"),
    "wins": Text("Vunna kontrakt", "Contracts won"),
    "lots": Text("Upphandlingarnas delar", "Lots of procurements"),
    "limits": Text("Gränsen för direktupphandling", "The limit of direct awards"),
    "expected": Text("Siffrorna, uträknade för hand", "The figures, worked out by hand"),
}


def indicator_pages(rulebooks: Path) -> Mapping[str, str]:
    """Return a page for each indicator and one that lists them, by path below docs/reference."""
    declared = declared_indicators(rulebooks)
    pages = {f"indicators/{name}.md": "\n".join(_page(i)) for name, i in declared.items()}
    return {"indicators/README.md": _list(declared), **pages}


def _list(declared: Mapping[str, Indicator]) -> str:
    rows = [
        (f"[{name}]({name}.md)", both(each.name), both(UNITS[each.unit]), _threshold(each))
        for name, each in declared.items()
    ]
    return HEAD + "\n".join(table(("id", "indicator", "unit", "raises a flag"), rows)) + "\n"


def _threshold(indicator: Indicator) -> str:
    rule = indicator.flag
    return f"{_SIDES[rule.side].en} {rule.threshold}" if rule else ""


def _page(indicator: Indicator) -> Iterator[str]:
    yield from (f"# {both(indicator.name)}", "")
    yield f"> Written by `kornhamn docs` from `src/rulebooks/indicators/{indicator.id}.toml`."
    yield from ("", *_quoted(indicator.question))
    yield from ("## Why", "", *_quoted(indicator.theory), f"Source: {indicator.source}", "")
    yield from ("## How it is counted", "", *_quoted(indicator.formula))
    fields = ", ".join(f"`{field}`" for field in indicator.fields)
    yield from (f"Unit: {both(UNITS[indicator.unit])}. Reads {fields}.", "")
    measures = (("part", indicator.part), ("whole", indicator.whole))
    told = [(f"`{name}`", both(m.name), both(UNITS[m.unit])) for name, m in measures if m]
    yield from (*table(("column", "counts", "unit"), told), "")
    yield from ("## What it cannot say", "", *_quoted(indicator.limits))
    if indicator.flag:
        yield from _flag(indicator.flag)
    yield from _example(indicator)


def _flag(rule: FlagRule) -> Iterator[str]:
    yield from ("## The flag it raises", "", *_quoted(rule.question))
    raised = f"{_SIDES[rule.side].en} {rule.threshold}, where the whole is at least {rule.least}"
    again = f"an answer is asked for anew when the figure has moved {rule.again_at} % further"
    most = f"An authority has at most {rule.most} of them to answer at a time, the largest first"
    yield from (f"Raised {raised}; {again}. {most}. Decided by: {rule.decided_by}", "")


def _example(indicator: Indicator) -> Iterator[str]:
    yield from ("## Example", "", *_quoted(indicator.example.text))
    for name, rows in example_rows(indicator).items():
        yield from (f"**{both(_TABLES[name])}**", "")
        yield from (*table(tuple(rows[0]), [tuple(row) for row in rows[1:]]), "")


def _quoted(text: Text) -> Iterator[str]:
    yield from (text.sv, "", f"*{text.en}*", "")
