"""Verbs of suppliers."""

from kornhamn.suppliers.actions.assess_exclusion import (
    assess_exclusion,
)
from kornhamn.suppliers.actions.assess_remark import assess_remark
from kornhamn.suppliers.actions.decide import keep_apart, merge, reverse, split
from kornhamn.suppliers.actions.describe_suppliers import describe_suppliers
from kornhamn.suppliers.actions.enter_spellings import enter_spellings
from kornhamn.suppliers.actions.record_answers import record_answers
from kornhamn.suppliers.actions.settle_spellings import Settled, settle_spellings
from kornhamn.suppliers.actions.watch_production import (
    assess_risk,
    finish_supply_action,
    note_answer,
    plan_supply_action,
    send_inquiry,
)

__all__ = [
    "Settled",
    "assess_exclusion",
    "assess_remark",
    "assess_risk",
    "describe_suppliers",
    "enter_spellings",
    "finish_supply_action",
    "keep_apart",
    "merge",
    "note_answer",
    "plan_supply_action",
    "record_answers",
    "reverse",
    "send_inquiry",
    "settle_spellings",
    "split",
]
