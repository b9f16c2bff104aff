"""When the application guidance of a clause is due for review."""

import calendar
from datetime import date

from kornhamn.rulebook.types import Guidance


def review_due(guidance: Guidance) -> date:
    """Return the day by which the guidance is to be reviewed again."""
    months = guidance.reviewed_on.month - 1 + guidance.review_within_months
    year, month = guidance.reviewed_on.year + months // 12, months % 12 + 1
    return date(year, month, min(guidance.reviewed_on.day, calendar.monthrange(year, month)[1]))


def is_stale(guidance: Guidance, *, on: date) -> bool:
    """Tell whether the review is overdue on that day."""
    return on > review_due(guidance)
