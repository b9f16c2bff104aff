"""All that the made-up group's contract managers have done, through the same doors as real ones.

It comes before the group's contract list: where two contracts cover a purchase the elder answers.
"""

from collections.abc import Iterator
from datetime import date, datetime

from kornhamn.contracts.queries import Contract
from kornhamn.contracts.types import ContractState
from kornhamn.jobs.demo.call_offs import keep_frameworks
from kornhamn.jobs.demo.category_work import ANALYST, work_on_categories
from kornhamn.jobs.demo.contract_keeping import Desk
from kornhamn.jobs.demo.contracts import FOOD, MANAGER, keep_contracts
from kornhamn.jobs.demo.production import watch_production
from kornhamn.jobs.demo.supplier_checks import check_suppliers
from kornhamn.jobs.demo.supply_chain import chain
from kornhamn.organisation.queries import active_person, actor_for
from kornhamn.suppliers.queries import all_risks


def manage_contracts(*, at: datetime, on: date) -> Iterator[str]:
    """Make contracts and the work around them up, once; yield what was made, a line each."""
    if kept := keep_contracts(at=at, on=on):
        yield f"{kept} contracts, followed up by their manager …"
    if frameworks := keep_frameworks(at=at, on=on):
        yield f"{frameworks} framework agreements with call-offs …"
    if strategies := work_on_categories(at=at, on=on):
        yield f"{strategies} category strategies with teams and actions …"
    if watched := _watch_suppliers(at=at, on=on):
        yield f"{watched} contracts whose suppliers are checked …"


def _watch_suppliers(*, at: datetime, on: date) -> int:
    """Follow the manager's suppliers down their chains and back to where things are made."""
    manager, analyst = active_person(email=MANAGER), active_person(email=ANALYST)
    if manager is None or analyst is None or all_risks().exists():
        return 0
    desk = Desk(actor_for(manager, on=on), at, on)
    managed = list(Contract.objects.filter(manager=manager).order_by("reference"))
    watch_production(Desk(actor_for(analyst, on=on), at, on))
    food = next((one for one in managed if one.reference == FOOD.reference), None)
    if food is not None:
        chain(food, desk)
        running = [one for one in managed if one.state == ContractState.IN_FORCE and one != food]
        others = Contract.objects.filter(is_framework=True).exclude(manager=manager)
        check_suppliers([food, *running, *others.order_by("reference")], desk)
    return len(managed)
