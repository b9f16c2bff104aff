"""Questions about the snapshot that figures are counted from."""

from collections.abc import Sequence
from uuid import UUID

from django.conf import settings

from kornhamn.analytics.choosing import may_see
from kornhamn.analytics.opening import current_snapshot
from kornhamn.analytics.portfolio import load
from kornhamn.analytics.types import AuthorityInfo, NoSuchAuthorityError
from kornhamn.kernel.organisation_number import parse_buyer_number
from kornhamn.organisation.types import AuthorityKind, Scope

__all__ = ["authorities", "cpv_divisions", "current_snapshot", "months", "named"]


def authorities(scope: Scope) -> tuple[AuthorityInfo, ...]:
    """Return the authorities a reader may choose among, by name; none before the first snapshot."""
    snapshot = current_snapshot()
    if snapshot is None:
        return ()
    portfolio = load(settings.SNAPSHOTS / snapshot.folder)
    return tuple(each for each in portfolio.authorities if may_see(scope, each))


def named(given: Sequence[str], scope: Scope) -> tuple[frozenset[UUID], frozenset[str]]:
    """Return the authorities, and the buyers outside the group, that some texts name.

    A text is an authority's code or an organisation number. A number that the group knows means
    every authority that bears it, and a municipality's code its committees too.
    """
    found: set[UUID] = set()
    buyers: set[str] = set()
    known = authorities(scope)
    for text in given:
        number = {a.organisation_number for a in known if a.code == text and _is_whole(a)}
        numbers = number or {parse_buyer_number(text).text}
        meant = [a for a in known if a.organisation_number in numbers or a.code == text]
        if not meant and not text.replace("-", "").isdigit():
            raise NoSuchAuthorityError(given=text, known=", ".join(a.code for a in known) or "–")
        found |= {a.id for a in meant}
        buyers |= set() if meant else numbers
    return frozenset(found), frozenset(buyers)


def _is_whole(authority: AuthorityInfo) -> bool:
    return authority.kind == AuthorityKind.MUNICIPALITY


def cpv_divisions() -> tuple[str, ...]:
    """Return the CPV divisions (two digits) that occur."""
    snapshot = current_snapshot()
    return load(settings.SNAPSHOTS / snapshot.folder).division.names if snapshot else ()


def months() -> tuple[str, ...]:
    """Return the months ("2021-03") in which anything was published, the first one first."""
    snapshot = current_snapshot()
    return load(settings.SNAPSHOTS / snapshot.folder).month.names if snapshot else ()
