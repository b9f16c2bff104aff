"""All of one supplier, or of one category: what their own pages show."""

from dataclasses import dataclass
from uuid import UUID

from kornhamn.analytics.queries.spend.control import (
    concentration_of,
    payment_of,
    process_of,
)
from kornhamn.analytics.queries.spend.parts import (
    by_authority_of,
    by_category_of,
    by_month_of,
    totals_of,
)
from kornhamn.analytics.queries.spend.suppliers import largest, pareto_of
from kornhamn.analytics.spend.cutting import supplier_place
from kornhamn.analytics.spend.desk import current_book, opened, supplier_at
from kornhamn.analytics.types import NoSuchSupplierError
from kornhamn.analytics.types.spend import (
    Concentration,
    Pareto,
    PaymentTimes,
    ProcessFigures,
    SpendPart,
    SpendSelection,
    SpendTotals,
    SupplierInfo,
    SupplierSpend,
)
from kornhamn.organisation.types import Scope

EVERYTHING = SpendSelection()


@dataclass(frozen=True, slots=True)
class SpendOfSupplier:
    """What the group, as far as the reader sees it, buys from one supplier."""

    supplier: SupplierInfo
    totals: SpendTotals
    process: ProcessFigures
    payment: PaymentTimes
    authorities: tuple[SpendPart, ...]
    categories: tuple[SpendPart, ...]  # the name is the code
    months: tuple[SpendPart, ...]
    first: str  # month of the first purchase, blank where there is none
    last: str


@dataclass(frozen=True, slots=True)
class SpendOfCategory:
    """What is bought in one category or group of categories, and how dependent it is."""

    code: str
    totals: SpendTotals
    process: ProcessFigures
    pareto: Pareto
    concentration: tuple[Concentration, ...]  # of each category that the code means
    authorities: tuple[SpendPart, ...]
    months: tuple[SpendPart, ...]
    suppliers: tuple[SupplierSpend, ...]  # the largest


def spend_of_supplier(
    supplier: UUID, scope: Scope, selection: SpendSelection = EVERYTHING
) -> SpendOfSupplier:
    """Return the figures of one supplier; NoSuchSupplierError where no ledger names it."""
    own = selection.narrowed(supplier=supplier)
    cells = opened(own, scope)
    told = supplier_at(cells.book, supplier_place(cells.book, supplier))
    if told is None:
        raise NoSuchSupplierError
    months = by_month_of(cells)
    dated = [month.key for month in months if month.key]
    return SpendOfSupplier(
        supplier=told,
        totals=totals_of(cells),
        process=process_of(cells),
        payment=payment_of(cells),
        authorities=by_authority_of(cells),
        categories=by_category_of(cells),
        months=months,
        first=min(dated, default=""),
        last=max(dated, default=""),
    )


def spend_of_category(
    code: str, scope: Scope, selection: SpendSelection = EVERYTHING
) -> SpendOfCategory:
    """Return the figures of a category, of a group of them (two digits) or of UNKNOWN."""
    own = selection.narrowed(category=code)
    cells = opened(own, scope)
    return SpendOfCategory(
        code=code,
        totals=totals_of(cells),
        process=process_of(cells),
        pareto=pareto_of(cells),
        concentration=concentration_of(cells),
        authorities=by_authority_of(cells),
        months=by_month_of(cells),
        suppliers=largest(cells, 50),
    )


def supplier_in_figures(supplier: UUID) -> SupplierInfo | None:
    """Return a supplier as it stands in the figures, or None where no ledger names it."""
    book = current_book()
    place = book.place_of_supplier.get(str(supplier))
    return None if place is None else supplier_at(book, place)
