"""Which procurements a supplier won, and which suppliers won a procurement."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Sum

from kornhamn.organisation.types import Actor
from kornhamn.procurement.models import ContractedTender, Procurement


@dataclass(frozen=True, slots=True)
class WonProcurement:
    """A procurement that a supplier won lots of; `is_readable` says whether it has a page."""

    id: UUID
    title: str
    buyer: str
    published_on: date | None
    lots: int
    contracts: int | None
    is_readable: bool


def won_by(supplier_key: int, reader: Actor, *, most: int = 500) -> list[WonProcurement]:
    """Return the procurements a supplier won, the latest first.

    The statistics are public, so all are named; only those the reader may read are linked.
    """
    won = ContractedTender.objects.filter(spelling__supplier_id=supplier_key)
    by_procurement = (
        won.values("lot__procurement_id")
        .annotate(contracts=Sum("contracts"))
        .values_list("lot__procurement_id", "contracts")
    )
    contracts = dict(by_procurement)
    lots: dict[UUID, int] = {}
    for procurement in won.values_list("lot__procurement_id", flat=True):
        lots[procurement] = lots.get(procurement, 0) + 1
    found = Procurement.objects.filter(pk__in=contracts).select_related("authority")
    readable = set(
        Procurement.objects.visible_to(reader).filter(pk__in=contracts).values_list("pk", flat=True)
    )
    return [
        WonProcurement(
            id=one.pk,
            title=one.title,
            buyer=one.authority.name if one.authority else one.buyer_name,
            published_on=one.published_on,
            lots=lots[one.pk],
            contracts=contracts[one.pk],
            is_readable=one.pk in readable,
        )
        for one in found.order_by("-published_on", "pk")[:most]
    ]
