"""Jobs that wait in the database until a worker (`kornhamn work`) does them."""

from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from kornhamn.analytics.actions import (
    refresh,
    refresh_if_stale,
    refresh_indicators,
    refresh_loyalty,
)
from kornhamn.contracts.actions import (
    ListRunning,
    follow_time,
    lapse_options,
    load_list,
    plan_all_checks,
)
from kornhamn.contracts.queries import contract_list_with
from kornhamn.jobs.after_loads import follow_keys, follow_loads, follow_statistics
from kornhamn.jobs.watching import ask_and_raise
from kornhamn.kernel.errors import DomainError
from kornhamn.organisation.queries import Person, actor_for
from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions import ImportRunning, import_uploads
from kornhamn.procurement.queries import waiting_run
from kornhamn.spend.actions import LoadRunning, classify_postings, learn_categories, load_ledger
from kornhamn.spend.queries import load_with

# a command line import may hold the lock for a while
_UNTIL_FREE = RetryStrategy(
    max_attempts=120, wait=15, retry_exceptions={ImportRunning, LoadRunning, ListRunning}
)


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
    follow_statistics()


@app.task(name="load-ledger", retry=_UNTIL_FREE)
def load_received_ledger(load_id: str, person_id: str, *, although_known: bool = False) -> None:
    """Load a ledger that somebody received, as that person, and count the figures anew.

    A refusal is no failure: the load keeps it and its page shows it.
    """
    at = timezone.now()  # noqa: TID251 - the edge
    by = actor_for(Person.objects.get(pk=person_id), on=timezone.localdate(at))  # noqa: TID251 - the edge
    try:
        load_ledger(load_with(UUID(load_id)), although_known=although_known, by=by, at=at)
    except LoadRunning:
        raise
    except DomainError:
        return
    follow_loads()


@app.task(name="load-contract-list", retry=_UNTIL_FREE)
def load_received_list(load_id: str, person_id: str) -> None:
    """Take in a contract list that somebody received, as that person, and count loyalty anew.

    A refusal is no failure: the load keeps it and its page shows it.
    """
    at = timezone.now()  # noqa: TID251 - the edge
    on = timezone.localdate(at)  # noqa: TID251 - the edge
    by = actor_for(Person.objects.get(pk=person_id), on=on)
    try:
        load_list(contract_list_with(UUID(load_id)), by=by, at=at, on=on)
    except ListRunning:
        raise
    except DomainError:
        return
    refresh_loyalty(by=SYSTEM, at=at)


@app.task(name="follow-loads")
def follow_changed_loads() -> None:
    """Count the figures anew after a load was undone or a unit got another authority."""
    follow_loads()


@app.task(name="follow-keys")
def follow_changed_keys(spellings: list[int] | None, postings: list[int] | None) -> None:
    """Count the figures of spend anew after somebody decided what these keys mean; None: any.

    The indicators take longer: they are counted once, however many decisions came before.
    """
    follow_keys(spellings, postings)
    try:
        with transaction.atomic():
            count_indicators.defer()
    except AlreadyEnqueued:
        return


@app.task(name="count-indicators", queueing_lock="count-indicators")
def count_indicators() -> None:
    """Count the indicators over the figures of spend as they are now."""
    refresh_indicators(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge


@app.task(name="refresh-figures")
def refresh_figures() -> None:
    """Count the figures anew after the organisation or a money limit changed."""
    refresh(by=SYSTEM, at=timezone.now())  # noqa: TID251 - the edge


@app.task(name="learn-categories", queueing_lock="learn-categories")
def learn_categories_anew() -> None:
    """Learn what proposes categories from what people said, and classify anew what they did not."""
    at = timezone.now()  # noqa: TID251 - the edge
    learn_categories(by=SYSTEM, at=at)
    classify_postings(by=SYSTEM, at=at, again=True)
    follow_loads()


@app.periodic(cron="*/5 * * * *")
@app.task(name="look-for-changes", queueing_lock="look-for-changes")
def look_for_changes(timestamp: int) -> None:
    """Count the figures anew every five minutes, where anything may have changed."""
    at = datetime.fromtimestamp(timestamp, UTC)
    refresh_if_stale(by=SYSTEM, at=at)
    refresh_loyalty(by=SYSTEM, at=at)


@app.periodic(cron="30 1 * * *")
@app.task(name="watch-suppliers", queueing_lock="watch-suppliers")
def watch_suppliers(timestamp: int) -> None:
    """Ask about suppliers under contract whose checks are due, and raise alarms of what is new."""
    ask_and_raise(datetime.fromtimestamp(timestamp, UTC))


@app.periodic(cron="5 0 * * *")
@app.task(name="follow-contracts", queueing_lock="follow-contracts")
def follow_contracts(timestamp: int) -> None:
    """Let contracts start, end and their options lapse as the new day says; plan their checks."""
    at = datetime.fromtimestamp(timestamp, UTC)
    on = timezone.localdate(at)  # noqa: TID251 - the edge
    follow_time(by=SYSTEM, at=at, on=on)
    lapse_options(by=SYSTEM, at=at, on=on)
    plan_all_checks(by=SYSTEM, on=on)
