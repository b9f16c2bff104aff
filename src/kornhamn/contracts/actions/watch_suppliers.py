"""Verbs: raise alarms where a check says something new, answer them, and close them."""

from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction

from kornhamn.audit.actions import record, record_all
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import SupplierAlarm
from kornhamn.contracts.permissions import require_manages, require_manages_all
from kornhamn.contracts.queries.standing import STANDING
from kornhamn.contracts.queries.supply_chain import UNDER_CONTRACT
from kornhamn.contracts.types import AlarmAnswer, AlarmState
from kornhamn.kernel.errors import N_, DomainError
from kornhamn.organisation.types import Actor

# what is new: a remark, or an answer unlike the last known one; of a supplier that has become part
# of another too, until that one has been asked about after the merge
_RAISE = f"""
WITH RECURSIVE {STANDING}
INSERT INTO contracts_supplieralarm (id, contract_id, check_answer_id, raised_at, state, answer,
  answered_by_name, outcome)
SELECT gen_random_uuid(), u.contract, c.id, %s, 'open', '', '', ''
FROM ({UNDER_CONTRACT}) u
JOIN standing f ON f.supplier = u.supplier AND f.merged_into_id IS NULL
JOIN suppliers_check c ON c.supplier_id = f.key AND c.is_current
  AND (c.outcome = 'remark' OR c.changed)
WHERE NOT EXISTS (
  SELECT FROM suppliers_matchdecision d
  JOIN suppliers_check k ON k.supplier_id = u.supplier AND k.kind = c.kind AND k.is_current
    AND k.last_asked_at > d.decided_at
  WHERE d.kind = 'merge' AND d.other_id = c.supplier_id AND d.reversed_at IS NULL
)
ON CONFLICT (contract_id, check_answer_id) DO NOTHING
RETURNING id
"""  # noqa: S608 - made of constants


class AlarmSettledError(DomainError):
    """An alarm that is settled."""

    code = "alarm.settled"
    message = N_("The alarm is settled already.")


class AlarmWithoutWordsError(DomainError):
    """An answer to an alarm that says nothing."""

    code = "alarm.without-words"
    message = N_("Write what is to be done, or why nothing needs to be done.")


class ActByInPastError(DomainError):
    """A promise to act on a day that has passed."""

    code = "alarm.act-by-in-past"
    message = N_("%(day)s has passed already: choose a day to come.")


@transaction.atomic
def raise_alarms(*, by: Actor, at: datetime) -> int:
    """Raise an alarm a contract and news of a check about its suppliers; return how many."""
    require_manages_all(by)
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, [at])
        raised = [str(row[0]) for row in cursor.fetchall()]
    record_all([Deed("alarm.raised", "alarm", each) for each in raised], by=by, at=at)
    return len(raised)


@transaction.atomic
def answer_alarm(
    alarm_id: UUID, said: AlarmAnswer, *, by: Actor, at: datetime, on: date
) -> SupplierAlarm:
    """Answer an alarm: promise to act by a day, or decide with reasons that it changes nothing."""
    alarm = _open(alarm_id, by)
    if not said.words.strip():
        raise AlarmWithoutWordsError
    if said.act_by is not None and said.act_by < on:
        raise ActByInPastError(day=said.act_by)
    alarm.state = AlarmState.ACTING if said.act_by else AlarmState.SETTLED
    alarm.answer, alarm.act_by = said.words.strip(), said.act_by
    alarm.answered_at, alarm.answered_by_name = at, by.name
    alarm.save()
    details = {"contract": alarm.contract_id, "answer": alarm.answer, "state": alarm.state.value}
    record(Deed("alarm.answered", "alarm", str(alarm.pk), details), by=by, at=at)
    return alarm


@transaction.atomic
def close_alarm(alarm_id: UUID, *, outcome: str, by: Actor, at: datetime) -> SupplierAlarm:
    """Say what the promised action led to; the alarm is settled then."""
    alarm = _open(alarm_id, by)
    if alarm.state != AlarmState.ACTING or not outcome.strip():
        raise AlarmWithoutWordsError
    alarm.state, alarm.outcome = AlarmState.SETTLED, outcome.strip()
    alarm.save(update_fields=["state", "outcome"])
    details = {"contract": alarm.contract_id, "outcome": alarm.outcome}
    record(Deed("alarm.settled", "alarm", str(alarm.pk), details), by=by, at=at)
    return alarm


def _open(alarm_id: UUID, by: Actor) -> SupplierAlarm:
    alarm = SupplierAlarm.objects.select_for_update().get(pk=alarm_id)
    require_manages(by, alarm.contract)
    if alarm.state == AlarmState.SETTLED:
        raise AlarmSettledError
    return alarm
