"""Which money limit holds on a day, with its source; unknown is an answer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files

from kornhamn.kernel.texts import Text
from kornhamn.law.limits_file import LimitsFile, read_limits
from kornhamn.law.types import EnteredLimit, LimitKind, MoneyLimit


def limit_on(kind: LimitKind, on: date, *, entered: Sequence[EnteredLimit] = ()) -> MoneyLimit:
    """Return the limit of a kind on a day.

    What an administrator entered fills an empty amount and never replaces a published one; of
    several for the same day, the last in the sequence counts. Without any, the answer has no
    amount but a remedy.
    """
    limit = next(
        (found for found in _file().limits if found.kind is kind and _holds(found, on)),
        _nothing_published(kind),
    )
    if limit.amount is not None:
        return limit
    filled = [value for value in entered if value.kind is kind and on in value.period]
    return _filled_in(limit, filled[-1]) if filled else _with_remedy(limit, on)


def all_limits(*, entered: Sequence[EnteredLimit] = ()) -> tuple[MoneyLimit, ...]:
    """Return every limit of the file, by kind and then by date, for a table.

    An entered amount is shown where it holds on the first day of an empty row.
    """
    rows = ((limit.kind, limit.period) for limit in _file().limits if limit.period)
    in_order = sorted(rows, key=lambda row: (list(LimitKind).index(row[0]), row[1].start))
    return tuple(limit_on(kind, period.start, entered=entered) for kind, period in in_order)


def kind_name(kind: LimitKind) -> Text:
    """Return what people call a kind of limit."""
    return _file().names[kind]


def _holds(limit: MoneyLimit, on: date) -> bool:
    return limit.period is not None and on in limit.period


def _nothing_published(kind: LimitKind) -> MoneyLimit:
    return MoneyLimit(
        kind=kind,
        name=kind_name(kind),
        period=None,
        amount=None,
        amount_eur=None,
        verified=False,
        source="",
        published_at=_file().published_at,
    )


def _filled_in(limit: MoneyLimit, value: EnteredLimit) -> MoneyLimit:
    return replace(
        limit,
        period=limit.period or value.period,
        amount=value.amount,
        source=value.source,
        verified=True,
        entered=True,
    )


def _with_remedy(limit: MoneyLimit, on: date) -> MoneyLimit:
    template, name = _file().remedy, limit.name
    sv, en = (
        text.format(name=called, on=on, published_at=limit.published_at)
        for text, called in ((template.sv, name.sv), (template.en, name.en))
    )
    return replace(limit, remedy=Text(sv, en))


@cache
def _file() -> LimitsFile:
    return read_limits(files("rulebooks") / "money-limits" / "limits.toml")
