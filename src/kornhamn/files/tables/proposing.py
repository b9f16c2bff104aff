"""A mapping proposed by names, shapes and samples, with how sure it is and why."""

from collections.abc import Mapping as Mapped
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic

import polars as pl
from rapidfuzz import fuzz

from kornhamn.files.tables.mapping import DAY_ORDERS, ColumnMapping, month_in
from kornhamn.files.tables.samples import Look, day_order, decimal_sign, looks
from kornhamn.files.tables.table import Table, cell
from kornhamn.files.tables.vocabulary import F, Vocabulary, joined, words

_NAME, _BEGINNING, _WORDS, _ALIKE, _SHAPE = 100.0, 75.0, 60.0, 45.0, 25.0
_LEAST, _SURE, _LIKELY = 15.0, 70.0, 40.0
_SHORTEST = 6  # letters that make the beginning of a word tell the word
_ALIKE_ENOUGH = 88
_FITS, _FITS_WELL, _MISFITS = 0.8, 0.95, 0.3
_UNFIT = 0.2  # of the score is left where the values speak against the name


class Certainty(StrEnum):
    """How sure a proposed column is."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "guess"
    SAVED = "saved"


@dataclass(frozen=True)
class Proposed(Generic[F]):
    """What a column is thought to be; its reasons are codes, such as name or values."""

    field: F
    column: int
    certainty: Certainty
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Proposal(Generic[F]):
    """A mapping with what speaks for it, and what each column looks like."""

    mapping: ColumnMapping[F]
    proposed: tuple[Proposed[F], ...]
    looks: tuple[Look, ...]


@dataclass(frozen=True)
class _Claim(Generic[F]):
    score: float
    field: F
    column: int
    reasons: tuple[str, ...]


def propose(
    table: Table,
    file_name: str,
    vocabulary: Vocabulary[F],
    saved: ColumnMapping[F] | None = None,
) -> Proposal[F]:
    """Return what the columns of a table are thought to be; a saved mapping counts first."""
    looked, top = looks(table)
    claims = [
        claim
        for column, name in enumerate(table.header)
        for claim in _claims(column, name, looked[column], vocabulary)
    ]
    kept = [Proposed(f, at, Certainty.SAVED, ("saved",)) for f, at in _of(saved).items()]
    proposed = [*kept, *_settled(claims, kept)]
    columns = {one.field: one.column for one in proposed}
    usual = saved.days if saved else DAY_ORDERS[0]
    mapping = ColumnMapping(
        columns,
        decimal=_decimal(_tops(vocabulary.amounts, columns, top), table, saved),
        days=_days(_tops(vocabulary.days, columns, top)) or usual,
        month=None if any(day in columns for day in vocabulary.days[:1]) else month_in(file_name),
    )
    return Proposal(mapping, tuple(sorted(proposed, key=lambda one: one.column)), tuple(looked))


def _of(saved: ColumnMapping[F] | None) -> Mapped[F, int]:
    return saved.columns if saved else {}


def _tops(fields: Sequence[F], columns: Mapped[F, int], top: pl.DataFrame) -> list[pl.Series]:
    return [top[cell(columns[one])] for one in fields if one in columns]


def _decimal(amounts: Sequence[pl.Series], table: Table, saved: ColumnMapping[F] | None) -> str:
    """Return the decimal sign that the amounts tell, else the saved one, else that of numbers."""
    told = next(filter(None, map(decimal_sign, amounts)), "")
    usual = "" if table.format.get("kind") == "text" else "."
    return told or (saved.decimal if saved else "") or usual


def _days(days: Sequence[pl.Series]) -> str:
    return next(filter(None, map(day_order, days)), "")


def _claims(column: int, name: str, look: Look, vocabulary: Vocabulary[F]) -> list[_Claim[F]]:
    if vocabulary.is_aside(name):
        return []
    claims = (_claim(field, column, name, look, vocabulary) for field in vocabulary.fields)
    return [claim for claim in claims if claim.score >= _LEAST]


def _claim(field: F, column: int, name: str, look: Look, vocabulary: Vocabulary[F]) -> _Claim[F]:
    score, reason = _by_name(field, name, vocabulary)
    fit = _fit(field, look, vocabulary)
    if fit is None:
        return _Claim(score, field, column, (reason,) if reason else ())
    if score and fit < _MISFITS and look.filled:
        return _Claim(score * _UNFIT, field, column, (reason, "values-differ"))
    if score:
        reasons = (reason, "values") if fit >= _FITS else (reason,)
        return _Claim(score + 10 * fit * look.filled, field, column, reasons)
    by_values = _SHAPE * fit * vocabulary.speaks(field, look) if fit >= _FITS_WELL else 0.0
    return _Claim(by_values, field, column, ("values",))


def _by_name(field: F, name: str, vocabulary: Vocabulary[F]) -> tuple[float, str]:
    """Return how much a name speaks for a field, and in which way."""
    found = vocabulary.known(name)
    if found and found[0] is field:
        return _NAME - found[1], "name"
    plain, given = joined(name), set(words(name))
    spelled = [(joined(one), set(one.split())) for one in vocabulary.spellings[field]]
    for rank, (whole, parts) in enumerate(spelled):
        if len(plain) >= _SHORTEST and whole.startswith(plain):
            return _BEGINNING - rank, "beginning"
        if parts <= given and max(map(len, parts)) >= _SHORTEST - 1:
            return _WORDS - rank - len(given - parts), "words"
    alike = max((fuzz.ratio(plain, whole) for whole, _ in spelled), default=0.0)
    return (_ALIKE, "alike") if alike >= _ALIKE_ENOUGH else (0.0, "")


def _fit(field: F, look: Look, vocabulary: Vocabulary[F]) -> float | None:
    shape = vocabulary.shapes.get(field)
    return look.shares[shape] if shape else vocabulary.fit(field, look)


def _settled(claims: Sequence[_Claim[F]], kept: Sequence[Proposed[F]]) -> list[Proposed[F]]:
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


def _certainty(claim: _Claim[F]) -> Certainty:
    if claim.score >= _SURE:
        return Certainty.SURE
    return Certainty.LIKELY if claim.score >= _LIKELY else Certainty.GUESS
