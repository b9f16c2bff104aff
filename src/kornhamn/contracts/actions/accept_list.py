"""Verb: say that the columns of a received contract list are read as they should be."""

from datetime import datetime

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.lists.fields import ListField
from kornhamn.contracts.lists.opening import missing_fields
from kornhamn.contracts.lists.refusals import ListMappingIncomplete, ListNotOpen
from kornhamn.contracts.models import ContractListLoad
from kornhamn.contracts.permissions import require_handles_list
from kornhamn.contracts.queries.lists import list_state_now
from kornhamn.contracts.types import ListState
from kornhamn.files.tables.mapping import ColumnMapping
from kornhamn.organisation.types import Actor

_OPEN = (ListState.MAPPING, ListState.INTERRUPTED)


@transaction.atomic
def accept_list(
    load: ContractListLoad,
    mapping: ColumnMapping[ListField] | None = None,
    *,
    by: Actor,
    at: datetime,
) -> ContractListLoad:
    """Put a list in the queue with this mapping, or with the one it has.

    Raises ListMappingIncomplete where a row lacks what it needs, ListNotOpen past that.
    """
    load = ContractListLoad.objects.select_for_update().get(pk=load.pk)
    require_handles_list(by, load)
    if list_state_now(load) not in _OPEN:
        raise ListNotOpen(state=load.state)
    header = load.format["header"]
    mapping = mapping or ColumnMapping.from_json(load.mapping, header, ListField)
    if lacks := missing_fields(mapping):
        raise ListMappingIncomplete(missing=", ".join(lacks))
    load.mapping, load.state, load.refusal = mapping.as_json(header), ListState.WAITING, {}
    load.save(update_fields=["mapping", "state", "refusal"])
    details = {"name": load.file_name, "columns": load.mapping["columns"]}
    record(Deed("contract-list.mapped", "contract-list", str(load.pk), details), by=by, at=at)
    return load
