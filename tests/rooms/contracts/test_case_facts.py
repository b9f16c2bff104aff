"""What contracts tell of their procurement: what is recorded, and never that the rest is not."""

from datetime import UTC, date, datetime, timedelta

import pytest
from tests.people import Group, People

from kornhamn.categories.actions import (
    decide_strategy,
    join_team,
    plan_action,
    record_tree_decision,
    write_strategy,
)
from kornhamn.categories.types import (
    NewAction,
    NewMember,
    NewTreeDecision,
    StrategyTexts,
    TeamFunction,
)
from kornhamn.contracts import actions
from kornhamn.contracts.models import Contract
from kornhamn.contracts.queries import facts_of_case
from kornhamn.contracts.types import (
    CallOffMethod,
    CheckAnswer,
    CheckDone,
    Consequence,
    ConsequenceKind,
    DeviationVerb,
    Distribution,
    Found,
    NewContract,
    NewParty,
    NewSubcontractor,
    SanctionDecision,
    SanctionSaid,
    StepTaken,
    TermKind,
    TermSaid,
)
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.models import Procurement
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.predicate import parse
from kornhamn.rulebook.types import OPEN, FactType, Subject
from kornhamn.suppliers.actions import assess_exclusion, assess_risk, merge, record_answers
from kornhamn.suppliers.models import Supplier
from kornhamn.suppliers.types import (
    Answer,
    CheckKind,
    CheckOutcome,
    CheckSource,
    ExclusionGround,
    NewRisk,
    RiskArea,
    RiskLevel,
)

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
DOES = {"by": SYSTEM, "at": AT}
DAY = timedelta(days=1)


@pytest.fixture
def own(group: Group) -> Procurement:
    return Procurement.objects.create(
        buyer_number="2120009994", authority=group.education, reference="9", title="Skolmat"
    )


@pytest.fixture
def supplier() -> Supplier:
    return Supplier.objects.create(name="Livs AB")


def agreed(
    own: Procurement, supplier: Supplier, reference: str = "1", *, is_framework: bool = False
) -> Contract:
    assert own.authority_id is not None
    new = NewContract(
        reference, "Skolmat", own.authority_id, date(2026, 1, 1), None, (NewParty(supplier.key),),
        "1240", is_framework=is_framework, procurement=own.pk,
    )  # fmt: skip
    return actions.register_contract(new, **DOES, on=ON)


def told(own: Procurement, fact: str) -> set[str]:
    """Return what an open list holds; the mark that it is open must be there."""
    codes = facts_of_case(own.pk).get(fact, (OPEN,))
    assert isinstance(codes, tuple)
    assert codes.count(OPEN) == 1
    return set(codes) - {OPEN}


def test_a_bare_contract_tells_that_it_has_not_ended_and_nothing_else(
    own: Procurement, supplier: Supplier
) -> None:
    agreed(own, supplier)
    assert facts_of_case(own.pk) == {"contract_ended": False}


def test_what_is_recorded_of_its_management_is_shown_and_the_rest_left_open(
    own: Procurement, supplier: Supplier, people: People
) -> None:
    contract = agreed(own, supplier, is_framework=True)
    Contract.objects.filter(pk=contract.pk).update(manager=people.responsible)
    assert told(own, "contract_records") == {"owner"}
    actions.plan_step(contract, actions.NewStep("Möte", ON), **DOES)
    said = TermSaid(
        TermKind.QUALITY, "Gott", every_months=3, first_check_on=ON,
        penalty=Consequence(ConsequenceKind.FIXED, 100),
    )  # fmt: skip
    term = actions.write_term(contract, said, **DOES, on=ON)
    assert told(own, "contract_records") == {"owner", "implementation-plan", "follow-up-plan"}
    actions.do_check(term.checks.all()[0].pk, CheckDone(CheckAnswer.MET, ""), **DOES)
    actions.distribute(contract, Distribution("", CallOffMethod.SOLE), **DOES)
    meeting = actions.call_meeting(contract, held_on=ON, agenda="Läget", **DOES)
    assert "supplier-collaboration" not in told(own, "contract_records")  # called, not yet held
    actions.keep_minutes(meeting.pk, minutes="Sagt", agreed=[], **DOES)
    actions.write_lesson(contract, happened="Hände", advice="Råd", **DOES)
    assert told(own, "contract_records") == {
        "owner", "implementation-plan", "follow-up-plan", "quality-follow-up", "call-off-routine",
        "supplier-collaboration", "lessons-captured",
    }  # fmt: skip
    actions.note_deviation(contract, Found("Kallt", ON, ON + 9 * DAY, term=term.pk), **DOES)
    assert not told(own, "contract_records") & {"deviations-handled", "sanctions"}
    deviation = contract.deviations.get()
    step = StepTaken(DeviationVerb.ANSWER, "Ny spis")
    actions.follow_deviation(deviation.pk, step, **DOES, on=ON)
    waived = SanctionSaid(SanctionDecision.WAIVED, "Nytt")
    actions.decide_sanction(deviation.pk, waived, **DOES, on=ON)
    assert told(own, "contract_records") >= {"deviations-handled", "sanctions"}


def test_what_one_of_two_contracts_lacks_is_not_claimed(
    own: Procurement, supplier: Supplier, people: People
) -> None:
    first = agreed(own, supplier)
    agreed(own, supplier, "2")
    Contract.objects.filter(pk=first.pk).update(manager=people.responsible)
    assert "contract_records" not in facts_of_case(own.pk)


def test_a_registered_subcontractor_is_known_and_none_is_not_no(
    own: Procurement, supplier: Supplier
) -> None:
    contract = agreed(own, supplier)
    assert "uses_subcontractors" not in facts_of_case(own.pk)
    other = Supplier.objects.create(name="Bageri AB")
    new = NewSubcontractor(contract.id, contract.parties.get().pk, other.key, "Bröd")
    actions.register_subcontractor(new, **DOES, on=ON)
    assert facts_of_case(own.pk)["uses_subcontractors"] is True
    assert told(own, "contract_records") == {"supply-chain-register"}


def test_checks_count_when_every_supplier_was_really_asked_about(
    own: Procurement, supplier: Supplier
) -> None:
    contract = agreed(own, supplier)
    other = Supplier.objects.create(name="Grönt AB")
    contract.parties.create(supplier=other)
    tax = CheckSource(CheckKind.TAX, "Skatteverket")
    record_answers([Answer(supplier.key, CheckOutcome.CLEAR, {})], tax, **DOES)
    record_answers([Answer(other.key, CheckOutcome.UNKNOWN, {})], tax, **DOES)
    assert "supplier_checks" not in facts_of_case(own.pk)
    record_answers([Answer(other.key, CheckOutcome.CLEAR, {})], tax, **DOES)
    assert told(own, "supplier_checks") == {"taxes-and-contributions"}
    later = {"by": SYSTEM, "at": AT + 60 * DAY}
    both = [Answer(key, CheckOutcome.CLEAR, {}) for key in (supplier.key, other.key)]
    record_answers(both, tax, **later)
    for one in (supplier, other):
        nothing = dict.fromkeys(ExclusionGround, False)
        assess_exclusion(one, nothing, reason="Registren", **DOES)
    assert told(own, "supplier_checks") == {
        "taxes-and-contributions", "exclusion-grounds", "throughout-contract",
    }  # fmt: skip


@pytest.mark.parametrize("asked_first", [True, False])
def test_a_merged_suppliers_checks_count_whichever_of_the_two_was_asked_about(
    own: Procurement,
    supplier: Supplier,
    asked_first: bool,  # noqa: FBT001 - before the merge, or after it
) -> None:
    agreed(own, supplier)
    other = Supplier.objects.create(name="Livs Aktiebolag")
    tax = CheckSource(CheckKind.TAX, "Skatteverket")
    if asked_first:
        record_answers([Answer(supplier.key, CheckOutcome.CLEAR, {})], tax, **DOES)
    merge(other.id, supplier.id, **DOES)
    stands = Supplier.objects.get(merged_into=None)
    if not asked_first:
        record_answers([Answer(stands.key, CheckOutcome.CLEAR, {})], tax, **DOES)
    assert told(own, "supplier_checks") == {"taxes-and-contributions"}


def test_production_is_risky_where_somebody_said_so_and_safe_when_every_area_is(
    own: Procurement, supplier: Supplier
) -> None:
    agreed(own, supplier)
    areas = list(RiskArea)
    for area in areas[:-1]:
        _assess(area, RiskLevel.LOW)
    assert "production_risk" not in facts_of_case(own.pk)
    _assess(areas[-1], RiskLevel.LOW)
    assert facts_of_case(own.pk)["production_risk"] is False
    _assess(areas[0], RiskLevel.HIGH)
    assert facts_of_case(own.pk)["production_risk"] is True


def _assess(area: RiskArea, level: RiskLevel) -> None:
    new = NewRisk("1240", "", area, level, "Upphandlingsmyndigheten", "Bedömt")
    assess_risk(new, **DOES, on=ON)


def test_the_councils_decision_and_the_strategy_tell_of_the_category(
    own: Procurement, supplier: Supplier, group: Group, people: People
) -> None:
    agreed(own, supplier)
    assert "category_status" not in facts_of_case(own.pk)
    record_tree_decision(NewTreeDecision(ON - DAY, "KF § 1"), **DOES, on=ON)
    assert facts_of_case(own.pk)["category_status"] == "fixed"
    record_tree_decision(NewTreeDecision(ON, "KF § 2", ("12",)), **DOES, on=ON)
    assert facts_of_case(own.pk)["category_status"] == "prioritised"

    texts = StrategyTexts("Mat", "Behov", "Mönster", "Marknad", "Affär", "Mål")
    strategy = write_strategy("1240", texts, **DOES)
    assert "category_strategy_basis" not in facts_of_case(own.pk)  # a draft is no strategy
    plan_action(strategy.pk, NewAction("Samordna", people.responsible.pk, ON), **DOES)
    decide_strategy(strategy.pk, decision="KS § 3", decided_on=ON, **DOES, on=ON)
    four = {"needs", "purchasing-pattern", "business-conditions", "market-conditions"}
    assert told(own, "category_strategy_basis") == four
    for person, unit, function in (
        (people.purchaser, group.education, TeamFunction.LEAD),
        (people.responsible, group.care, TeamFunction.BUSINESS),
    ):
        join_team(NewMember("1240", person.pk, unit.pk, function), **DOES, on=ON)
    assert told(own, "category_strategy_basis") == four | {"cross-functional", "group-wide"}


@pytest.mark.parametrize("fact", [f for f in FACTS.values() if f.type is FactType.CHOICES])
def test_an_open_list_never_turns_a_clause_to_not_met(fact: object) -> None:
    code = next(iter(fact.choices))  # type: ignore[attr-defined]
    holds = parse(f"list_contains({fact.name}, '{code}')", FACTS, fact.subject)  # type: ignore[attr-defined]
    assert holds.evaluate({fact.name: (OPEN,)}) is None  # type: ignore[attr-defined]
    assert holds.evaluate({fact.name: (code, OPEN)}) is True  # type: ignore[attr-defined]


def test_the_clause_on_management_is_met_by_what_the_records_show_alone() -> None:
    satisfied = parse(
        "list_contains(contract_records, 'owner') AND list_contains(contract_records, 'resources')",
        FACTS, Subject.CASE,
    )  # fmt: skip
    assert satisfied.evaluate({"contract_records": ("owner", "resources", OPEN)}) is True
    assert satisfied.evaluate({"contract_records": ("owner", OPEN)}) is None
