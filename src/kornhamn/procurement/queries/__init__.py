"""Questions about procurement records and imports."""

from kornhamn.procurement.queries.runs import import_under_way

__all__ = ["import_under_way"]
