"""Made-up framework agreements for the whole group, each called off from in a way of its own."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from kornhamn.categories.queries import of_cpv
from kornhamn.contracts.actions import distribute, register_contract
from kornhamn.contracts.queries import Contract
from kornhamn.contracts.types import CallOffMethod, Distribution, NewContract, NewParty
from kornhamn.jobs.demo.contract_keeping import Desk
from kornhamn.jobs.demo.sellers import sellers
from kornhamn.organisation.queries import Authority, Person

_DAY, _ORE = timedelta(days=1), 100


@dataclass(frozen=True, slots=True)
class Framework:
    """A framework agreement to be made up, with its days around today."""

    reference: str
    title: str
    owner: str  # the authority's code
    cpv: str
    parties: int
    kronor: int  # its ceiling
    prices: str
    began: int = 690  # days before today
    ends: int = 700  # days after today
    ranked: bool = False
    shares: tuple[int, ...] = ()  # per cent
    of_owner: bool = False  # with those the owner itself buys most from


CONSULTANTS, ENGINEERS, FURNITURE, SCHOOL_BUS, FUEL = (
    Framework(
        "KS 2024/88", "IT-konsulter, ramavtal", "kommunstyrelsen", "72000000", 3, 12_000_000,
        "Timpris efter nivå: utvecklare 985 kr, projektledare 1 095 kr, arkitekt 1 240 kr. Resor "
        "ingår inom kommunen.",
        ranked=True,
    ),
    Framework(
        "KS 2024/31", "Tekniska konsulter, ramavtal", "kommunstyrelsen", "71000000", 4,
        40_000_000,
        "Takpris 1 150 kr per timme. Priset sätts i den förnyade konkurrensutsättningen.",
    ),
    Framework(
        "UBN 2024/52", "Skolmöbler, ramavtal", "utbildning", "39100000", 2, 3_000_000,
        "Enligt prislistan. Leverans och montering ingår.",
        began=620, ends=210, ranked=True,
    ),
    Framework(
        "UBN 2024/77", "Skolskjuts med taxi, ramavtal", "utbildning", "60100000", 2, 9_000_000,
        "Grundavgift 96 kr per resa och 21,40 kr per kilometer. Inget tillägg för framkörning.",
        shares=(60, 40),
    ),
    Framework(
        "HAMN 2024/5", "Drivmedel till arbetsfordon", "hamn", "09100000", 1, 3_000_000,
        "Enligt prislistan, fritt tankstationen i hamnen.",
        of_owner=True,
    ),
)  # fmt: skip
FRAMEWORKS = (CONSULTANTS, ENGINEERS, FURNITURE, SCHOOL_BUS, FUEL)


def agree(told: Framework, manager: Person, desk: Desk) -> Contract | None:
    """Register a framework agreement with whoever sells most of the kind, for the whole group."""
    owner, category = Authority.objects.filter(code=told.owner).first(), of_cpv(told.cpv)
    buyer = owner if told.of_owner else None
    chosen = sellers(category.code, told.parties, buyer) if category else ()
    if owner is None or category is None or len(chosen) < told.parties:
        return None
    new = NewContract(
        told.reference, told.title, owner.pk, desk.on - told.began * _DAY,
        desk.on + told.ends * _DAY,
        tuple(NewParty(one.key, rank=place if told.ranked else None)
              for place, one in enumerate(chosen, start=1)),
        category.code, is_framework=True, for_the_group=True, ceiling_ore=told.kronor * _ORE,
        manager=manager.pk, prices=told.prices,
        indexation="Konsumentprisindex, en gång om året i januari.",
    )  # fmt: skip
    made = register_contract(new, by=desk.by, at=desk.before(told.began), on=desk.on)
    if told.shares:
        _share(made, told.shares, desk)
    return Contract.objects.select_related("authority").get(pk=made.pk)


def _share(made: Contract, shares: Sequence[int], desk: Desk) -> None:
    parties = made.parties.order_by("pk").values_list("pk", flat=True)
    said = Distribution("", CallOffMethod.SHARE, percents=tuple(zip(parties, shares, strict=True)))
    distribute(made, said, by=desk.by, at=desk.before(1))
