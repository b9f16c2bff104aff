"""Which contract is looked at first, and that its points can be added up by anybody."""

from dataclasses import replace

from kornhamn.contracts.rules.risk import RiskFacts, risk_of

QUIET = RiskFacts(months_since_check=2, terms=4, months_left=40)


def test_a_quiet_contract_has_no_points_and_no_reasons() -> None:
    assert risk_of(QUIET).points == 0
    assert risk_of(QUIET).parts == ()


def test_points_are_the_sum_of_their_reasons_the_heaviest_first() -> None:
    bad = replace(QUIET, open_deviations=9, late_deviations=1, remarks=2, for_people=True)
    risk = risk_of(bad)
    assert risk.points == sum(part.points for part in risk.parts) == 5 + 4 + 3 + 6
    assert [part.points for part in risk.parts] == [6, 5, 4, 3]


def test_never_checked_weighs_more_than_long_ago() -> None:
    never, long_ago = replace(QUIET, months_since_check=None), replace(QUIET, months_since_check=20)
    assert risk_of(never).points > risk_of(long_ago).points > 0


def test_what_is_large_weighs_more() -> None:
    points = [risk_of(replace(QUIET, yearly_ore=ore)).points for ore in (0, 10**8, 10**9)]
    assert points == [0, 1, 3]


def test_it_ends_within_a_year() -> None:
    assert risk_of(replace(QUIET, months_left=11)).points == 1
    assert risk_of(replace(QUIET, months_left=None)).points == 0
