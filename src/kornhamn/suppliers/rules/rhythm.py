"""How often a supplier with a running contract is checked: one interval a kind of check."""

from datetime import timedelta

from kornhamn.suppliers.types import CheckKind

# days; the programme says continuously, its guidance at least each quarter
INTERVALS: dict[CheckKind, timedelta] = {
    CheckKind.COMPANY_REGISTER: timedelta(days=31),
    CheckKind.TAX: timedelta(days=92),
    CheckKind.DEBTS: timedelta(days=92),
    CheckKind.SANCTIONS: timedelta(days=31),
    CheckKind.EXCLUSION: timedelta(days=366),
}
