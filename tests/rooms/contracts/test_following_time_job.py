"""The daily job lets contracts follow the calendar, at the day it was due."""

from datetime import UTC, date, datetime

import pytest
from tests.people import Group

from kornhamn.contracts.actions import register_contract
from kornhamn.contracts.models import Contract
from kornhamn.contracts.types import ContractState, NewContract, NewOption, NewParty, OptionState
from kornhamn.jobs.tasks import follow_contracts
from kornhamn.organisation.types import SYSTEM
from kornhamn.suppliers.models import Supplier

pytestmark = pytest.mark.django_db


def test_a_late_job_does_what_its_due_day_asks(group: Group) -> None:
    registered = datetime(2026, 3, 9, tzinfo=UTC)
    new = NewContract(
        reference="1",
        title="Städning",
        authority=group.care.pk,
        first_day=date(2026, 1, 1),
        last_day=date(2026, 6, 30),
        parties=(NewParty(Supplier.objects.create(name="Städ AB").key),),
        options=(NewOption(date(2027, 6, 30), date(2026, 3, 31)),),
    )
    register_contract(new, by=SYSTEM, at=registered, on=date(2026, 3, 9))
    due = datetime(2026, 6, 30, 22, 5, tzinfo=UTC)  # five past midnight in Stockholm
    follow_contracts(int(due.timestamp()))
    contract = Contract.objects.get()
    assert contract.state == ContractState.ENDED
    assert contract.options.get().state == OptionState.LAPSED
