"""The small made-up municipality of the journeys, brought in through the product's own doors."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from kornhamn.analytics.actions import refresh, refresh_indicators, refresh_spend
from kornhamn.contracts.actions import register_contract
from kornhamn.contracts.models import Contract
from kornhamn.contracts.types import NewContract, NewOption, NewParty
from kornhamn.jobs.demo.contract_keeping import Desk, follow_up, learn, prepare
from kornhamn.jobs.demo.group import authorities, organisation_csv
from kornhamn.jobs.demo.statistics import statistics
from kornhamn.organisation.actions import import_register
from kornhamn.organisation.models import Person
from kornhamn.organisation.queries import actor_for
from kornhamn.organisation.types import SYSTEM, Role
from kornhamn.procurement.actions import import_statistics
from kornhamn.suppliers.actions import record_answers
from kornhamn.suppliers.types import Answer, CheckKind, CheckOutcome, CheckSource
from tests.browser import managed
from tests.browser.moment import AT
from tests.made_ledgers import Line, load_lines, supplier_named

BODIES = 9  # seven committees and two companies
PROCUREMENTS = 160
ANALYST, AUDITOR, ADMINISTRATOR, GROUP_BOARD = (
    "Astrid Lind", "Cecilia Åkesson", "David Öberg", "Bo Sjögren"
)  # fmt: skip
RESPONSIBLE, PURCHASER = "Farid Haddad", "Rut Hjelm"  # both of the education committee


@dataclass(frozen=True, slots=True)
class Files:
    """The files that the world was made of."""

    register: Path
    statistics: tuple[Path, ...]


def write_files(folder: Path, *, procurements: int = PROCUREMENTS, seed: int = 2026) -> Files:
    """Write the register and the four statistics files."""
    folder.mkdir(parents=True, exist_ok=True)
    register = folder / "register.csv"
    register.write_text(organisation_csv(BODIES), encoding="utf-8")
    paths = []
    for kind, frame in statistics(procurements, group=authorities(BODIES), seed=seed).items():
        paths.append(folder / f"{kind}.csv")
        frame.write_csv(paths[-1], separator=";")
    return Files(register, tuple(paths))


def fill(files: Files) -> None:
    """Import the group and its procurements, load a ledger, and take the first snapshots."""
    import_register(files.register.read_bytes(), by=SYSTEM, at=AT)
    import_statistics(files.statistics, by=SYSTEM, at=AT)
    load_ledger()
    agree_contract()
    check_debts()
    manage_more()
    refresh(by=SYSTEM, at=AT)


def load_ledger() -> None:
    """Load a little ledger of the education committee, in which an invoice is booked twice."""
    own = person_named(RESPONSIBLE).appointments.get(role=Role.PURCHASING_RESPONSIBLE).authority
    load_lines(
        [
            Line(own, "Hamnens Bygg AB", 84_000, invoice="2026-114", category="1010"),
            Line(own, "Hamnens Bygg AB", 84_000, invoice="2026-114", on=date(2026, 2, 3)),
            Line(own, "Hamnens Data AB", 410_000, invoice="A7", category="3010"),
            Line(own, "Skeppets Data AB", 190_000, invoice="19", category="3010"),
            Line(own, "Kajens Papper AB", 900, invoice="K1", text="Blandat"),  # in doubt
        ]
    )
    refresh_spend(by=SYSTEM, at=AT)
    refresh_indicators(by=SYSTEM, at=AT)


def agree_contract() -> None:
    """Register a contract of the education committee with an option that waits."""
    own = person_named(RESPONSIBLE).appointments.get(role=Role.PURCHASING_RESPONSIBLE).authority
    new = NewContract(
        reference="UBN 2025/12",
        title="Datorer och skärmar",
        authority=own.pk,
        first_day=date(2025, 1, 1),
        last_day=date(2031, 12, 31),
        parties=(NewParty(supplier_named("Hamnens Data AB").key),),
        category="3010",
        options=(NewOption(date(2032, 12, 31), date(2031, 6, 30)),),
    )
    registered = register_contract(new, by=SYSTEM, at=AT, on=AT.date())
    Contract.objects.filter(pk=registered.pk).update(manager=person_named(RESPONSIBLE))
    keep_contract(Contract.objects.select_related("authority").get(pk=registered.pk))


def keep_contract(contract: Contract) -> None:
    """Follow a contract up as its manager does, with a check to do today and a lesson."""
    on = AT.date()
    desk = Desk(actor_for(person_named(RESPONSIBLE), on=on), AT, on)
    prepare(contract, desk)
    follow_up(contract, desk)
    learn(contract, "Skärmarna flimrade.", "Prova skärmarna innan avtalet sluts.", desk)


def manage_more() -> None:
    """Bring in category work, call-offs, contract lists, supply chains and loyalty."""
    person = person_named(RESPONSIBLE)
    own = person.appointments.get(role=Role.PURCHASING_RESPONSIBLE).authority
    managed.work_on_a_category(own, person)
    managed.call_off_from_frameworks(own)
    managed.watch_the_chain(Contract.objects.get(reference="UBN 2025/12"))
    managed.agree_on_prices(Contract.objects.get(reference="UBN 2025/12"))
    managed.load_lists(own)
    managed.count_loyalty()


def check_debts() -> None:
    """Have a supplier checked, with a remark that somebody must assess."""
    key = supplier_named("Hamnens Bygg AB").key
    answer = Answer(key, CheckOutcome.REMARK, {"public_ore": 1_250_000, "private_ore": 0})
    own = Answer(
        supplier_named("Hamnens Data AB").key,
        CheckOutcome.REMARK,
        {"public_ore": 900, "private_ore": 0},
    )
    record_answers([answer, own], CheckSource(CheckKind.DEBTS, "Kronofogden"), by=SYSTEM, at=AT)


def person_named(name: str) -> Person:
    """Return a person of the world."""
    return Person.objects.get(name=name)
