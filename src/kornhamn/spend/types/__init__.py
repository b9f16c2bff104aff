"""Words of ledgers, and the columns their lines are kept in."""

from kornhamn.spend.types.rules import RuleConditions
from kornhamn.spend.types.words import REASONS, ClassifiedBy, LoadState

__all__ = ["REASONS", "ClassifiedBy", "LoadState", "RuleConditions"]
