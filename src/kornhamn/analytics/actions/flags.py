"""Verbs of indicators and flags: count anew and ask what the figures ask; answer a question."""

from datetime import date, datetime
from uuid import UUID

import polars as pl
from django.conf import settings
from django.db import transaction

from kornhamn.analytics.flags.asking import questions
from kornhamn.analytics.flags.raising import COUNTED, Changes, changes
from kornhamn.analytics.indicators.counting import count, keep
from kornhamn.analytics.indicators.declared import indicators
from kornhamn.analytics.indicators.facts import facts
from kornhamn.analytics.indicators.reading import ledger_of
from kornhamn.analytics.models import Flag, FlagAnswer
from kornhamn.analytics.moment import one_at_a_time
from kornhamn.analytics.spend.opening import current_spend, spend_folder
from kornhamn.analytics.types.flags import (
    AnswerIncompleteError,
    FlagMovedError,
    FlagNotAskedError,
    NoSuchFlagError,
    Refreshed,
)
from kornhamn.analytics.workflow import FlagState, FlagVerb, next_state
from kornhamn.audit.actions import record, record_all
from kornhamn.audit.types import Deed
from kornhamn.organisation.permissions import require
from kornhamn.organisation.queries import authorities_within
from kornhamn.organisation.types import SYSTEM, Actor, Permission

_LOCK = 0x466C6167  # the key of the advisory lock


def refresh_indicators(*, by: Actor, at: datetime) -> Refreshed:
    """Count every indicator over the current spend snapshot, and ask what the figures ask.

    Run twice over the same figures, the second changes nothing. Without a snapshot there is
    nothing to count, and the flags stay as they are.
    """
    current = current_spend()
    if current is None:
        return Refreshed(0, 0, 0, 0, Flag.objects.waiting().count())
    with one_at_a_time(_LOCK), transaction.atomic():
        ledger = ledger_of(spend_folder() / current.folder)
        found = count(ledger)
        answered = facts(ledger, found)
        keep(found, answered, snapshots=settings.SNAPSHOTS, folder=current.folder)
        return _ask(found, by=by, at=at)


def _ask(figures: pl.DataFrame, *, by: Actor, at: datetime) -> Refreshed:
    declared = indicators(settings.RULEBOOKS)
    authorities = {each.code: each.pk for each in authorities_within(SYSTEM, Permission.READ_SPEND)}
    flags = Flag.objects.filter(indicator__in=declared).select_for_update()
    found = changes(
        questions(figures, declared.values()), list(flags), declared, authorities, at=at
    )
    Flag.objects.bulk_create(found.raised, batch_size=1000)
    Flag.objects.bulk_update(found.changed, COUNTED, batch_size=1000)
    record_all(_deeds(found), by=by, at=at)
    verbs = [verb for _, verb in found.moved]
    return Refreshed(
        figures=figures.height,
        raised=len(found.raised),
        reopened=len(verbs) - verbs.count(FlagVerb.FALL),
        lapsed=verbs.count(FlagVerb.FALL),
        waiting=Flag.objects.waiting().count(),
    )


def _deeds(found: Changes) -> list[Deed]:
    words = {
        FlagVerb.FALL: "flag.lapsed", FlagVerb.GROW: "flag.grown", FlagVerb.RETURN: "flag.returned"
    }  # fmt: skip
    raised = [_deed("flag.raised", flag) for flag in found.raised]
    return raised + [_deed(words[verb], flag) for flag, verb in found.moved]


def _deed(verb: str, flag: Flag, **more: object) -> Deed:
    details = {"code": flag.indicator, "year": str(flag.year or ""), "value": flag.value}
    return Deed(verb, "flag", str(flag.pk), details | more)


@transaction.atomic
def answer_flag(  # noqa: PLR0913 - an answer is exactly this
    flag_id: UUID,
    *,
    reason: str,
    rests_on: str,
    measure: str,
    done_by: date | None,
    value: int,
    by: Actor,
    at: datetime,
) -> FlagAnswer:
    """Answer a question about the figure `value`, with what the answer rests on.

    Raises NotPermittedError, NoSuchFlagError, FlagNotAskedError, FlagMovedError and
    AnswerIncompleteError.
    """
    require(by, Permission.ANSWER_FLAGS)
    mine = Flag.objects.within(by, Permission.ANSWER_FLAGS)
    flag = mine.select_for_update(of=("self",)).filter(pk=flag_id).first()
    if flag is None:
        raise NoSuchFlagError
    state = next_state(FlagState(flag.state), FlagVerb.ANSWER)
    if state is None:
        raise FlagNotAskedError
    if flag.value != value:
        raise FlagMovedError
    said = {"reason": reason.strip(), "rests_on": rests_on.strip(), "measure": measure.strip()}
    if not all(said.values()):
        raise AnswerIncompleteError
    flag.state, flag.answered_value = state, flag.value
    flag.save(update_fields=["state", "answered_value"])
    answer = FlagAnswer.objects.create(
        flag=flag,
        **said,
        done_by=done_by,
        value=flag.value,
        answered_by_id=None if by.is_system else by.id,
        answered_by_name=by.name,
        answered_at=at,
    )
    told = {**said, "done_by": done_by.isoformat() if done_by else ""}
    record(_deed("flag.answered", flag, **told), by=by, at=at)
    return answer
