"""One column of a table: where its value is in a row, how it reads, how it sorts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from django.db.models import F, Func, QuerySet, TextField, Value

from kornhamn.kernel.swedish import sort_key
from kornhamn.web import formats, words

Kind = Literal["text", "number", "money", "kronor", "percent", "date", "verdict"]
Rows: TypeAlias = QuerySet[Any] | Sequence[Any]
Raw: TypeAlias = Any  # a row, or a value in it, of whatever type it came
_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "text": str,
    "number": formats.number,
    "money": formats.kronor,
    "kronor": formats.whole_kronor,
    "percent": formats.percent,
    "date": formats.iso_date,
    "verdict": lambda verdict: str(words.VERDICT_LABELS[verdict]),
}
_TO_THE_RIGHT = frozenset({"number", "money", "kronor", "percent"})
_NOTHING = "\u2013"
# After z come å, ä, ö in this order also where the database sorts by code points.
_FROM, _TO = "ÅåÄäÆæÖöØøÜüÉéÈèËëÁáÀàÍíÓóÑñÇç", "{{||||}}}}YyEeEeEeAaAaIiOoNnCc"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the key into a row (`a.b` follows attributes), and how its values read.

    `kind` decides alignment, writing and sorting; money is whole öre (kronor: the same, read
    without them on screen), percent a share of 1.
    `sort` names the database field when the rows are a queryset (empty: not sortable there),
    and switches sorting of plain rows on or off. `url` makes the cell's text a link.
    """

    key: str
    label: Any
    kind: Kind = "text"
    sort: str | bool = True
    url: Callable[[Any], str] | None = None
    value: Callable[[Any], Any] | None = None

    @property
    def align(self) -> str:
        """Figures stand to the right."""
        if self.kind == "date":
            return "whole"  # a day is one word
        return "end" if self.kind in _TO_THE_RIGHT else "start"

    def of(self, row: Raw) -> Raw:
        """Return the row's raw value in this column."""
        if self.value is not None:
            return self.value(row)
        value = row
        for step in self.key.split("."):
            value = value.get(step) if isinstance(value, Mapping) else getattr(value, step, None)
        return value

    def write(self, value: Raw) -> str:
        """Return a raw value as it reads on screen."""
        return _NOTHING if value is None or value == "" else _WRITERS[self.kind](value)


def in_swedish_order(name: str) -> Func:
    """Return an expression that sorts a text field as Swedes do, whatever the database's locale.

    PostgreSQL's C.UTF-8 files ä before å; the letters are moved behind z before comparing.
    """
    lowered = Func(F(name), function="LOWER", output_field=TextField())
    return Func(lowered, Value(_FROM), Value(_TO), function="TRANSLATE", output_field=TextField())


def sorted_rows(rows: Rows, column: Column, *, down: bool) -> Rows:
    """Sort; rows without a value come last in both directions."""
    if isinstance(rows, QuerySet):
        name = str(column.sort)
        key = in_swedish_order(name) if column.kind == "text" else F(name)
        ordered = key.desc(nulls_last=True) if down else key.asc(nulls_last=True)
        return rows.order_by(ordered, "pk")
    known = [row for row in rows if column.of(row) is not None]
    key_of = (lambda row: sort_key(str(column.of(row)))) if column.kind == "text" else column.of
    return sorted(known, key=key_of, reverse=down) + [r for r in rows if column.of(r) is None]
