"""Whose turn it is to be called off from, by each method, and how far the ceiling reaches."""

from collections import Counter
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kornhamn.contracts.rules.ceiling import standing
from kornhamn.contracts.rules.distribution import Circumstances, method_without_rule, turn_of
from kornhamn.contracts.types import (
    CallOffMethod,
    Candidate,
    Ceiling,
    CeilingState,
    Turn,
    TurnReason,
)

THREE = (Candidate(1, "A", rank=2), Candidate(2, "B", rank=1), Candidate(3, "C", rank=3))


def turn(method: CallOffMethod, candidates: tuple[Candidate, ...] = THREE, **known: object) -> Turn:
    return turn_of(method, candidates, Circumstances(**known))  # type: ignore[arg-type]


def test_the_first_in_rank_has_the_turn_and_the_next_when_it_is_skipped() -> None:
    assert turn(CallOffMethod.RANKING) == Turn(2, TurnReason.FIRST_IN_RANK)
    assert turn(CallOffMethod.RANKING, skipped={2}) == Turn(1, TurnReason.NEXT_IN_RANK)
    assert turn(CallOffMethod.RANKING, skipped={1, 2, 3}) == Turn(None, TurnReason.NOBODY_LEFT)


def test_a_rotation_goes_round_and_begins_again() -> None:
    assert turn(CallOffMethod.ROTATION).party == 2
    assert turn(CallOffMethod.ROTATION, last=2).party == 1
    assert turn(CallOffMethod.ROTATION, last=3).party == 2
    assert turn(CallOffMethod.ROTATION, last=99).party == 2


def test_a_place_has_its_supplier_or_none() -> None:
    here, there = uuid4(), uuid4()
    two = (Candidate(1, "A", places=frozenset({here})), Candidate(2, "B"))
    assert turn(CallOffMethod.PLACE, two, authority=here) == Turn(1, TurnReason.OF_THE_PLACE)
    assert turn(CallOffMethod.PLACE, two, authority=there) == Turn(None, TurnReason.NO_PLACE)


def test_in_a_competition_it_is_nobodys_turn() -> None:
    assert turn(CallOffMethod.COMPETITION) == Turn(None, TurnReason.ALL_COMPETE)


@given(st.lists(st.integers(1, 10_000), min_size=30, max_size=60))
def test_shares_are_met_within_the_largest_call_off(sums: list[int]) -> None:
    percents, called = {1: 60, 2: 30, 3: 10}, Counter({1: 0, 2: 0, 3: 0})
    for ore in sums:
        now = tuple(Candidate(p, str(p), p, percents[p], called[p]) for p in percents)
        party = turn(CallOffMethod.SHARE, now).party
        assert party is not None
        called[party] += ore
    for party, percent in percents.items():
        due = sum(sums) * percent / 100
        assert abs(called[party] - due) <= 2 * max(sums)


@given(st.permutations(THREE), st.sampled_from(list(CallOffMethod)))
def test_the_order_they_were_entered_in_settles_nothing(
    shuffled: list[Candidate], method: CallOffMethod
) -> None:
    assert turn(method, tuple(shuffled)) == turn(method)


@pytest.mark.parametrize(
    ("candidates", "method"),
    [
        ((Candidate(1, "A"),), CallOffMethod.SOLE),
        (THREE, CallOffMethod.RANKING),
        ((Candidate(1, "A", 1), Candidate(2, "B")), CallOffMethod.COMPETITION),
    ],
)
def test_without_a_rule_the_suppliers_say_how(
    candidates: tuple[Candidate, ...], method: CallOffMethod
) -> None:
    assert method_without_rule(candidates) is method


@pytest.mark.parametrize(
    ("ceiling", "adding", "expected"),
    [
        (Ceiling(None, 10**12), 0, CeilingState.NONE),
        (Ceiling(100, 79), 0, CeilingState.ROOM),
        (Ceiling(100, 79), 1, CeilingState.NEAR),
        (Ceiling(100, 80), 20, CeilingState.NEAR),
        (Ceiling(100, 80), 21, CeilingState.OVER),
        (Ceiling(100, 10, invoiced_ore=95), 6, CeilingState.OVER),
        (Ceiling(100, 95, invoiced_ore=10), 5, CeilingState.NEAR),
    ],
)
def test_the_ceiling_warns_and_ends_to_the_ore(
    ceiling: Ceiling, adding: int, expected: CeilingState
) -> None:
    assert standing(ceiling, adding_ore=adding) is expected


def test_places_are_told_by_authority() -> None:
    assert Candidate(1, "A", places=frozenset({UUID(int=1)})).places == {UUID(int=1)}
