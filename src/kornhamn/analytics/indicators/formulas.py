"""Which formula an indicator is counted by: the files of the rulebook name them."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import polars as pl

from kornhamn.analytics.indicators import (
    direct_awards,
    oddities,
    payments,
    process,
    purchases,
)
from kornhamn.analytics.indicators.columns import Ledger

Formula = Callable[[Ledger], pl.LazyFrame]

FORMULAS: Mapping[str, Formula] = MappingProxyType(
    {
        "spend": purchases.spend,
        "category-share": purchases.category_share,
        "pareto": purchases.pareto,
        "tail-share": purchases.tail_share,
        "concentration": purchases.concentration,
        "supplier-dependence": purchases.supplier_dependence,
        "sme-share": purchases.sme_share,
        "civil-society-share": purchases.civil_society_share,
        "new-suppliers": purchases.new_suppliers,
        "lost-suppliers": purchases.lost_suppliers,
        "outside-process": process.outside_process,
        "under-agreement": process.under_agreement,
        "split-direct-awards": direct_awards.split_direct_awards,
        "below-limit": payments.below_limit,
        "single-tender-share": process.single_tender_share,
        "payment-days": payments.payment_days,
        "late-share": payments.late_share,
        "credits-share": payments.credits_share,
        "price-drift": payments.price_drift,
        "duplicate-invoices": oddities.duplicate_invoices,
        "round-amounts": oddities.round_amounts,
        "first-digits": oddities.first_digits,
        "weekend-bookings": oddities.weekend_bookings,
    }
)
