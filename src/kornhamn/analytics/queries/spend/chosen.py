"""What a reader may choose among: months, authorities, and the period before another."""

from kornhamn.analytics.spend.book import by_name
from kornhamn.analytics.spend.columns import month_text
from kornhamn.analytics.spend.cutting import parsed_month, visible_authorities
from kornhamn.analytics.spend.desk import current_book
from kornhamn.analytics.spend.opening import current_spend
from kornhamn.analytics.types import AuthorityInfo
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.organisation.types import Scope

__all__ = ["authorities", "current_spend", "months", "preceding"]


def authorities(scope: Scope) -> tuple[AuthorityInfo, ...]:
    """Return the authorities with purchases that a reader may see, by name."""
    return tuple(by_name(visible_authorities(current_book(), scope)))


def months() -> tuple[str, ...]:
    """Return the months in which anything was bought, the first one first."""
    return tuple(month_text(month) for month in current_book().months)


def preceding(selection: SpendSelection) -> SpendSelection | None:
    """Return the same selection over as many months just before; None without a whole period."""
    if not selection.first or not selection.last:
        return None
    first, last = parsed_month(selection.first), parsed_month(selection.last)
    return selection.narrowed(
        first=month_text(first - (last - first + 1)), last=month_text(first - 1)
    )
