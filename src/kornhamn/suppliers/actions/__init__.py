"""Verbs of suppliers."""

from kornhamn.suppliers.actions.assess_remark import assess_remark
from kornhamn.suppliers.actions.decide import keep_apart, merge, reverse, split
from kornhamn.suppliers.actions.describe_suppliers import describe_suppliers
from kornhamn.suppliers.actions.enter_spellings import enter_spellings
from kornhamn.suppliers.actions.record_answers import record_answers
from kornhamn.suppliers.actions.settle_spellings import Settled, settle_spellings

__all__ = [
    "Settled",
    "assess_remark",
    "describe_suppliers",
    "enter_spellings",
    "keep_apart",
    "merge",
    "record_answers",
    "reverse",
    "settle_spellings",
    "split",
]
