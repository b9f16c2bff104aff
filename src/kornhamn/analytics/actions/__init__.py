"""Verbs of the figures, one file a kind of figure."""

from kornhamn.analytics.actions.portfolio import (
    note_report,
    refresh,
    refresh_if_stale,
    save_simulation,
)

__all__ = ["note_report", "refresh", "refresh_if_stale", "save_simulation"]
