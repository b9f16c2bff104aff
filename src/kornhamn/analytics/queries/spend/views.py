"""The views of the explorer that somebody saved, to open again and to share."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kornhamn.analytics.models import SpendView

_MOST = 500


@dataclass(frozen=True, slots=True)
class SavedView:
    """A view by its name: the page of the explorer and what was chosen there."""

    id: UUID
    name: str
    page: str
    chosen: dict[str, str]
    made_by: str
    made_at: datetime


def saved_views() -> tuple[SavedView, ...]:
    """Return the views, the latest first. Who opens one sees what they may see."""
    return tuple(told(row) for row in SpendView.objects.all()[:_MOST])


def told(row: SpendView) -> SavedView:
    """Return what is told of a saved view."""
    return SavedView(row.pk, row.name, row.page, row.chosen, row.made_by_name, row.made_at)
