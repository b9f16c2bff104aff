from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from kornhamn.organisation.types import SYSTEM
from kornhamn.procurement.actions import ImportRunning, import_statistics
from kornhamn.procurement.models import ImportRun, Procurement, Remark
from kornhamn.procurement.queries import import_under_way, state_now
from kornhamn.procurement.queries.runs import IMPORT_LOCK
from kornhamn.procurement.statistics import joining
from kornhamn.procurement.types import FileKind, ImportState
from tests.rooms.procurement.test_importing_statistics import counts
from tests.statistics_files import BUYER, REFERENCE, row, write_csv

P = FileKind.PROCUREMENTS


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Five procurements and a bad row, to be written two at a time."""
    monkeypatch.setattr(joining, "PART", 2)
    rows = [row(P, {REFERENCE: f"KH{n}"}) for n in range(5)]
    return write_csv(tmp_path / "p.csv", [*rows, row(P, {BUYER: ""})])


class Stopped:
    """Progress that is interrupted when as many rows are done."""

    def __init__(self, after: int, error: type[BaseException] = KeyboardInterrupt) -> None:
        self.after = after
        self.error = error

    def __call__(self, done: int, _total: int) -> None:
        if done >= self.after:
            raise self.error


@pytest.mark.django_db
@pytest.mark.parametrize("error", [KeyboardInterrupt, SystemExit, RuntimeError])
def test_what_was_written_before_an_interruption_is_whole_and_stays(
    path: Path, at: datetime, error: type[BaseException]
) -> None:
    with pytest.raises(error):
        import_statistics([path], by=SYSTEM, at=at, progress=Stopped(3, error))
    run = ImportRun.objects.get()
    assert (run.state, run.parts_done, run.rows_done) == (ImportState.INTERRUPTED, 1, 3)
    assert Procurement.objects.count() == 2


@pytest.mark.django_db
def test_the_same_files_again_continue_where_it_stopped(path: Path, at: datetime) -> None:
    with pytest.raises(KeyboardInterrupt):
        import_statistics([path], by=SYSTEM, at=at, progress=Stopped(3))
    told: list[int] = []
    run = import_statistics([path], by=SYSTEM, at=at, progress=lambda done, _: told.append(done))
    assert told[0] == 3
    assert ImportRun.objects.get() == run
    assert run.state == ImportState.FINISHED
    assert Procurement.objects.count() == 5
    assert counts(run) == {P: (5, 0, 0, 0, 1)}
    assert Remark.objects.count() == 1


@pytest.mark.django_db
def test_other_files_do_not_continue_it(path: Path, tmp_path: Path, at: datetime) -> None:
    with pytest.raises(KeyboardInterrupt):
        import_statistics([path], by=SYSTEM, at=at, progress=Stopped(3))
    other = write_csv(tmp_path / "annan.csv", [row(P, {REFERENCE: "KH9"})])
    import_statistics([other], by=SYSTEM, at=at)
    assert ImportRun.objects.filter(state=ImportState.INTERRUPTED).count() == 1
    assert ImportRun.objects.count() == 2


@pytest.mark.django_db
def test_a_run_that_was_killed_is_seen_as_interrupted_and_continued(
    path: Path, at: datetime
) -> None:
    with pytest.raises(KeyboardInterrupt):
        import_statistics([path], by=SYSTEM, at=at, progress=Stopped(5))
    ImportRun.objects.update(state=ImportState.RUNNING)  # as kill -9 leaves it
    assert state_now(ImportRun.objects.get()) is ImportState.INTERRUPTED
    run = import_statistics([path], by=SYSTEM, at=at)
    assert (run.state, ImportRun.objects.count()) == (ImportState.FINISHED, 1)
    assert counts(run) == {P: (5, 0, 0, 0, 1)}


@pytest.fixture
def elsewhere() -> Iterator[psycopg.Connection]:
    """Another session of the same database."""
    with psycopg.connect(**connection.get_connection_params() | {"cursor_factory": None}) as other:
        yield other


@pytest.mark.django_db
def test_only_one_import_runs_at_a_time(
    path: Path, at: datetime, elsewhere: psycopg.Connection
) -> None:
    assert not import_under_way()
    elsewhere.execute("SELECT pg_advisory_lock(%s)", [IMPORT_LOCK])
    assert import_under_way()
    with pytest.raises(ImportRunning):
        import_statistics([path], by=SYSTEM, at=at)
    elsewhere.execute("SELECT pg_advisory_unlock(%s)", [IMPORT_LOCK])
    assert import_statistics([path], by=SYSTEM, at=at).state == ImportState.FINISHED
