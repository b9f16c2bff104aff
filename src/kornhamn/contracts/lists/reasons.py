"""Why a value of a list was remarked upon, or its row not taken, and what to do about it."""

from kornhamn.kernel.errors import N_

REASONS: dict[str, str] = {
    "row.no-supplier": N_("The row names no supplier. Write who the contract is with."),
    "row.no-title": N_("The row has neither a name nor a reference. Write what was agreed."),
    "row.too-many-cells": N_("The row has more cells than there are columns."),
    "row.too-few-cells": N_("The row has fewer cells than there are columns."),
    "row.quote-not-closed": N_("A quotation mark is never closed."),
    "row.other-days": N_(
        "Another row has the same reference and other days. If it is another contract, give it a "
        "reference of its own."
    ),
    "row.repeated": N_("The same supplier and lot stand on an earlier row: nothing was added."),
    "value.missing": N_("The value is missing."),
    "value.not-a-date": N_("It is no day that a calendar has."),
    "value.date-out-of-range": N_("A date before 1990 or after 2100."),
    "period.ends-before-it-starts": N_("The contract would end before it starts."),
    "day.month-alone": N_("Only a month is said: its first day counts as start, its last as end."),
    "day.more-text": N_("There is more than a day: the day was read, the rest is for a person."),
    "day.taken-as-running": N_(
        "No end is said: the contract is taken to run until further notice."
    ),
    "option.uncertain": N_(
        "The option can mean more than one thing, and was not read. Register it on the contract."
    ),
    "option.notice-assumed": N_(
        "No last day to decide on the option is said: the last day of the time before it is used."
    ),
    "option.differs": N_("The options and the furthest day do not add up: no option was read."),
    "option.out-of-order": N_("The option prolongs nothing, or would be decided too late."),
    "notice.not-readable": N_("The notice is neither a day nor a number of months."),
    "money.amount-not-readable": N_("The amount is no number."),
    "money.amount-ambiguous": N_("The amount can mean thousands or decimals."),
    "money.amount-not-exact": N_("The amount is too large to be kept exactly."),
    "money.not-positive": N_("A ceiling is more than nothing: none was kept."),
    "money.ceilings-differ": N_("Rows of one contract have different ceilings: the first counts."),
    "kind.not-known": N_("The kind of contract is not known: it is taken as no framework."),
    "rank.not-readable": N_("The rank is no whole number."),
    "rank.twice": N_("Two suppliers of a lot have the same rank: the later has none."),
    "reference.made": N_("There is no reference: one was made of what the row says."),
    "authority.missing": N_("Nobody is said to own the contract. Write which authority does."),
    "authority.unknown": N_(
        "No authority of the group is called so. Write its name, code or organisation number."
    ),
    "authority.not-yours": N_("You do not manage the contracts of that authority."),
    "supplier.unknown": N_("The supplier could not be settled. Write its organisation number."),
    "category.unknown": N_("The category is not in the tree: choose one on the contract."),
    "cpv.unknown": N_("No category has that CPV code."),
    "manager.unknown": N_("Nobody known is called so: name the contract manager on the contract."),
    "user.unknown": N_("No authority of the group is called so: it may not call off yet."),
    "contract.differs": N_(
        "The contract is registered already and says otherwise: nothing was changed. Change it on "
        "its own page."
    ),
}
