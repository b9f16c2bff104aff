"""Verbs of suppliers."""

from kornhamn.suppliers.actions.enter_spellings import enter_spellings
from kornhamn.suppliers.actions.settle_spellings import Settled, settle_spellings

__all__ = ["Settled", "enter_spellings", "settle_spellings"]
