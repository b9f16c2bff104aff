"""Each indicator's example was worked out by hand, and its formula gives the same."""

from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

import rulebooks
from kornhamn.analytics.indicators.columns import FIGURES, LINES
from kornhamn.analytics.indicators.declared import indicators
from kornhamn.analytics.indicators.examples import counted, expected
from kornhamn.analytics.indicators.formulas import FORMULAS

RULEBOOKS = Path(rulebooks.__file__).parent
DECLARED = indicators(RULEBOOKS)


@pytest.mark.parametrize("name", FORMULAS)
def test_the_formula_gives_what_was_worked_out_by_hand(name: str) -> None:
    indicator = DECLARED[name]
    wanted = expected(indicator.example)
    found = counted(indicator)
    assert_frame_equal(found.select(wanted.columns), wanted)
    left_out = [column for column in FIGURES if column not in wanted.columns]
    assert found.select(pl.col(left_out).is_not_null().any()).row(0) == (False,) * len(left_out)


@pytest.mark.parametrize("name", FORMULAS)
def test_the_fields_an_indicator_names_are_columns(name: str) -> None:
    tables = ("suppliers", "wins", "lots", "limits")
    own = [field for field in DECLARED[name].fields if field.partition(".")[0] not in tables]
    assert [field for field in own if field not in LINES] == []


def test_every_file_is_an_indicator_and_every_indicator_a_file() -> None:
    files = {path.stem for path in (RULEBOOKS / "indicators").glob("*.toml")}
    assert files == set(FORMULAS) == set(DECLARED)
