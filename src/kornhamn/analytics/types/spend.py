"""What figures of spend are asked over, and the frozen figures they answer with.

Amounts are whole öre; a share is between 0 and 1, or None where nothing could be counted.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class SpendSnapshotInfo:
    """Which ledgers the figures were counted from; the digest is of what the figures say."""

    digest: str
    folder: str
    made_at: datetime
    loads: int
    lines: int
    ore: int
    parts: int
    size: int  # bytes on disk
