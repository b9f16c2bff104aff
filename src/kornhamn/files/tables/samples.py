"""What the first values of each column look like, as shares of those that are there."""

from dataclasses import dataclass

import polars as pl

from kornhamn.files.tables.table import Table, cell
from kornhamn.files.tables.texts import masked

LOOK = 2000  # rows that are looked at
_SHOWN, _LONGEST = 3, 60
_SIGN = r"[-−–(]?\s*"
_END = r"\s*(?:kr\.?|SEK|:-)?\s*[-−)]?"
SHAPES = {
    "amount": rf"(?i)^{_SIGN}\d[\d\s.,'\u00a0\u202f]*{_END}$",
    "fraction": r"[.,]\d{1,2}\)?-?$",
    "day": r"^(?:(?:19|20)\d{2}[-/.]?\d{2}(?:[-/.]?\d{2})?(?:[ T].*)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}.*|[34]\d{4}(?:\.0)?)$",
    "number": r"^(?:SE)?(?:16)?\d{6}[-–]?\d{4}(?:01)?$",
    "figures": r"^\d+$",
    "code": r"^[A-Z]?\d{3,8}$",
    "code_and_text": r"^\d{3,8}[\s:;–-]+\p{L}.*$",
    "letters": r"\p{L}{2}",
    "many_decimals": r"^-?\d+\.\d{3,}$",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Look:
    """A column as its first values show it."""

    filled: float  # share of the rows that hold anything
    distinct: float  # share of the values that differ
    shares: dict[str, float]  # of the values that have each of SHAPES
    shown: tuple[str, ...]  # a few values; personal numbers are masked


def looks(table: Table) -> tuple[list[Look], pl.DataFrame]:
    """Return what each column looks like, and the rows that were looked at."""
    top = table.top(LOOK)
    return [_look(top[cell(at)]) for at in range(len(table.header))], top


def _look(column: pl.Series) -> Look:
    values = column.drop_nulls().str.strip_chars()
    count = max(values.len(), 1)
    shares = {n: int(values.str.contains(s).sum()) / count for n, s in SHAPES.items()}
    common = masked(values).value_counts(sort=True)[column.name].head(_SHOWN).to_list()
    shown = tuple(text[:_LONGEST] for text in common)
    return Look(values.len() / max(column.len(), 1), values.n_unique() / count, shares, shown)


def decimal_sign(amounts: pl.Series) -> str:
    """Return the decimal sign that amounts tell; blank where none does."""
    texts = amounts.drop_nulls().str.replace_all(r"[^\d.,]", "")
    commas = int(texts.str.contains(r",\d{1,2}$").sum())
    dots = int(texts.str.contains(r"\.(?:\d{1,2}|\d{4,})$").sum())
    return "" if commas == dots else "," if commas > dots else "."


def day_order(days: pl.Series) -> str:
    """Return dmy or mdy as days written 01/06/2018 tell; blank where none does."""
    parts = days.drop_nulls().str.extract_groups(r"^(?<a>\d{1,2})[-/.](?<b>\d{1,2})[-/.]\d{4}")
    first = parts.struct.field("a").cast(pl.Int32).max()
    second = parts.struct.field("b").cast(pl.Int32).max()
    if isinstance(second, int) and second > 12:  # noqa: PLR2004 - months in a year
        return "mdy"
    return "dmy" if isinstance(first, int) and first > 12 else ""  # noqa: PLR2004
