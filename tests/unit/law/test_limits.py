"""Money limits on a day: the statutory examples, the unknown ones, the entered ones."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kornhamn.kernel.money import Money, parse_amount
from kornhamn.kernel.period import Period
from kornhamn.law.limits import all_limits, kind_name, limit_on
from kornhamn.law.types import EnteredLimit, EnteredLimitWithoutSource, LimitKind

FIRST, LAST = date(2018, 1, 1), date(2027, 12, 31)
KINDS = st.sampled_from(LimitKind)
COVERED_DAYS = st.dates(FIRST, LAST)
OTHER_DAYS = st.dates(max_value=FIRST - timedelta(1)) | st.dates(min_value=date(2028, 1, 1))
THRESHOLDS = (
    LimitKind.GOODS_SERVICES,
    LimitKind.WORKS,
    LimitKind.SOCIAL_SPECIAL_SERVICES,
    LimitKind.UTILITIES_GOODS_SERVICES,
)


def sek(text: str) -> Money:
    return Money(parse_amount(text))


def entered(amount: str, *, kind: LimitKind = LimitKind.WORKS) -> EnteredLimit:
    return EnteredLimit(
        kind, Period.inclusive(date(2026, 1, 1), LAST), sek(amount), "OJ C, C/2025/5732"
    )


@pytest.mark.parametrize("kind", THRESHOLDS)
def test_the_thresholds_of_2026_are_unknown_in_kronor_and_say_what_to_do(kind: LimitKind) -> None:
    limit = limit_on(kind, date(2026, 3, 1))
    assert not limit.is_known
    assert limit.amount is None
    assert limit.amount_eur is not None
    assert limit.remedy is not None
    for language, words in (("sv", "är inte känt här"), ("en", "is not known here")):
        told = limit.remedy.in_language(language)
        assert words in told
        assert limit.name.in_language(language) in told
        assert "2026-03-01" in told
        assert limit.published_at in told


@settings(max_examples=50, deadline=None)
@given(KINDS, OTHER_DAYS)
def test_a_day_outside_the_file_is_unknown_or_still_in_force(kind: LimitKind, on: date) -> None:
    limit = limit_on(kind, on)
    still_in_force = kind is LimitKind.DIRECT_AWARD_DOCUMENTATION and on > LAST
    assert limit.is_known is still_in_force
    assert (limit.period is None) is not still_in_force
    assert (limit.remedy is None) is still_in_force


@pytest.mark.parametrize("source", ["", "  "])
def test_an_amount_is_not_entered_without_its_source(source: str) -> None:
    with pytest.raises(EnteredLimitWithoutSource, match="published"):
        EnteredLimit(LimitKind.WORKS, Period(LAST), sek("1"), source)


@pytest.mark.parametrize(
    ("on", "amounts"),
    [
        ("2018-01-01", "2 096 097; 52 620 561; 7 113 450; 4 201 678; 586 907; 1 092 436"),
        ("2019-12-31", "2 096 097; 52 620 561; 7 113 450; 4 201 678; 586 907; 1 092 436"),
        ("2020-01-01", "2 197 545; 54 938 615; 7 701 675; 4 395 089; 615 312; 1 142 723"),
        ("2021-12-31", "2 197 545; 54 938 615; 7 701 675; 4 395 089; 615 312; 1 142 723"),
        ("2022-01-01", "2 236 731; 55 991 099; 7 802 550; 4 483 865; 626 284; 1 165 804"),
        ("2022-01-31", "2 236 731; 55 991 099; 7 802 550; 4 483 865; 626 284; 1 165 804"),
        ("2022-02-01", "2 236 731; 55 991 099; 7 802 550; 4 483 865; 700 000; 1 200 000"),
        ("2023-12-31", "2 236 731; 55 991 099; 7 802 550; 4 483 865; 700 000; 1 200 000"),
        ("2024-01-01", "2 389 585; 59 880 179; 8 109 450; 4 789 982; 700 000; 1 200 000"),
        ("2025-12-31", "2 389 585; 59 880 179; 8 109 450; 4 789 982; 700 000; 1 200 000"),
    ],
)
def test_the_published_limits_hold_on_their_first_and_last_day(on: str, amounts: str) -> None:
    kinds = (*THRESHOLDS, LimitKind.DIRECT_AWARD, LimitKind.DIRECT_AWARD_UTILITIES)
    limits = [limit_on(kind, date.fromisoformat(on)) for kind in kinds]
    assert [limit.amount for limit in limits] == [sek(amount) for amount in amounts.split("; ")]
    assert all(limit.verified and limit.remedy is None for limit in limits)


@pytest.mark.parametrize(
    ("year", "euros"),
    [
        (2018, [221_000, 5_548_000, 750_000, 443_000]),
        (2020, [214_000, 5_350_000, 750_000, 428_000]),
        (2022, [215_000, 5_382_000, None, 431_000]),
        (2024, [221_000, 5_538_000, 750_000, 443_000]),
        (2026, [216_000, 5_404_000, 750_000, 432_000]),
    ],
)
def test_the_euro_values_are_kept_as_published(year: int, euros: list[int | None]) -> None:
    limits = [limit_on(kind, date(year, 6, 1)) for kind in THRESHOLDS]
    assert [limit.amount_eur for limit in limits] == euros


def test_the_direct_award_limits_of_2026_are_in_kronor_and_one_is_unverified() -> None:
    direct = limit_on(LimitKind.DIRECT_AWARD, date(2026, 1, 1))
    utilities = limit_on(LimitKind.DIRECT_AWARD_UTILITIES, date(2026, 1, 1))
    assert (direct.amount, direct.verified) == (sek("700 000"), True)
    assert (utilities.amount, utilities.verified) == (sek("1 200 000"), False)


def test_direct_awards_of_100_000_are_documented_all_years() -> None:
    days = (FIRST, date(2022, 1, 31), date(2022, 2, 1), date(2030, 1, 1))
    limits = [limit_on(LimitKind.DIRECT_AWARD_DOCUMENTATION, on) for on in days]
    assert {limit.amount for limit in limits} == {sek("100 000")}
    assert ["19 kap. 30 §" in limit.source for limit in limits] == [True, True, False, False]


def test_an_entered_amount_fills_an_empty_one() -> None:
    limit = limit_on(LimitKind.WORKS, LAST, entered=[entered("59 000 000")])
    assert limit.amount == sek("59 000 000")
    assert limit.source == "OJ C, C/2025/5732"
    assert limit.entered
    assert limit.amount_eur == 5_404_000
    assert limit.remedy is None


def test_an_entered_amount_never_replaces_a_published_one() -> None:
    mine = entered("1", kind=LimitKind.DIRECT_AWARD)
    limit = limit_on(LimitKind.DIRECT_AWARD, date(2026, 1, 1), entered=[mine])
    assert limit.amount == sek("700 000")
    assert not limit.entered


def test_an_entered_amount_counts_only_for_its_kind_and_days() -> None:
    values = [entered("59 000 000")]
    assert not limit_on(LimitKind.GOODS_SERVICES, LAST, entered=values).is_known
    assert not limit_on(LimitKind.WORKS, date(2028, 1, 1), entered=values).is_known


def test_the_latest_entered_amount_counts() -> None:
    values = [entered("58 000 000"), entered("59 000 000")]
    assert limit_on(LimitKind.WORKS, LAST, entered=values).amount == sek("59 000 000")


def test_an_amount_can_be_entered_for_years_the_file_does_not_reach() -> None:
    later = EnteredLimit(LimitKind.WORKS, Period(date(2028, 1, 1)), sek("60 000 000"), "OJ C")
    limit = limit_on(LimitKind.WORKS, date(2028, 1, 1), entered=[later])
    assert limit.amount == sek("60 000 000")
    assert limit.period == later.period


@settings(max_examples=100, deadline=None)
@given(KINDS, COVERED_DAYS)
def test_no_day_has_two_limits_or_none(kind: LimitKind, on: date) -> None:
    holding = [row for row in all_limits() if row.kind is kind and row.period and on in row.period]
    assert len(holding) == 1
    assert limit_on(kind, on).period == holding[0].period


def test_every_kind_covers_every_day_without_a_hole() -> None:
    for kind in LimitKind:
        periods = [row.period for row in all_limits() if row.kind is kind]
        assert periods[0] is not None
        assert periods[0].start == FIRST
        ends = [period.end for period in periods if period]
        assert ends[:-1] == [period.start for period in periods[1:] if period]
        assert ends[-1] in (None, date(2028, 1, 1))


def test_every_row_says_where_it_was_read_and_where_it_is_published() -> None:
    for row in all_limits():
        assert row.source
        assert row.published_at.startswith("https://")
        assert row.amount is not None or row.amount_eur is not None


def test_the_table_shows_entered_amounts() -> None:
    rows = [row for row in all_limits(entered=[entered("59 000 000")]) if row.entered]
    assert [(row.kind, row.amount) for row in rows] == [(LimitKind.WORKS, sek("59 000 000"))]


def test_every_kind_has_a_name_in_both_languages() -> None:
    names = [kind_name(kind) for kind in LimitKind]
    assert len({name.in_language("sv") for name in names}) == len(LimitKind)
    assert len({name.in_language("en") for name in names}) == len(LimitKind)


@pytest.mark.parametrize(
    ("on", "amount", "verified"),
    [
        ("2018-01-01", "586 907", True),
        ("2021-12-31", "615 312", True),
        ("2022-01-31", "626 284", False),
        ("2022-02-01", "7 802 550", True),
        ("2023-12-31", "7 802 550", True),
        ("2024-01-01", "8 109 450", True),
        ("2025-12-31", "8 109 450", True),
    ],
)
def test_social_and_special_services_have_a_limit_of_their_own_since_february_2022(
    on: str, amount: str, *, verified: bool
) -> None:
    day = date.fromisoformat(on)
    limit = limit_on(LimitKind.DIRECT_AWARD_SOCIAL_SPECIAL, day)
    assert (limit.amount, limit.verified) == (sek(amount), verified)
    own = limit.amount != limit_on(LimitKind.DIRECT_AWARD, day).amount
    assert own is (day >= date(2022, 2, 1))
    if own:
        assert limit.amount == limit_on(LimitKind.SOCIAL_SPECIAL_SERVICES, day).amount


def test_the_limit_of_social_and_special_services_in_2026_is_asked_for() -> None:
    limit = limit_on(LimitKind.DIRECT_AWARD_SOCIAL_SPECIAL, date(2026, 3, 1))
    assert not limit.is_known
    assert limit.remedy is not None
    assert "sociala och andra särskilda tjänster" in limit.remedy.sv
