"""Words of contract lists: where a load stands, and what became of each row."""

from enum import StrEnum


class ListState(StrEnum):
    """Where a load of a contract list stands."""

    MAPPING = "mapping"  # the file is kept, and somebody looks at how its columns are read
    WAITING = "waiting"
    RUNNING = "running"
    INTERRUPTED = "interrupted"  # nothing was taken in, and the file is kept
    LOADED = "loaded"
    UNDONE = "undone"  # or given up before anything was taken in


class RowOutcome(StrEnum):
    """What became of a row of a contract list."""

    LOADED = "loaded"  # it is a contract now
    JOINED = "joined"  # another party or lot of a contract on another row
    KNOWN = "known"  # the contract was registered before
    REFUSED = "refused"
