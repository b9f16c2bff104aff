"""Questions about suppliers."""

from kornhamn.suppliers.queries.columns import supplier_columns, supplier_of_spelling

__all__ = ["supplier_columns", "supplier_of_spelling"]
