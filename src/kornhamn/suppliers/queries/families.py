"""Suppliers that people have said are one: nothing moves, what concerns one is asked of all."""

from collections.abc import Iterable

from django.db import connection

# up to what each of the keys has become, and down to all that has become part of that
_FAMILY = """
WITH RECURSIVE up AS (
  SELECT key, merged_into_id FROM suppliers_supplier WHERE key = ANY(%s)
  UNION
  SELECT s.key, s.merged_into_id FROM suppliers_supplier s JOIN up ON s.key = up.merged_into_id
), family AS (
  SELECT key FROM up WHERE merged_into_id IS NULL
  UNION
  SELECT s.key FROM suppliers_supplier s JOIN family f ON s.merged_into_id = f.key
)
SELECT key FROM family
"""


def family_of(keys: Iterable[int]) -> set[int]:
    """Return the keys of all suppliers that are one with some of these, these among them.

    Taking a merge back parts them again, since nothing was moved.
    """
    with connection.cursor() as cursor:
        cursor.execute(_FAMILY, [list(keys)])
        return {key for (key,) in cursor.fetchall()}
