"""Which purchases contracts are for, as columns for loyalty."""

from collections.abc import Sequence

import polars as pl
from django.db import connection

from kornhamn.contracts.models import Contract
from kornhamn.contracts.queries.standing import STANDING

COVERAGE = pl.Schema(
    {
        "contract": pl.Int32(),
        "supplier": pl.Int32(),
        "authority": pl.String(),  # its code; one row each authority that may buy
        "category": pl.String(),  # blank covers whatever the supplier sells
        "start": pl.Date(),
        "end": pl.Date(),  # half-open; null while it runs on
        "ceiling_ore": pl.Int64(),
    }
)
_COVERAGE = f"""
WITH RECURSIVE {STANDING}
SELECT DISTINCT c.key, s.supplier, a.code, c.category,
  lower(c.period), upper(c.period), c.ceiling_ore
FROM contracts_contract c
JOIN contracts_contractedsupplier p ON p.contract_id = c.key
JOIN standing s ON s.key = p.supplier_id AND s.merged_into_id IS NULL
JOIN organisation_authority a ON c.for_the_group OR a.id = c.authority_id OR EXISTS (
  SELECT 1 FROM contracts_contractuser u WHERE u.contract_id = c.key AND u.authority_id = a.id
)
ORDER BY 1, 2, 3
"""  # noqa: S608 - made of constants


def contract_names(keys: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the id and the title of contracts by their keys."""
    found = Contract.objects.filter(pk__in=keys).values_list("pk", "id", "title")
    return {key: (str(id_), title) for key, id_, title in found}


def coverage() -> pl.DataFrame:
    """Return a row a contract, supplier and authority that may buy under it."""
    with connection.cursor() as cursor:
        cursor.execute(_COVERAGE)
        return pl.DataFrame(cursor.fetchall(), schema=COVERAGE, orient="row")
