"""A contract's life: registered, started by its day, prolonged in time, ended, succeeded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.people import Group, People, actor_of

from kornhamn.audit.models import Entry
from kornhamn.contracts.actions import (
    decline_option,
    follow_time,
    lapse_options,
    name_successor,
    register_contract,
    terminate_contract,
    use_option,
)
from kornhamn.contracts.actions.decide_option import (
    EarlierOptionOpenError,
    OptionDecidedError,
    OptionTooLateError,
    ReasonMissingError,
)
from kornhamn.contracts.actions.end_contract import LastDayOutsideError, SuccessorInCircleError
from kornhamn.contracts.actions.register_contract import (
    ContractKnownError,
    NoPartyError,
    OptionOutOfOrderError,
    PartyTwiceError,
    SupplierUnknownError,
)
from kornhamn.contracts.models import Contract
from kornhamn.contracts.queries import catalogue, coverage
from kornhamn.contracts.types import (
    ContractState,
    ContractVerb,
    NewContract,
    NewOption,
    NewParty,
    OptionState,
)
from kornhamn.contracts.workflow import TRANSITIONS, NotPossibleNow, next_state
from kornhamn.kernel.errors import DomainError
from kornhamn.kernel.period import PeriodEndsBeforeItStarts
from kornhamn.organisation.types import SYSTEM, Permission
from kornhamn.suppliers.models import Supplier

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)


@pytest.fixture
def supplier() -> Supplier:
    return Supplier.objects.create(name="Exempel AB")


@pytest.fixture
def new(group: Group, supplier: Supplier) -> NewContract:
    return NewContract(
        reference="UBN 2025/12",
        title="IT-konsulter",
        authority=group.education.pk,
        first_day=date(2025, 1, 1),
        last_day=date(2026, 12, 31),
        parties=(NewParty(supplier.key, rank=1),),
        category="it",
        options=(
            NewOption(date(2027, 12, 31), date(2026, 9, 30)),
            NewOption(date(2028, 12, 31), date(2027, 9, 30)),
        ),
    )


def registered(new: NewContract, **changed: object) -> Contract:
    return register_contract(replace(new, **changed), by=SYSTEM, at=AT, on=ON)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"parties": ()}, NoPartyError),
        ({"parties": (NewParty(0),)}, SupplierUnknownError),
        ({"last_day": date(2024, 12, 31)}, PeriodEndsBeforeItStarts),
        ({"options": (NewOption(date(2026, 6, 1), date(2026, 1, 1)),)}, OptionOutOfOrderError),
        ({"options": (NewOption(date(2027, 6, 1), date(2027, 1, 1)),)}, OptionOutOfOrderError),
        ({"last_day": None}, OptionOutOfOrderError),
    ],
)
def test_a_contract_that_cannot_be_is_refused_and_leaves_nothing(
    new: NewContract, changed: dict[str, object], error: type[DomainError]
) -> None:
    with pytest.raises(error):
        registered(new, **changed)
    assert not Contract.objects.exists()


def test_the_same_supplier_or_rank_stands_once_in_a_lot(
    new: NewContract, supplier: Supplier
) -> None:
    other = Supplier.objects.create(name="Annan AB")
    with pytest.raises(PartyTwiceError):
        registered(new, parties=(NewParty(supplier.key), NewParty(supplier.key)))
    with pytest.raises(PartyTwiceError):
        registered(new, parties=(NewParty(supplier.key, rank=1), NewParty(other.key, rank=1)))
    registered(new, parties=(NewParty(supplier.key, "A", 1), NewParty(other.key, "B", 1)))


def test_a_reference_stands_once_in_an_authority(new: NewContract, group: Group) -> None:
    registered(new)
    with pytest.raises(ContractKnownError):
        registered(new)
    registered(new, authority=group.care.pk)


@pytest.mark.parametrize(
    ("first", "last", "state"),
    [
        (date(2026, 3, 10), None, ContractState.PLANNED),
        (date(2026, 3, 9), date(2026, 3, 9), ContractState.IN_FORCE),
        (date(2025, 1, 1), date(2026, 3, 8), ContractState.ENDED),
    ],
)
def test_the_days_say_where_a_new_contract_stands(
    new: NewContract, first: date, last: date | None, state: ContractState
) -> None:
    assert registered(new, first_day=first, last_day=last, options=()).state == state


def test_time_starts_and_ends_contracts_and_the_trail_says_so(new: NewContract) -> None:
    days = {"first_day": date(2026, 4, 1), "last_day": date(2026, 4, 30), "options": ()}
    contract = registered(new, **days)
    assert follow_time(by=SYSTEM, at=AT, on=date(2026, 3, 31)) == 0
    assert follow_time(by=SYSTEM, at=AT, on=date(2026, 4, 1)) == 1
    assert follow_time(by=SYSTEM, at=AT, on=date(2026, 4, 30)) == 0
    assert follow_time(by=SYSTEM, at=AT, on=date(2026, 5, 1)) == 1
    contract.refresh_from_db()
    assert contract.state == ContractState.ENDED
    verbs = list(Entry.objects.order_by("number").values_list("verb", flat=True))
    assert verbs == ["contract.registered", "contract.start", "contract.end"]


def test_an_option_used_in_time_prolongs_the_contract(new: NewContract) -> None:
    contract = registered(new)
    first, second = contract.options.all()
    with pytest.raises(ReasonMissingError):
        use_option(first.pk, reason=" ", by=SYSTEM, at=AT, on=ON)
    with pytest.raises(EarlierOptionOpenError):
        use_option(second.pk, reason="Nöjda", by=SYSTEM, at=AT, on=ON)
    use_option(first.pk, reason="Nöjda", by=SYSTEM, at=AT, on=date(2026, 9, 30))
    contract.refresh_from_db()
    assert contract.period.upper == date(2028, 1, 1)
    with pytest.raises(OptionDecidedError):
        use_option(first.pk, reason="Igen", by=SYSTEM, at=AT, on=ON)


def test_an_option_cannot_be_used_after_its_last_day_and_lapses(new: NewContract) -> None:
    contract = registered(new)
    first, _ = contract.options.all()
    late = date(2026, 10, 1)
    with pytest.raises(OptionTooLateError):
        use_option(first.pk, reason="Glömde", by=SYSTEM, at=AT, on=late)
    assert lapse_options(by=SYSTEM, at=AT, on=date(2026, 9, 30)) == 0
    assert lapse_options(by=SYSTEM, at=AT, on=late) == 1
    first.refresh_from_db()
    assert first.state == OptionState.LAPSED


def test_a_declined_option_takes_the_later_ones_with_it(new: NewContract) -> None:
    contract = registered(new)
    decline_option(contract.options.all()[0].pk, reason="Ny upphandling", by=SYSTEM, at=AT, on=ON)
    assert [option.state for option in contract.options.all()] == [OptionState.DECLINED] * 2


def test_a_contract_is_terminated_within_its_days_and_with_a_reason(new: NewContract) -> None:
    contract = registered(new)
    with pytest.raises(ReasonMissingError):
        terminate_contract(contract, last_day=ON, reason="", by=SYSTEM, at=AT, on=ON)
    with pytest.raises(LastDayOutsideError):
        terminate_contract(
            contract, last_day=date(2027, 1, 1), reason="Brott", by=SYSTEM, at=AT, on=ON
        )
    day_before = ON - timedelta(days=1)
    terminate_contract(contract, last_day=day_before, reason="Brott", by=SYSTEM, at=AT, on=ON)
    ended = Contract.objects.get()
    assert (ended.state, ended.period.upper) == (ContractState.TERMINATED, ON)
    with pytest.raises(NotPossibleNow):
        terminate_contract(contract, last_day=day_before, reason="Igen", by=SYSTEM, at=AT, on=ON)


def test_a_terminated_contract_is_in_force_until_its_last_day_and_its_options_fall(
    new: NewContract,
) -> None:
    contract = registered(new)
    last = ON + timedelta(days=30)
    terminate_contract(contract, last_day=last, reason="Brott", by=SYSTEM, at=AT, on=ON)
    states = [option.state for option in contract.options.all()]
    assert states
    assert set(states) == {OptionState.DECLINED}
    follow_time(by=SYSTEM, at=AT, on=last)
    assert Contract.objects.get().state == ContractState.IN_FORCE
    assert list(catalogue(SYSTEM, on=last, words=""))
    follow_time(by=SYSTEM, at=AT, on=last + timedelta(days=1))
    assert Contract.objects.get().state == ContractState.TERMINATED
    assert not list(catalogue(SYSTEM, on=last + timedelta(days=1), words=""))


def test_no_contract_succeeds_itself(new: NewContract) -> None:
    one, two = registered(new), registered(new, reference="UBN 2026/1")
    name_successor(one, two, by=SYSTEM, at=AT)
    two.refresh_from_db()
    with pytest.raises(SuccessorInCircleError):
        name_successor(two, one, by=SYSTEM, at=AT)


def test_every_state_says_what_may_follow() -> None:
    for state in ContractState:
        for verb in ContractVerb:
            if (state, verb) in TRANSITIONS:
                assert next_state(state, verb) is TRANSITIONS[state, verb]
            else:
                with pytest.raises(NotPossibleNow):
                    next_state(state, verb)


def test_coverage_names_owners_users_and_the_supplier_that_stands_today(
    new: NewContract, group: Group, supplier: Supplier
) -> None:
    registered(new, users=(group.care.pk, group.education.pk))
    registered(new, reference="Ram", for_the_group=True)
    kept = Supplier.objects.create(name="Exempel Sverige AB")
    Supplier.objects.filter(pk=supplier.pk).update(merged_into=kept)
    found = coverage()
    assert set(found["supplier"]) == {kept.pk}
    per_contract = found.group_by("contract", maintain_order=True).len()["len"].to_list()
    assert per_contract == [2, len(group.everyone)]


def test_who_may_call_off_may_read_and_others_may_not(
    new: NewContract, group: Group, people: People
) -> None:
    registered(new)
    registered(new, reference="Vatten", authority=group.water.pk)
    registered(new, reference="Ram", authority=group.care.pk, for_the_group=True)

    def seen_by(person: object) -> list[str]:
        contracts = Contract.objects.visible_to(actor_of(person))  # type: ignore[arg-type]
        return sorted(contracts.values_list("reference", flat=True))

    assert seen_by(people.responsible) == ["Ram", "UBN 2025/12"]
    assert seen_by(people.of_other_company) == ["Ram", "Vatten"]
    assert seen_by(people.board_member) == ["Ram", "Vatten"]
    assert seen_by(people.analyst) == ["Ram", "UBN 2025/12", "Vatten"]
    assert seen_by(people.nobody) == []
    assert Permission.READ_CONTRACTS
