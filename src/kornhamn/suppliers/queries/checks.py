"""What sources have answered about suppliers, and what changed."""

from collections.abc import Mapping

import polars as pl
from django.db.models import Count, QuerySet

from kornhamn.suppliers.models import Check, CheckRun, Supplier
from kornhamn.suppliers.queries.families import family_of
from kornhamn.suppliers.queries.frames import frame_of
from kornhamn.suppliers.types import CheckCount, CheckKind, CheckOutcome

_NUMBERED = """
SELECT key, organisation_number FROM suppliers_supplier
WHERE merged_into_id IS NULL AND organisation_number <> '' ORDER BY key
"""
_NAMES = """
SELECT DISTINCT u.key, u.kind, s.name FROM suppliers_spelling s
JOIN suppliers_supplier u ON u.key = s.supplier_id
WHERE u.kind <> 'masked' ORDER BY u.key, s.name
"""


def checks_of(supplier: Supplier) -> QuerySet[Check]:
    """Return every answer about a supplier and those one with it, the latest of each kind first."""
    checks = Check.objects.filter(supplier__in=family_of([supplier.key])).select_related(
        "first_run", "last_run"
    )
    return checks.order_by("kind", "-is_current", "-last_asked_at", "-pk")


def news() -> QuerySet[Check]:
    """Return the answers that changed and still stand, the latest first."""
    return (
        Check.objects.filter(changed=True, is_current=True)
        .select_related("supplier", "last_run")
        .order_by("-first_asked_at", "-pk")
    )


def remarks_to_assess() -> QuerySet[Check]:
    """Return the standing remarks that nobody has assessed, the latest first."""
    return (
        Check.objects.filter(outcome=CheckOutcome.REMARK, is_current=True, assessed_at=None)
        .select_related("supplier", "last_run")
        .order_by("-first_asked_at", "-pk")
    )


def check_runs() -> QuerySet[CheckRun]:
    """Return the askings, the latest first."""
    return CheckRun.objects.order_by("-asked_at", "-pk")


def check_counts() -> tuple[CheckCount, ...]:
    """Return how many suppliers stand where under each kind of check."""
    suppliers = Supplier.objects.filter(merged_into=None).count()
    standing = (
        Check.objects.filter(is_current=True, supplier__merged_into=None)
        .values_list("kind", "outcome")
        .annotate(number=Count("pk"))
    )
    counted = {(kind, outcome): number for kind, outcome, number in standing}
    return tuple(_count(kind, counted, suppliers) for kind in CheckKind)


def numbered_suppliers() -> pl.DataFrame:
    """Return key and organisation_number of the suppliers that registers can be asked about."""
    schema = pl.Schema({"key": pl.Int32(), "organisation_number": pl.String()})
    return frame_of(_NUMBERED, schema)


def supplier_names() -> pl.DataFrame:
    """Return key, kind and every name of each supplier but masked ones."""
    schema = pl.Schema({"key": pl.Int32(), "kind": pl.String(), "name": pl.String()})
    return frame_of(_NAMES, schema)


def _count(kind: CheckKind, counted: Mapping[tuple[str, str], int], suppliers: int) -> CheckCount:
    clear, remark, unknown = (
        counted.get((kind, outcome), 0)
        for outcome in (CheckOutcome.CLEAR, CheckOutcome.REMARK, CheckOutcome.UNKNOWN)
    )
    never = max(suppliers - clear - remark - unknown, 0)
    return CheckCount(kind, clear, remark, unknown, never)


def check_with_history(check_id: int) -> tuple[Check | None, list[Check]]:
    """Return an answer and all answers of its kind about its supplier, the latest first."""
    found = Check.objects.select_related("supplier", "last_run").filter(pk=check_id).first()
    if found is None:
        return None, []
    same = Check.objects.filter(supplier=found.supplier_id, kind=found.kind)
    return found, list(same.order_by("-last_asked_at", "-pk"))
