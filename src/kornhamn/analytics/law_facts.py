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


def direct_award_limit(
    published_on: date, legal_basis: str, *, entered: Sequence[EnteredLimit]
) -> int | None:
    """Return the limit in öre below which no notice is needed, or None where it is not known."""
    if legal_basis not in _LIMITS:
        return None
    amount = limit_on(_LIMITS[legal_basis], published_on, entered=entered).amount
    return None if amount is None else amount.ore


def limits_for(days: pl.DataFrame) -> pl.DataFrame:
    """Return each pair of day and law with its limit, in a fixed order."""
    pairs = days.select(KEYS).drop_nulls().unique().sort(KEYS)
    entered = entered_limits()
    limits = [direct_award_limit(*pair, entered=entered) for pair in pairs.iter_rows()]
    return pairs.with_columns(pl.Series("direct_award_limit", limits, dtype=pl.Int64))
