"""Whom the made-up group buys most from: the suppliers that its contracts are with."""

from collections.abc import Sequence

from kornhamn.analytics.queries.spend import spend_of_category
from kornhamn.analytics.types.refusals import NoSpendError
from kornhamn.analytics.types.spend import SpendSelection
from kornhamn.organisation.queries import Authority
from kornhamn.organisation.types import Scope
from kornhamn.suppliers.queries import Supplier
from kornhamn.suppliers.types import SupplierKind


def sellers(category: str, most: int, buyer: Authority | None = None) -> Sequence[Supplier]:
    """Return the companies most is bought from in a category, the largest first."""
    chosen = SpendSelection(authorities=frozenset({buyer.pk})) if buyer else SpendSelection()
    try:
        found = spend_of_category(category, Scope(group=True), chosen).suppliers
    except NoSpendError:
        return ()
    companies = Supplier.objects.filter(
        id__in=[one.supplier.id for one in found], kind=SupplierKind.LEGAL_PERSON
    )
    by_id = {one.id: one for one in companies}
    return [by_id[one.supplier.id] for one in found if one.supplier.id in by_id][:most]
