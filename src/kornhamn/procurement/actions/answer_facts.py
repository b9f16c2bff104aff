"""People answer the facts that a procurement lacks, and take answers back."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor, Permission
from kornhamn.procurement.models import StatedFact
from kornhamn.procurement.queries.case_file import locked_for, recorded_value
from kornhamn.procurement.rules import (
    FactRecorded,
    NothingToWithdraw,
    SourceMissing,
    as_answer,
    fact_asked,
)
from kornhamn.rulebook.facts import FACTS


@transaction.atomic
def state_fact(
    procurement_id: UUID, *, fact: str, value: object, source: str, by: Actor, at: datetime
) -> StatedFact:
    """Answer a fact of a procurement, or answer it anew; money is given in öre.

    Raises NotPermittedError, FactNotAsked, FactRecorded, AnswerNotUnderstood and SourceMissing.
    """
    procurement = locked_for(procurement_id, by, Permission.STATE_FACTS)
    answer = as_answer(fact_asked(fact, FACTS), value)
    if recorded_value(procurement, fact) is not None:
        raise FactRecorded(fact=fact)
    if not source.strip():
        raise SourceMissing(fact=fact)
    before = StatedFact.objects.filter(procurement=procurement, fact=fact).first()
    stated, _ = StatedFact.objects.update_or_create(
        procurement=procurement,
        authority=None,
        fact=fact,
        defaults={
            "value": answer,
            "source": source.strip(),
            "stated_by_id": None if by.is_system else by.id,
            "stated_at": at,
        },
    )
    details = {"fact": fact, "value": answer, "source": source.strip()}
    if before is not None:
        details["before"] = before.value
    record(Deed("fact.stated", "procurement", str(procurement.pk), details), by=by, at=at)
    return stated


@transaction.atomic
def withdraw_fact(procurement_id: UUID, *, fact: str, by: Actor, at: datetime) -> None:
    """Take back an answer, so that the fact is unknown again. Raises NothingToWithdraw."""
    procurement = locked_for(procurement_id, by, Permission.STATE_FACTS)
    stated = StatedFact.objects.filter(procurement=procurement, fact=fact).first()
    if stated is None:
        raise NothingToWithdraw
    details = {"fact": fact, "value": stated.value, "source": stated.source}
    stated.delete()
    record(Deed("fact.withdrawn", "procurement", str(procurement.pk), details), by=by, at=at)
