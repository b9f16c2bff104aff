"""States, kinds of files and moments in words."""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kornhamn.procurement.types import REASONS, Effect, FileKind, ImportState

STATES = {
    ImportState.WAITING: gettext_lazy("Waiting for its turn"),
    ImportState.RUNNING: gettext_lazy("Under way"),
    ImportState.FINISHED: gettext_lazy("Finished"),
    ImportState.REFUSED: gettext_lazy("Refused"),
    ImportState.INTERRUPTED: gettext_lazy("Interrupted"),
}
KINDS = {
    FileKind.PROCUREMENTS: gettext_lazy("Procurements"),
    FileKind.TENDERS: gettext_lazy("Tenders by lot"),
    FileKind.WINNERS: gettext_lazy("Contracted suppliers"),
    FileKind.VALUES: gettext_lazy("Contracted value"),
}
EFFECTS = {
    Effect.ROW_REJECTED: gettext_lazy("The row was not taken in"),
    Effect.LEFT_OUT: gettext_lazy("The value was left out"),
    Effect.OTHER_KEPT: gettext_lazy("Another value counts"),
    Effect.ADDED: gettext_lazy("Added up"),
    Effect.KEPT: gettext_lazy("Taken in, though doubtful"),
}


def reason(code: str) -> str:
    """Return why a value was remarked upon."""
    return _(REASONS[code]) if code in REASONS else code


def moment(at: datetime | None) -> str:
    """Return a moment as 2026-03-09 10:00, in the group's own time."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
