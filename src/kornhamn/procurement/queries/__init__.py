"""Questions about procurement records and imports."""

from kornhamn.procurement.models import Correction, ImportRun, StatisticsFile
from kornhamn.procurement.queries.runs import (
    RunReport,
    corrections,
    import_under_way,
    run_report,
    runs,
    state_now,
    waiting_run,
)

__all__ = [
    "Correction",
    "ImportRun",
    "RunReport",
    "StatisticsFile",
    "corrections",
    "import_under_way",
    "run_report",
    "runs",
    "state_now",
    "waiting_run",
]
