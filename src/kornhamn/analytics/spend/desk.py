"""Opening the current book at the right cells: the beginning of every question on spend."""

from uuid import UUID

from kornhamn.analytics.spend import book as books
from kornhamn.analytics.spend.book import SpendBook
from kornhamn.analytics.spend.cutting import Cut, cut
from kornhamn.analytics.spend.opening import current_folder
from kornhamn.analytics.types import NoSpendError
from kornhamn.analytics.types.spend import SpendSelection, SupplierInfo
from kornhamn.organisation.types import Scope


def current_book() -> SpendBook:
    """Return the current snapshot in memory, or raise NoSpendError."""
    folder = current_folder()
    if folder is None:
        raise NoSpendError
    return books.load(folder)


def opened(selection: SpendSelection, scope: Scope) -> Cut:
    """Return the cells that a selection keeps, of those a reader may see."""
    return cut(current_book(), selection, scope)


def supplier_at(book: SpendBook, place: int) -> SupplierInfo | None:
    """Return the supplier at a place, or None for what is not settled."""
    if place >= book.suppliers.height:
        return None
    said = book.suppliers.row(place, named=True)
    return SupplierInfo(
        id=UUID(said["id"]),
        key=said["supplier"],
        name=said["name"],
        kind=said["kind"] or "",
        size=said["size"] or "",
        legal_form=said["legal_form"] or "",
        corporate_group=said["corporate_group"] or "",
        civil_society=said["civil_society"],
    )
