"""Questions about contract lists: the loads, where they come from, and their rows."""

from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from kornhamn.contracts.models import ContractListLoad, ContractListRow, ContractListSource
from kornhamn.contracts.types import ListState, RowOutcome
from kornhamn.organisation.types import Actor

LIST_LOCK = 0x11570F  # of PostgreSQL's advisory locks: whoever takes a list in holds it


def contract_lists(actor: Actor) -> QuerySet[ContractListLoad]:
    """Return the loads the actor may see, the latest first."""
    return ContractListLoad.objects.visible_to(actor).select_related("source")


def contract_list_with(load_id: UUID) -> ContractListLoad:
    """Return a load for the job that takes it in; raises ContractListLoad.DoesNotExist."""
    return ContractListLoad.objects.select_related("source").get(pk=load_id)


def list_state_now(load: ContractListLoad) -> ListState:
    """Return where a load stands: one that says it runs, while none does, was interrupted."""
    state = ListState(load.state)
    if state is ListState.RUNNING and not list_under_way():
        return ListState.INTERRUPTED
    return state


def list_under_way() -> bool:
    """Tell whether a list is being taken in: a killed process no longer holds the lock."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [LIST_LOCK],
        )
        return bool(cursor.fetchone()[0])


def contract_list_sources() -> QuerySet[ContractListSource]:
    """Return where lists have come from, by name."""
    return ContractListSource.objects.order_by("name")


def rows_of_list(load: ContractListLoad, *, remarked: bool) -> QuerySet[ContractListRow]:
    """Return the rows of a load, or those alone that were refused or have a remark."""
    rows = ContractListRow.objects.filter(load=load).select_related("contract")
    to_look_at = Q(outcome=RowOutcome.REFUSED) | ~Q(remarks=[])
    return rows.filter(to_look_at) if remarked else rows
