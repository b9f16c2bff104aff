"""The lines behind a number: one page of them, with the totals of all."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from kornhamn.analytics.types.spend.figures import SupplierInfo


class LineSort(StrEnum):
    """What lines can be sorted by."""

    ORE = "ore"  # by how large, credits too
    DAY = "day"


@dataclass(frozen=True, slots=True)
class SpendLine:
    """One line of a ledger, safe to show to all who may read spend of its authority."""

    load: UUID
    row: int  # in the file
    day: date | None
    authority: str  # its name, blank where the unit is matched to none
    unit: str
    supplier: SupplierInfo | None
    account: str
    text: str
    category: str  # code, blank where there is none
    ore: int
    voucher: str
    invoice: str
    agreement: str
    ground: str
    invoiced_on: date | None
    due_on: date | None
    paid_on: date | None
    item: str


@dataclass(frozen=True, slots=True)
class LinePage:
    """Some lines in order, with how many there are and their öre in all."""

    rows: tuple[SpendLine, ...]
    total: int
    ore: int
    pages: int
