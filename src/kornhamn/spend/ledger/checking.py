"""A chunk of texts into checked lines; what is not taken as it stands is listed."""

from dataclasses import dataclass

import polars as pl

from kornhamn.files.tables.amounts import read_amounts
from kornhamn.files.tables.days import read_days
from kornhamn.files.tables.table import PROBLEM, ROW, cell
from kornhamn.files.tables.texts import masked
from kornhamn.spend.ledger.fields import AMOUNTS, DAYS, Field
from kornhamn.spend.ledger.mapping import SUPPLIERS, Mapping
from kornhamn.spend.types.columns import REMARKS

MISSING, TOTAL, NO_SUPPLIER = "value.missing", "row.total", "row.no-supplier"
FIGURES = {Field.QUANTITY: ("quantity_milli", 10), Field.UNIT_PRICE: ("unit_price_ore", 1)}
_QUOTED = 200  # characters of a value that are shown
_TOTAL = r"(?i)^\s*(?:del|slut|grand )?(?:summa|totalt|total|sum)\b.{0,40}$"
_SPARSE = 0.5  # of its cells at most are filled in the row of a total

Finding = tuple[int | None, pl.Series]  # a column's place, and a code for each row or nothing


@dataclass(frozen=True, slots=True)
class Checked:
    """The lines of a chunk, its remarks, and what was read: rows and whole öre.

    `lines` holds `row`, `ore`, the days and figures as values, and the texts of the chunk as they
    stand, named by their fields.
    """

    lines: pl.DataFrame
    remarks: pl.DataFrame
    rows: int
    ore_read: int
    ore_taken: int
    own_totals: tuple[int, ...]  # öre of the rows that are totals of others


def check(chunk: pl.DataFrame, mapping: Mapping, names: list[str]) -> Checked:
    """Read amounts and days, and set aside the rows that lack what a line needs."""
    ore, findings = _amounts(chunk, mapping)
    days, of_days = _days(chunk, mapping)
    figures, of_figures = _figures(chunk, mapping)
    whole = _whole_rows(chunk, mapping)
    sound = whole.is_null()
    good = sound & ore.is_not_null() & days[0].is_not_null()
    lines = pl.DataFrame([chunk[ROW], ore, *days, *figures, *_texts(chunk, mapping)])
    of_cells = [*findings, *of_days, *of_figures, _no_supplier(chunk, mapping)]
    found = [_remarks(chunk, at, _only(codes, sound), names) for at, codes in of_cells]
    remarks = pl.concat([_remarks(chunk, None, whole, names), *found])
    return Checked(
        lines=lines if good.all() else lines.filter(good),
        remarks=_told_of(remarks, chunk[ROW].filter(~good)),
        rows=chunk.height,
        ore_read=int(ore.filter(sound).sum()),
        ore_taken=int(ore.filter(good).sum()),
        own_totals=tuple(ore.filter(whole == TOTAL).drop_nulls()),
    )


def _amounts(chunk: pl.DataFrame, mapping: Mapping) -> tuple[pl.Series, list[Finding]]:
    """Return the öre of each row: the amount, or what is debit less what is credit."""
    sides = {one: at for one, at in mapping.columns.items() if one in AMOUNTS}
    if Field.AMOUNT in sides:
        sides = {Field.AMOUNT: sides[Field.AMOUNT]}
    total = pl.repeat(None, chunk.height, dtype=pl.Int64, eager=True).alias("ore")
    findings: list[Finding] = []
    for one, at in sides.items():
        ore, codes = read_amounts(chunk[cell(at)], mapping.decimal)
        signed = -ore if one is Field.CREDIT else ore
        total = signed if len(sides) == 1 else _added(total, signed)
        findings.append((at, codes))
    told = findings[0][1].is_not_null()
    for _, codes in findings[1:]:
        told |= codes.is_not_null()
    missing = _where(total.is_null() & ~told, MISSING)
    return total.alias("ore"), [*findings, (findings[0][0], missing)]


def _added(one: pl.Series, other: pl.Series) -> pl.Series:
    """Add amounts; nothing counts as zero where the other side is there."""
    both = pl.sum_horizontal(one, other, ignore_nulls=True)
    return pl.select(pl.when(one.is_not_null() | other.is_not_null()).then(both)).to_series()


def _days(chunk: pl.DataFrame, mapping: Mapping) -> tuple[list[pl.Series], list[Finding]]:
    """Return the days of each row, the booked one first.

    Where no booked day stands, it is the invoice's, the payment's, or the month of the file.
    """
    found: dict[Field, pl.Series] = {}
    findings: list[Finding] = []
    for one in DAYS:
        at = mapping.columns.get(one)
        if at is None:
            found[one] = pl.repeat(None, chunk.height, dtype=pl.Date, eager=True)
            continue
        found[one], codes = read_days(chunk[cell(at)], mapping.days)
        findings.append((at, codes))
    booked = found[Field.BOOKED_ON]
    if booked.null_count():
        others = (booked, found[Field.INVOICED_ON], found[Field.PAID_ON])
        booked = pl.select(pl.coalesce(*others, pl.lit(mapping.month, pl.Date))).to_series()
    at = mapping.columns.get(Field.BOOKED_ON)
    told = next((codes for place, codes in findings if place == at), None)
    without = booked.is_null() if told is None else booked.is_null() & told.is_null()
    findings.append((at, _where(without, MISSING)))
    return [booked.alias("booked_on"), *(found[one].alias(one.value) for one in DAYS[1:])], findings


def _figures(chunk: pl.DataFrame, mapping: Mapping) -> tuple[list[pl.Series], list[Finding]]:
    """Return quantities in thousandths and prices in öre, where there are any."""
    figures: list[pl.Series] = []
    findings: list[Finding] = []
    for one, (name, times) in FIGURES.items():
        at = mapping.columns.get(one)
        if at is not None:
            hundredths, codes = read_amounts(chunk[cell(at)], mapping.decimal)
            figures.append((hundredths * times).alias(name))
            findings.append((at, codes))
    return figures, findings


def _texts(chunk: pl.DataFrame, mapping: Mapping) -> list[pl.Series]:
    read = {*AMOUNTS, *DAYS, *FIGURES}
    return [
        chunk[cell(at)].alias(one.value) for one, at in mapping.columns.items() if one not in read
    ]


def _whole_rows(chunk: pl.DataFrame, mapping: Mapping) -> pl.Series:
    """Return the code of each row that cannot be a line: badly split, or the total of others."""
    cells = [name for name in chunk.columns if name not in {ROW, PROBLEM}]
    filled = chunk.select(pl.sum_horizontal(pl.col(cells).is_not_null())).to_series()
    sparse = (filled <= _SPARSE * len(mapping.columns)) & chunk[PROBLEM].is_null()
    if not sparse.any():
        return chunk[PROBLEM]
    says_so = pl.any_horizontal(pl.col(cells).fill_null("").str.contains(_TOTAL))
    total = chunk.filter(sparse).select(says_so).to_series()
    return chunk[PROBLEM].scatter(sparse.arg_true().filter(total), TOTAL)


def _no_supplier(chunk: pl.DataFrame, mapping: Mapping) -> Finding:
    columns = [mapping.columns[one] for one in SUPPLIERS if one in mapping.columns]
    nobody = chunk.select(pl.all_horizontal(pl.col(map(cell, columns)).is_null())).to_series()
    return columns[0], _where(nobody, NO_SUPPLIER)


def _where(condition: pl.Series, code: str) -> pl.Series:
    return pl.select(pl.when(condition).then(pl.lit(code))).to_series()


def _only(codes: pl.Series, sound: pl.Series) -> pl.Series:
    return pl.select(pl.when(sound).then(codes)).to_series() if codes.null_count() else codes


def _remarks(
    chunk: pl.DataFrame, at: int | None, codes: pl.Series, names: list[str]
) -> pl.DataFrame:
    """Return a remark for each row with a code; the value is the cell's, else the row's."""
    if codes.null_count() == codes.len():
        return REMARKS.to_frame()
    cells = [cell(number) for number in range(len(names))] if at is None else [cell(at)]
    value = pl.concat_str(pl.col(cells), separator=" · ", ignore_nulls=True)
    some = chunk.with_columns(codes.alias("code")).filter(pl.col("code").is_not_null())
    return some.select(
        "row",
        pl.lit("" if at is None else names[at]).alias("column"),
        masked(value).str.head(_QUOTED).alias("value"),
        "code",
        pl.lit(value=False).alias("refused"),
    )


def _told_of(remarks: pl.DataFrame, refused: pl.Series) -> pl.DataFrame:
    """Say of each remark whether its row was refused."""
    if remarks.is_empty():
        return remarks
    return remarks.with_columns(pl.col("row").is_in(refused.implode()).alias("refused")).sort("row")
