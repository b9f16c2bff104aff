"""Made-up supply chains: who works for whom, and which terms reach them."""

from datetime import timedelta

from kornhamn.contracts.actions import (
    confirm_flow,
    decide_subcontractor,
    let_flow,
    register_subcontractor,
)
from kornhamn.contracts.queries import Contract, ContractTerm, Subcontractor
from kornhamn.contracts.types import NewSubcontractor, SubcontractorState, TermKind
from kornhamn.jobs.demo.contract_keeping import Desk
from kornhamn.jobs.demo.sellers import sellers
from kornhamn.suppliers.queries import Supplier

_DAY = timedelta(days=1)
CARRIERS, STAFFING, CLEANING = "2810", "2010", "1230"


def chain(contract: Contract, desk: Desk) -> None:
    """Let a contract have a chain of two tiers, with one approved, one asked for and one gone."""
    work, rights = _flowing(contract, desk)
    carriers, staff = _others(contract, CARRIERS, 2), _others(contract, STAFFING, 1)
    if len(carriers) < 2 or not staff:
        return
    gone = _place(contract, carriers[1], "Kör ut till köken i söder", desk, ago=80, percent=15)
    _decide(gone, SubcontractorState.REPLACED, "Lade ner sin verksamhet i höstas.", desk, ago=45)
    drives = _place(contract, carriers[0], "Kör ut till alla kök", desk, ago=78, percent=25)
    approved = "Kontrollerad mot registren. Kollektivavtal visat."
    _decide(drives, SubcontractorState.APPROVED, approved, desk, ago=70)
    _confirm(drives, work, "Underavtalet § 6, läst på plats. Lönebesked för tre chaufförer.", desk)
    _confirm(drives, rights, "Underavtalet bilaga 2, undertecknad.", desk)
    _place(contract, staff[0], "Hyr ut chaufförer vid sjukdom", desk, ago=12, above=drives)


def _flowing(contract: Contract, desk: Desk) -> tuple[ContractTerm, ContractTerm]:
    """Let work environment bind the whole chain, and the clause on discrimination tier one."""
    terms = {term.kind: term for term in contract.terms.all()}
    work = terms[TermKind.WORK_ENVIRONMENT]
    rights = terms[TermKind.ANTI_DISCRIMINATION_CLAUSE]
    let_flow(work, deepest=None, by=desk.by, at=desk.before(85))
    let_flow(rights, deepest=1, by=desk.by, at=desk.before(85))
    return work, rights


def _others(contract: Contract, category: str, most: int) -> list[Supplier]:
    """Return those that sell most of a kind, but for the contract's own suppliers."""
    own = set(contract.parties.values_list("supplier", flat=True))
    return [one for one in sellers(category, most + len(own)) if one.key not in own][:most]


def _place(  # noqa: PLR0913 - who, what, whom for and when
    contract: Contract,
    supplier: Supplier,
    role: str,
    desk: Desk,
    *,
    ago: int,
    above: Subcontractor | None = None,
    percent: int | None = None,
) -> Subcontractor:
    party = contract.parties.earliest("pk")
    under = above.pk if above else None
    new = NewSubcontractor(contract.id, party.pk, supplier.key, role, under, percent)
    day = desk.on - ago * _DAY
    return register_subcontractor(new, by=desk.by, at=desk.before(ago), on=day)


def _decide(
    one: Subcontractor, state: SubcontractorState, reason: str, desk: Desk, *, ago: int
) -> None:
    decide_subcontractor(one.pk, state, reason=reason, by=desk.by, at=desk.before(ago))


def _confirm(one: Subcontractor, term: ContractTerm, evidence: str, desk: Desk) -> None:
    day = desk.on - 60 * _DAY
    confirm_flow(one, term, evidence=evidence, by=desk.by, at=desk.before(60), on=day)
