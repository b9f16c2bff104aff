"""Which cases a selection keeps, of those a reader may see."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from kornhamn.analytics.counting import Rows
from kornhamn.analytics.portfolio import NO_DAY, Axis, Portfolio
from kornhamn.analytics.types import AuthorityInfo, Part, Selection
from kornhamn.organisation.types import AuthorityKind, Scope

_EPOCH = date(1970, 1, 1)


def chosen_rows(portfolio: Portfolio, selection: Selection, scope: Scope) -> Rows:
    """Return the row numbers of the cases selected, never of one outside the scope."""
    keep = _of_the_authorities(portfolio, selection, scope)
    if selection.period is not None:
        keep &= portfolio.day >= max(_day(selection.period.start), NO_DAY + 1)
        if selection.period.end is not None:
            keep &= portfolio.day < _day(selection.period.end)
    if selection.cpv_division is not None:
        keep &= _is(portfolio.division, selection.cpv_division)
    if selection.only_governed:
        keep &= _is(portfolio.edition, selection.edition)
    return np.flatnonzero(keep)


def chosen_authorities(
    portfolio: Portfolio, selection: Selection, scope: Scope
) -> tuple[AuthorityInfo, ...]:
    """Return the authorities of the group that are selected and within the scope, by name."""
    return tuple(
        each
        for each in portfolio.authorities
        if may_see(scope, each) and is_selected(selection, each)
    )


def may_see(scope: Scope, authority: AuthorityInfo) -> bool:
    """Tell whether the scope reaches an authority."""
    is_company = authority.kind == AuthorityKind.COMPANY
    return scope.group or (scope.companies and is_company) or authority.id in scope.own


def is_selected(selection: Selection, authority: AuthorityInfo) -> bool:
    """Tell whether an authority of the group is asked for."""
    if selection.part is not None:
        is_company = authority.kind == AuthorityKind.COMPANY
        if is_company is not (selection.part is Part.COMPANIES):
            return False
    if selection.authorities is None:
        return not selection.buyers
    return authority.id in selection.authorities


def _of_the_authorities(
    portfolio: Portfolio, selection: Selection, scope: Scope
) -> NDArray[np.bool_]:
    """Mark the cases of chosen authorities, and of chosen buyers as far as they may be seen."""
    chosen = {each.id for each in chosen_authorities(portfolio, selection, scope)}
    # codes are places among the authorities; NOWHERE (-1) reads the last: outside the group
    inside = np.array([a.id in chosen for a in portfolio.authorities] + [False], dtype=bool)
    keep: NDArray[np.bool_] = inside[portfolio.authority.codes]
    if selection.buyers:
        visible = [may_see(scope, a) for a in portfolio.authorities]
        seen = np.array([*visible, scope.group], dtype=bool)[portfolio.authority.codes]
        named = portfolio.cases["buyer_number"].is_in(sorted(selection.buyers))
        keep |= seen & named.to_numpy()
    return keep


def _is(axis: Axis, name: str) -> NDArray[np.bool_]:
    if name not in axis.names:
        return np.zeros(len(axis.codes), dtype=bool)
    matches: NDArray[np.bool_] = axis.codes == axis.names.index(name)
    return matches


def _day(day: date) -> int:
    return (day - _EPOCH).days
