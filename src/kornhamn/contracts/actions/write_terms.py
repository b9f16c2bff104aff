"""Verbs: write a term down, change it, take it away; its checks follow its rhythm."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import Contract, ContractTerm, TermCheck
from kornhamn.contracts.permissions import require_manages, require_manages_all
from kornhamn.contracts.rules.planning import check_days
from kornhamn.contracts.types import CheckState, ConsequenceKind, ContractState, TermSaid
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.kernel.period import Period
from kornhamn.organisation.types import Actor

HORIZON = timedelta(days=400)  # how far ahead checks are planned
_TOLD = 200  # signs of a text in the trail
_LIVING = (ContractState.PLANNED.value, ContractState.IN_FORCE.value)


class TermSaysNothingError(DomainError):
    """A term without a word of what it binds the parties to."""

    code = "term.says-nothing"
    message = N_("Write what the term binds the parties to, as the contract says it.")


class FirstDayMissingError(DomainError):
    """A rhythm without a day to begin on."""

    code = "term.first-day-missing"
    message = N_("A term that is checked with a rhythm needs the day of its first check.")


class PenaltyUnsaidError(DomainError):
    """A kind of penalty without how much."""

    code = "term.penalty-unsaid"
    message = N_("Say how much the penalty is: kronor, or a share of the value.")


class TermFollowedUpError(DomainError):
    """A term that somebody has checked, or found a deviation from."""

    code = "term.followed-up"
    message = N_(
        "The term has been checked or broken: it stays, as a record. Stop its checks instead."
    )


@transaction.atomic
def write_term(
    contract: Contract, said: TermSaid, *, by: Actor, at: datetime, on: date
) -> ContractTerm:
    """Write a term of a contract down, and plan its checks."""
    require_manages(by, contract)
    _refuse(said)
    term = ContractTerm.objects.create(contract=contract, **_columns(said))
    plan_checks(term, on=on)
    _note("term.written", term, by=by, at=at)
    return term


@transaction.atomic
def change_term(term_id: UUID, said: TermSaid, *, by: Actor, at: datetime, on: date) -> None:
    """Change what a term says; checks not yet done follow the new rhythm."""
    term = _locked(term_id, by)
    _refuse(said)
    for name, value in _columns(said).items():
        setattr(term, name, value)
    term.save()
    plan_checks(term, on=on)
    _note("term.changed", term, by=by, at=at)


@transaction.atomic
def remove_term(term_id: UUID, *, by: Actor, at: datetime) -> None:
    """Take away a term that was never checked nor broken."""
    term = _locked(term_id, by)
    done = term.checks.exclude(state=CheckState.PLANNED).exists()
    if done or term.deviations.exists():
        raise TermFollowedUpError
    details = {"title": term.text[:_TOLD], "kind": term.kind}
    # noted of the contract: what was taken away is still a part of its history
    record(Deed("term.removed", "contract", str(term.contract_id), details), by=by, at=at)
    term.delete()


@transaction.atomic
def say_terms_complete(contract: Contract, *, complete: bool, by: Actor, at: datetime) -> None:
    """Say that every term of a contract is written down, or that it is not so after all.

    Only then do the terms answer the programme: what is not written down is not in the contract.
    """
    require_manages(by, contract)
    found = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    found.terms_complete_at = at if complete else None
    found.save(update_fields=["terms_complete_at"])
    verb = "terms.complete" if complete else "terms.incomplete"
    record(Deed(verb, "contract", str(found.pk), {"title": found.title}), by=by, at=at)


def plan_checks(term: ContractTerm, *, on: date) -> int:
    """Make a term's coming checks as its rhythm says; return how many are new."""
    wanted = set(_days(term, on))
    waiting = term.checks.filter(state=CheckState.PLANNED, planned_on__gte=on)
    waiting.exclude(planned_on__in=wanted).delete()
    waiting.exclude(minutes=term.minutes).update(minutes=term.minutes)
    made = TermCheck.objects.bulk_create(
        (
            TermCheck(term=term, planned_on=day, due_on=day, minutes=term.minutes)
            for day in sorted(wanted - set(term.checks.values_list("planned_on", flat=True)))
        ),
    )
    return len(made)


@transaction.atomic
def plan_all_checks(*, by: Actor, on: date) -> int:
    """Make the coming checks of every living contract, as days go by; return how many are new."""
    require_manages_all(by)
    planned = ContractTerm.objects.filter(
        every_months__isnull=False, contract__state__in=_LIVING
    ).select_related("contract")
    return sum(plan_checks(term, on=on) for term in planned.iterator(chunk_size=500))


def _days(term: ContractTerm, on: date) -> list[date]:
    contract = term.contract
    if term.every_months is None or term.first_check_on is None or contract.state not in _LIVING:
        return []
    within = Period(contract.period.lower, contract.period.upper)
    days = check_days(term.first_check_on, term.every_months, within, on + HORIZON)
    return [day for day in days if day >= on]


def _locked(term_id: UUID, by: Actor) -> ContractTerm:
    found = ContractTerm.objects.select_for_update(of=("self",))
    term = found.select_related("contract__authority").get(pk=term_id)
    require_manages(by, term.contract)
    return term


def _refuse(said: TermSaid) -> None:
    if not said.text.strip():
        raise TermSaysNothingError
    if said.every_months is not None and said.first_check_on is None:
        raise FirstDayMissingError
    penalty = said.penalty
    amount = penalty.permille if penalty.kind.is_share else penalty.ore
    if penalty.kind is not ConsequenceKind.NONE and (amount or 0) <= 0:
        raise PenaltyUnsaidError


def _columns(said: TermSaid) -> dict[str, object]:
    return {
        "kind": said.kind,
        "text": said.text.strip(),
        "clause": said.clause,
        "followed_by": said.followed_by.strip(),
        "every_months": said.every_months,
        "first_check_on": said.first_check_on,
        "minutes": said.minutes,
        "consequence": said.consequence.strip(),
        "penalty_kind": said.penalty.kind,
        "penalty_ore": said.penalty.ore,
        "penalty_permille": said.penalty.permille,
        "penalty_cap_ore": said.penalty.cap_ore,
    }


def _note(verb: str, term: ContractTerm, *, by: Actor, at: datetime) -> None:
    details = {"contract": term.contract_id, "kind": term.kind, "clause": term.clause}
    record(Deed(verb, "term", str(term.pk), details), by=by, at=at)
