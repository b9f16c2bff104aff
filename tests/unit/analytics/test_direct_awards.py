"""Direct awards of the same kind: what may be foreseen, and what may not."""

from datetime import date

import polars as pl
import pytest

from kornhamn.analytics.indicators.columns import LIMITS, LINES, WINS, Ledger, figures
from kornhamn.analytics.indicators.direct_awards import split_direct_awards

LIMIT = 70_000_000


def found(lines: list[tuple[str, str, date, int]], *, limit: int | None = LIMIT) -> pl.DataFrame:
    """Return the figures of lines (authority, category, day, öre) of supplier 1."""
    rows = [
        {"authority": a, "category": c, "booked_on": day, "ore": ore, "supplier": 1}
        for a, c, day, ore in lines
    ]
    days = [{"day": row["booked_on"], "limit": limit} for row in rows]
    ledger = Ledger(
        lines=pl.LazyFrame(rows, schema_overrides=LINES).select(
            pl.col(name) if name in rows[0] else pl.lit(None, kind).alias(name)
            for name, kind in LINES.items()
        ),
        limits=pl.LazyFrame(days, schema=LIMITS).unique(),
        wins=pl.LazyFrame(schema=WINS),
    )
    return figures(split_direct_awards(ledger)).collect()


def of(frame: pl.DataFrame, authority: str | None, year: int) -> dict[str, int | None]:
    mine = pl.col("authority").eq_missing(pl.lit(authority)) & (pl.col("year") == year)
    return frame.filter(mine).row(0, named=True)


def test_an_unknown_limit_gives_no_answer_but_the_sum() -> None:
    row = of(found([("skola", "it", date(2022, 5, 3), 100)], limit=None), "skola", 2022)
    assert (row["value"], row["part"], row["whole"]) == (None, 100, None)


def test_two_months_alone_foresee_nothing() -> None:
    row = of(found([("skola", "it", date(2025, 2, 10), 56_000_000)]), "skola", 2025)
    assert (row["forecast"], row["low"], row["high"], row["years"]) == (None, None, None, 0)
    assert row["value"] == 8_000


def test_half_a_year_alone_goes_by_the_days_without_an_interval() -> None:
    row = of(found([("skola", "it", date(2025, 7, 2), 18_300)]), "skola", 2025)
    assert (row["forecast"], row["low"], row["high"]) == (36_500, None, None)


def test_two_earlier_years_give_the_interval_of_their_shares() -> None:
    lines = [
        ("skola", "it", date(2023, 1, 2), 20), ("skola", "it", date(2023, 12, 1), 80),
        ("skola", "it", date(2024, 1, 2), 50), ("skola", "it", date(2024, 12, 1), 50),
        ("skola", "it", date(2025, 6, 30), 70),
    ]  # fmt: skip
    row = of(found(lines), "skola", 2025)
    assert (row["forecast"], row["low"], row["high"], row["years"]) == (200, 140, 350, 2)


def test_a_year_that_is_over_is_not_foreseen() -> None:
    row = of(found([("skola", "it", date(2024, 12, 30), 70)]), "skola", 2024)
    assert (row["forecast"], row["years"]) == (None, None)


def test_the_early_warning_comes_below_the_limit() -> None:
    row = of(found([("skola", "it", date(2025, 7, 2), 30_000_000)]), "skola", 2025)
    assert row["part"] is not None
    assert row["part"] < LIMIT / 2
    assert row["value"] is not None
    assert row["value"] > 8_000


@pytest.mark.parametrize(("authority", "part"), [("skola", 40), ("park", 60), (None, 100)])
def test_the_same_kind_is_summed_in_each_authority_and_across(
    authority: str | None, part: int
) -> None:
    frame = found([("skola", "it", date(2024, 12, 1), 40), ("park", "it", date(2024, 12, 1), 60)])
    assert of(frame, authority, 2024)["part"] == part
