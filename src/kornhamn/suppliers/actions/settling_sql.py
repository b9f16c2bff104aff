"""The statements of a settling, and the columns they answer."""

import polars as pl

SETTLING_LOCK = 2_026_031  # one settles at a time
_TEXTS = ("number", "number_kind", "plain_name", "form", "place", "bank")
_SPELLING = {"key": pl.Int32(), **dict.fromkeys(_TEXTS, pl.String())}
_COLUMNS = "s.key, " + ", ".join(f"s.{text}" for text in _TEXTS)

NEW_COLUMNS = pl.Schema({**_SPELLING, "name": pl.String()})
NEW = f"SELECT {_COLUMNS}, s.name FROM suppliers_spelling s WHERE s.supplier_id IS NULL"  # noqa: S608 - constants
NEW_KEYS = """
SELECT nextval(pg_get_serial_sequence('suppliers_supplier', 'key')) FROM generate_series(1, %s)
"""

# all that is called the same, or has the same number, as something new: with every face it has
KNOWN_COLUMNS = pl.Schema({**_SPELLING, "supplier": pl.Int32(), "by_person": pl.String()})
KNOWN = f"""
WITH new AS MATERIALIZED (
    SELECT number, plain_name FROM suppliers_spelling WHERE supplier_id IS NULL),
touched AS MATERIALIZED (
    SELECT supplier_id FROM suppliers_spelling WHERE supplier_id IS NOT NULL AND number <> ''
        AND number IN (SELECT number FROM new)
    UNION
    SELECT supplier_id FROM suppliers_spelling WHERE supplier_id IS NOT NULL AND plain_name <> ''
        AND plain_name IN (SELECT plain_name FROM new))
SELECT {_COLUMNS}, s.supplier_id, s.settled_by = 'person' AS by_person
FROM suppliers_spelling s WHERE s.supplier_id IN (SELECT supplier_id FROM touched)
UNION ALL
SELECT 2147483647, u.organisation_number, 'organisation', '', '', '', '', u.key, false
FROM suppliers_supplier u WHERE u.merged_into_id IS NULL AND u.organisation_number IN (
      SELECT number FROM new WHERE number <> '')
"""  # noqa: S608 - constants

NAMES_COLUMNS = pl.Schema({"plain_name": pl.String()})
NAMES = "SELECT DISTINCT plain_name FROM suppliers_spelling WHERE plain_name <> ''"
FACES_COLUMNS = pl.Schema(
    {"supplier": pl.Int32()}
    | dict.fromkeys(("plain_name", "form", "place", "bank", "number", "number_kind"), pl.String())
)
FACES = """
SELECT DISTINCT supplier_id, plain_name, form, place, bank, number, number_kind
FROM suppliers_spelling WHERE supplier_id IS NOT NULL AND plain_name <> ''
"""
APART = "SELECT first_id, second_id FROM suppliers_matchcandidate WHERE state = 'kept-apart'"

FOUND = """
INSERT INTO suppliers_supplier (key, name, kind, organisation_number, foreign_number, country, size,
                                legal_form, industry, corporate_group)
SELECT key, name, kind, organisation_number, foreign_number, country, '', '', '', ''
FROM founded_supplier
"""
PLACE = """
UPDATE suppliers_spelling s SET supplier_id = p.supplier, settled_by = p.settled_by
FROM placed_spelling p WHERE p.key = s.key
"""
# a number that has met a supplier by its name is that supplier's from now on
NUMBER = """
UPDATE suppliers_supplier u
SET organisation_number = s.number, kind = 'legal-person', country = 'SE'
FROM suppliers_spelling s JOIN placed_spelling p ON p.key = s.key
WHERE u.key = p.supplier AND u.organisation_number = '' AND u.merged_into_id IS NULL
  AND s.number_kind = 'organisation'
"""
ALIKE_COLUMNS = {
    "first": "integer",
    "second": "integer",
    "score": "double precision",
    "reasons": "jsonb",
}
PROPOSE = """
INSERT INTO suppliers_matchcandidate (first_id, second_id, score, reasons, state)
SELECT first, second, score, reasons, 'open' FROM alike_supplier
ON CONFLICT (first_id, second_id) DO UPDATE SET score = excluded.score, reasons = excluded.reasons
WHERE suppliers_matchcandidate.state = 'open'
"""
