"""Reading the indicators that the rulebook declares: one file each, beside the programme."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from kornhamn.analytics.indicators.formulas import FORMULAS
from kornhamn.analytics.types.indicators import (
    Example,
    FigureUnit,
    FlagRule,
    Indicator,
    Measure,
    Side,
)
from kornhamn.kernel.texts import Text
from kornhamn.rulebook.toml_file import RulebookErrors, Table, TomlFile

FOLDER = "indicators"


def indicators(rulebooks: Path) -> Mapping[str, Indicator]:
    """Return the indicators by id, in the formulas' order; raise RulebookErrors on any fault."""
    folder = rulebooks / FOLDER
    stamps = tuple(_stamp(folder / f"{name}.toml") for name in FORMULAS)
    return _read(folder, stamps)


def _stamp(path: Path) -> int:
    return path.stat().st_mtime_ns if path.exists() else 0


@lru_cache(maxsize=2)
def _read(folder: Path, stamps: tuple[int, ...]) -> Mapping[str, Indicator]:
    del stamps  # a changed file is read anew
    files = [TomlFile.at(folder / f"{name}.toml", []) for name in FORMULAS]
    found = {name: _indicator(name, file) for name, file in zip(FORMULAS, files, strict=True)}
    if errors := [error for file in files for error in file.errors]:
        raise RulebookErrors(errors)
    return found


def _indicator(name: str, file: TomlFile) -> Indicator:
    table = file.table()
    read = Indicator(
        id=name,
        name=table.bilingual("name"),
        question=table.bilingual("question"),
        theory=table.bilingual("theory"),
        source=table.text("source"),
        formula=table.bilingual("formula"),
        fields=table.words("fields"),
        unit=table.choice("unit", FigureUnit),
        limits=table.bilingual("limits"),
        part=_measure(table, "part"),
        whole=_measure(table, "whole"),
        flag=_flag(table.inner("flag")) if "flag" in table.values else None,
        example=_example(table.inner("example")),
    )
    table.asked.add("flag")
    table.finish()
    return read


def _measure(table: Table, key: str) -> Measure | None:
    """Return what a part or a whole counts, where the indicator has one."""
    if key not in table.values:
        return None
    said = table.get(key, dict, '{ unit = "ore", sv = "…", en = "…" }') or {}
    if set(said) != {"unit", "sv", "en"}:
        table.fault(f"{key} needs unit, sv and en, and nothing else.", "Write all three.", key=key)
        return None
    unit = table.one_of(said["unit"], FigureUnit, key=key)
    return Measure(Text(sv=str(said["sv"]), en=str(said["en"])), unit)


def _flag(table: Table) -> FlagRule:
    read = FlagRule(
        question=table.bilingual("question"),
        threshold=_number(table, "threshold"),
        side=table.choice("side", Side),
        least=_number(table, "least"),
        again_at=table.whole("again_at"),
        most=table.whole("most"),
        decided_by=table.text("decided_by"),
    )
    table.finish()
    return read


def _number(table: Table, key: str) -> int:
    value = table.get(key, int, "0")
    return int(value or 0)


def _example(table: Table) -> Example:
    optional = ("suppliers", "wins", "lots", "limits")
    read = Example(
        text=table.bilingual("text"),
        lines=table.text("lines", '"""…"""'),
        expected=table.text("expected", '"""…"""'),
        **{key: table.text(key) for key in optional if key in table.values},
    )
    table.finish()
    return read
