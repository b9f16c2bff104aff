"""The frozen figures of spend. Amounts are whole öre.

A share is between 0 and 1, or None where nothing could be counted; days are means over lines.
"""

from dataclasses import dataclass
from uuid import UUID


def share_of(part: float, whole: float) -> float | None:
    """Return part of whole, or None where there is no whole."""
    return part / whole if whole else None


@dataclass(frozen=True, slots=True)
class SpendTotals:
    """What was bought in all. Unknown is counted, and said."""

    ore: int = 0
    lines: int = 0
    credit_ore: int = 0  # of lines below zero, already in `ore`
    credits: int = 0
    invoices: int = 0
    suppliers: int = 0
    agreement_ore: int = 0  # of lines that name an agreement
    told_ore: int = 0  # of lines in ledgers that name agreements at all
    uncategorised_ore: int = 0
    uncategorised_lines: int = 0
    unmatched_ore: int = 0  # bought by a unit that is matched to no authority
    unmatched_lines: int = 0
    unsettled_ore: int = 0  # from spellings that are not settled to a supplier

    @property
    def share_with_agreement(self) -> float | None:
        """Öre of lines that name an agreement, of öre in ledgers that name agreements."""
        return share_of(self.agreement_ore, self.told_ore)

    @property
    def share_categorised(self) -> float | None:
        """Öre with a category, of all öre."""
        known = self.ore - self.uncategorised_ore
        return share_of(known, self.ore)


@dataclass(frozen=True, slots=True)
class SpendPart:
    """One part of a selection: an authority, category, supplier or month.

    `key` is what narrows a selection to it, blank where the part is what is not known.
    """

    key: str
    name: str
    ore: int
    lines: int
    suppliers: int = 0
    share: float | None = None  # of the whole's öre
    other_ore: int | None = None  # the same part of the selection compared with

    @property
    def change(self) -> int | None:
        """Öre more than in the selection compared with."""
        return None if self.other_ore is None else self.ore - self.other_ore


@dataclass(frozen=True, slots=True)
class SupplierInfo:
    """A supplier as it stands in a snapshot, safe to show: a sole trader is a pseudonym."""

    id: UUID
    key: int
    name: str
    kind: str
    size: str
    legal_form: str
    corporate_group: str
    civil_society: bool | None


@dataclass(frozen=True, slots=True)
class SupplierSpend:
    """What was bought from one supplier, and since when."""

    supplier: SupplierInfo
    ore: int
    lines: int
    invoices: int
    authorities: int  # how many bought from it
    share: float | None
    running_share: float | None  # of this one and all that are larger
    first: str  # month of the first purchase in the selection
    last: str


@dataclass(frozen=True, slots=True)
class Pareto:
    """How spend is spread over suppliers with more than nothing in all, the largest first.

    `reached[n]` is how many suppliers make n tenths of the öre. The tail is the suppliers beyond
    the first 80 % of the öre.
    """

    suppliers: int
    ore: int
    top_ten_ore: int
    reached: tuple[int, ...]
    tail_suppliers: int
    tail_ore: int
    tail_invoices: int
    curve: tuple[tuple[float, float], ...]  # share of suppliers, share of öre

    @property
    def share_of_top_ten(self) -> float | None:
        """Öre of the ten largest, of all öre."""
        return share_of(self.top_ten_ore, self.ore)


@dataclass(frozen=True, slots=True)
class Concentration:
    """How dependent a category is on few suppliers.

    `hhi` is the Herfindahl-Hirschman index: the sum of the squares of the suppliers' shares, from
    near 0 (many small) to 1 (one alone). Suppliers with nothing or less in all are left out.
    """

    category: str  # code, blank for what has none
    ore: int
    suppliers: int
    hhi: float
    largest: SupplierInfo | None
    largest_share: float


@dataclass(frozen=True, slots=True)
class Dependence:
    """A supplier that sells nearly all it sells to the group in one category, or to one buyer.

    How much of the supplier's own turnover the group is, is not known here.
    """

    supplier: SupplierInfo
    ore: int
    share_of_largest_authority: float
    share_of_largest_category: float
    months: int  # with a purchase


@dataclass(frozen=True, slots=True)
class KindShare:
    """How much goes to a kind of supplier, of what is known; and how much is not known."""

    ore: int
    suppliers: int
    known_ore: int
    unknown_ore: int
    unknown_suppliers: int

    @property
    def share(self) -> float | None:
        """Öre of the kind, of öre to suppliers whose kind is known."""
        return share_of(self.ore, self.known_ore)


@dataclass(frozen=True, slots=True)
class ProcessFigures:
    """Öre by whether purchases are known to rest on an agreement or a procurement."""

    inside_ore: int
    outside_ore: int
    unknown_ore: int
    agreement_ore: int  # of the inside: an agreement is named on the line
    procured_ore: int  # of the inside: no agreement is named, and a procurement is known

    @property
    def share_outside(self) -> float | None:
        """Outside, of inside and outside."""
        return share_of(self.outside_ore, self.inside_ore + self.outside_ore)


@dataclass(frozen=True, slots=True)
class PaymentTimes:
    """Days, over the lines whose dates are known."""

    lines: int
    term_lines: int
    term_days: float | None  # from invoice to due day
    paid_lines: int
    paid_days: float | None  # from invoice to payment
    within_30: float | None  # share of paid lines
    due_lines: int
    late: float | None  # share of due lines paid after the due day
    late_days: float | None  # mean delay of the late ones

    @property
    def share_known(self) -> float | None:
        """Lines with a day of invoice and of payment, of all lines."""
        return share_of(self.paid_lines, self.lines)


@dataclass(frozen=True, slots=True)
class PriceDrift:
    """The mean price of one article from one supplier, now beside before, weighted by quantity."""

    item: str
    supplier: SupplierInfo
    before_ore: float  # a unit
    now_ore: float
    quantity: float  # bought now
    ore: int  # bought for now

    @property
    def change(self) -> float:
        """How much dearer, as a share of the price before."""
        return self.now_ore / self.before_ore - 1

    @property
    def cost_ore(self) -> int:
        """What the change cost: quantity now × difference in price."""
        return round(self.quantity * (self.now_ore - self.before_ore))


@dataclass(frozen=True, slots=True)
class PriceIndex:
    """Prices now against before over articles bought both times (Paasche: quantities of now)."""

    items: int
    ore: int  # bought for now, of those articles
    before_ore: int  # what the same quantities would have cost before
    drifts: tuple[PriceDrift, ...]  # the costliest first
    ore_without_items: int  # of the selection: lines that carry no article

    @property
    def change(self) -> float | None:
        """How much dearer, as a share."""
        return self.ore / self.before_ore - 1 if self.before_ore else None


@dataclass(frozen=True, slots=True)
class Newcomers:
    """Suppliers bought from now and not before, and the other way round; the largest first."""

    new: tuple[SupplierSpend, ...]
    new_ore: int
    new_suppliers: int
    lost: tuple[SupplierSpend, ...]
    lost_ore: int  # bought for before
    lost_suppliers: int


@dataclass(frozen=True, slots=True)
class Anomaly:
    """A month in which much more than usual was bought from a supplier.

    Usual is the median of its months with purchases; `times` is how many times that.
    """

    supplier: SupplierInfo
    month: str
    ore: int
    usual_ore: int
    times: float


@dataclass(frozen=True, slots=True)
class SpendOverview:
    """What do we buy, from whom, is it under control: one screen."""

    totals: SpendTotals
    before: SpendTotals | None  # the selection compared with
    pareto: Pareto
    process: ProcessFigures
    payment: PaymentTimes
    small: KindShare  # to micro, small and medium suppliers
    civil_society: KindShare
    newcomers: Newcomers | None
    categories: tuple[SpendPart, ...]
    authorities: tuple[SpendPart, ...]
    months: tuple[SpendPart, ...]
    suppliers: tuple[SupplierSpend, ...]  # the ten largest
