"""Questions about the snapshot that figures are counted from."""

from django.conf import settings

from kornhamn.analytics.choosing import may_see
from kornhamn.analytics.opening import current_snapshot
from kornhamn.analytics.portfolio import load
from kornhamn.analytics.types import AuthorityInfo
from kornhamn.organisation.types import Scope

__all__ = ["authorities", "cpv_divisions", "current_snapshot", "months"]


def authorities(scope: Scope) -> tuple[AuthorityInfo, ...]:
    """Return the authorities a reader may choose among, by name; none before the first snapshot."""
    snapshot = current_snapshot()
    if snapshot is None:
        return ()
    portfolio = load(settings.SNAPSHOTS / snapshot.folder)
    return tuple(each for each in portfolio.authorities if may_see(scope, each))


def cpv_divisions() -> tuple[str, ...]:
    """Return the CPV divisions (two digits) that occur."""
    snapshot = current_snapshot()
    return load(settings.SNAPSHOTS / snapshot.folder).division.names if snapshot else ()


def months() -> tuple[str, ...]:
    """Return the months ("2021-03") in which anything was published, the first one first."""
    snapshot = current_snapshot()
    return load(settings.SNAPSHOTS / snapshot.folder).month.names if snapshot else ()
