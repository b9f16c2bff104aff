"""Questions about loyalty to contracts; `scope` is the reader's, as for spend."""

from kornhamn.analytics.queries.loyalty.contract import (
    bought_under,
    ceiling_forecast,
    of_contract,
    what_if,
    yearly_by_contract,
)
from kornhamn.analytics.queries.loyalty.figures import (
    by_part,
    in_all,
    is_counted,
    loyalty,
)
from kornhamn.analytics.queries.loyalty.lines import LeakWanted, line_contracts, loyalty_lines
from kornhamn.analytics.queries.loyalty.prices import (
    dearest_contracts,
    priced_by_article,
    priced_in_all,
    priced_lines,
    priced_of,
)

__all__ = [
    "LeakWanted",
    "bought_under",
    "by_part",
    "ceiling_forecast",
    "dearest_contracts",
    "in_all",
    "is_counted",
    "line_contracts",
    "loyalty",
    "loyalty_lines",
    "of_contract",
    "priced_by_article",
    "priced_in_all",
    "priced_lines",
    "priced_of",
    "what_if",
    "yearly_by_contract",
]
