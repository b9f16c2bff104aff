"""Verbs: note a deviation, and take it step by step to its end; count and decide what it costs."""

from dataclasses import asdict
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import Contract, Deviation, DeviationStep, Sanction
from kornhamn.contracts.permissions import require_decides_sanctions, require_manages
from kornhamn.contracts.rules.penalties import penalty
from kornhamn.contracts.types import (
    Breach,
    DeviationState,
    DeviationVerb,
    Found,
    Penalty,
    SanctionSaid,
    StepTaken,
)
from kornhamn.contracts.workflow import next_deviation_state
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import Actor


class DeviationUnsaidError(DomainError):
    """A deviation, or a step, that says nothing."""

    code = "deviation.unsaid"
    message = N_("Write what it is about, so that the supplier can act on it.")


class RemedyBeforeFoundError(DomainError):
    """A deadline before the deviation began."""

    code = "deviation.remedy-before-found"
    message = N_("The last day to remedy it comes before it began: change one of the days.")


class NewDayMissingError(DomainError):
    """More time without saying until when."""

    code = "deviation.new-day-missing"
    message = N_("Give the new last day to put it right.")


class NoTermError(DomainError):
    """A sanction without a term to rest on."""

    code = "sanction.no-term"
    message = N_("A sanction rests on a term: say which one the deviation breaks.")


class SanctionDecidedError(DomainError):
    """A sanction decided before."""

    code = "sanction.decided"
    message = N_("Somebody has decided on the sanction already.")


@transaction.atomic
def note_deviation(contract: Contract, found: Found, *, by: Actor, at: datetime) -> Deviation:
    """Note where the supplier falls short, and until when it is to be remedied."""
    require_manages(by, contract)
    if not found.what.strip():
        raise DeviationUnsaidError
    if found.remedy_by < found.since:
        raise RemedyBeforeFoundError
    noted = Deviation.objects.create(
        contract=contract,
        term=contract.terms.filter(pk=found.term).first() if found.term else None,
        found_at_check_id=found.check,
        what=found.what.strip(),
        since=found.since,
        remedy_by=found.remedy_by,
        owner_id=found.owner,
        noted_at=at,
        noted_by_name=by.name,
    )
    details = {"contract": contract.pk, "remedy_by": found.remedy_by.isoformat()}
    record(Deed("deviation.noted", "deviation", str(noted.pk), details), by=by, at=at)
    return noted


@transaction.atomic
def follow_deviation(
    deviation_id: UUID, taken: StepTaken, *, by: Actor, at: datetime, on: date
) -> Deviation:
    """Take a deviation one step, with what was said, and a new last day where one is given."""
    deviation, text = _locked(deviation_id, by), taken.text.strip()
    if not text:
        raise DeviationUnsaidError
    if taken.verb is DeviationVerb.POSTPONE and taken.remedy_by is None:
        raise NewDayMissingError
    deviation.state = next_deviation_state(DeviationState(deviation.state), taken.verb)
    deviation.remedied_on = on if deviation.state == DeviationState.REMEDIED else None
    if taken.remedy_by is not None:
        if taken.remedy_by < deviation.since:
            raise RemedyBeforeFoundError
        deviation.remedy_by = taken.remedy_by
    deviation.save(update_fields=["state", "remedied_on", "remedy_by"])
    DeviationStep.objects.create(
        deviation=deviation, verb=taken.verb, text=text, taken_at=at, taken_by_name=by.name
    )
    details = {
        "state": deviation.state,
        "text": text,
        "remedy_by": deviation.remedy_by.isoformat(),
    }
    verb = f"deviation.{taken.verb.value}"
    record(Deed(verb, "deviation", str(deviation.pk), details), by=by, at=at)
    return deviation


def counted_penalty(deviation: Deviation, said: SanctionSaid, *, on: date) -> Penalty:
    """Return what the term of a deviation says that it costs, up to its last day or today."""
    if deviation.term is None:
        raise NoTermError
    last = max(deviation.remedied_on or on, deviation.since)
    breach = Breach(deviation.since, last, said.times, said.value_ore)
    return penalty(deviation.term.penalty, breach)


@transaction.atomic
def decide_sanction(
    deviation_id: UUID, said: SanctionSaid, *, by: Actor, at: datetime, on: date
) -> Sanction:
    """Claim the penalty that the term allows, or waive it; why is kept, with how it was counted."""
    deviation = _locked(deviation_id, by)
    require_decides_sanctions(by, deviation.contract)
    if not said.reason.strip():
        raise DeviationUnsaidError
    counted = counted_penalty(deviation, said, on=on)
    try:
        with transaction.atomic():
            sanction = Sanction.objects.create(
                deviation=deviation,
                ore=counted.ore,
                computation=[asdict(step) for step in counted.steps],
                decision=said.decision,
                reason=said.reason.strip(),
                decided_at=at,
                decided_by_name=by.name,
            )
    except IntegrityError:
        raise SanctionDecidedError from None
    details = {"deviation": str(deviation.pk), "ore": counted.ore, "reason": sanction.reason}
    verb = f"sanction.{said.decision.value}"
    record(Deed(verb, "sanction", str(sanction.pk), details), by=by, at=at)
    return sanction


def _locked(deviation_id: UUID, by: Actor) -> Deviation:
    found = Deviation.objects.select_for_update(of=("self",))
    deviation = found.select_related("contract__authority", "term").get(pk=deviation_id)
    require_manages(by, deviation.contract)
    return deviation
