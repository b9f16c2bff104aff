"""Verbs: assess a risk of production, ask a supplier, note its answer, and what it mends."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission
from kornhamn.suppliers.models import ProductionRisk, SupplyAction, SupplyInquiry
from kornhamn.suppliers.types import NewInquiry, NewRisk


class GroundMissingError(DomainError):
    """A risk without a source, an answer without words."""

    code = "production.ground-missing"
    message = N_("Write what it rests on, so that somebody else can find it again.")


class DueInPastError(DomainError):
    """A deadline that has passed already."""

    code = "production.due-in-past"
    message = N_("The last day, %(due)s, has passed already: choose a later one.")


class NotedAlreadyError(DomainError):
    """An answer, or how something was mended, that somebody has noted."""

    code = "production.noted-already"
    message = N_("Somebody has noted that already, and it stays as it is.")


@transaction.atomic
def assess_risk(new: NewRisk, *, by: Actor, at: datetime, on: date) -> ProductionRisk:
    """Assess a risk of production anew; the assessment before it stays, as history."""
    require(by, Permission.CHECK_SUPPLIERS)
    place = {"category": new.category, "country": new.country, "area": new.area}
    source, reason = _words(new.source), _words(new.reason)
    ProductionRisk.objects.filter(**place, is_current=True).update(is_current=False)
    risk = ProductionRisk.objects.create(
        **place, level=new.level, source=source, reason=reason, assessed_on=on,
        assessed_by_name=by.name,
    )  # fmt: skip
    details = {"category": new.category, "country": new.country, "level": new.level.value}
    record(Deed("production-risk.assessed", "production-risk", str(risk.pk), details), by=by, at=at)
    return risk


@transaction.atomic
def send_inquiry(new: NewInquiry, *, by: Actor, at: datetime, on: date) -> SupplyInquiry:
    """Note that a questionnaire went to a supplier that day, and when the answer is due."""
    require(by, Permission.CHECK_SUPPLIERS)
    if new.due_on < on:
        raise DueInPastError(due=new.due_on)
    inquiry = SupplyInquiry.objects.create(
        supplier_id=new.supplier, category=new.category, about=_words(new.about),
        sent_on=on, due_on=new.due_on, sent_by_name=by.name,
    )  # fmt: skip
    details = {"supplier": new.supplier, "due": new.due_on.isoformat()}
    record(Deed("supply-inquiry.sent", "supply-inquiry", str(inquiry.pk), details), by=by, at=at)
    return inquiry


@transaction.atomic
def note_answer(
    inquiry_id: UUID, *, answer: str, evidence: str, by: Actor, at: datetime, on: date
) -> SupplyInquiry:
    """Note what a supplier answered, and the evidence it gave."""
    require(by, Permission.CHECK_SUPPLIERS)
    inquiry = SupplyInquiry.objects.select_for_update().get(pk=inquiry_id)
    if inquiry.answered_on is not None:
        raise NotedAlreadyError
    inquiry.answer, inquiry.evidence, inquiry.answered_on = _words(answer), evidence.strip(), on
    inquiry.save(update_fields=["answer", "evidence", "answered_on"])
    details = {"supplier": inquiry.supplier_id}
    record(Deed("supply-inquiry.answered", "supply-inquiry", str(inquiry.pk), details),
           by=by, at=at)  # fmt: skip
    return inquiry


@transaction.atomic
def plan_supply_action(
    inquiry_id: UUID, *, text: str, due_on: date, by: Actor, at: datetime, on: date
) -> SupplyAction:
    """Agree on what a supplier mends, and by when."""
    require(by, Permission.CHECK_SUPPLIERS)
    if due_on < on:
        raise DueInPastError(due=due_on)
    action = SupplyAction.objects.create(inquiry_id=inquiry_id, text=_words(text), due_on=due_on)
    details = {"inquiry": str(inquiry_id), "text": action.text}
    record(Deed("supply-action.planned", "supply-action", str(action.pk), details), by=by, at=at)
    return action


@transaction.atomic
def finish_supply_action(
    action_id: UUID, *, how: str, by: Actor, at: datetime, on: date
) -> SupplyAction:
    """Note how a supplier mended what it was to mend."""
    require(by, Permission.CHECK_SUPPLIERS)
    action = SupplyAction.objects.select_for_update().get(pk=action_id)
    if action.done_on is not None:
        raise NotedAlreadyError
    action.done_on, action.done_how = on, _words(how)
    action.save(update_fields=["done_on", "done_how"])
    record(Deed("supply-action.done", "supply-action", str(action.pk)), by=by, at=at)
    return action


def _words(text: str) -> str:
    if not text.strip():
        raise GroundMissingError
    return text.strip()
