"""States, outcomes, fields and reasons of contract lists in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.contracts.queries import LIST_REASONS, ContractListLoad, ListField
from kornhamn.contracts.types import ListState, RowOutcome
from kornhamn.web.source_upload import stopped

STATES = {
    ListState.MAPPING: gettext_lazy("Its columns wait for a look"),
    ListState.WAITING: gettext_lazy("Waiting for its turn"),
    ListState.RUNNING: gettext_lazy("Under way"),
    ListState.INTERRUPTED: gettext_lazy("Interrupted"),
    ListState.LOADED: gettext_lazy("Loaded"),
    ListState.UNDONE: gettext_lazy("Undone"),
}
OUTCOMES = {
    RowOutcome.LOADED: gettext_lazy("Is a contract now"),
    RowOutcome.JOINED: gettext_lazy("Joined to a contract on another row"),
    RowOutcome.KNOWN: gettext_lazy("Was registered already"),
    RowOutcome.REFUSED: gettext_lazy("Not taken in"),
}
FIELDS = {
    ListField.REFERENCE: gettext_lazy("Reference"),
    ListField.TITLE: gettext_lazy("Name of the contract"),
    ListField.AUTHORITY: gettext_lazy("Owner"),
    ListField.AUTHORITY_NUMBER: gettext_lazy("Owner's organisation number"),
    ListField.SUPPLIER: gettext_lazy("Supplier's name"),
    ListField.SUPPLIER_NUMBER: gettext_lazy("Supplier's organisation number"),
    ListField.LOT: gettext_lazy("Lot"),
    ListField.RANK: gettext_lazy("Rank"),
    ListField.STARTS_ON: gettext_lazy("First day"),
    ListField.ENDS_ON: gettext_lazy("Last day"),
    ListField.OPTIONS: gettext_lazy("Options to prolong"),
    ListField.OPTION_ENDS_ON: gettext_lazy("Last day with every option used"),
    ListField.NOTICE: gettext_lazy("Last day to decide, or months of notice"),
    ListField.CEILING: gettext_lazy("Ceiling"),
    ListField.CATEGORY: gettext_lazy("Category"),
    ListField.CPV: gettext_lazy("CPV code"),
    ListField.KIND: gettext_lazy("Framework agreement or not"),
    ListField.USERS: gettext_lazy("Who may buy"),
    ListField.MANAGER: gettext_lazy("Contract manager"),
    ListField.PRICES: gettext_lazy("Prices"),
    ListField.INDEXATION: gettext_lazy("Indexation"),
}
WHY = {
    "name": gettext_lazy("contract lists call it so"),
    "beginning": gettext_lazy("its name is the beginning of one that contract lists use"),
    "words": gettext_lazy("its name holds the words that contract lists use"),
    "alike": gettext_lazy("its name is like one that contract lists use"),
    "values": gettext_lazy("its values look so"),
    "values-differ": gettext_lazy("though its values look otherwise"),
    "saved": gettext_lazy("it was read so in the source's last file"),
}
MISSING = {
    "supplier": gettext_lazy("the supplier"),
    "title": gettext_lazy("the contract's name or reference"),
    "start": gettext_lazy("the first day"),
}


def reason(code: str) -> str:
    """Return why a value was remarked upon, and what to do."""
    return _(LIST_REASONS[code]) if code in LIST_REASONS else code


def refusal(load: ContractListLoad) -> dict[str, str] | None:
    """Return why a list was stopped, in the reader's language."""
    return stopped(load.refusal)
