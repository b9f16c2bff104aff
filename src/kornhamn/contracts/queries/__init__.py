"""Questions about contracts."""

from kornhamn.contracts.queries.coverage import COVERAGE, coverage

__all__ = ["COVERAGE", "coverage"]
