"""Verb of loyalty: count which purchases contracts cover, where anything changed."""

from datetime import datetime

from django.conf import settings

from kornhamn.analytics.loyalty.kept import Source, counted, digest_of, keep, kept_digest
from kornhamn.analytics.loyalty.prices import NO_ITEMS, items_of, priced
from kornhamn.analytics.loyalty.purchases import below, loads_of, purchases
from kornhamn.analytics.moment import one_at_a_time
from kornhamn.analytics.spend import book as books
from kornhamn.analytics.spend.opening import current_folder
from kornhamn.audit.actions import record
from kornhamn.audit.types import Deed
from kornhamn.contracts.queries import agreed_prices, coverage
from kornhamn.organisation.types import Actor
from kornhamn.spend.queries import active_loads

_LOCK = 0x4C6F7961  # the key of the advisory lock


def refresh_loyalty(*, by: Actor, at: datetime) -> bool:
    """Count loyalty over the current spend snapshot; return whether anything had changed."""
    folder = current_folder()
    if folder is None:
        return False
    with one_at_a_time(_LOCK):
        contracts, prices, tree = coverage(), agreed_prices(), below()
        digest = digest_of(contracts, prices, tree)
        if kept_digest(settings.SNAPSHOTS, folder.name) == digest:
            return False
        loads = loads_of(books.load(folder), active_loads())
        lines = counted(purchases(loads), contracts, tree)
        paid = priced(lines, items_of(loads) if prices.height else NO_ITEMS, prices)
        source = Source(folder.name, tuple(one.load.id for one in loads), digest)
        keep(lines, contracts, paid, source, snapshots=settings.SNAPSHOTS)
    details = {
        "digest": digest,
        "lines": lines.height,
        "contracts": contracts["contract"].n_unique(),
        "priced": paid.height,
    }
    record(Deed("loyalty.counted", "spend-snapshot", folder.name, details), by=by, at=at)
    return True
