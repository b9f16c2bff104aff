"""The rows of a contract list, read one by one: what each says, and what a person must look at."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from kornhamn.contracts.lists.amounts import ceiling_of
from kornhamn.contracts.lists.days import DayRead, days_of
from kornhamn.contracts.lists.fields import DAYS, ListField
from kornhamn.contracts.lists.options import (
    ASSUMED,
    NOT_ADDING_UP,
    UNCERTAIN,
    Notice,
    base_months,
    months_of,
    notice_of,
    options_of,
)
from kornhamn.contracts.lists.texts import framework_of, is_everybody, listed_names
from kornhamn.contracts.types import NewOption
from kornhamn.files.tables.mapping import ColumnMapping, unique_names
from kornhamn.files.tables.table import PROBLEM, ROW, Table, cell
from kornhamn.files.tables.texts import clean

MOST_ROWS = 50_000  # are taken in at once
RUNS_ON = "day.taken-as-running"
_LONGEST = 2000
_MOST_RANK = 32767


@dataclass(frozen=True, slots=True)
class Remark:
    """A value that was not taken as it stood, and why (a code)."""

    field: ListField | None
    value: str
    code: str


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row that can be a contract, or why it cannot; texts stand for what others are."""

    row: int
    texts: Mapping[ListField, str]
    remarks: tuple[Remark, ...]
    refused: Remark | None = None
    first_day: date | None = None
    last_day: date | None = None
    options: tuple[NewOption, ...] = ()
    rank: int | None = None
    ceiling_ore: int | None = None
    is_framework: bool = False
    for_the_group: bool = False
    users: tuple[str, ...] = ()

    def text(self, field: ListField) -> str:
        """Return what stands in a field, blank where nothing does."""
        return self.texts.get(field, "")


def rows_of(
    table: Table, mapping: ColumnMapping[ListField], *, most: int = MOST_ROWS
) -> list[RowRead]:
    """Return the rows below the header, in the order of the file; too many are not read on."""
    names = unique_names(table.header)
    found: list[RowRead] = []
    for chunk in table.chunks():
        found += _read_chunk(chunk, mapping, names)
        if len(found) > most:
            break
    return found


def _read_chunk(
    chunk: pl.DataFrame, mapping: ColumnMapping[ListField], names: Sequence[str]
) -> list[RowRead]:
    texts = chunk.select(
        clean(pl.col(cell(at)), _LONGEST).alias(one.value) for one, at in mapping.columns.items()
    )
    days = {
        one: days_of(texts[one.value], mapping.days, is_last=one is not ListField.STARTS_ON)
        for one in DAYS
        if one in mapping.columns
    }
    notice = _notices(texts, mapping)
    ceiling_name = names[mapping.columns[ListField.CEILING]] if _has(mapping) else ""
    rows = zip(chunk[ROW], chunk[PROBLEM], texts.iter_rows(named=True), strict=True)
    return [
        _Reader(
            row=row,
            texts={ListField(one): text for one, text in said.items() if text},
            days={one: found[at] for one, found in days.items()},
            notice=notice[at] if notice else DayRead(),
            ceiling_name=ceiling_name,
        ).read(problem)
        for at, (row, problem, said) in enumerate(rows)
    ]


def _has(mapping: ColumnMapping[ListField]) -> bool:
    return ListField.CEILING in mapping.columns


def _notices(texts: pl.DataFrame, mapping: ColumnMapping[ListField]) -> list[DayRead]:
    if ListField.NOTICE not in mapping.columns:
        return []
    return days_of(texts[ListField.NOTICE.value], mapping.days, is_last=True)


class _Reader:
    """One row being read; what is doubtful is noted on the way."""

    def __init__(
        self,
        *,
        row: int,
        texts: Mapping[ListField, str],
        days: Mapping[ListField, DayRead],
        notice: DayRead,
        ceiling_name: str,
    ) -> None:
        self.row, self.texts, self.days = row, texts, days
        self.notice, self.ceiling_name = notice, ceiling_name
        self.remarks: list[Remark] = []

    def read(self, problem: str | None) -> RowRead:
        """Return the row, refused where it cannot be a contract."""
        refused = self._refusal(problem)
        if refused:
            return RowRead(self.row, self.texts, (), refused)
        first, last = self.days[ListField.STARTS_ON].day, self._last_day()
        assert first is not None  # noqa: S101 - refused otherwise
        if self.days[ListField.STARTS_ON].code:
            self._note(ListField.STARTS_ON, self.days[ListField.STARTS_ON].code)
        if last is not None and last < first:
            wrong = self._told(ListField.ENDS_ON, "period.ends-before-it-starts")
            return RowRead(self.row, self.texts, (), wrong)
        options = self._options(first, last)
        everybody = is_everybody(self._text(ListField.USERS))
        users = () if everybody else tuple(listed_names(self._text(ListField.USERS)))
        ceiling, framework, rank = self._ceiling(), self._framework(), self._rank()
        return RowRead(
            row=self.row,
            texts=self.texts,
            remarks=tuple(self.remarks),
            first_day=first,
            last_day=last,
            options=options,
            rank=rank,
            ceiling_ore=ceiling,
            is_framework=framework,
            for_the_group=everybody,
            users=users,
        )

    def _text(self, field: ListField) -> str:
        return self.texts.get(field, "")

    def _told(self, field: ListField | None, code: str) -> Remark:
        return Remark(field, self._text(field) if field else "", code)

    def _note(self, field: ListField, code: str) -> None:
        self.remarks.append(self._told(field, code))

    def _refusal(self, problem: str | None) -> Remark | None:
        """Return why the row can be no contract: the first thing that is wrong."""
        checks: tuple[tuple[ListField | None, Callable[[], str | None]], ...] = (
            (None, lambda: problem),
            (ListField.SUPPLIER, self._lacks_supplier),
            (ListField.TITLE, self._lacks_title),
            (ListField.STARTS_ON, self._lacks_start),
            (ListField.ENDS_ON, self._lacks_end),
        )
        for field, check in checks:
            if code := check():
                return self._told(field, code)
        return None

    def _lacks_supplier(self) -> str | None:
        has = self._text(ListField.SUPPLIER) or self._text(ListField.SUPPLIER_NUMBER)
        return None if has else "row.no-supplier"

    def _lacks_title(self) -> str | None:
        has = self._text(ListField.TITLE) or self._text(ListField.REFERENCE)
        return None if has else "row.no-title"

    def _lacks_start(self) -> str | None:
        found = self.days.get(ListField.STARTS_ON, DayRead(code="value.missing"))
        return None if found.day else found.code or "value.not-a-date"

    def _lacks_end(self) -> str | None:
        found = self.days.get(ListField.ENDS_ON, DayRead(code="value.missing"))
        is_fine = found.day or found.is_forever or found.code == "value.missing"
        return None if is_fine else found.code

    def _last_day(self) -> date | None:
        found = self.days.get(ListField.ENDS_ON, DayRead(code="value.missing"))
        if found.code == "value.missing":
            self._note(ListField.ENDS_ON, RUNS_ON)
        elif found.code:
            self._note(ListField.ENDS_ON, found.code)
        return found.day

    def _options(self, first: date, last: date | None) -> tuple[NewOption, ...]:
        months = months_of(self._text(ListField.OPTIONS), base_months(first, last))
        furthest = self.days.get(ListField.OPTION_ENDS_ON, DayRead(code="value.missing"))
        if furthest.code not in {"", "value.missing", "day.month-alone"}:
            self._note(ListField.OPTION_ENDS_ON, furthest.code)
        if months is None or (months and last is None):
            self._note(ListField.OPTIONS, UNCERTAIN)
            return ()
        notice = self._notice()
        if last is None:
            return ()
        found, assumed = options_of(months, last, notice)
        if furthest.day and not found and furthest.day > last:
            on, assumed = self._decided_by(last, notice)
            found = (NewOption(furthest.day, on),)
        elif furthest.day and found and found[-1].last_day != furthest.day:
            self._note(ListField.OPTION_ENDS_ON, NOT_ADDING_UP)
            return ()
        if found and assumed:
            self._note(ListField.NOTICE, ASSUMED)
        return found

    def _decided_by(self, last: date, notice: Notice | None) -> tuple[date, bool]:
        (one,), assumed = options_of((1,), last, notice)
        return one.notice_on, assumed

    def _notice(self) -> Notice | None:
        text = self._text(ListField.NOTICE)
        if not text:
            return None
        found = Notice(on=self.notice.day) if self.notice.day else notice_of(text)
        if found is None:
            self._note(ListField.NOTICE, "notice.not-readable")
        return found

    def _ceiling(self) -> int | None:
        ore, code = ceiling_of(self._text(ListField.CEILING), self.ceiling_name)
        if code:
            self._note(ListField.CEILING, code)
        return ore

    def _framework(self) -> bool:
        found = framework_of(self._text(ListField.KIND))
        if found is None:
            self._note(ListField.KIND, "kind.not-known")
        return bool(found)

    def _rank(self) -> int | None:
        text = self._text(ListField.RANK).removesuffix(".0").rstrip(".")
        if not text or text in {"-", "–"}:
            return None
        if text.isdecimal() and 0 < int(text) <= _MOST_RANK:
            return int(text)
        self._note(ListField.RANK, "rank.not-readable")
        return None
