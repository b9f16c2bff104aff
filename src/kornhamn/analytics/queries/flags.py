"""Questions about flags: whose queue, one of them with its answers, and the lines behind it."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import polars as pl
from django.conf import settings

from kornhamn.analytics.flags.rows import FROM_PROCUREMENTS, rows_behind
from kornhamn.analytics.indicators.counting import kept_figures
from kornhamn.analytics.indicators.declared import indicators
from kornhamn.analytics.indicators.reading import ledger_of
from kornhamn.analytics.models import Flag
from kornhamn.analytics.spend.opening import current_spend, spend_folder
from kornhamn.analytics.spend.snapshot import suppliers_in
from kornhamn.analytics.types.flags import AskedFlag, GivenAnswer, NoSuchFlagError, Queue
from kornhamn.analytics.workflow import FlagState
from kornhamn.organisation.permissions import may, scope_of
from kornhamn.organisation.queries import group_appointments, overview
from kornhamn.organisation.types import Actor, Permission, Role
from kornhamn.suppliers.rules.showing import shown_name

_ADDRESSED = Role.PURCHASING_RESPONSIBLE
_OF_THE_GROUP = Role.GROUP_ANALYST


def flags_in(queue: Queue, actor: Actor, *, on: date, waiting: bool = True) -> list[AskedFlag]:
    """Return the flags of a queue that the actor may see, those that wait first."""
    seen = Flag.objects.within(actor, Permission.READ_SPEND)
    if waiting:
        seen = seen.waiting()
    if queue is Queue.MINE:
        seen = seen.filter(pk__in=_mine(actor))
    elif queue is Queue.AUTHORITY:
        seen = seen.filter(authority__in=list(actor.authority_roles))
    in_order = seen.order_by("state", "-whole", "indicator", "pk")
    return _asked(list(in_order.select_related("authority", "supplier")), on=on)


def waiting_for(actor: Actor) -> int:
    """Return how many questions wait for this very person to answer."""
    if not may(actor, Permission.ANSWER_FLAGS):
        return 0
    return Flag.objects.waiting().filter(pk__in=_mine(actor)).count()


def flag_seen(flag_id: UUID, actor: Actor, *, on: date) -> AskedFlag:
    """Return one flag, or raise NoSuchFlagError: also for one the actor may not see."""
    return _asked([_row(flag_id, actor)], on=on)[0]


def may_answer(flag_id: UUID, actor: Actor) -> bool:
    """Tell whether the actor may answer a flag."""
    return Flag.objects.within(actor, Permission.ANSWER_FLAGS).filter(pk=flag_id).exists()


def answers_to(flag_id: UUID, actor: Actor) -> list[GivenAnswer]:
    """Return the answers to a flag, the newest first."""
    return [
        GivenAnswer(
            each.reason,
            each.rests_on,
            each.measure,
            each.done_by,
            each.value,
            each.answered_by_name,
            each.answered_at,
        )
        for each in _row(flag_id, actor).answers.all()
    ]


def lines_behind(flag_id: UUID, actor: Actor) -> pl.DataFrame:
    """Return the ledger lines behind a flag, with the supplier's name as it may be shown."""
    flag, current = _row(flag_id, actor), current_spend()
    if current is None:
        return pl.DataFrame()
    code = flag.authority.code if flag.authority else None
    snapshot = spend_folder() / current.folder
    rows = rows_behind(flag, ledger_of(snapshot), code)
    names = suppliers_in(snapshot).select("supplier", "name").lazy()
    return rows.join(names, on="supplier", how="left", maintain_order="left").collect(
        engine="streaming"
    )


def indicator_figures() -> pl.DataFrame | None:
    """Return the figures of every indicator, or None before they were counted."""
    current = current_spend()
    return None if current is None else kept_figures(settings.SNAPSHOTS, current.folder)


def _row(flag_id: UUID, actor: Actor) -> Flag:
    seen = Flag.objects.within(actor, Permission.READ_SPEND).select_related("authority", "supplier")
    flag = seen.filter(pk=flag_id).first()
    if flag is None:
        raise NoSuchFlagError
    return flag


def _mine(actor: Actor) -> list[UUID]:
    """Return the flags that are addressed to the actor by role."""
    own = [pk for pk, roles in actor.authority_roles.items() if _ADDRESSED in roles]
    found = set(Flag.objects.filter(authority__in=own).values_list("pk", flat=True))
    if _OF_THE_GROUP in actor.group_roles and scope_of(actor, Permission.ANSWER_FLAGS).group:
        found |= set(Flag.objects.filter(authority=None).values_list("pk", flat=True))
    return list(found)


def _asked(flags: Sequence[Flag], *, on: date) -> list[AskedFlag]:
    declared = indicators(settings.RULEBOOKS)
    addressees = _addressees(on)
    return [
        AskedFlag(
            id=flag.pk,
            indicator=declared[flag.indicator],
            authority=flag.authority.name if flag.authority else "",
            authority_id=flag.authority_id,
            category=flag.category,
            supplier=_supplier_of(flag),
            supplier_id=flag.supplier.id if flag.supplier else None,
            item=flag.item,
            year=flag.year,
            state=FlagState(flag.state),
            value=flag.value,
            part=flag.part,
            whole=flag.whole,
            forecast=flag.forecast,
            low=flag.low,
            high=flag.high,
            years=flag.years,
            threshold=flag.threshold,
            answered_value=flag.answered_value,
            asked_at=flag.asked_at,
            counted_at=flag.counted_at,
            addressees=addressees.get(flag.authority_id, ()),
            from_procurements=flag.indicator in FROM_PROCUREMENTS,
        )
        for flag in flags
        if flag.indicator in declared
    ]


def _addressees(on: date) -> Mapping[UUID | None, tuple[str, ...]]:
    """Return who answers for each authority's flags that day; None are the group's own."""
    analysts = tuple(
        each.person
        for each in group_appointments(on)
        if each.role is _OF_THE_GROUP and each.state == "held" and each.person_is_active
    )
    return {each.id: each.responsible for each in overview(on)} | {None: analysts}


def _supplier_of(flag: Flag) -> str:
    """Return the supplier's name as it may be shown."""
    of = flag.supplier
    return shown_name(of.name, of.kind, of.key, personal=False) if of else ""
