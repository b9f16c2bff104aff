"""The programme followed up: figures over a selection, as far as the reader may see."""

from kornhamn.analytics.follow_up import (
    by_authority,
    by_category,
    by_period,
    division_name,
    follow_up,
    heat_map,
)

__all__ = ["by_authority", "by_category", "by_period", "division_name", "follow_up", "heat_map"]
