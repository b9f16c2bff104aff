"""Tables of the figures."""

from kornhamn.analytics.models.flags import Flag, FlagAnswer
from kornhamn.analytics.models.portfolio import Simulation, Snapshot
from kornhamn.analytics.models.spend import SpendSnapshot, SpendView

__all__ = ["Flag", "FlagAnswer", "Simulation", "Snapshot", "SpendSnapshot", "SpendView"]
