"""Every source that is set up is asked by itself, each on its rhythm, and what is new is told."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from pytest_django import Settings
from tests.people import Group
from typer.testing import CliRunner

from kornhamn.contracts.actions import register_contract
from kornhamn.contracts.models import SupplierAlarm
from kornhamn.contracts.types import NewContract, NewParty
from kornhamn.integrations.business_register.fake import running
from kornhamn.integrations.company_register.bulk_file import COLUMNS
from kornhamn.jobs.cli import build_app
from kornhamn.jobs.tasks import watch_suppliers
from kornhamn.jobs.watching import SourceFileGoneError, ask_and_raise
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.models import Check, CheckRun, Spelling, Supplier
from kornhamn.suppliers.types import CheckKind, CheckOutcome, Origin, SupplierKind

pytestmark = [pytest.mark.django_db, pytest.mark.loopback]
AT, DAY = datetime(2026, 3, 9, 8, tzinfo=UTC), timedelta(days=1)
NUMBER = "5560000167"
REGISTERED = {"Fskattstatus, kod": "1", "Momsstatus, kod": "1", "Arbetsgivarstatus, kod": "1"}
FILES = {CheckKind.COMPANY_REGISTER, CheckKind.SANCTIONS, CheckKind.DEBTS}


@pytest.fixture(autouse=True)
def supplier(group: Group, settings: Settings) -> Supplier:
    """A supplier under a running contract, and no source set up."""
    settings.BUSINESS_REGISTER_URL = settings.COMPANY_REGISTER_FILE = settings.DEBTS_FILE = ""
    settings.SANCTIONS_LISTS = []
    made = Supplier.objects.create(
        name="Morning Star AB", organisation_number=NUMBER, kind=SupplierKind.LEGAL_PERSON
    )
    Spelling.objects.create(name=made.name, origin=Origin.LEDGER, supplier=made)
    parties = (NewParty(made.key),)
    new = NewContract("1", "Frakt", group.education.pk, date(2025, 1, 1), None, parties)
    register_contract(new, by=SYSTEM, at=AT, on=AT.date())
    return made


@pytest.fixture
def files(settings: Settings, tmp_path: Path) -> dict[CheckKind, Path]:
    """The files of three sources, laid the day of the tests, with a debt and a listed name."""
    cells = dict.fromkeys(COLUMNS, "") | {
        "organisationsidentitet": f"{NUMBER}$ORGNR-IDORG",
        "organisationsnamn": "Morning Star AB$FORETAGSNAMN-ORGNAM$2001-02-03",
    }
    texts = {
        CheckKind.COMPANY_REGISTER: ";".join(COLUMNS)
        + "\n"
        + ";".join(f'"{cells[column]}"' for column in COLUMNS),
        CheckKind.SANCTIONS: '<export xmlns="http://eu.europa.ec/fpi/fsd/export"'
        ' generationDate="2026-03-05"><sanctionEntity euReferenceNumber="EU.1.10">'
        '<subjectType code="enterprise"/><nameAlias wholeName="Morning Star AB"/>'
        "</sanctionEntity></export>",
        CheckKind.DEBTS: f"organisationsnummer;allmanna_mal;enskilda_mal\n{NUMBER};500;0\n",
    }
    made = {kind: tmp_path / f"{kind.value}.txt" for kind in texts}
    for kind, path in made.items():
        path.write_text(texts[kind])
        laid(path, AT)
    settings.COMPANY_REGISTER_FILE = str(made[CheckKind.COMPANY_REGISTER])
    settings.SANCTIONS_LISTS = [str(made[CheckKind.SANCTIONS])]
    settings.DEBTS_FILE = str(made[CheckKind.DEBTS])
    return made


def laid(path: Path, at: datetime) -> None:
    """Give a file the moment at which it was laid there."""
    os.utime(path, (at.timestamp(), at.timestamp()))


def asked(kind: CheckKind) -> int:
    return CheckRun.objects.filter(kind=kind).count()


def test_where_no_source_is_set_up_nothing_is_asked() -> None:
    assert ask_and_raise(AT) == 0
    assert not CheckRun.objects.exists()


def test_every_source_that_is_set_up_is_asked_and_remarks_are_alarms(
    files: dict[CheckKind, Path], settings: Settings
) -> None:
    with running({NUMBER: REGISTERED}) as settings.BUSINESS_REGISTER_URL:
        watch_suppliers(int(AT.timestamp()))
    standing = dict(Check.objects.filter(is_current=True).values_list("kind", "outcome"))
    assert standing == {
        CheckKind.TAX: CheckOutcome.CLEAR,
        CheckKind.COMPANY_REGISTER: CheckOutcome.CLEAR,
        CheckKind.SANCTIONS: CheckOutcome.REMARK,
        CheckKind.DEBTS: CheckOutcome.REMARK,
    }
    assert SupplierAlarm.objects.count() == 2


def test_each_source_is_asked_on_its_own_rhythm(
    files: dict[CheckKind, Path], settings: Settings
) -> None:
    with running({NUMBER: REGISTERED}) as settings.BUSINESS_REGISTER_URL:
        for days in (0, 1, 31, 32, 64, 92, 93):
            for path in files.values():
                laid(path, AT + days * DAY)
            ask_and_raise(AT + days * DAY)
    # each month after day 0: on day 32 and day 64; each quarter: on day 93
    assert {kind: asked(kind) for kind in (*FILES, CheckKind.TAX)} == {
        CheckKind.COMPANY_REGISTER: 3,
        CheckKind.SANCTIONS: 3,
        CheckKind.DEBTS: 2,
        CheckKind.TAX: 2,
    }


def test_a_file_from_before_the_last_asking_tells_nothing_of_today(
    files: dict[CheckKind, Path],
) -> None:
    ask_and_raise(AT)
    ask_and_raise(AT + 40 * DAY)
    assert asked(CheckKind.SANCTIONS) == 1
    laid(files[CheckKind.SANCTIONS], AT + 39 * DAY)
    ask_and_raise(AT + 40 * DAY)
    assert (asked(CheckKind.SANCTIONS), asked(CheckKind.COMPANY_REGISTER)) == (2, 1)


@pytest.mark.parametrize("gone", sorted(FILES))
def test_a_source_that_is_not_there_holds_no_other_back_and_is_told(
    files: dict[CheckKind, Path], gone: CheckKind
) -> None:
    files[gone].unlink()
    with pytest.raises(SourceFileGoneError):
        ask_and_raise(AT)
    assert {kind for kind in FILES if asked(kind)} == FILES - {gone}
    remarks = {CheckKind.SANCTIONS, CheckKind.DEBTS} - {gone}
    assert SupplierAlarm.objects.count() == len(remarks)


def test_a_register_that_is_down_leaves_the_answer_unknown_and_the_others_asked(
    files: dict[CheckKind, Path], settings: Settings
) -> None:
    with running({}, failures={NUMBER: 403}) as settings.BUSINESS_REGISTER_URL:
        ask_and_raise(AT)
    assert Check.objects.get(kind=CheckKind.TAX).outcome == CheckOutcome.UNKNOWN
    assert all(asked(kind) for kind in FILES)


@pytest.mark.usefixtures("files")
def test_the_command_asks_at_once_and_tells_what_is_still_due() -> None:
    with time_machine.travel(AT, tick=False):
        done = CliRunner().invoke(build_app(), ["check", "watch"])
    assert done.exit_code == 0, done.output
    assert "2 new alarms." in done.output
    assert "exclusion: 1 suppliers under contract are due." in done.output
    assert "tax: 1 suppliers under contract are due." in done.output
    assert "sanctions" not in done.output
