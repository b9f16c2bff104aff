"""Verb: change what is written of a contract: its manager, category, users, prices, ceiling."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import transaction

from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.models import Contract, ContractUser
from kornhamn.contracts.permissions import require_manages
from kornhamn.organisation.queries import Person
from kornhamn.organisation.types import Actor


@dataclass(frozen=True, slots=True)
class ContractChange:
    """What a contract is to say from now on; its parties and days are changed by other verbs."""

    title: str
    category: str
    manager: UUID | None
    for_the_group: bool
    users: Sequence[UUID]
    ceiling_ore: int | None
    prices: str
    indexation: str


@transaction.atomic
def change_contract(
    contract: Contract, change: ContractChange, *, by: Actor, at: datetime
) -> Contract:
    """Change a contract; the trail keeps what each column said before."""
    require_manages(by, contract)
    found = Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    manager = Person.objects.filter(pk=change.manager).first() if change.manager else None
    now = {one.name: getattr(change, one.name) for one in fields(change)}
    users = {*now.pop("users")} - {found.authority_id}
    now["manager"] = manager
    before = {}
    for name, value in now.items():
        if (old := getattr(found, name)) != value:
            before[name] = str(old or "")
            setattr(found, name, value)
    found.save()
    if users != (known := set(found.users.values_list("authority_id", flat=True))):
        before["users"] = ", ".join(sorted(map(str, known)))
        found.users.all().delete()
        ContractUser.objects.bulk_create(
            ContractUser(contract=found, authority_id=user) for user in sorted(users, key=str)
        )
    if before:
        record(Deed("contract.changed", "contract", str(found.pk), before), by=by, at=at)
    return found
