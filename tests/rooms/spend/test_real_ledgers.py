"""Real open ledgers, where they are at hand: no typing, and totals to the öre."""

import csv
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from kornhamn.organisation.types import SYSTEM
from kornhamn.spend.actions import load_ledger, receive_file, source_named
from tests.conftest import AT
from tests.rooms.spend.ledgers import given_file

LEDGERS = Path(__file__).resolve().parents[4] / "shared" / "data" / "ledgers"
DEVON, OREBRO = LEDGERS / "devon_2018-06.csv", LEDGERS / "orebro_2016-03_two_committees.xlsx"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not LEDGERS.exists(), reason="the real ledgers are not at hand"),
]


def ore(amount: object) -> int:
    return int((Decimal(str(amount)) * 100).quantize(Decimal(1)))


def of_devon() -> list[int]:
    with DEVON.open(encoding="utf-8-sig", newline="") as file:
        return [ore(row["Amount"]) for row in csv.DictReader(file)]


def of_orebro() -> list[int]:
    rows = openpyxl.load_workbook(OREBRO, read_only=True).active.iter_rows(
        min_row=2, values_only=True
    )
    return [ore(row[5]) for row in rows if row[5] is not None]


@pytest.mark.parametrize(
    ("path", "independent", "columns"),
    [(DEVON, of_devon, 11), (OREBRO, of_orebro, 6)],
    ids=["devon", "orebro"],
)
def test_a_real_ledger_needs_no_typing_and_adds_up(
    path: Path, independent: object, columns: int
) -> None:
    source = source_named(path.stem, by=SYSTEM, at=AT)
    load = receive_file(given_file(path), path.name, source=source, by=SYSTEM, at=AT)
    load_ledger(load, by=SYSTEM, at=AT)
    amounts = independent()  # type: ignore[operator]
    assert (load.rows_read, load.rows_taken, load.rows_refused) == (len(amounts), len(amounts), 0)
    assert load.ore_read == load.ore_taken == sum(amounts)
    assert len(load.mapping["columns"]) == columns
