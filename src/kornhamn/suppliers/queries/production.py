"""Risks of production, what suppliers were asked, and what they mend."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Case, QuerySet, When

from kornhamn.suppliers.models import ProductionRisk, Supplier, SupplyAction, SupplyInquiry
from kornhamn.suppliers.queries.families import family_of
from kornhamn.suppliers.types import RiskLevel

_LEVELS = (RiskLevel.HIGH, RiskLevel.MEDIUM, RiskLevel.LOW)
_GREATEST_FIRST = Case(*(When(level=level, then=at) for at, level in enumerate(_LEVELS)))


def current_risks(codes: Iterable[str]) -> QuerySet[ProductionRisk]:
    """Return the risks that hold for some categories, the greatest first."""
    return all_risks().filter(category__in=list(codes))


def all_risks() -> QuerySet[ProductionRisk]:
    """Return every risk that holds, the greatest first."""
    found = ProductionRisk.objects.filter(is_current=True)
    return found.order_by(_GREATEST_FIRST, "category", "country", "area")


def inquiries_of(supplier: Supplier) -> QuerySet[SupplyInquiry]:
    """Return what a supplier and those one with it were asked, the latest first."""
    own = SupplyInquiry.objects.filter(supplier__in=family_of([supplier.key]))
    return own.prefetch_related("actions")


def inquiry_of(inquiry_id: UUID) -> SupplyInquiry | None:
    """Return one questionnaire."""
    found = SupplyInquiry.objects.filter(pk=inquiry_id).select_related("supplier")
    return found.prefetch_related("actions").first()


def supply_action_of(action_id: UUID) -> SupplyAction | None:
    """Return one thing that a supplier is to mend."""
    return SupplyAction.objects.filter(pk=action_id).select_related("inquiry__supplier").first()


def late_inquiries(on: date) -> QuerySet[SupplyInquiry]:
    """Return the questionnaires whose answer is late."""
    return SupplyInquiry.objects.filter(answered_on=None, due_on__lt=on).select_related("supplier")
