"""The frozen figures of loyalty to contracts. Amounts are whole öre."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kornhamn.analytics.types.spend.figures import share_of
from kornhamn.analytics.types.spend.lines import SpendLine


@dataclass(frozen=True, slots=True)
class LoyaltyFigures:
    """What was bought under contracts, and what leaked by cause.

    `ore` is all of it: `covered_ore`, the öre above ceilings and the four causes of what no
    contract covered.
    """

    ore: int = 0
    lines: int = 0
    over_ore: int = 0
    expired_ore: int = 0
    wrong_authority_ore: int = 0
    wrong_supplier_ore: int = 0
    no_contract_ore: int = 0
    uncategorised_ore: int = 0  # of what has no contract: nobody knows what it is

    @property
    def leaked_ore(self) -> int:
        """Bought beside a contract that was there, or above its ceiling."""
        beside = self.expired_ore + self.wrong_authority_ore + self.wrong_supplier_ore
        return beside + self.over_ore

    @property
    def covered_ore(self) -> int:
        """Bought under a contract, up to its ceiling."""
        return self.ore - self.leaked_ore - self.no_contract_ore

    @property
    def loyalty(self) -> float | None:
        """Covered, of what there was a contract for."""
        return share_of(self.covered_ore, self.covered_ore + self.leaked_ore)

    @property
    def coverage(self) -> float | None:
        """Covered, of all that was bought."""
        return share_of(self.covered_ore, self.ore)

    @property
    def maverick(self) -> float | None:
        """Leaked, of what there was a contract for."""
        return share_of(self.leaked_ore, self.covered_ore + self.leaked_ore)


@dataclass(frozen=True, slots=True)
class LoyaltyPart:
    """One authority, category, supplier, month or contract, with its figures."""

    key: str  # what narrows a selection to it; blank where it is not known
    name: str
    figures: LoyaltyFigures


@dataclass(frozen=True, slots=True)
class BoughtUnder:
    """What the ledgers hold under a contract (öre), and the latest month they reach."""

    ore: int
    through: str  # 2026-03; blank where they hold no line


@dataclass(frozen=True, slots=True)
class CeilingForecast:
    """How much of a ceiling is used, and when it is reached at the pace of the latest year."""

    ceiling_ore: int
    bought_ore: int
    yearly_ore: int  # the latest 365 days with figures
    reached_on: date | None  # passed, or foreseen; None: never at this pace
    is_reached: bool

    @property
    def share(self) -> float:
        """The part of the ceiling that is bought."""
        return self.bought_ore / self.ceiling_ore


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What moves if a contract were otherwise: before and after, over the lines it can touch."""

    before: LoyaltyFigures
    after: LoyaltyFigures
    under_before_ore: int  # bought under the contract, all ceilings aside
    under_after_ore: int

    @property
    def moved_ore(self) -> int:
        """Öre more that are covered."""
        return self.after.covered_ore - self.before.covered_ore


@dataclass(frozen=True, slots=True)
class LineContract:
    """Which contract a line was bought under, or should have been, and why it was not."""

    contract: UUID | None
    title: str
    leak: str  # blank where it is covered
    over_ore: int


@dataclass(frozen=True, slots=True)
class NewTerms:
    """A contract as it might be: what is asked about without being saved."""

    first_day: date
    end: date | None  # half-open
    category: str
    suppliers: tuple[int, ...]
    authorities: tuple[str, ...]  # codes
    ceiling_ore: int | None


@dataclass(frozen=True, slots=True)
class PricedFigures:
    """What was paid for articles with an agreed price, beside what they should have cost.

    Lines that seem to count in another unit than the price list are told, and in no other figure.
    """

    lines: int = 0
    milli: int = 0  # thousandths of the article's unit; of many articles it means nothing
    ore: int = 0
    agreed_ore: int = 0
    dearer_ore: int = 0  # above what was agreed, line by line
    cheaper_ore: int = 0
    other_unit_lines: int = 0

    @property
    def paid_per_thousand(self) -> int | None:
        """The mean price that was paid, in öre for a thousand; of one article."""
        return round(self.ore * 1_000_000 / self.milli) if self.milli else None


@dataclass(frozen=True, slots=True)
class PaidPrice:
    """A line with what its quantity should have cost."""

    line: SpendLine
    milli: int
    agreed_ore: int
    same_unit: bool

    @property
    def over_ore(self) -> int:
        """Paid above what was agreed; below it is negative."""
        return self.line.ore - self.agreed_ore


@dataclass(frozen=True, slots=True)
class PricedPage:
    """A page of lines with prices, and the figures of all of them."""

    rows: tuple[PaidPrice, ...]
    total: int
    pages: int
    figures: PricedFigures
