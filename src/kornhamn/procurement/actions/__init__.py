"""What people do with procurement records."""

from kornhamn.procurement.actions.import_lock import ImportRunning
from kornhamn.procurement.actions.import_statistics import (
    import_statistics,
    run_import,
    start_import,
)
from kornhamn.procurement.actions.link_procurements import link_procurements

__all__ = [
    "ImportRunning",
    "import_statistics",
    "link_procurements",
    "run_import",
    "start_import",
]
