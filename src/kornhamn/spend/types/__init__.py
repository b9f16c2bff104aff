"""Words of ledgers, and the columns their lines are kept in."""

from kornhamn.spend.types.words import REASONS, ClassifiedBy, LoadState

__all__ = ["REASONS", "ClassifiedBy", "LoadState"]
