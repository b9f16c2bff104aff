"""Jobs that wait in the database until a worker (`kornhamn work`) does them."""

from datetime import UTC, datetime
from uuid import UUID

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from kornhamn.analytics.actions import refresh, refresh_if_stale
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.queries import Person, actor_for
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions import ImportRunning, import_uploads
from kornhamn.procurement.queries import waiting_run

# a command line import may hold the lock for a while
_UNTIL_FREE = RetryStrategy(max_attempts=120, wait=15, retry_exceptions={ImportRunning})


@app.task(name="import-statistics", retry=_UNTIL_FREE)
def import_statistics(run_id: str, person_id: str) -> None:
    """Import the files that somebody uploaded, as that person, and count the figures anew.

    A refusal is no failure: the run keeps it and its page shows it.
    """
    at = timezone.now()  # noqa: TID251 - the edge
    by = actor_for(Person.objects.get(pk=person_id), on=timezone.localdate(at))  # noqa: TID251 - the edge
    try:
        import_uploads(waiting_run(UUID(run_id)), by=by, at=at)
    except ImportRunning:
        raise
    except DomainError:
        return
    refresh(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge


@app.task(name="refresh-figures")
def refresh_figures() -> None:
    """Count the figures anew after the organisation or a money limit changed."""
    refresh(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge


@app.periodic(cron="*/5 * * * *")
@app.task(name="look-for-changes", queueing_lock="look-for-changes")
def look_for_changes(timestamp: int) -> None:
    """Count the figures anew every five minutes, where anything may have changed."""
    refresh_if_stale(by=SYSTEM, at=datetime.fromtimestamp(timestamp, UTC))
