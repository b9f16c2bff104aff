"""Made-up contracts of a committee, as its contract manager keeps them.

The suppliers are those that the ledgers say the committee buys most from, so that a line of a
ledger leads to its contract, the contract to its term, and the term to the programme.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from kornhamn.categories.queries import of_cpv
from kornhamn.contracts.actions import change_contract, name_successor, register_contract
from kornhamn.contracts.actions.change_contract import ContractChange
from kornhamn.contracts.queries import Contract
from kornhamn.contracts.types import NewContract, NewOption, NewParty
from kornhamn.jobs.demo.contract_keeping import Desk, follow_up, learn, prepare, write_terms
from kornhamn.jobs.demo.prices import agree_prices
from kornhamn.jobs.demo.sellers import sellers
from kornhamn.organisation.queries import Authority, Person, active_person, actor_for

MANAGER, OWNER = "farid.haddad@kornhamn.example", "utbildning"
_DAY, _ORE = timedelta(days=1), 100


@dataclass(frozen=True, slots=True)
class DemoContract:
    """A contract to be made up: what is bought, its CPV code, and its days around today."""

    reference: str
    title: str
    cpv: str
    began: int  # days before today; below zero it has not begun
    ends: int  # days after today
    notice: int | None = None  # days until the option must be decided
    kronor: int = 4_000_000  # its ceiling


FOOD, NEXT_FOOD, ENDED = (
    DemoContract("UBN 2023/41", "Livsmedel till skolor och förskolor", "15000000", 800, 320, 45),
    DemoContract("UBN 2026/12", "Livsmedel till skolor, nytt avtal", "15000000", -40, 1400, 1100),
    DemoContract("UBN 2021/03", "Kontorsmaterial", "30190000", 1500, -20),
)
OTHERS = (
    DemoContract("UBN 2024/07", "Licenser för skolan", "48000000", 500, 600, 200),
    DemoContract("UBN 2024/19", "Elevdatorer och skärmar", "30000000", 400, 330, 150),
    DemoContract("UBN 2025/30", "IT-stöd i skolorna", "72000000", 200, 900, 540, 6_000_000),
)
LESSONS = {
    FOOD: (
        "Leveranstiderna stod inte i viteslistan förrän vi fick dem inskrivna i efterhand.",
        "Skriv leveranstid per kök i villkoren, med vite per påbörjad vecka.",
    ),
    ENDED: (
        "Sortimentet var för brett: hälften av artiklarna köptes aldrig.",
        "Börja i inköpsstatistiken och upphandla de artiklar som köps.",
    ),
}


def keep_contracts(*, at: datetime, on: date) -> int:
    """Make the contracts of a committee up with their follow-up, once; return how many."""
    person, owner = active_person(email=MANAGER), Authority.objects.filter(code=OWNER).first()
    if person is None or owner is None:
        return 0
    if Contract.objects.filter(authority=owner, manager=person).exists():
        return 0
    desk = Desk(actor_for(person, on=on), at, on)
    made = {
        told: contract
        for told in (FOOD, NEXT_FOOD, ENDED, *OTHERS)
        if (contract := _registered(told, owner, person, desk))
    }
    for told, contract in made.items():
        _keep(told, contract, desk)
    if FOOD in made and NEXT_FOOD in made:
        name_successor(made[FOOD], made[NEXT_FOOD], by=desk.by, at=at)
    return len(made)


def _keep(told: DemoContract, contract: Contract, desk: Desk) -> None:
    if told is FOOD:
        follow_up(contract, desk)
        agree_prices(contract, desk)
    elif told is NEXT_FOOD:
        prepare(contract, desk)
    elif told is not ENDED:
        write_terms(contract, desk)
    if told in LESSONS:
        learn(contract, *LESSONS[told], desk)


def _registered(
    told: DemoContract, owner: Authority, person: Person, desk: Desk
) -> Contract | None:
    """Register a contract with whoever the committee buys most of the kind from."""
    category = of_cpv(told.cpv)
    seller = next(iter(sellers(category.code, 1, owner)), None) if category else None
    if category is None or seller is None:
        return None
    last, first = desk.on + told.ends * _DAY, desk.on - told.began * _DAY
    options: tuple[NewOption, ...] = ()
    if told.notice:
        options = (NewOption(last + 365 * _DAY, desk.on + told.notice * _DAY),)
    new = NewContract(
        told.reference, told.title, owner.pk, first, last, (NewParty(seller.key),), category.code,
        options=options, ceiling_ore=told.kronor * _ORE,
    )  # fmt: skip
    made = register_contract(new, by=desk.by, at=desk.at - 120 * _DAY, on=desk.on)
    change = ContractChange(
        told.title, category.code, person.pk, for_the_group=False, users=(),
        ceiling_ore=told.kronor * _ORE, prices="Enligt prislistan.",
        indexation="Konsumentprisindex, en gång om året i januari.",
    )  # fmt: skip
    change_contract(made, change, by=desk.by, at=desk.at - 119 * _DAY)
    return Contract.objects.select_related("authority").get(pk=made.pk)
