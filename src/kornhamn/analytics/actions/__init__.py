"""Verbs of the figures, one file a kind of figure."""

from kornhamn.analytics.actions.flags import answer_flag, refresh_indicators
from kornhamn.analytics.actions.loyalty import refresh_loyalty
from kornhamn.analytics.actions.portfolio import (
    note_report,
    refresh,
    refresh_if_stale,
    save_simulation,
)
from kornhamn.analytics.actions.spend import refresh_spend, refresh_spend_delta, save_spend_view

__all__ = [
    "answer_flag",
    "note_report",
    "refresh",
    "refresh_if_stale",
    "refresh_indicators",
    "refresh_loyalty",
    "refresh_spend",
    "refresh_spend_delta",
    "save_simulation",
    "save_spend_view",
]
