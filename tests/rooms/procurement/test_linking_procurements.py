from datetime import datetime
from pathlib import Path

import pytest

from kornhamn.audit.models import Entry
from kornhamn.organisation.models import Authority
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions import import_statistics, link_procurements
from kornhamn.procurement.models import Procurement
from kornhamn.procurement.types import FileKind
from tests.people import Group
from tests.statistics_files import BUYER, row, write_csv

pytestmark = pytest.mark.django_db
NAME = "Namn för köpare"


def linked(folder: Path, at: datetime, number: str, name: str) -> Authority | None:
    """Import one procurement of a buyer and return the authority it belongs to."""
    one = row(FileKind.PROCUREMENTS, {BUYER: number, NAME: name})
    import_statistics([write_csv(folder / "p.csv", [one])], by=SYSTEM, at=at)
    return Procurement.objects.get().authority


@pytest.mark.parametrize(
    "name",
    [
        "Utbildningsnämnden",
        "UTBILDNINGSNÄMNDEN",
        "  utbildningsnämnden ",
        "KORNHAMNS KOMMUN, UTBILDNINGSNÄMNDEN",
        "Kornhamns kommun - Utbildningsnämnden",
    ],
)
def test_a_committee_is_known_by_its_name_among_those_that_share_the_number(
    tmp_path: Path, at: datetime, group: Group, name: str
) -> None:
    assert linked(tmp_path, at, "2120009994", name) == group.education


@pytest.mark.parametrize("name", ["KORNHAMNS KOMMUN", "Kornhamns kommun, okänd förvaltning", ""])
def test_without_a_committees_name_it_is_the_municipality(
    tmp_path: Path, at: datetime, group: Group, name: str
) -> None:
    assert linked(tmp_path, at, "2120009994", name) == group.municipality


def test_a_company_is_known_by_its_number_whatever_its_name(
    tmp_path: Path, at: datetime, group: Group
) -> None:
    assert linked(tmp_path, at, "556999-0020", "KHN VATTEN") == group.water


def test_a_committee_is_known_by_another_name_it_goes_by(
    tmp_path: Path, at: datetime, group: Group
) -> None:
    group.care.other_names = ["Äldreförvaltningen"]
    group.care.save()
    assert linked(tmp_path, at, "2120009994", "KORNHAMNS KOMMUN, ÄLDREFÖRVALTNINGEN") == group.care


def test_a_buyer_outside_the_group_belongs_to_nobody(
    tmp_path: Path, at: datetime, group: Group
) -> None:
    assert linked(tmp_path, at, "2120000142", group.education.name) is None


def test_committees_without_their_municipality_take_nothing_by_number_alone(
    tmp_path: Path, at: datetime, group: Group
) -> None:
    group.municipality.delete()
    assert linked(tmp_path, at, "2120009994", "KORNHAMNS KOMMUN") is None


def test_procurements_are_linked_when_the_organisation_comes_later(
    tmp_path: Path, at: datetime, group: Group
) -> None:
    number, group.water.organisation_number = group.water.organisation_number, "5569990038"
    group.water.save()
    assert linked(tmp_path, at, number, "KHN VATTEN") is None
    group.water.organisation_number = number
    group.water.save()
    assert link_procurements(by=SYSTEM, at=at) == 1
    assert Procurement.objects.get().authority == group.water
    assert Entry.objects.latest("number").verb == "procurements.linked"
    assert link_procurements(by=SYSTEM, at=at) == 0
