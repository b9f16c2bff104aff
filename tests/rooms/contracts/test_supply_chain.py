"""Suppliers stay serious: due checks, alarms with an owner, a chain without circles, flow down."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from pytest_django import Settings
from tests.people import Group, People, actor_of

from kornhamn.contracts.actions import (
    answer_alarm,
    close_alarm,
    confirm_flow,
    decide_subcontractor,
    let_flow,
    raise_alarms,
    register_contract,
    register_subcontractor,
)
from kornhamn.contracts.actions.chain import (
    ChainInCircleError,
    ChainUnknownError,
    ChainWordsMissingError,
    SubcontractorThereError,
)
from kornhamn.contracts.actions.watch_suppliers import (
    ActByInPastError,
    AlarmSettledError,
    AlarmWithoutWordsError,
)
from kornhamn.contracts.models import Contract, ContractTerm, Subcontractor, SupplierAlarm
from kornhamn.contracts.queries import (
    alarms_of,
    by_risk,
    contracts_with,
    due_checks,
    flows_to,
    open_alarms_about,
    owners,
    waiting_alarms,
)
from kornhamn.contracts.types import (
    AlarmAnswer,
    AlarmState,
    NewContract,
    NewParty,
    NewSubcontractor,
    SubcontractorState,
    TermKind,
)
from kornhamn.jobs import watching
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.actions import (
    assess_exclusion,
    merge,
    record_answers,
    reverse,
    send_inquiry,
)
from kornhamn.suppliers.actions.assess_exclusion import GroundNotAssessedError
from kornhamn.suppliers.models import Check, MatchDecision, Supplier
from kornhamn.suppliers.queries import checks_of, family_of, inquiries_of
from kornhamn.suppliers.types import (
    Answer,
    CheckKind,
    CheckOutcome,
    CheckSource,
    ExclusionGround,
    NewInquiry,
)

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
DEBTS = CheckSource(CheckKind.DEBTS, "Kronofogden")


@pytest.fixture
def supplier() -> Supplier:
    return Supplier.objects.create(name="Bygg AB")


@pytest.fixture
def contract(group: Group, people: People, supplier: Supplier) -> Contract:
    new = NewContract(
        reference="1", title="Bygg", authority=group.education.pk,
        first_day=date(2025, 1, 1), last_day=None, parties=(NewParty(supplier.key),),
    )  # fmt: skip
    made = register_contract(new, by=SYSTEM, at=AT, on=ON)
    made.manager = people.responsible
    made.save()
    return made


@pytest.fixture
def new(contract: Contract) -> NewSubcontractor:
    other = Supplier.objects.create(name="Rör AB")
    return NewSubcontractor(contract.id, contract.parties.get().pk, other.key, "Rör", percent=20)


def registered(new: NewSubcontractor, **changed: object) -> Subcontractor:
    said = replace(new, **changed)  # type: ignore[arg-type]
    return register_subcontractor(said, by=SYSTEM, at=AT, on=ON)


def answered(supplier: Supplier, ore: int, *, days: int = 0) -> None:
    outcome = CheckOutcome.REMARK if ore else CheckOutcome.CLEAR
    details = {"public_ore": ore, "private_ore": 0}
    at = AT + timedelta(days=days)
    record_answers([Answer(supplier.key, outcome, details)], DEBTS, by=SYSTEM, at=at)


def kinds_due(supplier: Supplier, on: date) -> set[str]:
    due = due_checks(on)
    return set(due.filter(due["supplier"] == supplier.key)["kind"])


def test_every_check_is_due_until_made_and_again_after_its_interval(
    contract: Contract, supplier: Supplier
) -> None:
    assert kinds_due(supplier, ON) == {kind.value for kind in CheckKind}
    answered(supplier, 0)
    assert CheckKind.DEBTS not in kinds_due(supplier, ON + timedelta(days=92))
    assert CheckKind.DEBTS in kinds_due(supplier, ON + timedelta(days=93))


def test_subcontractors_are_checked_too_and_those_without_a_contract_are_not(
    new: NewSubcontractor,
) -> None:
    bystander = Supplier.objects.create(name="Annan AB")
    one = registered(new)
    assert kinds_due(one.supplier, ON)
    assert not kinds_due(bystander, ON)
    decide_subcontractor(one.pk, SubcontractorState.REPLACED, reason="Bytt", by=SYSTEM, at=AT)
    assert not kinds_due(one.supplier, ON)


def test_a_supplier_that_became_part_of_another_is_watched_as_that_one(
    contract: Contract, supplier: Supplier
) -> None:
    middle, kept = (Supplier.objects.create(name=name) for name in ("Bygg i Norr AB", "Norr AB"))
    for one, into in ((supplier, middle), (middle, kept)):
        one.merged_into = into
        one.save()
    assert kinds_due(kept, ON) == {kind.value for kind in CheckKind}
    assert not kinds_due(supplier, ON)
    answered(kept, 5_000_00)
    assert raise_alarms(by=SYSTEM, at=AT) == 1
    (found,) = by_risk(SYSTEM, on=ON, yearly={})
    assert "A supplier has a remark in a register" in {part.reason for part in found.risk.parts}


def test_a_remark_is_one_alarm_a_contract_until_the_answer_changes(
    contract: Contract, supplier: Supplier
) -> None:
    answered(supplier, 0)
    assert raise_alarms(by=SYSTEM, at=AT) == 0
    answered(supplier, 5_000_00, days=1)
    assert raise_alarms(by=SYSTEM, at=AT) == 1
    assert raise_alarms(by=SYSTEM, at=AT) == 0
    answered(supplier, 9_000_00, days=2)
    assert raise_alarms(by=SYSTEM, at=AT) == 1


def test_a_source_that_fails_holds_no_alarm_back(
    contract: Contract, supplier: Supplier, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(*_args: object, **_kwargs: object) -> None:
        raise TimeoutError

    settings.BUSINESS_REGISTER_URL = "https://register.example"
    monkeypatch.setattr(watching, "check_tax", failing)
    monkeypatch.setattr(watching, "BusinessRegisterClient", lambda *_settings: None)
    answered(supplier, 5_000_00)
    with pytest.raises(TimeoutError):
        watching.ask_and_raise(AT)
    assert SupplierAlarm.objects.count() == 1


def test_an_alarm_is_never_lost_when_its_owner_leaves(
    contract: Contract, people: People, supplier: Supplier
) -> None:
    answered(supplier, 5_000_00)
    raise_alarms(by=SYSTEM, at=AT)
    assert len(waiting_alarms(actor_of(people.responsible), on=ON)) == 1
    assert waiting_alarms(actor_of(people.analyst), on=ON) == []
    for cannot_answer in (people.departed, people.purchaser):
        contract.manager = cannot_answer
        contract.save()
        assert owners([contract], on=ON)[contract.pk] == [people.responsible]
    people.responsible.is_active = False
    people.responsible.save()
    assert owners([contract], on=ON)[contract.pk] == [people.analyst]
    assert len(waiting_alarms(actor_of(people.analyst), on=ON)) == 1


def test_an_alarm_is_answered_in_words_and_an_action_comes_back_on_its_day(
    contract: Contract, people: People, supplier: Supplier
) -> None:
    answered(supplier, 5_000_00)
    raise_alarms(by=SYSTEM, at=AT)
    alarm = SupplierAlarm.objects.get()
    owner = actor_of(people.responsible)
    for said, error in (
        (AlarmAnswer(" "), AlarmWithoutWordsError),
        (AlarmAnswer("Ring", date(2026, 3, 8)), ActByInPastError),
    ):
        with pytest.raises(error):
            answer_alarm(alarm.pk, said, by=owner, at=AT, on=ON)
    answer_alarm(alarm.pk, AlarmAnswer("Ring", date(2026, 3, 20)), by=owner, at=AT, on=ON)
    assert waiting_alarms(owner, on=date(2026, 3, 19)) == []
    assert waiting_alarms(owner, on=date(2026, 3, 20)) == [alarm]
    close_alarm(alarm.pk, outcome="Betalt", by=owner, at=AT)
    with pytest.raises(AlarmSettledError):
        close_alarm(alarm.pk, outcome="Igen", by=owner, at=AT)
    assert waiting_alarms(owner, on=date(2027, 1, 1)) == []


def test_a_decision_with_reasons_settles_an_alarm(contract: Contract, supplier: Supplier) -> None:
    answered(supplier, 5_000_00)
    raise_alarms(by=SYSTEM, at=AT)
    alarm = SupplierAlarm.objects.get()
    answer_alarm(alarm.pk, AlarmAnswer("Betald i går"), by=SYSTEM, at=AT, on=ON)
    alarm.refresh_from_db()
    assert alarm.state == AlarmState.SETTLED


def test_grounds_of_exclusion_are_assessed_all_with_reasons_and_are_checks(
    contract: Contract, supplier: Supplier
) -> None:
    clear = dict.fromkeys(ExclusionGround, False)
    with pytest.raises(GroundNotAssessedError):
        assess_exclusion(supplier, {}, reason="Inget", by=SYSTEM, at=AT)
    with pytest.raises(GroundNotAssessedError):
        assess_exclusion(supplier, clear, reason=" ", by=SYSTEM, at=AT)
    assess_exclusion(supplier, clear, reason="Register lästa", by=SYSTEM, at=AT)
    there = clear | {ExclusionGround.TAXES: True}
    assess_exclusion(supplier, there, reason="Skuld", by=SYSTEM, at=AT + timedelta(days=1))
    current = Check.objects.get(is_current=True)
    assert (current.outcome, current.changed) == (CheckOutcome.REMARK, True)
    assert raise_alarms(by=SYSTEM, at=AT) == 1


def test_a_chain_has_tiers_and_no_circle(new: NewSubcontractor, supplier: Supplier) -> None:
    first = registered(new)
    deep = Supplier.objects.create(name="Smed AB")
    second = registered(new, above=first.pk, supplier=deep.key)
    assert (first.tier, second.tier) == (1, 2)
    for supplier_key in (deep.key, first.supplier_id, supplier.key):
        with pytest.raises(ChainInCircleError):
            registered(new, above=second.pk, supplier=supplier_key)
    with pytest.raises(ChainInCircleError):
        registered(new, supplier=supplier.key)


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"role": " "}, ChainWordsMissingError),
        ({"supplier": 0}, ChainUnknownError),
        ({"party": 0}, ChainUnknownError),
    ],
)
def test_a_subcontractor_that_cannot_be_is_refused(
    new: NewSubcontractor, changed: dict[str, object], error: type[DomainError]
) -> None:
    with pytest.raises(error):
        registered(new, **changed)
    assert not Subcontractor.objects.exists()


def test_one_that_was_refused_is_not_approved_beside_itself(new: NewSubcontractor) -> None:
    one = registered(new)
    decide_subcontractor(one.pk, SubcontractorState.REFUSED, reason="Skulder", by=SYSTEM, at=AT)
    registered(new)
    with pytest.raises(SubcontractorThereError):
        decide_subcontractor(one.pk, SubcontractorState.APPROVED, reason="Rett", by=SYSTEM, at=AT)


def test_one_stands_once_in_its_place_until_replaced(new: NewSubcontractor) -> None:
    one = registered(new)
    with pytest.raises(SubcontractorThereError):
        registered(new)
    with pytest.raises(ChainWordsMissingError):
        decide_subcontractor(one.pk, SubcontractorState.REFUSED, reason="", by=SYSTEM, at=AT)
    decide_subcontractor(one.pk, SubcontractorState.REFUSED, reason="Skulder", by=SYSTEM, at=AT)
    assert registered(new).state == SubcontractorState.PROPOSED


def test_terms_flow_down_to_their_tier_and_are_confirmed_by_evidence(
    new: NewSubcontractor, contract: Contract
) -> None:
    first = registered(new)
    deep = Supplier.objects.create(name="Smed AB")
    second = registered(new, above=first.pk, supplier=deep.key)
    whole = ContractTerm.objects.create(contract=contract, kind=TermKind.FUNDAMENTAL_RIGHTS)
    near = ContractTerm.objects.create(contract=contract, kind=TermKind.WORK_ENVIRONMENT)
    ContractTerm.objects.create(contract=contract, kind=TermKind.PRICE)
    let_flow(whole, deepest=None, by=SYSTEM, at=AT)
    let_flow(near, deepest=1, by=SYSTEM, at=AT)
    assert {each.term for each in flows_to(first)} == {whole, near}
    assert [each.term for each in flows_to(second)] == [whole]
    with pytest.raises(ChainWordsMissingError):
        confirm_flow(second, whole, evidence=" ", by=SYSTEM, at=AT, on=ON)
    confirm_flow(second, whole, evidence="Avtal § 7", by=SYSTEM, at=AT, on=ON)
    assert [each.evidence for each in flows_to(second)] == ["Avtal § 7"]


def test_only_those_who_manage_the_contract_keep_its_chain_and_answer_its_alarms(
    contract: Contract, supplier: Supplier, new: NewSubcontractor, people: People
) -> None:
    one = registered(new)
    term = ContractTerm.objects.create(contract=contract, kind=TermKind.WHISTLEBLOWING, text="x")
    answered(supplier, 500)
    raise_alarms(by=SYSTEM, at=AT)
    alarm, said = SupplierAlarm.objects.get(), AlarmAnswer("Ringer")
    for who in (people.purchaser, people.of_other_company):
        by = actor_of(who)
        with pytest.raises(NotPermittedError):
            register_subcontractor(new, by=by, at=AT, on=ON)
        with pytest.raises(NotPermittedError):
            decide_subcontractor(one.pk, SubcontractorState.APPROVED, reason="x", by=by, at=AT)
        with pytest.raises(NotPermittedError):
            let_flow(term, deepest=None, by=by, at=AT)
        with pytest.raises(NotPermittedError):
            confirm_flow(one, term, evidence="x", by=by, at=AT, on=ON)
        with pytest.raises(NotPermittedError):
            answer_alarm(alarm.pk, said, by=by, at=AT, on=ON)
    assert answer_alarm(alarm.pk, said, by=actor_of(people.responsible), at=AT, on=ON)


def merged(kept: Supplier, gone: Supplier, *, hours: int = 48) -> MatchDecision:
    return merge(kept.id, gone.id, by=SYSTEM, at=AT + timedelta(hours=hours))


def test_what_is_said_of_a_supplier_follows_it_into_another_and_back(
    contract: Contract, supplier: Supplier, people: People
) -> None:
    """A debt, an alarm, an assessment of exclusion and an inquiry of one who becomes another."""
    kept, by = Supplier.objects.create(name="Koncern AB"), actor_of(people.analyst)
    answered(supplier, 500)
    raise_alarms(by=SYSTEM, at=AT)
    grounds = dict.fromkeys(ExclusionGround, False)
    assess_exclusion(supplier, grounds, reason="Läst", by=SYSTEM, at=AT)
    asked = NewInquiry(supplier.key, "", "Fabriken", ON)
    send_inquiry(asked, by=SYSTEM, at=AT, on=ON)

    def told() -> list[int]:
        return [
            len(alarms_of(kept.key, by)),
            len(checks_of(kept)),
            len(inquiries_of(kept)),
            len(contracts_with(kept.key, by)),
        ]

    assert told() == [0, 0, 0, 0]
    decision = merged(kept, supplier)
    assert told() == [1, 2, 1, 1]
    assert open_alarms_about([contract.pk], by).count() == 1
    reverse(decision.pk, by=SYSTEM, at=AT)
    assert told() == [0, 0, 0, 0]
    assert len(alarms_of(supplier.key, by)) == 1
    assert len(checks_of(supplier)) == 2


def test_a_remark_on_one_that_becomes_a_contracted_supplier_is_an_alarm_until_asked_anew(
    contract: Contract, supplier: Supplier
) -> None:
    other = Supplier.objects.create(name="Bygg i Norr AB")
    answered(other, 500)
    assert raise_alarms(by=SYSTEM, at=AT) == 0
    decision = merged(supplier, other)
    assert raise_alarms(by=SYSTEM, at=AT) == 1
    SupplierAlarm.objects.all().delete()
    answered(supplier, 0, days=3)  # asked after the merge, the names of both at once
    assert raise_alarms(by=SYSTEM, at=AT) == 0
    reverse(decision.pk, by=SYSTEM, at=AT)
    assert raise_alarms(by=SYSTEM, at=AT) == 0


def test_an_answer_from_before_the_merge_settles_nothing_about_who_was_merged(
    contract: Contract, supplier: Supplier
) -> None:
    other = Supplier.objects.create(name="Bygg i Norr AB")
    answered(other, 500)
    answered(supplier, 0, days=1)
    merged(supplier, other)
    assert raise_alarms(by=SYSTEM, at=AT) == 1


def test_a_subcontractor_follows_its_supplier_into_another_and_back(
    new: NewSubcontractor, supplier: Supplier
) -> None:
    one, kept = registered(new), Supplier.objects.create(name="Rörmokarna AB")
    decision = merged(kept, one.supplier)
    assert kinds_due(kept, ON)
    assert not kinds_due(one.supplier, ON)
    with pytest.raises(SubcontractorThereError):
        registered(new, supplier=kept.key)
    with pytest.raises(ChainInCircleError):
        registered(new, supplier=kept.key, above=one.pk)
    answered(kept, 500)
    assert raise_alarms(by=SYSTEM, at=AT) == 1
    reverse(decision.pk, by=SYSTEM, at=AT)
    assert kinds_due(one.supplier, ON)
    assert not kinds_due(kept, ON)
    assert registered(new, supplier=kept.key).supplier == kept


def test_a_chain_stays_without_circles_when_its_supplier_becomes_another(
    new: NewSubcontractor, supplier: Supplier
) -> None:
    kept = Supplier.objects.create(name="Koncern AB")
    merged(kept, supplier)
    with pytest.raises(ChainInCircleError):
        registered(new, supplier=kept.key)


def test_merges_of_merges_are_one_family() -> None:
    one, two, three, alone = (Supplier.objects.create(name=f"{n} AB") for n in "ABCD")
    merged(two, one)
    merged(three, two, hours=50)
    assert family_of([one.key]) == family_of([three.key]) == {one.key, two.key, three.key}
    assert family_of([alone.key]) == {alone.key}
    assert family_of([]) == set()
