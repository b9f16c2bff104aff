"""Words of ledgers: where a load stands, and who said which category."""

from enum import StrEnum


class LoadState(StrEnum):
    """Where a load of a ledger stands."""

    MAPPING = "mapping"  # the file is kept, and somebody looks at how its columns are read
    WAITING = "waiting"
    RUNNING = "running"
    LOADED = "loaded"
    REFUSED = "refused"
    INTERRUPTED = "interrupted"
    UNDONE = "undone"


class ClassifiedBy(StrEnum):
    """Who said which category a posting has; a person's word is never overruled."""

    PERSON = "person"
    RULE = "rule"
    MODEL = "model"
