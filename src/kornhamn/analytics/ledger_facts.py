"""The facts that ledgers answer, read from beside the current spend snapshot."""

from django.conf import settings

from kornhamn.analytics.indicators.counting import kept_facts
from kornhamn.analytics.indicators.facts import FACTS
from kornhamn.analytics.spend.opening import current_spend
from kornhamn.analytics.types.ledgers import LedgerFact

ANSWERED = tuple(name for name in FACTS if name not in {"authority", "first_on", "last_on"})


def facts_of_ledgers() -> tuple[LedgerFact, ...]:
    """Return what the ledgers of the current spend snapshot answer."""
    current = current_spend()
    found = kept_facts(settings.SNAPSHOTS, current.folder) if current else None
    if found is None:
        return ()
    return tuple(
        LedgerFact(row["authority"], name, row[name], row["first_on"], row["last_on"])
        for row in found.iter_rows(named=True)
        for name in ANSWERED
        if row[name] is not None
    )
