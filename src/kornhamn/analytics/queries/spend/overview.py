"""One screen: what do we buy, from whom, is it under control."""

from kornhamn.analytics.queries.spend.control import (
    civil_society_share_of,
    payment_of,
    process_of,
    small_share_of,
)
from kornhamn.analytics.queries.spend.parts import (
    GROUP_DIGITS,
    by_authority_of,
    by_category_of,
    by_month_of,
    months_between,
    totals_of,
)
from kornhamn.analytics.queries.spend.suppliers import largest, newcomers_of, pareto_of
from kornhamn.analytics.spend.answers import kept
from kornhamn.analytics.spend.desk import opened
from kornhamn.analytics.types.spend import SpendOverview, SpendSelection
from kornhamn.organisation.types import Scope


@kept
def overview(
    selection: SpendSelection,
    scope: Scope,
    *,
    other: SpendSelection | None = None,
) -> SpendOverview:
    """Return the figures of the first view, beside another period or authority if one is given."""
    cells = opened(selection, scope)
    before = opened(other, scope) if other is not None else None
    return SpendOverview(
        totals=totals_of(cells),
        before=totals_of(before) if before else None,
        pareto=pareto_of(cells),
        process=process_of(cells),
        payment=payment_of(cells),
        small=small_share_of(cells),
        civil_society=civil_society_share_of(cells),
        newcomers=newcomers_of(cells, before) if before else None,
        categories=by_category_of(cells, before, digits=GROUP_DIGITS),
        authorities=by_authority_of(cells, before),
        months=by_month_of(cells, before, shift=months_between(selection, other)),
        suppliers=largest(cells),
    )
