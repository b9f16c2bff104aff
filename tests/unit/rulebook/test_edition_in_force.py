"""From the first adoption on, no day has two editions or none."""

from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.spec.vocabulary import VOCABULARY
from tests.unit.rulebook.a_rulebook import write

from kornhamn.rulebook.loader import load_instrument
from kornhamn.rulebook.types import NoEditionInForceError

FIRST_DAY = date(2015, 1, 1)
STEPS = st.lists(st.integers(min_value=1, max_value=900), min_size=0, max_size=5)


def adoptions(days: list[date]) -> str:
    ends = [f"valid_to = {day}\n" for day in days[1:]] + [""]
    parts = [
        f'[[adoption]]\nedition = "{("first", "second")[number % 2]}"\n'
        f'valid_from = {day}\n{end}decision = "KF {number}"\n'
        for number, (day, end) in enumerate(zip(days, ends, strict=True))
    ]
    return "\n".join(reversed(parts))  # the order in the file does not matter


@settings(max_examples=30, deadline=None)
@given(steps=STEPS, later=st.integers(min_value=0, max_value=6000))
def test_each_day_from_the_first_adoption_on_has_exactly_one_edition(
    steps: list[int], later: int
) -> None:
    days = [FIRST_DAY]
    for step in steps:
        days.append(days[-1] + timedelta(days=step))
    with TemporaryDirectory() as folder:
        home = write(Path(folder))
        (home / "adoptions.toml").write_text(adoptions(days))
        instrument = load_instrument(home, VOCABULARY)
    day = FIRST_DAY + timedelta(days=later)
    for around in (day, *days, *(change - timedelta(days=1) for change in days[1:])):
        holding = [adopted for adopted in instrument.adoptions if adopted.holds_on(around)]
        assert len(holding) == 1
        assert instrument.edition_on(around).id == holding[0].edition
    with pytest.raises(NoEditionInForceError):
        instrument.edition_on(FIRST_DAY - timedelta(days=1))
