"""Verbs of suppliers."""

from kornhamn.suppliers.actions.assess_remark import assess_remark
from kornhamn.suppliers.actions.enter_spellings import enter_spellings
from kornhamn.suppliers.actions.record_answers import record_answers
from kornhamn.suppliers.actions.settle_spellings import Settled, settle_spellings

__all__ = ["Settled", "assess_remark", "enter_spellings", "record_answers", "settle_spellings"]
