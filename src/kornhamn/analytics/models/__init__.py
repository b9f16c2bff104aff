"""Tables of the figures."""

from kornhamn.analytics.models.portfolio import Simulation, Snapshot

__all__ = ["Simulation", "Snapshot"]
