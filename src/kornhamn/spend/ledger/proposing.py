"""A mapping proposed by names, shapes and samples, with how sure it is and why."""

from collections.abc import Mapping as Mapped
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import polars as pl
from rapidfuzz import fuzz

from kornhamn.spend.ledger import fields
from kornhamn.spend.ledger.fields import AMOUNTS, DAYS, SPELLINGS, Field, joined, words
from kornhamn.spend.ledger.mapping import DAY_ORDERS, Mapping, month_in
from kornhamn.spend.ledger.samples import Look, day_order, decimal_sign, looks
from kornhamn.spend.ledger.table import Table, cell

_NAME, _BEGINNING, _WORDS, _ALIKE, _SHAPE = 100.0, 75.0, 60.0, 45.0, 25.0
_LEAST, _SURE, _LIKELY = 15.0, 70.0, 40.0
_SHORTEST = 6  # letters that make the beginning of a word tell the word
_ALIKE_ENOUGH = 88
_FITS, _FITS_WELL, _MISFITS = 0.8, 0.95, 0.3
_UNFIT = 0.2  # of the score is left where the values speak against the name
_SHAPES: dict[Field, str] = {
    **dict.fromkeys((*AMOUNTS, Field.QUANTITY, Field.UNIT_PRICE), "amount"),
    **dict.fromkeys(DAYS, "day"),
    **dict.fromkeys((Field.SUPPLIER, Field.ACCOUNT_TEXT, Field.BUYER), "letters"),
    Field.BUYER_NUMBER: "number",
}


class Certainty(StrEnum):
    """How sure a proposed column is."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a column is thought to be; its reasons are codes, such as name or values."""

    field: Field
    column: int
    certainty: Certainty
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Proposal:
    """A mapping with what speaks for it, and what each column looks like."""

    mapping: Mapping
    proposed: tuple[Proposed, ...]
    looks: tuple[Look, ...]


@dataclass(frozen=True, slots=True)
class _Claim:
    score: float
    field: Field
    column: int
    reasons: tuple[str, ...]


def propose(table: Table, file_name: str, saved: Mapping | None = None) -> Proposal:
    """Return what the columns of a table are thought to be; a saved mapping counts first."""
    looked, top = looks(table)
    claims = [
        claim
        for column, name in enumerate(table.header)
        for claim in _claims(column, name, looked[column])
    ]
    kept = [Proposed(f, at, Certainty.SAVED, ("saved",)) for f, at in _of(saved).items()]
    proposed = [*kept, *_settled(claims, kept)]
    columns = {one.field: one.column for one in proposed}
    mapping = Mapping(
        columns,
        decimal=_decimal(columns, top, table, saved),
        days=_days(columns, top) or (saved.days if saved else DAY_ORDERS[0]),
        month=None if any(day in columns for day in DAYS[:1]) else month_in(file_name),
    )
    return Proposal(mapping, tuple(sorted(proposed, key=lambda one: one.column)), tuple(looked))


def _of(saved: Mapping | None) -> Mapped[Field, int]:
    return saved.columns if saved else {}


def _decimal(
    columns: Mapped[Field, int], top: pl.DataFrame, table: Table, saved: Mapping | None
) -> str:
    """Return the decimal sign that the amounts tell, else the saved one, else that of numbers."""
    signs = [decimal_sign(top[cell(columns[one])]) for one in AMOUNTS if one in columns]
    told = next(filter(None, signs), "")
    usual = "" if table.format.get("kind") == "text" else "."
    return told or (saved.decimal if saved else "") or usual


def _days(columns: Mapped[Field, int], top: pl.DataFrame) -> str:
    orders = (day_order(top[cell(columns[one])]) for one in DAYS if one in columns)
    return next(filter(None, orders), "")


def _claims(column: int, name: str, look: Look) -> list[_Claim]:
    if fields.is_aside(name):
        return []
    claims = (_claim(field, column, name, look) for field in Field)
    return [claim for claim in claims if claim.score >= _LEAST]


def _claim(field: Field, column: int, name: str, look: Look) -> _Claim:
    score, reason = _by_name(field, name)
    fit = _fit(field, look)
    if fit is None:
        return _Claim(score, field, column, (reason,) if reason else ())
    if score and fit < _MISFITS and look.filled:
        return _Claim(score * _UNFIT, field, column, (reason, "values-differ"))
    if score:
        reasons = (reason, "values") if fit >= _FITS else (reason,)
        return _Claim(score + 10 * fit * look.filled, field, column, reasons)
    by_values = _SHAPE * fit * _speaks(field, look) if fit >= _FITS_WELL else 0.0
    return _Claim(by_values, field, column, ("values",))


def _by_name(field: Field, name: str) -> tuple[float, str]:
    """Return how much a name speaks for a field, and in which way."""
    found = fields.known(name)
    if found and found[0] is field:
        return _NAME - found[1], "name"
    plain, given = joined(name), set(words(name))
    spelled = [(joined(one), set(one.split())) for one in SPELLINGS[field]]
    for rank, (whole, parts) in enumerate(spelled):
        if len(plain) >= _SHORTEST and whole.startswith(plain):
            return _BEGINNING - rank, "beginning"
        if parts <= given and max(map(len, parts)) >= _SHORTEST - 1:
            return _WORDS - rank - len(given - parts), "words"
    alike = max((fuzz.ratio(plain, whole) for whole, _ in spelled), default=0.0)
    return (_ALIKE, "alike") if alike >= _ALIKE_ENOUGH else (0.0, "")


def _fit(field: Field, look: Look) -> float | None:
    """Return the share of the values that can be of the field; nothing where any text can."""
    shares = look.shares
    if field is Field.ACCOUNT:
        return shares["code"] + shares["code_and_text"]
    if field is Field.SUPPLIER_NUMBER:  # codes alone are the ledger's own numbers
        return max(shares["number"], 0.0 if shares["code"] > _FITS_WELL else _MISFITS)
    shape = _SHAPES.get(field)
    return shares[shape] if shape else None


def _speaks(field: Field, look: Look) -> float:
    """Return how much values alone tell of a field: an account with its text does, a text not."""
    if field is Field.AMOUNT:
        return float(look.shares["fraction"] + look.shares["many_decimals"] > _MISFITS)
    if field is Field.ACCOUNT:
        return float(look.shares["code_and_text"] > _FITS_WELL)
    if field is Field.SUPPLIER_NUMBER:
        return float(look.shares["number"] > _FITS)
    return float(field is Field.BOOKED_ON)


def _settled(claims: Sequence[_Claim], kept: Sequence[Proposed]) -> list[Proposed]:
    """Give each field and each column to the strongest claim."""
    fields_taken = {one.field for one in kept}
    columns_taken = {one.column for one in kept}
    found = []
    for claim in sorted(claims, key=lambda one: (-one.score, one.column)):
        if claim.field in fields_taken or claim.column in columns_taken:
            continue
        fields_taken.add(claim.field)
        columns_taken.add(claim.column)
        found.append(Proposed(claim.field, claim.column, _certainty(claim), claim.reasons))
    return found


def _certainty(claim: _Claim) -> Certainty:
    if claim.score >= _SURE:
        return Certainty.SURE
    return Certainty.LIKELY if claim.score >= _LIKELY else Certainty.GUESS
