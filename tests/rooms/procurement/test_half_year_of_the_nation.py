"""The real half year, where it lies beside the project: every row, and the sum to the krona."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import fastexcel
import polars as pl
import pytest
from django.db.models import Sum

from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions import import_statistics
from kornhamn.procurement.models import ContractedTender, Lot, Procurement
from kornhamn.procurement.queries import run_report

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "uhm-2021-h1"
KEY = ["Organisationsnummer för köpare", "Upphandlings-ID"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.slow,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="the half year's files are not beside us"),
]


def table(name: str) -> pl.DataFrame:
    """Read a file without any of our own code."""
    return fastexcel.read_excel(FOLDER / name).load_sheet(0, dtypes="string").to_polars()


def test_every_row_of_the_half_year_is_accounted_for_and_the_sums_agree(at: datetime) -> None:
    files = {path.name: table(path.name) for path in FOLDER.glob("*.xlsx")}
    run = import_statistics([FOLDER], by=SYSTEM, at=at)
    report = run_report(run.pk)
    assert {file.name: file.rows_accounted_for for file in report.files} == {
        name: frame.height for name, frame in files.items()
    }
    keys = pl.concat([frame.select(KEY) for frame in files.values()])
    assert Procurement.objects.count() == keys.n_unique()
    lots = pl.concat(
        [f.select(*KEY, "Anbudsområdes-ID") for f in files.values() if "Anbudsområdes-ID" in f]
    )
    assert Lot.objects.count() == lots.n_unique()
    winners = files["number_of_contracted_tenders_with_suppliers.xlsx"]
    assert ContractedTender.objects.count() == winners.height
    value = files["contracted_value.xlsx"]["Kontrakterat värde, Summa"].cast(pl.Int64).sum()
    total = Procurement.objects.aggregate(Sum("contracted_value"))["contracted_value__sum"]
    assert total == Decimal(value)
    tenders = files["number_of_tenders.xlsx"]["Antal anbud, Summa"].cast(pl.Int64).sum()
    assert Lot.objects.aggregate(Sum("tenders"))["tenders__sum"] == tenders
