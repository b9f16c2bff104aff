"""Somebody has looked at how the columns of a received file are read."""

from datetime import datetime

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission
from kornhamn.spend.ledger.mapping import Mapping, MappingIncomplete, mapping_from, missing_fields
from kornhamn.spend.ledger.refusals import LoadNotOpen
from kornhamn.spend.models import LedgerLoad
from kornhamn.spend.types import LoadState

_OPEN = (LoadState.MAPPING, LoadState.INTERRUPTED)


@transaction.atomic
def accept_mapping(
    load: LedgerLoad, mapping: Mapping | None = None, *, by: Actor, at: datetime
) -> LedgerLoad:
    """Put a load in the queue with this mapping, or with the one it has.

    Raises MappingIncomplete where a line lacks what it needs, LoadNotOpen past that.
    """
    require(by, Permission.LOAD_LEDGERS)
    load = LedgerLoad.objects.select_for_update().get(pk=load.pk)
    if load.state not in {*_OPEN, LoadState.RUNNING}:
        raise LoadNotOpen(state=load.state)
    header = load.format["header"]
    mapping = mapping or mapping_from(load.mapping, header)
    if lacks := missing_fields(mapping):
        raise MappingIncomplete(missing=", ".join(lacks))
    load.mapping, load.state, load.refusal = mapping.as_json(header), LoadState.WAITING, {}
    load.save(update_fields=["mapping", "state", "refusal"])
    details = {"name": load.file_name, "columns": load.mapping["columns"]}
    record(Deed("ledger.mapped", "ledger-load", str(load.pk), details), by=by, at=at)
    return load
