"""The rows of a price list, read one by one: a price each, or why the row is none."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import islice

import polars as pl

from kornhamn.contracts.prices.fields import PriceField
from kornhamn.contracts.types import NewPrice
from kornhamn.files.tables.mapping import ColumnMapping
from kornhamn.files.tables.table import PROBLEM, ROW, Table, cell
from kornhamn.files.tables.texts import clean
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.money import AmountAmbiguous, parse_amount

REASONS: dict[str, str] = {
    "price.says-not-what": N_("The row has neither an article number nor a name."),
    "price.missing": N_("The row has no price."),
    "price.not-above-nothing": N_("A price is more than nothing: write it, or leave the row out."),
    "price.too-large": N_("The price is too large to be one: look at its decimals."),
    "price.per-not-readable": N_("The quantity that the price is for is no number above nothing."),
    "price.twice": N_("The same article stands on an earlier row: the first price counts."),
    "price.text-too-long": N_("The article's number or name is too long: shorten it."),
}
LARGEST = 10**15  # öre for a thousand
_ORE_FOR_A_THOUSAND = 100 * 1000
_LONGEST = {PriceField.ARTICLE: 120, PriceField.NAME: 300, PriceField.UNIT: 40}


@dataclass(frozen=True, slots=True)
class RowRefused:
    """A row that is no price: the value it stumbled on, and why (a code)."""

    row: int
    field: PriceField | None
    value: str
    code: str


def missing_fields(mapping: ColumnMapping[PriceField]) -> tuple[str, ...]:
    """Return what a price needs and the mapping lacks: "what", "price"."""
    has = mapping.columns
    lacks = [] if PriceField.ARTICLE in has or PriceField.NAME in has else ["what"]
    return (*lacks, *(() if PriceField.PRICE in has else ("price",)))


def prices_of(
    table: Table, mapping: ColumnMapping[PriceField], most: int
) -> tuple[list[NewPrice], list[RowRefused]]:
    """Return the prices of a table, and the rows that are none, in the order of the file.

    Of a longer table one row more than `most` is read.
    """
    prices: dict[str, NewPrice] = {}
    refused: list[RowRefused] = []
    for row, problem, texts in islice(_rows(table, mapping), most + 1):
        read = _read(row, problem, texts, mapping.decimal)
        if isinstance(read, RowRefused):
            refused.append(read)
            continue
        key = (read.article or read.name).casefold()
        if key in prices:
            refused.append(RowRefused(row, None, read.article or read.name, "price.twice"))
        else:
            prices[key] = read
    return list(prices.values()), refused


def _rows(
    table: Table, mapping: ColumnMapping[PriceField]
) -> Iterator[tuple[int, str | None, Mapping[PriceField, str]]]:
    longest = max(_LONGEST.values()) + 1
    for chunk in table.chunks():
        texts = chunk.select(
            clean(pl.col(cell(at)), longest).alias(one.value) for one, at in mapping.columns.items()
        )
        for row, problem, said in zip(
            chunk[ROW], chunk[PROBLEM], texts.iter_rows(named=True), strict=True
        ):
            yield row, problem, {PriceField(one): text for one, text in said.items() if text}


def _read(
    row: int, problem: str | None, texts: Mapping[PriceField, str], decimal: str
) -> NewPrice | RowRefused:
    def refuse(code: str, field: PriceField | None = None) -> RowRefused:
        return RowRefused(row, field, texts.get(field, "") if field else "", code)

    if problem:
        return refuse(problem)
    if not (texts.get(PriceField.ARTICLE) or texts.get(PriceField.NAME)):
        return refuse("price.says-not-what")
    for field, most in _LONGEST.items():
        if len(texts.get(field, "")) > most:
            return refuse("price.text-too-long", field)
    if PriceField.PRICE not in texts:
        return refuse("price.missing")
    return _priced(row, texts, decimal, refuse)


def _priced(
    row: int,
    texts: Mapping[PriceField, str],
    decimal: str,
    refuse: Callable[[str, PriceField | None], RowRefused],
) -> NewPrice | RowRefused:
    try:
        kronor = amount_of(texts[PriceField.PRICE], decimal)
    except DomainError as error:
        return refuse(error.code, PriceField.PRICE)
    try:
        per = amount_of(texts.get(PriceField.PER, "1"), decimal)
    except DomainError:
        per = Decimal(0)
    if per <= 0:
        return refuse("price.per-not-readable", PriceField.PER)
    ore = ore_per_thousand(kronor / per)
    if not 0 < ore < LARGEST:
        code = "price.not-above-nothing" if ore <= 0 else "price.too-large"
        return refuse(code, PriceField.PRICE)
    article, name, unit = (texts.get(field, "") for field in _LONGEST)
    return NewPrice(article, name, unit, ore, row)


def ore_per_thousand(kronor: Decimal) -> int:
    """Return öre for a thousand of a unit that costs so many kronor, halves upwards."""
    return int((kronor * _ORE_FOR_A_THOUSAND).quantize(Decimal(1), ROUND_HALF_UP))


def amount_of(text: str, decimal: str) -> Decimal:
    """Return the kronor of a price; “1.234” is what the file's decimal sign makes of it."""
    try:
        return parse_amount(text)
    except AmountAmbiguous:
        if not decimal:
            raise
        bare = "".join(sign for sign in text if sign.isdigit() or sign in ",.")
        if decimal in bare:
            return Decimal(bare.replace(",", "."))
        return Decimal(bare.replace(",", "").replace(".", ""))
