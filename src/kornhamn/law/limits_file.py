"""Reads the file of money limits and refuses one with holes, overlaps or missing sources."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from importlib.resources.abc import Traversable
from itertools import pairwise
from typing import Any, NoReturn, TypeVar

from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.money import Money
from kornhamn.kernel.period import Period
from kornhamn.kernel.texts import Text
from kornhamn.law.types import LimitKind, MoneyLimit

_T = TypeVar("_T")
_TYPES_IN_WORDS: Mapping[type, str] = {
    bool: "true or false",
    date: "a day, such as 2026-01-01,",
    dict: "a table",
    int: "a whole number",
    list: "a list of tables",
    str: "a text in quotes",
}


class LimitsFileRefused(DomainError):  # noqa: N818 - named for what happened
    """A file of money limits that would give a wrong or no answer on some day."""

    code = "limits-file.refused"
    message = N_("%(file)s, %(row)s: %(problem)s. %(remedy)s.")


@dataclass(frozen=True, slots=True)
class LimitsFile:
    """The file as read: each kind's name, every limit, and what to say of an unknown one."""

    names: Mapping[LimitKind, Text]
    limits: tuple[MoneyLimit, ...]
    published_at: str
    remedy: Text


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of the file with its place, so that every refusal can say where."""

    file: str
    row: str
    values: Mapping[str, Any]

    def refuse(self, problem: str, remedy: str) -> NoReturn:
        raise LimitsFileRefused(file=self.file, row=self.row, problem=problem, remedy=remedy)

    def get(self, key: str, wanted: type[_T]) -> _T:
        if key not in self.values:
            self.refuse(f"{key} is missing", f"Add a line {key} = …")
        value = self.values[key]
        # bool is an int to Python, and a date with a clock is a date
        if type(value) is not wanted:
            self.refuse(f"{key} = {value!r}", f"Write {_TYPES_IN_WORDS[wanted]} there")
        return value

    def table(self, key: str) -> "_Table":
        return _Table(self.file, f"{self.row}, {key}", self.get(key, dict))

    def only(self, *known: str) -> None:
        if unknown := sorted(set(self.values) - set(known)):
            self.refuse(f"unknown {', '.join(unknown)}", f"Use only {', '.join(known)}")


def read_limits(path: Traversable) -> LimitsFile:
    """Read and check a file of money limits; raise LimitsFileRefused with file, row, remedy."""
    file = _top(path)
    file.only("covers_from", "covers_to", "published_at", "remedy", "kinds", "publication")
    names = {kind: _wording(file.table("kinds").table(kind)) for kind in LimitKind}
    file.table("kinds").only(*LimitKind)
    limits = tuple(limit for table in _publications(file) for limit in _limits(table, names))
    covered = Period.inclusive(file.get("covers_from", date), file.get("covers_to", date))
    for kind in LimitKind:
        _refuse_holes(file, kind, covered, [limit for limit in limits if limit.kind is kind])
    return LimitsFile(names, limits, file.get("published_at", str), _remedy(file.table("remedy")))


def _top(path: Traversable) -> _Table:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LimitsFileRefused(
            file=path.name, row="top", problem=str(error), remedy="Correct the TOML there"
        ) from error
    return _Table(path.name, "top", values)


def _wording(table: _Table) -> Text:
    table.only("sv", "en")
    return Text(table.get("sv", str), table.get("en", str))


def _remedy(table: _Table) -> Text:
    wording = _wording(table)
    try:
        [text.format(name="", on="", published_at="") for text in (wording.sv, wording.en)]
    except (KeyError, IndexError, ValueError):
        table.refuse("an unknown hole", "Use only {name}, {on} and {published_at}")
    return wording


def _publications(file: _Table) -> Iterator[_Table]:
    for number, values in enumerate(file.get("publication", list), start=1):
        if not isinstance(values, dict):
            file.refuse(f"publication {number} is no table", "Begin it with [[publication]]")
        yield _Table(file.file, f"publication {number} ({values.get('valid_from')})", values)


def _limits(table: _Table, names: Mapping[LimitKind, Text]) -> Iterator[MoneyLimit]:
    table.only("valid_from", "valid_to", "source", "published_at", "limits")
    source, published_at = table.get("source", str), table.get("published_at", str)
    if not source.strip() or not published_at.strip():
        table.refuse("an empty source", "Say where the figures were read")
    period = _period(table)
    for kind, figures in _figures(table.table("limits")):
        yield MoneyLimit(
            kind=kind,
            name=names[kind],
            period=period,
            amount=_amount(figures),
            amount_eur=_positive(figures, "eur"),
            verified=figures.get("verified", bool),
            source=source,
            published_at=published_at,
        )


def _period(table: _Table) -> Period:
    first = table.get("valid_from", date)
    last = table.get("valid_to", date) if "valid_to" in table.values else None
    if last is not None and last < first:
        table.refuse(f"valid_to {last} is before valid_from {first}", "Swap or correct them")
    return Period.inclusive(first, last)


def _figures(limits: _Table) -> Iterator[tuple[LimitKind, _Table]]:
    limits.only(*LimitKind)
    for key in limits.values:
        figures = limits.table(key)
        figures.only("sek", "eur", "verified")
        yield LimitKind(key), figures


def _amount(figures: _Table) -> Money | None:
    sek = _positive(figures, "sek")
    return None if sek is None else Money(Decimal(sek))


def _positive(figures: _Table, key: str) -> int | None:
    if key not in figures.values:
        return None
    value = figures.get(key, int)
    if value <= 0:
        figures.refuse(f"{key} = {value}", "Write the amount, or leave it out if unknown")
    return value


def _refuse_holes(
    file: _Table, kind: LimitKind, covered: Period, limits: Iterable[MoneyLimit]
) -> None:
    """Refuse a kind that has no limit, or two, on some day that the file promises to cover."""
    place = _Table(file.file, f"kind {kind}", {})
    periods = sorted((limit.period for limit in limits if limit.period), key=lambda p: p.start)
    for earlier, later in pairwise(periods):
        if earlier.overlaps(later):
            place.refuse(f"two limits on {later.start}", "End the earlier one the day before")
    promised = _days_not_in(periods, covered)
    if promised:
        place.refuse(f"no limit on {promised}", "Add a line for it, without sek if unknown")


def _days_not_in(periods: Iterable[Period], covered: Period) -> date | None:
    """Return the first covered day that no period contains."""
    day: date | None = covered.start
    for period in periods:
        if day is not None and day in period:
            day = period.end
    return day if day is not None and day in covered else None
