"""Import runs: which there were, and what came of each."""

from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.db.models import Count, QuerySet

from kornhamn.procurement.models import Correction, ImportRun, Remark, StatisticsFile
from kornhamn.procurement.types import Effect, ImportState

IMPORT_LOCK = 20_210_601  # an arbitrary number of our own among the database's advisory locks


@dataclass(frozen=True, slots=True)
class RunReport:
    """What a run did: its files, each row of them counted, and the remarks by file and row."""

    run: ImportRun
    files: tuple[StatisticsFile, ...]
    remarks: QuerySet[Remark]
    effects: dict[Effect, int]

    @property
    def rows(self) -> int:
        """The rows of all files."""
        return sum(file.rows for file in self.files)

    @property
    def remarks_total(self) -> int:
        """How many values were not taken as they stood."""
        return sum(self.effects.values())

    @property
    def changed_nothing(self) -> bool:
        """Tell whether the files said nothing new."""
        return all(file.rows == file.rows_unchanged + file.rows_rejected for file in self.files)


def runs() -> QuerySet[ImportRun]:
    """Return the runs, the latest first."""
    return ImportRun.objects.order_by("-started_at").prefetch_related("files")


def run_report(run: UUID) -> RunReport:
    """Return what a run did, or raise ImportRun.DoesNotExist."""
    found = ImportRun.objects.get(pk=run)
    remarks = Remark.objects.filter(file__run=found)
    counted = remarks.values("effect").annotate(times=Count("pk")).values_list("effect", "times")
    counts = dict(counted.order_by("effect"))
    return RunReport(
        run=found,
        files=tuple(found.files.order_by("kind", "name")),
        remarks=remarks.select_related("file").order_by("file__name", "row", "column", "pk"),
        effects={effect: counts.get(effect, 0) for effect in Effect if effect in counts},
    )


def waiting_run(run: UUID) -> ImportRun:
    """Return a run to be done or continued, or raise ImportRun.DoesNotExist."""
    return ImportRun.objects.exclude(state=ImportState.FINISHED).get(pk=run)


def corrections(run: UUID) -> QuerySet[Correction]:
    """Return what a run changed in procurements that were there before."""
    found = Correction.objects.filter(run=run).select_related("procurement__authority")
    return found.order_by("procurement__buyer_name", "procurement__reference")


def import_under_way() -> bool:
    """Tell whether an import holds the lock, which a killed one no longer does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [IMPORT_LOCK],
        )
        return bool(cursor.fetchone()[0])


def state_now(run: ImportRun) -> ImportState:
    """Return where a run stands: one that says it runs, while none does, was interrupted."""
    state = ImportState(run.state)
    if state is ImportState.RUNNING and not import_under_way():
        return ImportState.INTERRUPTED
    return state
