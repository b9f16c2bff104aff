"""SIE files that are refused as a whole: which line, what is wrong, and what to do."""

from kornhamn.files.refusals import FileRefusedError
from kornhamn.kernel.errors import N_


class NotSie(FileRefusedError):  # noqa: N818 - named for what happened
    """A file that does not begin with a label of the standard."""

    code = "sie.not-sie"
    message = N_(
        "%(name)s is not a SIE 4 file: line %(line)s is “%(found)s”, not a label such as "
        "#FLAGGA. Export the file anew as SIE type 4, with transactions."
    )


class SieWithoutVouchers(FileRefusedError):  # noqa: N818 - named for what happened
    """Types 1–3: balances without vouchers."""

    code = "sie.without-vouchers"
    message = N_(
        "%(name)s holds balances but no vouchers (SIE type %(type)s). Export it anew as SIE type "
        "4, with transactions."
    )


class SieLineNotReadable(FileRefusedError):  # noqa: N818 - named for what happened
    """A voucher or a transaction that lacks what it must have."""

    code = "sie.line-not-readable"
    message = N_(
        "Line %(line)s of %(name)s cannot be read: “%(found)s”. A voucher has series, number and "
        "day, a transaction has account, objects within braces and amount. Export the file anew; "
        "if the line is the same, tell the supplier of the accounting system."
    )


class SieVoucherNotClosed(FileRefusedError):  # noqa: N818 - named for what happened
    """Braces that do not enclose the transactions of a voucher."""

    code = "sie.voucher-not-closed"
    message = N_(
        "The voucher on line %(line)s of %(name)s is not enclosed by braces: the file has been "
        "cut or changed. Export it anew."
    )


class SieVoucherNotBalanced(FileRefusedError):  # noqa: N818 - named for what happened
    """Transactions that do not come to zero."""

    code = "sie.voucher-not-balanced"
    message = N_(
        "Voucher %(voucher)s on line %(line)s of %(name)s does not balance: its transactions come "
        "to %(difference)s kr and must come to 0. The file has been cut or changed; export it anew."
    )


class SieChanged(FileRefusedError):  # noqa: N818 - named for what happened
    """A checksum that is another than the file's, or missing at its end."""

    code = "sie.changed"
    message = N_(
        "%(name)s has been cut or changed since it was exported: its checksum (#KSUMMA) is "
        "%(declared)s, but the contents give %(counted)s. Export it anew."
    )


class SieWithoutPurchases(FileRefusedError):  # noqa: N818 - named for what happened
    """Vouchers, but no costs from suppliers."""

    code = "sie.without-purchases"
    message = N_(
        "%(name)s has %(transactions)s transactions, but none is a cost or an investment in a "
        "voucher with a supplier's debt. Export the series that holds the suppliers' invoices."
    )
