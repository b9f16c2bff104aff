"""States, options and terms of contracts in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.contracts.queries import Contract
from kornhamn.contracts.types import ContractState, OptionState
from kornhamn.suppliers.queries import Supplier
from kornhamn.suppliers.rules.showing import shown_name
from kornhamn.web.category_names import category_name, category_names

STATES = {
    ContractState.PLANNED: gettext_lazy("Not started"),
    ContractState.IN_FORCE: gettext_lazy("In force now"),
    ContractState.ENDED: gettext_lazy("Ended"),
    ContractState.TERMINATED: gettext_lazy("Terminated early"),
}
COLOURS = {
    ContractState.PLANNED: "info",
    ContractState.IN_FORCE: "success",
    ContractState.ENDED: "neutral",
    ContractState.TERMINATED: "warning",
}
OPTIONS = {
    OptionState.OPEN: gettext_lazy("To be decided"),
    OptionState.USED: gettext_lazy("Used"),
    OptionState.DECLINED: gettext_lazy("Declined"),
    OptionState.LAPSED: gettext_lazy("Lapsed: nobody decided in time"),
}


def state_in_words(contract: Contract) -> str:
    """Return where a contract stands."""
    if contract.terminated_on and contract.state == ContractState.IN_FORCE:
        return _("In force, terminated early")
    return str(STATES[ContractState(contract.state)])


def category_in_words(code: str) -> str:
    """Return a category's or a group's name; the code itself where the tree lacks it."""
    return category_name(code, blank=_("Whatever the supplier sells"))


def category_choices() -> list[tuple[str, str]]:
    """Return every group and category of the tree, by code, in the reader's language."""
    return list(category_names().items())


def party_name(supplier: Supplier, *, named: bool = False) -> str:
    """Return what a contract's supplier is called.

    A sole trader is named on the contract's own pages alone: whoever buys must know from whom.
    """
    return shown_name(supplier.name, supplier.kind, supplier.key, personal=named)


def suppliers_in_words(contract: Contract, most: int = 3, *, named: bool = False) -> str:
    """Return the suppliers' names in order of rank, and how many more there are."""
    parties = sorted(contract.parties.all(), key=lambda p: (p.lot, p.rank or 0, p.pk))
    names = list(dict.fromkeys(party_name(party.supplier, named=named) for party in parties))
    told = ", ".join(names[:most])
    more = len(names) - most
    return told if more <= 0 else _("%(names)s and %(more)s more") % {"names": told, "more": more}
