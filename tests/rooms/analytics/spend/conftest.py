"""A small ledger of the group, in folders of each test's own."""

from datetime import date
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.made_ledgers import Line, load_lines
from tests.people import Group

from kornhamn.spend.models import LedgerLoad


@pytest.fixture(autouse=True)
def ledgers(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder for loads."""
    settings.LEDGERS = tmp_path / "ledgers"
    return tmp_path / "ledgers"


@pytest.fixture
def january(group: Group) -> LedgerLoad:
    """A load: two committees and a company buy food, one of them with an agreement."""
    return load_lines(
        [
            Line(
                group.education, "Livs AB", 1000.50, category="2110", invoice="1", agreement="A1",
                invoiced_on=date(2026, 1, 2), due_on=date(2026, 2, 1), paid_on=date(2026, 1, 30),
            ),
            Line(group.education, "Livs AB", 499.50, category="2110", invoice="1"),
            Line(group.education, "Livs AB", -100, category="2110", invoice="2"),
            Line(
                group.care, "Livs AB", 2000, category="2110", invoice="3",
                invoiced_on=date(2026, 1, 2), due_on=date(2026, 2, 1), paid_on=date(2026, 2, 11),
            ),
            Line(group.care, "Bygg AB", 5000, category="1010", invoice="4"),
            Line(group.housing, "Bygg AB", 9000, account="6500", invoice="5"),
            Line(None, "Okänd AB", 300, on=None, invoice="6"),
        ],
        name="2026-01.csv",
    )  # fmt: skip


@pytest.fixture
def february(january: LedgerLoad, group: Group) -> LedgerLoad:
    """One more load, that names no agreements."""
    return load_lines(
        [
            Line(group.education, "Livs Aktiebolag", 700, on=date(2026, 2, 3), account="6100"),
            Line(group.care, "Livs AB", 1500, on=date(2026, 2, 9), category="2110"),
        ],
        name="2026-02.csv",
    )
