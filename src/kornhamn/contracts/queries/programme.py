"""Contracts and the programme: its edition, the terms it asks for, the terms under a clause."""

from dataclasses import dataclass

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from kornhamn.contracts.models import Contract, ContractTerm
from kornhamn.contracts.types import TermKind
from kornhamn.organisation.types import Actor
from kornhamn.procurement.queries.case_file import case_file, governing_edition
from kornhamn.rulebook.assess import find
from kornhamn.rulebook.facts import FACTS
from kornhamn.rulebook.library import programme
from kornhamn.rulebook.nodes import ListContains
from kornhamn.rulebook.types import Clause, Edition, FactValue, Finding, NoEditionInForceError

_TERMS = "contract_terms"


@dataclass(frozen=True, slots=True)
class AskedTerm:
    """A clause that asks for terms in contracts, which kinds of them, and how a contract stands."""

    finding: Finding
    kinds: tuple[TermKind, ...]


def edition_of(contract: Contract) -> Edition:
    """Return the edition in force when the contract was made, or pinned to its procurement.

    A contract older than every adoption is read by the earliest edition adopted.
    """
    instrument, made_on = programme(), contract.period.lower
    try:
        if contract.procurement is not None:
            return governing_edition(contract.procurement, instrument, on=made_on)
        return instrument.edition_on(made_on)
    except NoEditionInForceError:
        return instrument.edition(instrument.adoptions[0].edition)


def asked_terms(contract: Contract, actor: Actor) -> tuple[AskedTerm, ...]:
    """Return every clause of the contract's edition that asks for terms, in the edition's order.

    What is known of the contract's procurement decides whether a clause applies.
    """
    facts = _facts(contract, actor)
    asked = ((clause, _kinds(clause)) for clause in edition_of(contract).clauses)
    return tuple(AskedTerm(find(clause, facts), kinds) for clause, kinds in asked if kinds)


def terms_under(clause_id: str, actor: Actor) -> QuerySet[ContractTerm]:
    """Return the terms that name a clause, of contracts the actor may read, by contract."""
    readable = Contract.objects.visible_to(actor)
    return (
        ContractTerm.objects.filter(clause=clause_id, contract__in=readable)
        .select_related("contract__authority")
        .order_by("contract__title", "contract__pk", "kind")
    )


def _kinds(clause: Clause) -> tuple[TermKind, ...]:
    """Return the kinds of terms that a clause asks for."""
    asked = (leaf for leaf in clause.satisfied.leaves if isinstance(leaf, ListContains))
    return tuple(TermKind(leaf.value) for leaf in asked if leaf.fact.name == _TERMS)


def _facts(contract: Contract, actor: Actor) -> dict[str, FactValue]:
    facts: dict[str, FactValue] = {}
    if contract.procurement_id:
        try:
            known = case_file(contract.procurement_id, actor).facts
        except ObjectDoesNotExist:  # another's procurement
            known = {}
        facts = {name: fact.value for name, fact in known.items()}
    kinds = {term.kind for term in contract.terms.all()}
    facts[_TERMS] = tuple(kind for kind in FACTS[_TERMS].choices if kind in kinds)
    return facts
