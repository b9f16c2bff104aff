"""What a file of accounts or invoices held beside its lines, in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.kernel.money import Money
from kornhamn.spend.queries import LedgerLoad
from kornhamn.web import formats

_SUPPLIERS = {
    "dimension-9": gettext_lazy("Suppliers are named by the dimension Leverantör."),
    "line-text": gettext_lazy(
        "The accounts have no dimension for suppliers: their names are taken from the texts of "
        "the transactions."
    ),
    "voucher-text": gettext_lazy(
        "The accounts have no dimension for suppliers: their names are taken from the texts of "
        "the vouchers."
    ),
    "nothing": gettext_lazy("The accounts name no suppliers."),
}


def beside(load: LedgerLoad) -> list[str]:
    """Return the sentences; none for other files."""
    told = {"sie": _of_accounts, "ubl": _of_invoices}.get(load.format.get("kind", ""))
    return list(told(load)) if told else []


def _of_accounts(load: LedgerLoad) -> Iterator[str]:
    found = load.format
    figures = {
        "transactions": formats.number(found["transactions"]),
        "lines": formats.number(load.rows_read),
        "balances": formats.number(found["aside_balances"]),
        "costs": formats.number(found["aside_costs_without_supplier"]),
        "kronor": Money.from_ore(found["aside_ore"]),
        "nameless": formats.number(found["without_supplier"]),
    }
    yield (
        _(
            "The accounts hold %(transactions)s transactions, of which %(lines)s are purchases. "
            "%(balances)s on other accounts than costs and investments, such as debts and VAT, "
            "are left aside."
        )
        % figures
    )
    if found["aside_costs_without_supplier"]:
        yield (
            _("Costs that owe no supplier, such as pay, are left aside: %(costs)s, %(kronor)s.")
            % figures
        )
    yield str(_SUPPLIERS[found["supplier_from"]])
    if found["without_supplier"]:
        yield (
            _(
                "Lines that name no supplier: %(nameless)s. Load the supplier ledger instead, if "
                "there is one."
            )
            % figures
        )


def _of_invoices(load: LedgerLoad) -> Iterator[str]:
    found = load.format
    yield _("Invoices in the file: %(invoices)s.") % {"invoices": formats.number(found["invoices"])}
    if found["other_files"]:
        yield _("Files in it that are no XML, and were left: %(others)s.") % {
            "others": formats.number(found["other_files"])
        }
