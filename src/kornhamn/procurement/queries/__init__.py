"""Questions about procurement records and imports."""

from kornhamn.procurement.queries.runs import (
    RunReport,
    import_under_way,
    run_report,
    runs,
    state_now,
)

__all__ = ["RunReport", "import_under_way", "run_report", "runs", "state_now"]
