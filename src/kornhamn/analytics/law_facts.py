"""The facts of a case that the law supplies: looked up by day and law, a fact a case."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from kornhamn.law.limits import limit_on
from kornhamn.law.types import EnteredLimit, LimitKind
from kornhamn.organisation.queries import entered_limits

_LIMITS = {
    "classic": LimitKind.DIRECT_AWARD,
    "utilities": LimitKind.DIRECT_AWARD_UTILITIES,
    "concessions": LimitKind.DIRECT_AWARD_UTILITIES,
    "defence": LimitKind.DIRECT_AWARD_UTILITIES,
}
KEYS = ("published_on", "legal_basis")


def limit_that_day(published_on: date | None, legal_basis: str | None) -> int | None:
    """Return the limit in öre below which no notice is needed, or None where it is not known."""
    if published_on is None or legal_basis not in _LIMITS:
        return None
    return _limit(published_on, legal_basis, entered_limits())


def limits_for(days: pl.DataFrame) -> pl.DataFrame:
    """Return each pair of day and law with its limit, in a fixed order."""
    pairs = days.select(KEYS).drop_nulls().unique().sort(KEYS)
    entered = entered_limits()
    limits = [_limit(day, law, entered) if law in _LIMITS else None for day, law in pairs.rows()]
    return pairs.with_columns(pl.Series("direct_award_limit", limits, dtype=pl.Int64))


def _limit(on: date, legal_basis: str, entered: Sequence[EnteredLimit]) -> int | None:
    amount = limit_on(_LIMITS[legal_basis], on, entered=entered).amount
    return None if amount is None else amount.ore
