"""Verb: say how a lot is called off from."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.actions.call_off_refusals import (
    DistributionUnsoundError,
    LotUnknownError,
    MethodUnfitError,
)
from kornhamn.contracts.models import CallOffPart, CallOffRule, Contract
from kornhamn.contracts.permissions import require_manages
from kornhamn.contracts.types import CallOffMethod, Distribution
from kornhamn.organisation.types import Actor

_WHOLE = 100


@transaction.atomic
def distribute(contract: Contract, said: Distribution, *, by: Actor, at: datetime) -> CallOffRule:
    """Say how a lot is called off from, with each supplier's share or authorities."""
    require_manages(by, contract)
    found = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    ranks = dict(found.parties.filter(lot=said.lot).values_list("pk", "rank"))
    parties = set(ranks)
    _refuse(said, parties)
    _refuse_unfit(said.method, ranks)
    rule, _ = CallOffRule.objects.update_or_create(
        contract=found, lot=said.lot, defaults={"method": said.method}
    )
    CallOffPart.objects.filter(party__in=parties).delete()
    CallOffPart.objects.bulk_create(
        [CallOffPart(party_id=party, percent=percent) for party, percent in said.percents]
        + [CallOffPart(party_id=party, authority_id=where) for where, party in said.places]
    )
    details = {"lot": said.lot, "method": said.method.value, "percents": list(said.percents)}
    record(Deed("contract.distributed", "contract", str(found.pk), details), by=by, at=at)
    return rule


def _refuse(said: Distribution, parties: set[int]) -> None:
    if not parties:
        raise LotUnknownError(lot=said.lot)
    named = {party for party, _ in said.percents} | {party for _, party in said.places}
    if not named <= parties:
        raise DistributionUnsoundError
    if said.method is CallOffMethod.SHARE:
        whole = sum(percent for _, percent in said.percents) == _WHOLE
        if not whole or {party for party, _ in said.percents} != parties:
            raise DistributionUnsoundError


def _refuse_unfit(method: CallOffMethod, ranks: Mapping[int, int | None]) -> None:
    alone = method is CallOffMethod.SOLE and len(ranks) > 1
    if alone or (method is CallOffMethod.RANKING and None in ranks.values()):
        raise MethodUnfitError
