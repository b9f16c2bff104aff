"""People answer the facts that are missing, and take answers back.

One verb for a procurement, an authority and the group as a whole.
"""

from datetime import datetime

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.types import Actor, Permission
from kornhamn.procurement.models import Procurement, StatedFact
from kornhamn.procurement.queries.answers import require_over
from kornhamn.procurement.queries.case_file import locked_for, recorded_value
from kornhamn.procurement.rules import (
    FactRecorded,
    NothingToWithdraw,
    SourceMissing,
    as_answer,
    fact_asked,
)
from kornhamn.procurement.types import About
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.types import Subject


@transaction.atomic
def state_fact(
    about: About, *, fact: str, value: object, source: str, by: Actor, at: datetime
) -> StatedFact:
    """Answer a fact, or answer it anew; money is given in öre.

    Raises NotPermittedError, FactNotAsked, FactRecorded, AnswerNotUnderstood and SourceMissing.
    """
    procurement = _open(about, by)
    answer = as_answer(fact_asked(fact, FACTS, about.subject), value)
    if procurement is not None and recorded_value(procurement, fact) is not None:
        raise FactRecorded(fact=fact)
    if not source.strip():
        raise SourceMissing(fact=fact)
    before = StatedFact.objects.filter(**about.columns, fact=fact).first()
    stated, _ = StatedFact.objects.update_or_create(
        **about.columns,
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
    record(Deed("fact.stated", *about.in_trail, details), by=by, at=at)
    return stated


@transaction.atomic
def withdraw_fact(about: About, *, fact: str, by: Actor, at: datetime) -> None:
    """Take back an answer, so that the fact is unknown again. Raises NothingToWithdraw."""
    _open(about, by)
    stated = StatedFact.objects.select_for_update().filter(**about.columns, fact=fact).first()
    if stated is None:
        raise NothingToWithdraw
    details = {"fact": fact, "value": stated.value, "source": stated.source}
    stated.delete()
    record(Deed("fact.withdrawn", *about.in_trail, details), by=by, at=at)


def _open(about: About, by: Actor) -> Procurement | None:
    """Return the procurement, locked, where it is about one; refuse those who may not answer."""
    if about.subject is Subject.CASE and about.id is not None:
        return locked_for(about.id, by, Permission.STATE_FACTS)
    require_over(about, by, Permission.STATE_FACTS)
    return None
