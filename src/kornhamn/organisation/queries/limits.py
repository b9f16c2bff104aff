"""The money limits that administrators entered."""

from kornhamn.kernel.money import Money
from kornhamn.law import types as law
from kornhamn.law.limits import all_limits
from kornhamn.organisation.models import EnteredLimit


def entered_limits() -> tuple[law.EnteredLimit, ...]:
    """Return the entered limits as the law room reads them: each holds as long as its row.

    Pass them to `kornhamn.law.limits` as `entered=`.
    """
    periods = {
        (str(limit.kind), limit.period.start): limit.period
        for limit in all_limits()
        if limit.period is not None
    }
    found = (
        (periods.get((entered.kind, entered.valid_from)), entered)
        for entered in EnteredLimit.objects.order_by("entered_at")
    )
    return tuple(
        law.EnteredLimit(law.LimitKind(entered.kind), period, Money(entered.amount), entered.source)
        for period, entered in found
        if period is not None
    )
