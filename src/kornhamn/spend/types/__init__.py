"""Words of ledgers, and the columns their lines are kept in."""

from kornhamn.spend.types.words import ClassifiedBy, LoadState

__all__ = ["ClassifiedBy", "LoadState"]
