"""Invoices that are refused: which one, what is wrong, and what to do."""

from kornhamn.files.refusals import FileRefusedError
from kornhamn.kernel.errors import N_


class NotAnInvoice(FileRefusedError):  # noqa: N818 - named for what happened
    """XML, but no invoice and no credit note in UBL."""

    code = "ubl.not-an-invoice"
    message = N_(
        "%(name)s is no invoice in UBL: it begins with “%(found)s”. Export the invoices as Peppol "
        "BIS Billing 3 (UBL 2.1), and try again."
    )


class InvoiceBroken(FileRefusedError):  # noqa: N818 - named for what happened
    """Bytes that are no whole XML."""

    code = "ubl.broken"
    message = N_(
        "%(name)s is no whole XML: %(detail)s on line %(line)s. Fetch the invoice anew from "
        "whoever sent it."
    )


class InvoiceUnsafe(FileRefusedError):  # noqa: N818 - named for what happened
    """Entities, endless depth, or more bytes than an invoice has."""

    code = "ubl.unsafe"
    message = N_(
        "%(name)s was not opened: %(detail)s. An invoice never has that: find out where the file "
        "comes from."
    )


class InvoiceLacks(FileRefusedError):  # noqa: N818 - named for what happened
    """An invoice without something that every invoice has."""

    code = "ubl.lacks"
    message = N_(
        "Invoice %(invoice)s in %(name)s lacks %(what)s (%(place)s). Ask the supplier for an "
        "invoice that follows Peppol BIS Billing 3."
    )


class InvoiceNotReadable(FileRefusedError):  # noqa: N818 - named for what happened
    """A text where an amount should be."""

    code = "ubl.not-readable"
    message = N_(
        "Invoice %(invoice)s in %(name)s has “%(value)s” where %(what)s should be (%(place)s). Ask "
        "the supplier for a corrected invoice."
    )


class InvoiceSumsDiffer(FileRefusedError):  # noqa: N818 - named for what happened
    """Parts that do not come to the sum the invoice gives."""

    code = "ubl.sums-differ"
    message = N_(
        "Invoice %(invoice)s in %(name)s does not add up: %(what)s is given as %(declared)s, but "
        "the parts come to %(counted)s. Nothing of it was read; ask the supplier for a corrected "
        "invoice."
    )


class InvoiceInOtherCurrency(FileRefusedError):  # noqa: N818 - named for what happened
    """Amounts that are not kronor."""

    code = "ubl.currency"
    message = N_(
        "Invoice %(invoice)s in %(name)s is in %(currency)s. Ledgers are kept in SEK: load the "
        "booked line instead, from the supplier ledger."
    )


class NoInvoices(FileRefusedError):  # noqa: N818 - named for what happened
    """An archive without XML."""

    code = "ubl.none"
    message = N_(
        "%(name)s holds no invoices: a zip should hold XML files, one for each invoice. There are "
        "%(found)s."
    )


class TooManyInvoices(FileRefusedError):  # noqa: N818 - named for what happened
    """More files than are read in one go."""

    code = "ubl.too-many"
    message = N_("%(name)s holds more than %(most)s files. Split it by period.")
