"""Suppliers as they stand today: a contract keeps its own, though it has become part of another."""

# of every supplier (key) what it became (supplier), merge by merge: what it is today is where
# merged_into_id is null
STANDING = """
standing AS (
  SELECT key, key AS supplier, merged_into_id FROM suppliers_supplier
  UNION ALL
  SELECT t.key, s.key, s.merged_into_id FROM standing t
  JOIN suppliers_supplier s ON s.key = t.merged_into_id
)
"""
