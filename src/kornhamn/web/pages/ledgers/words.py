"""States, fields and reasons in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.spend.queries import Field, LedgerLoad
from kornhamn.spend.types import REASONS, LoadState
from kornhamn.web.source_upload import stopped

STATES = {
    LoadState.MAPPING: gettext_lazy("Its columns wait for a look"),
    LoadState.WAITING: gettext_lazy("Waiting for its turn"),
    LoadState.RUNNING: gettext_lazy("Under way"),
    LoadState.LOADED: gettext_lazy("Loaded"),
    LoadState.REFUSED: gettext_lazy("Refused"),
    LoadState.INTERRUPTED: gettext_lazy("Interrupted"),
    LoadState.UNDONE: gettext_lazy("Undone"),
}
FIELDS = {
    Field.SUPPLIER: gettext_lazy("Supplier's name"),
    Field.SUPPLIER_NUMBER: gettext_lazy("Supplier's organisation number"),
    Field.SUPPLIER_ID: gettext_lazy("The ledger's own supplier number"),
    Field.PLACE: gettext_lazy("Supplier's place"),
    Field.BANK: gettext_lazy("Supplier's bank account"),
    Field.AMOUNT: gettext_lazy("Amount"),
    Field.DEBIT: gettext_lazy("Debit"),
    Field.CREDIT: gettext_lazy("Credit"),
    Field.BOOKED_ON: gettext_lazy("Day of booking"),
    Field.INVOICED_ON: gettext_lazy("Day of the invoice"),
    Field.DUE_ON: gettext_lazy("Due day"),
    Field.PAID_ON: gettext_lazy("Day of payment"),
    Field.ACCOUNT: gettext_lazy("Account, with or without its text"),
    Field.ACCOUNT_TEXT: gettext_lazy("Account's text"),
    Field.TEXT: gettext_lazy("What was bought"),
    Field.UNIT: gettext_lazy("Unit that bought"),
    Field.BUYER: gettext_lazy("Buyer"),
    Field.BUYER_NUMBER: gettext_lazy("Buyer's organisation number"),
    Field.VOUCHER: gettext_lazy("Voucher"),
    Field.INVOICE: gettext_lazy("Invoice number"),
    Field.AGREEMENT: gettext_lazy("Agreement"),
    Field.GROUND: gettext_lazy("Ground of the purchase"),
    Field.ITEM: gettext_lazy("Article"),
    Field.QUANTITY: gettext_lazy("Quantity"),
    Field.UNIT_PRICE: gettext_lazy("Price"),
}
WHY = {
    "name": gettext_lazy("ledgers call it so"),
    "beginning": gettext_lazy("its name is the beginning of one that ledgers use"),
    "words": gettext_lazy("its name holds the words that ledgers use"),
    "alike": gettext_lazy("its name is like one that ledgers use"),
    "values": gettext_lazy("its values look so"),
    "values-differ": gettext_lazy("though its values look otherwise"),
    "saved": gettext_lazy("it was read so in the source's last file"),
}
MISSING = {
    "amount": gettext_lazy("the amount"),
    "supplier": gettext_lazy("the supplier"),
    "date": gettext_lazy("the day, or say which month the file is of"),
}


def reason(code: str) -> str:
    """Return why a value was remarked upon."""
    return _(REASONS[code]) if code in REASONS else code


def refusal(load: LedgerLoad) -> dict[str, str] | None:
    """Return why a load was stopped, in the reader's language."""
    return stopped(load.refusal)
