"""A load of a contract list undone as a whole: its contracts go, but for those worked on since."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from kornhamn.audit.actions import record
from kornhamn.audit.queries import Entry
from kornhamn.audit.types import Deed
from kornhamn.contracts.actions.receive_list import forget_file
from kornhamn.contracts.lists.refusals import ListNotOpen
from kornhamn.contracts.models import (
    Contract,
    ContractedSupplier,
    ContractListLoad,
    ContractListRow,
    ContractOption,
    ContractUser,
)
from kornhamn.contracts.permissions import require_handles_list, require_manages_for
from kornhamn.contracts.queries.lists import list_state_now
from kornhamn.contracts.types import ListState, OptionState, RowOutcome
from kornhamn.organisation.queries import Authority
from kornhamn.organisation.types import Actor

_OF_THE_LIST = (ContractedSupplier, ContractUser, ContractOption, ContractListRow)
_BY_ITSELF = ("contract.registered", "contract.start", "contract.end")  # nobody's work


@dataclass(frozen=True, slots=True)
class ListUndone:
    """What undoing does: contracts that go, and those that stay since somebody worked on them."""

    gone: int
    kept: tuple[Contract, ...]


@transaction.atomic
def undo_list(load: ContractListLoad, *, by: Actor, at: datetime) -> ListUndone:
    """Remove the contracts a load made, or give up one that was never loaded; the record stays.

    A contract that somebody worked on since stays, and is told. Suppliers stay too. Raises
    ListNotOpen for a load that is undone, or being taken in.
    """
    load = ContractListLoad.objects.select_for_update().get(pk=load.pk)
    require_handles_list(by, load)
    owners = Authority.objects.filter(pk__in=_made_by(load).values("authority"))
    require_manages_for(by, *owners)
    if list_state_now(load) in {ListState.UNDONE, ListState.RUNNING}:
        raise ListNotOpen(state=load.state)
    done = what_undoing_does(load)
    kept = [contract.pk for contract in done.kept]
    _made_by(load).exclude(pk__in=kept).delete()
    forget_file(load)
    load.state = ListState.UNDONE
    load.undone_at, load.undone_by_name = at, by.name
    load.save()
    details = {
        "name": load.file_name, "gone": done.gone, "kept": [one.reference for one in done.kept],
    }  # fmt: skip
    record(Deed("contract-list.undone", "contract-list", str(load.pk), details), by=by, at=at)
    return done


def what_undoing_does(load: ContractListLoad) -> ListUndone:
    """Return what undoing a load would remove, and the contracts that were worked on since."""
    made = _made_by(load)
    worked = _worked_on(load)
    kept = tuple(made.filter(pk__in=worked).select_related("authority").order_by("reference"))
    return ListUndone(made.count() - len(kept), kept)


def _made_by(load: ContractListLoad) -> QuerySet[Contract]:
    own = ContractListRow.objects.filter(load=load, outcome=RowOutcome.LOADED)
    return Contract.objects.filter(pk__in=own.values("contract"))


def _worked_on(load: ContractListLoad) -> set[int]:
    """Return the keys of contracts with a deed or a decision, or anything that came later."""
    made = _made_by(load)
    keys = [str(key) for key in made.values_list("pk", flat=True)]
    deeds = Entry.objects.filter(subject_type="contract", subject_id__in=keys)
    found = {
        int(key) for key in deeds.exclude(verb__in=_BY_ITSELF).values_list("subject_id", flat=True)
    }
    decided = made.filter(options__state__in=(OptionState.USED, OptionState.DECLINED))
    found |= set(decided.values_list("pk", flat=True))
    for relation in Contract._meta.related_objects:  # noqa: SLF001 - the framework's public name
        if relation.related_model not in _OF_THE_LIST:
            more = made.filter(**{f"{relation.name}__isnull": False})
            found |= set(more.values_list("pk", flat=True))
    return found
