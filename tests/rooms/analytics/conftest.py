"""A small portfolio in the database, and snapshots of its own for each test."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
from pytest_django import Settings
from tests.people import Group
from tests.rooms.analytics import generated

from kornhamn.organisation.models import Authority
from kornhamn.procurement.models import ContractedTender, Lot, Procurement

IN_FORCE = "strategisk-upphandling"
PROPOSED = "inkop-som-verktyg"
ROWS = 400


@pytest.fixture(autouse=True)
def snapshots(settings: Settings, tmp_path: Path) -> Path:
    """An empty folder for snapshots."""
    settings.SNAPSHOTS = tmp_path / "snapshots"
    return tmp_path / "snapshots"


@pytest.fixture(scope="session")
def generated_cases(tmp_path_factory: pytest.TempPathFactory) -> tuple[pl.DataFrame, Path]:
    """Generated cases and the snapshot's folder that holds them, made once."""
    cases, folder = generated.cases(ROWS), tmp_path_factory.mktemp("snapshots") / "generated"
    generated.write(cases, folder)
    return cases, folder


@pytest.fixture
def frame(
    generated_cases: tuple[pl.DataFrame, Path], settings: Settings, at: datetime, db: None
) -> pl.DataFrame:  # fmt: skip
    """Generated cases, as the current snapshot."""
    cases, folder = generated_cases
    settings.SNAPSHOTS = folder.parent
    generated.make_current(folder, ROWS, at=at)
    return cases


def procurement(reference: str, authority: Authority | None, **columns: object) -> Procurement:
    """Make one procurement; without an authority its buyer stands outside the group."""
    number = authority.organisation_number if authority else "2120001355"
    name = authority.name if authority else "Annanstads kommun"
    said = {
        "buyer_number": number, "buyer_name": name, "title": f"Inköp {reference}",
        "published_on": date(2025, 3, 1), "edition": IN_FORCE, "kind": "services",
        "legal_basis": "classic", "cpv": "85300000",
    }  # fmt: skip
    return Procurement.objects.create(reference=reference, authority=authority, **(said | columns))


def win(of: Procurement, supplier: str, *, size: str | None = "small", tenders: int = 3) -> None:
    """Give a procurement a lot that a supplier won."""
    lot = Lot.objects.create(procurement=of, reference=f"{of.reference}-1", tenders=tenders)
    ContractedTender.objects.create(
        lot=lot, supplier_name=supplier, supplier_size=size, contracts=1
    )


@pytest.fixture
def portfolio(group: Group) -> dict[str, Procurement]:
    """Six procurements: two committees, two companies, one undated, one outside the group."""
    made = {
        "school": procurement("1", group.education, contracted_value=Decimal("1000000.50")),
        "food": procurement(
            "2", group.care, cpv="15000000", kind="goods", environmental_requirements=True
        ),
        "homes": procurement(
            "3", group.housing, cpv="45210000", kind="works", edition="",
            contracted_value=Decimal(20_000_000), published_on=date(2024, 11, 30),
        ),
        "pipes": procurement(
            "4", group.water, cpv="45231300", kind="works", legal_basis="utilities"
        ),
        "undated": procurement(
            "5", group.education, published_on=None, cpv=None, title='Två\n"lag"'
        ),
        "elsewhere": procurement("6", None, contracted_value=Decimal(5)),
    }  # fmt: skip
    win(made["school"], "Omsorg i Norr AB")
    win(made["homes"], "Bygg AB", size="large", tenders=1)
    return made
