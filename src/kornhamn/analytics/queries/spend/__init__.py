"""Questions about what was bought; the second argument is always the reader's scope."""

from kornhamn.analytics.queries.spend.chosen import (
    authorities,
    current_spend,
    months,
    preceding,
)
from kornhamn.analytics.queries.spend.control import (
    civil_society_share,
    concentration,
    dependence,
    payment,
    process,
    small_share,
)
from kornhamn.analytics.queries.spend.lines import LinePaging, lines
from kornhamn.analytics.queries.spend.one import (
    SpendOfCategory,
    SpendOfSupplier,
    spend_of_category,
    spend_of_supplier,
    supplier_in_figures,
)
from kornhamn.analytics.queries.spend.overview import overview
from kornhamn.analytics.queries.spend.parts import by_authority, by_category, by_month, totals
from kornhamn.analytics.queries.spend.suppliers import (
    SupplierPage,
    newcomers,
    ore_by_supplier,
    pareto,
    suppliers,
)
from kornhamn.analytics.queries.spend.unusual import anomalies, prices
from kornhamn.analytics.queries.spend.views import SavedView, saved_views

__all__ = [
    "LinePaging",
    "SavedView",
    "SpendOfCategory",
    "SpendOfSupplier",
    "SupplierPage",
    "anomalies",
    "authorities",
    "by_authority",
    "by_category",
    "by_month",
    "civil_society_share",
    "concentration",
    "current_spend",
    "dependence",
    "lines",
    "months",
    "newcomers",
    "ore_by_supplier",
    "overview",
    "pareto",
    "payment",
    "preceding",
    "prices",
    "process",
    "saved_views",
    "small_share",
    "spend_of_category",
    "spend_of_supplier",
    "supplier_in_figures",
    "suppliers",
    "totals",
]
