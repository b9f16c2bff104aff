"""A load undone as a whole: its lines go, the record of it stays."""

from datetime import datetime

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.organisation.permissions import require
from kornhamn.organisation.types import Actor, Permission
from kornhamn.spend.actions.kept_files import forget_columns, forget_received
from kornhamn.spend.ledger.refusals import LoadNotOpen
from kornhamn.spend.models import LedgerLoad
from kornhamn.spend.types import LoadState

_GIVEN_UP = (LoadState.MAPPING, LoadState.WAITING, LoadState.INTERRUPTED)


@transaction.atomic
def undo_load(load: LedgerLoad, *, by: Actor, at: datetime) -> LedgerLoad:
    """Remove the lines of a load, or give up one that never became loaded; the record stays.

    What people decided about suppliers, units and postings stays too. Raises LoadNotOpen for a
    load that runs, was refused or is undone.
    """
    require(by, Permission.LOAD_LEDGERS)
    load = LedgerLoad.objects.select_for_update().get(pk=load.pk)
    if load.state not in {LoadState.LOADED, *_GIVEN_UP}:
        raise LoadNotOpen(state=load.state)
    details = {"name": load.file_name, "rows": load.rows_taken, "ore": load.ore_taken}
    load.state, load.undone_at, load.undone_by_name = LoadState.UNDONE, at, by.name
    load.save(update_fields=["state", "undone_at", "undone_by_name"])
    record(Deed("ledger.undone", "ledger-load", str(load.pk), details), by=by, at=at)
    transaction.on_commit(lambda: _forget(load))
    return load


def _forget(load: LedgerLoad) -> None:
    forget_columns(load)
    forget_received(load)
