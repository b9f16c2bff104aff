"""What people do with procurement records."""

from kornhamn.procurement.actions.answer_facts import state_fact, withdraw_fact
from kornhamn.procurement.actions.depart import record_departure, withdraw_departure
from kornhamn.procurement.actions.import_lock import ImportRunning
from kornhamn.procurement.actions.import_statistics import (
    import_statistics,
    run_import,
    start_import,
)
from kornhamn.procurement.actions.link_procurements import link_procurements
from kornhamn.procurement.actions.uploads import Upload, import_uploads, upload_statistics

__all__ = [
    "ImportRunning",
    "Upload",
    "import_statistics",
    "import_uploads",
    "link_procurements",
    "record_departure",
    "run_import",
    "start_import",
    "state_fact",
    "upload_statistics",
    "withdraw_departure",
    "withdraw_fact",
]
