"""Questions about contract lists: the loads, where they come from, and their rows."""

from django.db.models import Q, QuerySet

from kornhamn.contracts.models import ContractListLoad, ContractListRow, ContractListSource
from kornhamn.contracts.types import RowOutcome
from kornhamn.organisation.types import Actor


def contract_lists(actor: Actor) -> QuerySet[ContractListLoad]:
    """Return the loads the actor may see, the latest first."""
    return ContractListLoad.objects.visible_to(actor).select_related("source")


def contract_list_sources() -> QuerySet[ContractListSource]:
    """Return where lists have come from, by name."""
    return ContractListSource.objects.order_by("name")


def rows_of_list(load: ContractListLoad, *, remarked: bool) -> QuerySet[ContractListRow]:
    """Return the rows of a load, or those alone that were refused or have a remark."""
    rows = ContractListRow.objects.filter(load=load).select_related("contract")
    to_look_at = Q(outcome=RowOutcome.REFUSED) | ~Q(remarks=[])
    return rows.filter(to_look_at) if remarked else rows
