"""A ledger in which one invoice is booked twice, in folders of each test's own."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from pytest_django import Settings
from tests.made_ledgers import Line, load_lines
from tests.people import Group

from kornhamn.analytics.actions import refresh_indicators, refresh_spend
from kornhamn.analytics.models import Flag
from kornhamn.analytics.types.flags import Refreshed
from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.models import LedgerLoad

TWICE = 40_000  # kronor of the invoice that is booked twice


@pytest.fixture(autouse=True)
def ledgers(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder for loads."""
    settings.LEDGERS = tmp_path / "ledgers"
    return tmp_path / "ledgers"


@pytest.fixture
def booked_twice(group: Group) -> LedgerLoad:
    """A load in which the education committee booked an invoice twice, and another once."""
    return load_lines(
        [
            Line(group.education, "Bygg AB", TWICE, invoice="F1"),
            Line(group.education, "Bygg AB", TWICE, invoice="F1", on=date(2026, 1, 20)),
            Line(group.education, "Livs AB", 99_000, invoice="F2"),
            Line(group.care, "Livs AB", 500, invoice="F3"),
        ]
    )


@pytest.fixture
def count(at: datetime) -> Callable[[], Refreshed]:
    """Take a snapshot and count the indicators over it."""

    def counted() -> Refreshed:
        refresh_spend(by=SYSTEM, at=at)
        return refresh_indicators(by=SYSTEM, at=at)

    return counted


@pytest.fixture
def flag(booked_twice: LedgerLoad, count: Callable[[], Refreshed]) -> Flag:
    """The question that the invoice raises for the education committee."""
    count()
    return Flag.objects.get(indicator="duplicate-invoices", authority__isnull=False)
