"""Sources asked about the group's suppliers, from the file to the standing answer."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kornhamn.integrations.actions import (
    check_company_register,
    check_debts,
    check_sanctions,
    check_tax,
)
from kornhamn.integrations.business_register.client import BusinessRegisterClient
from kornhamn.integrations.business_register.fake import running
from kornhamn.integrations.company_register.bulk_file import COLUMNS
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.models import Check, Spelling, Supplier
from kornhamn.suppliers.types import CheckKind, CheckOutcome, Origin, SupplierKind

pytestmark = [pytest.mark.django_db, pytest.mark.loopback]
AT = datetime(2026, 3, 9, 8, tzinfo=UTC)
ONE, OTHER = "5560000167", "5560000175"


@pytest.fixture(autouse=True)
def suppliers() -> dict[str, Supplier]:
    made = {
        number: Supplier.objects.create(
            name=name, organisation_number=number, kind=SupplierKind.LEGAL_PERSON
        )
        for number, name in ((ONE, "Exempel AB"), (OTHER, "Morning Star Shipping AB"))
    }
    for supplier in made.values():
        Spelling.objects.create(name=supplier.name, origin=Origin.LEDGER, supplier=supplier)
    return made


def standing(kind: CheckKind) -> dict[str, str]:
    checks = Check.objects.filter(kind=kind, is_current=True).select_related("supplier")
    return {check.supplier.organisation_number: check.outcome for check in checks}


def test_the_company_register_is_asked_about_every_number(tmp_path: Path) -> None:
    cells = dict.fromkeys(COLUMNS, "") | {
        "organisationsidentitet": f"{ONE}$ORGNR-IDORG",
        "organisationsnamn": "Exempel AB$FORETAGSNAMN-ORGNAM$2001-02-03",
        "avregistreringsdatum": "2025-01-02",
    }
    row = ";".join(f'"{cells[column]}"' for column in COLUMNS)
    path = tmp_path / "bulk.txt"
    path.write_text(";".join(COLUMNS) + "\n" + row + "\n")
    run = check_company_register(path, by=SYSTEM, at=AT)
    assert (run.asked, run.remark, run.unknown, len(run.sha256)) == (2, 1, 1, 64)
    assert standing(CheckKind.COMPANY_REGISTER) == {
        ONE: CheckOutcome.REMARK,
        OTHER: CheckOutcome.UNKNOWN,
    }


def test_sanctions_lists_are_held_against_every_spelling(tmp_path: Path) -> None:
    path = tmp_path / "eu.xml"
    path.write_text(
        '<export xmlns="http://eu.europa.ec/fpi/fsd/export" generationDate="2026-08-05">'
        '<sanctionEntity euReferenceNumber="EU.1.10"><subjectType code="enterprise"/>'
        '<nameAlias wholeName="Morning Star Shipping"/></sanctionEntity></export>'
    )
    run = check_sanctions([path], by=SYSTEM, at=AT)
    assert run.version == "eu 2026-08-05"
    assert standing(CheckKind.SANCTIONS) == {ONE: CheckOutcome.CLEAR, OTHER: CheckOutcome.REMARK}


def test_a_register_that_fails_for_one_answers_for_the_others() -> None:
    registered = {"Fskattstatus, kod": "1", "Momsstatus, kod": "1", "Arbetsgivarstatus, kod": "1"}
    with running({ONE: registered}, failures={OTHER: 503}) as url:
        register = BusinessRegisterClient(url, pause=lambda _: None)
        run = check_tax(register, by=SYSTEM, at=AT)
    assert (run.clear, run.unknown) == (1, 1)
    assert standing(CheckKind.TAX) == {ONE: CheckOutcome.CLEAR, OTHER: CheckOutcome.UNKNOWN}


def test_debts_that_were_not_answered_are_unknown(tmp_path: Path) -> None:
    path = tmp_path / "svar.csv"
    path.write_text(f"organisationsnummer;allmanna_mal;enskilda_mal\n{ONE};0;0\n")
    check_debts(path, by=SYSTEM, at=AT)
    assert standing(CheckKind.DEBTS) == {ONE: CheckOutcome.CLEAR, OTHER: CheckOutcome.UNKNOWN}
