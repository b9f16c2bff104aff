"""Words of ledgers: where a load stands, and who said which category."""

from enum import StrEnum

from kornhamn.kernel.errors import N_


class LoadState(StrEnum):
    """Where a load of a ledger stands."""

    MAPPING = "mapping"  # the file is kept, and somebody looks at how its columns are read
    WAITING = "waiting"
    RUNNING = "running"
    LOADED = "loaded"
    REFUSED = "refused"
    INTERRUPTED = "interrupted"
    UNDONE = "undone"


class ClassifiedBy(StrEnum):
    """Who said which category a posting has; a person's word is never overruled."""

    PERSON = "person"
    RULE = "rule"
    MODEL = "model"


# why a value was remarked upon, or its row not taken, by the code of the remark
REASONS: dict[str, str] = {
    "money.amount-not-readable": N_("The amount is no number."),
    "money.amount-ambiguous": N_("The amount can mean thousands or decimals."),
    "money.amount-not-exact": N_("The amount is too large to be kept exactly."),
    "money.amount-rounded": N_("The amount has parts of an öre, and was rounded."),
    "value.missing": N_("The value is missing."),
    "value.not-a-date": N_("It is no day that a calendar has."),
    "value.date-out-of-range": N_("A date before 1990 or after 2100."),
    "row.total": N_("The row is the total of others."),
    "row.no-supplier": N_("The row names no supplier."),
    "row.too-many-cells": N_("The row has more cells than there are columns."),
    "row.too-few-cells": N_("The row has fewer cells than there are columns."),
    "row.quote-not-closed": N_("A quotation mark is never closed."),
    "row.not-an-object": N_("It is no object with names and values."),
    "row.unknown-names": N_("It has values under names that no other line has."),
    "ubl.not-an-invoice": N_("The file is no invoice in UBL."),
    "ubl.broken": N_("The file is no whole XML."),
    "ubl.unsafe": N_("The file has what no invoice has, and was not opened."),
    "ubl.lacks": N_("The invoice lacks what every invoice has."),
    "ubl.not-readable": N_("The invoice has a text where an amount should be."),
    "ubl.sums-differ": N_("The invoice does not add up: given ≠ counted."),
    "ubl.currency": N_("The invoice is in another currency than SEK."),
    "file.empty": N_("The file is empty."),
    "file.broken": N_("The file is broken and cannot be read."),
}
