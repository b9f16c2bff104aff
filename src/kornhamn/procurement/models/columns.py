"""The columns that a procurement and each file's statement of it have in common."""

from django.db import models
from django.db.models import Q

from kornhamn.kernel.choices import choices
from kornhamn.procurement.types import Kind, LegalBasis, Procedure


def known(field: str, words: type, name: str) -> models.CheckConstraint:
    """Return the constraint that a column holds one of the words, or nothing."""
    values = [word.value for word in words]  # type: ignore[attr-defined]
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": values}) | Q(**{f"{field}__isnull": True}), name=name
    )


class StatedColumns(models.Model):
    """What the statistics say of a procurement. Blank or null means unknown, never no."""

    buyer_name = models.CharField(max_length=250)
    buyer_sector = models.CharField(max_length=60, blank=True)
    buyer_subsector = models.CharField(max_length=60, blank=True)
    title = models.TextField()
    published_on = models.DateField(null=True)
    kind = models.CharField(max_length=10, choices=choices(Kind), null=True)  # noqa: DJ001 - null is unknown
    cpv = models.CharField(max_length=8, null=True)  # noqa: DJ001 - null is unknown
    legal_basis = models.CharField(max_length=12, choices=choices(LegalBasis), null=True)  # noqa: DJ001
    procedure = models.CharField(max_length=30, choices=choices(Procedure), null=True)  # noqa: DJ001
    above_eu_threshold = models.BooleanField(null=True)
    is_framework_agreement = models.BooleanField(null=True)
    is_dynamic_purchasing_system = models.BooleanField(null=True)
    is_electronic_auction = models.BooleanField(null=True)
    divided_into_lots = models.BooleanField(null=True)
    joint_procurement = models.BooleanField(null=True)
    environmental_requirements = models.BooleanField(null=True)
    social_requirements = models.BooleanField(null=True)
    innovation_procurement = models.BooleanField(null=True)
    reserved_procurement = models.BooleanField(null=True)
    reserved_performance = models.BooleanField(null=True)
    review_applied_for = models.BooleanField(null=True)
    notice_database = models.CharField(max_length=60, blank=True)
    contracted_value = models.DecimalField(max_digits=17, decimal_places=2, null=True)  # SEK

    class Meta:
        abstract = True
