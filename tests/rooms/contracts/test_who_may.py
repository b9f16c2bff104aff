"""No verb of contracts trusts its caller: without the right nothing is done, nothing written."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.files.base import ContentFile
from django.db import transaction
from pytest_django import Settings
from tests.people import Group, People, actor_of
from tests.written import all_that_is_written

from kornhamn.contracts import actions
from kornhamn.contracts.actions.change_contract import ContractChange
from kornhamn.contracts.models import (
    CallOff,
    CallOffOffer,
    Contract,
    ContractListLoad,
    ContractTerm,
    Deviation,
    PriceList,
    SupplierAlarm,
    TermCheck,
)
from kornhamn.contracts.types import (
    AlarmAnswer,
    CallOffMethod,
    CheckAnswer,
    CheckDone,
    Consequence,
    ConsequenceKind,
    DeviationVerb,
    Distribution,
    Found,
    LessonUse,
    NewCallOff,
    NewContract,
    NewOption,
    NewParty,
    NewPrice,
    NewSubcontractor,
    SanctionDecision,
    SanctionSaid,
    StepTaken,
    SubcontractorState,
    TermKind,
    TermSaid,
)
from kornhamn.files.examining import Source
from kornhamn.organisation.permissions import NotPermittedError
from kornhamn.organisation.types import SYSTEM, Actor
from kornhamn.procurement.models import Procurement
from kornhamn.suppliers.actions import record_answers
from kornhamn.suppliers.models import Supplier
from kornhamn.suppliers.types import Answer, CheckKind, CheckOutcome, CheckSource

pytestmark = pytest.mark.django_db
AT, ON = datetime(2026, 3, 9, 8, tzinfo=UTC), date(2026, 3, 9)
LATER, DAY = date(2026, 6, 1), timedelta(days=1)
SAID = TermSaid(
    TermKind.QUALITY, "Rent", every_months=3, first_check_on=ON,
    penalty=Consequence(ConsequenceKind.FIXED, 100),
)  # fmt: skip
LIST = "Dnr;Avtal;Nämnd;Leverantör;Startdatum;Slutdatum\n{};Tak;Utbildningsnämnden;Tak AB;{}\n"
PRICES = "Artikelnummer;Pris\nA1;12,50\n"
NOT_VERBS = {"Agreed", "ListRunning", "ListUndone", "NewStep", "Priced", "UsualStep"}
READS = {"counted_penalty", "look_at_list", "look_at_price_list", "what_undoing_does"}


@dataclass(frozen=True, slots=True)
class World:
    """A contract of the education committee, with everything that verbs take hold of."""

    group: Group
    people: People
    contract: Contract
    other: Contract
    ranked: Contract
    lesson: UUID
    step: UUID
    agreed: UUID
    subcontractor: UUID
    offer: CallOffOffer
    source: Source
    loaded: ContractListLoad
    waiting: ContractListLoad

    @property
    def term(self) -> ContractTerm:
        return self.contract.terms.all()[0]

    @property
    def check(self) -> TermCheck:
        return TermCheck.objects.order_by("due_on")[0]

    @property
    def deviation(self) -> Deviation:
        return self.contract.deviations.get()

    @property
    def new(self) -> NewContract:
        parties = (NewParty(self.contract.parties.get().supplier_id),)
        return NewContract("77", "Tak", self.group.education.pk, ON, None, parties)

    @property
    def buys(self) -> NewCallOff:
        return NewCallOff(self.contract.id, "", self.group.education.pk, "Såpa", ON, ore=100)

    @property
    def asks(self) -> NewCallOff:
        return NewCallOff(self.ranked.id, "", self.group.education.pk, "Råd", ON)

    @property
    def order(self) -> CallOff:
        return CallOff.objects.get(contract=self.contract)


def listed(reference: str, days: str) -> ContractListLoad:
    text = LIST.format(reference, days)
    source = actions.list_source_named("Listan", by=SYSTEM, at=AT)
    file = ContentFile(text.encode())
    return actions.receive_list(file, f"{reference}.csv", source=source, by=SYSTEM, at=AT)


def priced(world: World, day: date = ON) -> actions.Priced:
    return actions.Priced(world.contract, world.contract.parties.get().supplier_id, day)


def priced_by(world: World, by: Actor, day: date) -> PriceList:
    file = ContentFile(PRICES.encode())
    return actions.receive_price_list(priced(world, day), file, "p.csv", by=by, at=AT)


def unpriced(world: World) -> PriceList:
    """Return a price list that waits for its columns to be looked at."""
    waiting = PriceList.objects.filter(contract=world.contract, state="mapping").first()
    return waiting or priced_by(world, SYSTEM, LATER)


def mapped(load: ContractListLoad, by: Actor) -> object:
    return actions.load_list(load, actions.look_at_list(load)[1].mapping, by=by, at=AT, on=ON)


@pytest.fixture
def world(group: Group, people: People, settings: Settings, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path / "files"
    one, two = (Supplier.objects.create(name=name) for name in ("Ett AB", "Två AB"))
    own = group.education.pk
    options = (NewOption(date(2027, 12, 31), date(2026, 9, 30)),)
    made = [
        actions.register_contract(new, by=SYSTEM, at=AT, on=ON)
        for new in (
            NewContract("1", "Städ", own, date(2026, 1, 1), date(2026, 12, 31),
                        (NewParty(one.key),), "1240", options=options),
            NewContract("2", "Städ 2", own, date(2027, 1, 1), None, (NewParty(one.key),)),
            NewContract("3", "Råd", own, date(2026, 1, 1), None,
                        (NewParty(one.key), NewParty(two.key)), is_framework=True),
        )
    ]  # fmt: skip
    contract, other, ranked = Contract.objects.filter(
        pk__in=[each.pk for each in made]
    ).select_related("authority").order_by("reference")  # fmt: skip
    does = {"by": SYSTEM, "at": AT}
    term = actions.write_term(contract, SAID, **does, on=ON)
    found = Found("Smutsigt", ON, ON + 9 * DAY, term=term.pk)
    actions.note_deviation(contract, found, **does)
    meeting = actions.call_meeting(contract, held_on=ON, agenda="Läget", **does)
    agreed = actions.Agreed("Ringa", "Bo", LATER)
    actions.keep_minutes(meeting.pk, minutes="Sagt", agreed=[agreed], **does)
    lesson = actions.write_lesson(contract, happened="Hände", advice="Råd", **does)
    step = actions.plan_step(contract, actions.NewStep("Möte", ON), **does)
    below = NewSubcontractor(contract.id, contract.parties.get().pk, two.key, "Rör")
    subcontractor = actions.register_subcontractor(below, **does, on=ON)
    remark = Answer(one.key, CheckOutcome.REMARK, {"public_ore": 1})
    record_answers([remark], CheckSource(CheckKind.DEBTS, "Kronofogden"), **does)
    actions.raise_alarms(**does)
    bought = NewCallOff(contract.id, "", own, "Såpa", ON, ore=100)
    actions.call_off(bought, **does, on=ON)
    actions.distribute(ranked, Distribution("", CallOffMethod.COMPETITION), **does)
    asked = actions.ask_offers(NewCallOff(ranked.id, "", own, "Råd", ON), **does, on=ON)
    offer = asked.offers.all()[0]
    actions.note_offer(offer.pk, ore=5, note="", **does, on=ON)
    path = tmp_path / "Avtal.pdf"
    path.write_bytes(b"%PDF")
    loaded = listed("L1", "2026-01-01;2026-12-31")
    mapped(loaded, SYSTEM)
    return World(
        group, people, contract, other, ranked, lesson.pk, step.pk,
        meeting.actions.get().pk, subcontractor.pk, offer, Source(path, path.name, "0" * 64, 4),
        loaded, listed("L2", "2026-01-01;2026-12-31"),
    )  # fmt: skip


Does = Callable[[World, Actor], object]
# What time does by itself, and lists of others: for those who manage the contracts of the group.
OF_THE_GROUP: dict[str, Does] = {
    "accept_list": lambda w, by: actions.accept_list(w.waiting, by=by, at=AT),
    "follow_time": lambda _, by: actions.follow_time(by=by, at=AT, on=date(2027, 2, 1)),
    "lapse_options": lambda _, by: actions.lapse_options(by=by, at=AT, on=date(2026, 12, 1)),
    "load_list": lambda w, by: mapped(w.waiting, by),
    "plan_all_checks": lambda _, by: actions.plan_all_checks(by=by, on=date(2026, 12, 1)),
    "raise_alarms": lambda _, by: actions.raise_alarms(by=by, at=AT),
    "undo_list": lambda w, by: actions.undo_list(w.loaded, by=by, at=AT),
}  # fmt: skip
# What takes the right somewhere, since it concerns no contract yet, or oneself alone.
ANYWHERE: dict[str, Does] = {
    "receive_list": lambda w, by: actions.receive_list(
        ContentFile(LIST.format("L3", "2026-01-01;").encode()), "c.csv",
        source=w.waiting.source, by=by, at=AT),
    "set_follow_up_hours": lambda _, by: actions.set_follow_up_hours(9, by=by, at=AT),
}  # fmt: skip
OF_ITS_OWNER: dict[str, Does] = {
    "add_document": lambda w, by: actions.add_document(w.contract, w.source, by=by, at=AT),
    "answer_alarm": lambda w, by: actions.answer_alarm(
        alarm(w).pk, AlarmAnswer("Ringer"), by=by, at=AT, on=ON),
    "answer_lesson": lambda w, by: actions.answer_lesson(
        w.lesson, procurement(w).pk, LessonUse.USED, reason="", by=by, at=AT),
    "ask_offers": lambda w, by: actions.ask_offers(w.asks, by=by, at=AT, on=ON),
    "assign_check": lambda w, by: actions.assign_check(
        w.check.pk, w.people.purchaser, by=by, at=AT),
    "call_meeting": lambda w, by: actions.call_meeting(
        w.contract, held_on=ON, agenda="Läget", by=by, at=AT),
    "call_off": lambda w, by: actions.call_off(w.buys, by=by, at=AT, on=ON),
    "cancel_call_off": lambda w, by: actions.cancel_call_off(
        w.order.pk, reason="Fel", by=by, at=AT),
    "change_contract": lambda w, by: actions.change_contract(w.contract, ContractChange(
        "Ny", "", None, for_the_group=False, users=(), ceiling_ore=None, prices="", indexation="",
    ), by=by, at=AT),
    "change_prices": lambda w, by: actions.change_prices(
        priced(w), [NewPrice("A1", "Såpa", "", 5)], by=by, at=AT),
    "change_term": lambda w, by: actions.change_term(w.term.pk, SAID, by=by, at=AT, on=ON),
    "choose_offer": lambda w, by: actions.choose_offer(
        w.offer.call_off_id, w.offer.pk, reason="Bäst", by=by, at=AT, on=ON),
    "close_alarm": lambda w, by: actions.close_alarm(
        promised(w), outcome="Betald", by=by, at=AT),
    "confirm_flow": lambda w, by: actions.confirm_flow(
        w.contract.subcontractors.get(), w.term, evidence="§ 7", by=by, at=AT, on=ON),
    "decide_sanction": lambda w, by: actions.decide_sanction(
        w.deviation.pk, SanctionSaid(SanctionDecision.WAIVED, "Nytt"), by=by, at=AT, on=ON),
    "decide_subcontractor": lambda w, by: actions.decide_subcontractor(
        w.subcontractor, SubcontractorState.APPROVED, reason="Prövad", by=by, at=AT),
    "decline_option": lambda w, by: actions.decline_option(
        w.contract.options.get().pk, reason="Nej", by=by, at=AT, on=ON),
    "distribute": lambda w, by: actions.distribute(
        w.ranked, Distribution("", CallOffMethod.ROTATION), by=by, at=AT),
    "do_check": lambda w, by: actions.do_check(
        w.check.pk, CheckDone(CheckAnswer.MET, ""), by=by, at=AT),
    "drop_step": lambda w, by: actions.drop_step(w.step, by=by, at=AT),
    "finish_agreed": lambda w, by: actions.finish_agreed(w.agreed, by=by, at=AT),
    "finish_step": lambda w, by: actions.finish_step(w.step, by=by, at=AT),
    "follow_deviation": lambda w, by: actions.follow_deviation(
        w.deviation.pk, StepTaken(DeviationVerb.ANSWER, "Svar"), by=by, at=AT, on=ON),
    "keep_minutes": lambda w, by: actions.keep_minutes(
        unheld(w), minutes="Sagt", agreed=[], by=by, at=AT),
    "let_flow": lambda w, by: actions.let_flow(w.term, deepest=None, by=by, at=AT),
    "list_source_named": lambda w, by: actions.list_source_named(
        "Vår", authority=w.group.education, by=by, at=AT),
    "move_checks": lambda w, by: actions.move_checks({w.check.pk: LATER}, by=by, at=AT, on=ON),
    "name_successor": lambda w, by: actions.name_successor(w.contract, w.other, by=by, at=AT),
    "note_deviation": lambda w, by: actions.note_deviation(
        w.contract, Found("Fel", ON, LATER), by=by, at=AT),
    "note_offer": lambda w, by: actions.note_offer(
        w.offer.pk, ore=3, note="", by=by, at=AT, on=ON),
    "plan_step": lambda w, by: actions.plan_step(
        w.contract, actions.NewStep("Nytt", LATER), by=by, at=AT),
    "plan_usual_steps": lambda w, by: actions.plan_usual_steps(
        w.contract, [actions.UsualStep("Vanligt", 9)], by=by, at=AT, on=ON),
    "receive_price_list": lambda w, by: priced_by(w, by, ON + DAY),
    "register_contract": lambda w, by: actions.register_contract(w.new, by=by, at=AT, on=ON),
    "register_subcontractor": lambda w, by: actions.register_subcontractor(NewSubcontractor(
        w.contract.id, w.contract.parties.get().pk,
        Supplier.objects.create(name="Ny AB").key, "Rör"), by=by, at=AT, on=ON),
    "remove_term": lambda w, by: actions.remove_term(unbroken(w), by=by, at=AT),
    "say_terms_complete": lambda w, by: actions.say_terms_complete(
        w.contract, complete=True, by=by, at=AT),
    "skip_check": lambda w, by: actions.skip_check(w.check.pk, reason="Stängt", by=by, at=AT),
    "take_prices": lambda w, by: actions.take_prices(
        unpriced(w).pk, actions.look_at_price_list(unpriced(w))[1].mapping, by=by, at=AT),
    "terminate_contract": lambda w, by: actions.terminate_contract(
        w.contract, last_day=ON, reason="Brott", by=by, at=AT, on=ON),
    "use_option": lambda w, by: actions.use_option(
        w.contract.options.get().pk, reason="Nöjda", by=by, at=AT, on=ON),
    "withdraw_price_list": lambda w, by: actions.withdraw_price_list(
        unpriced(w).pk, by=by, at=AT),
    "write_lesson": lambda w, by: actions.write_lesson(
        w.contract, happened="Hände", advice="Råd", by=by, at=AT),
    "write_term": lambda w, by: actions.write_term(w.contract, SAID, by=by, at=AT, on=ON),
}  # fmt: skip
EVERY = OF_ITS_OWNER | OF_THE_GROUP | ANYWHERE


def procurement(world: World) -> Procurement:
    made, _ = Procurement.objects.get_or_create(
        buyer_number="2120009994", authority=world.group.education, reference="9"
    )
    return made


def alarm(world: World) -> SupplierAlarm:
    return SupplierAlarm.objects.get(contract=world.contract)


def promised(world: World) -> UUID:
    """Return an alarm that somebody has promised to act on."""
    found = alarm(world)
    if not found.act_by:
        said = AlarmAnswer("Ringer", LATER)
        actions.answer_alarm(found.pk, said, by=SYSTEM, at=AT, on=ON)
    return found.pk


def unheld(world: World) -> UUID:
    """Return a meeting that nobody has kept minutes of."""
    free = world.contract.meetings.filter(minutes="").first()
    said = {"held_on": ON, "agenda": "Nästa", "by": SYSTEM, "at": AT}
    return (free or actions.call_meeting(world.contract, **said)).pk


def unbroken(world: World) -> UUID:
    """Return a term that nobody has found a deviation from."""
    free = world.contract.terms.filter(deviations__isnull=True).first()
    return (free or actions.write_term(world.contract, SAID, by=SYSTEM, at=AT, on=ON)).pk


def refused(name: str, does: Does, world: World, *whom: Actor) -> None:
    """Show that the actors are refused and that nothing is written for them."""
    # a procurement that one may not read is as if it were not there
    refusals = (NotPermittedError, Procurement.DoesNotExist)
    with pytest.raises(refusals):
        does(world, whom[0])  # this time makes what the verb needs, where the world lacks it
    before = all_that_is_written("contracts")
    for by in whom:
        with pytest.raises(refusals):
            does(world, by)
    assert all_that_is_written("contracts") == before, name


def gone_through(verbs: dict[str, Does], world: World, who: Actor, *whom: Actor) -> None:
    """Show that each verb is refused to the actors and done for who may; then undo all of it."""
    for name, does in verbs.items():
        with transaction.atomic():
            refused(name, does, world, *whom)
            does(world, who)
            transaction.set_rollback(True)


def test_every_verb_of_the_room_is_gone_through_here() -> None:
    assert set(EVERY) == set(actions.__all__) - NOT_VERBS - READS
    assert all("by" in inspect.signature(getattr(actions, name)).parameters for name in EVERY)


def test_without_the_right_over_its_owner_a_verb_refuses_and_writes_nothing(
    world: World, people: People
) -> None:
    without = actor_of(people.auditor), actor_of(people.of_other_company)
    gone_through(OF_ITS_OWNER, world, actor_of(people.responsible), *without)


def test_what_time_does_is_refused_to_who_manages_one_authoritys_contracts(
    world: World, people: People
) -> None:
    without = (people.auditor, people.of_other_company, people.responsible)
    gone_through(OF_THE_GROUP, world, SYSTEM, *map(actor_of, without))


def test_what_takes_the_right_somewhere_is_refused_to_who_lacks_it(
    world: World, people: People
) -> None:
    without = actor_of(people.auditor), actor_of(people.purchaser)
    gone_through(ANYWHERE, world, actor_of(people.of_other_company), *without)


def test_one_undoes_ones_own_list_while_one_manages_what_it_holds(
    world: World, people: People
) -> None:
    own = actor_of(people.of_other_company)
    ContractListLoad.objects.filter(pk=world.loaded.pk).update(by_id=own.id)
    refused("undo_list", OF_THE_GROUP["undo_list"], world, own)
    own = actor_of(people.responsible)
    ContractListLoad.objects.filter(pk=world.loaded.pk).update(by_id=own.id)
    assert actions.undo_list(world.loaded, by=own, at=AT).gone == 1
