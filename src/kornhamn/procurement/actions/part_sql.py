# ruff: noqa: S608 - the statements are made of constants: column names and our own words
"""The statements that write one part, each over whole sets; see `part_tables` for what they read.

Temporary tables on the way: touched (each procurement of the part, its id and whether it is new),
stated, lotted, won (what came in, beside what was there and how they differ), resolved (each
procurement's columns as all its statements give them), was (the columns before).
"""

from kornhamn.procurement.statistics.columns import BY_FIELD, STATED_FIELDS, SUPPLIER_FIELDS
from kornhamn.procurement.types import Effect, FileKind

_BLANK_IS_EMPTY = frozenset(
    {"buyer_name", "buyer_sector", "buyer_subsector", "title", "notice_database"}
)
_SUPPLIER_TEXTS = ("supplier_sector", "supplier_legal_form", "supplier_industry")
_SUPPLIER = tuple(name for name in SUPPLIER_FIELDS if name != "supplier_name")
_ORDER = {kind: f"s{number}" for number, kind in enumerate(FileKind)}
STEPS_TABLES = ("touched", "stated", "lotted", "won", "resolved", "was", "written")


def _list(names: tuple[str, ...], prefix: str = "") -> str:
    return ", ".join(f"{prefix}{name}" for name in names)


def _filled(alias: str) -> str:
    """Return the stated columns of an incoming row as the tables keep them."""
    return ", ".join(
        f"COALESCE({alias}.{name}, '') AS {name}" if name in _BLANK_IS_EMPTY else f"{alias}.{name}"
        for name in STATED_FIELDS
    )


def _first_stated(name: str) -> str:
    """Return a column's value in the first kind of statement that has one."""
    if name in _BLANK_IS_EMPTY:
        values = ", ".join(f"NULLIF({alias}.{name}, '')" for alias in _ORDER.values())
        return f"COALESCE({values}, '') AS {name}"
    return f"COALESCE({', '.join(f'{alias}.{name}' for alias in _ORDER.values())}) AS {name}"


_STATED = _list(STATED_FIELDS)

TOUCHED = """
CREATE TEMP TABLE touched AS
SELECT k.buyer_number, k.reference, p.id, p.id IS NULL AS is_new
FROM (SELECT DISTINCT buyer_number, reference FROM incoming_statement) k
LEFT JOIN procurement_procurement p USING (buyer_number, reference);
UPDATE touched SET id = gen_random_uuid() WHERE is_new;
ANALYZE touched;
"""

STATED = f"""
CREATE TEMP TABLE stated AS
SELECT i.file_id, i."row", i.rows, i.file_kind, {_filled("i")},
       t.id AS procurement_id, t.is_new,
       row_number() OVER (PARTITION BY t.id ORDER BY array_position(%s::text[], i.file_kind)) = 1
           AS is_first,
       CASE WHEN s.id IS NULL THEN 'added'
            WHEN ({_list(STATED_FIELDS, "s.")}) IS DISTINCT FROM
                 ({
    ", ".join(f"COALESCE(i.{n}, '')" if n in _BLANK_IS_EMPTY else f"i.{n}" for n in STATED_FIELDS)
}) THEN 'changed'
            ELSE 'same' END AS status
FROM incoming_statement i
JOIN touched t USING (buyer_number, reference)
LEFT JOIN procurement_statement s ON s.procurement_id = t.id AND s.file_kind = i.file_kind;
"""

WRITE_STATEMENTS = f"""
INSERT INTO procurement_statement (procurement_id, file_kind, file_id, rows, {_STATED})
SELECT procurement_id, file_kind, file_id, rows, {_STATED} FROM stated WHERE status <> 'same'
ON CONFLICT (procurement_id, file_kind) DO UPDATE SET
file_id = EXCLUDED.file_id, rows = EXCLUDED.rows,
{", ".join(f"{name} = EXCLUDED.{name}" for name in STATED_FIELDS)};
"""

RESOLVED = f"""
CREATE TEMP TABLE resolved AS
SELECT t.id, {", ".join(_first_stated(name) for name in STATED_FIELDS)}
FROM touched t
{
    " ".join(
        f"LEFT JOIN procurement_statement {alias} ON {alias}.procurement_id = t.id "
        f"AND {alias}.file_kind = '{kind.value}'"
        for kind, alias in _ORDER.items()
    )
};
CREATE TEMP TABLE was AS
SELECT p.id, p.edition, {_list(STATED_FIELDS, "p.")}
FROM procurement_procurement p JOIN touched t ON t.id = p.id AND NOT t.is_new;
ANALYZE resolved (id);
"""

UNPINNED_DAYS = """
SELECT DISTINCT r.published_on FROM resolved r LEFT JOIN was w ON w.id = r.id
WHERE r.published_on IS NOT NULL AND COALESCE(w.edition, '') = ''
"""

WRITE_PROCUREMENTS = f"""
INSERT INTO procurement_procurement (id, buyer_number, reference, edition, {_STATED})
SELECT t.id, t.buyer_number, t.reference, COALESCE(e.edition, ''), {_list(STATED_FIELDS, "r.")}
FROM touched t
JOIN resolved r ON r.id = t.id
LEFT JOIN unnest(%(days)s::date[], %(editions)s::text[]) AS e (day, edition)
       ON e.day = r.published_on
WHERE t.is_new;
UPDATE procurement_procurement p SET
{", ".join(f"{name} = r.{name}" for name in STATED_FIELDS)}
FROM resolved r JOIN was w ON w.id = r.id
WHERE p.id = r.id
  AND ({_list(STATED_FIELDS, "w.")}) IS DISTINCT FROM ({_list(STATED_FIELDS, "r.")});
UPDATE procurement_procurement p SET edition = e.edition
FROM was w, unnest(%(days)s::date[], %(editions)s::text[]) AS e (day, edition)
WHERE p.id = w.id AND w.edition = '' AND e.day = p.published_on;
"""

LOTS = """
CREATE TEMP TABLE lotted AS
SELECT i.file_id, i."row", i.lot, i.tenders, i.with_tenders, t.id AS procurement_id, t.is_new,
       l.id AS lot_id, l.tenders AS tenders_were,
       CASE WHEN l.id IS NULL THEN 'new'
            WHEN NOT i.with_tenders OR l.tenders IS NOT DISTINCT FROM i.tenders THEN 'same'
            WHEN l.file_id IS NULL THEN 'added'
            ELSE 'changed' END AS status
FROM incoming_lot i
JOIN touched t USING (buyer_number, reference)
LEFT JOIN procurement_lot l ON l.procurement_id = t.id AND l.reference = i.lot;
INSERT INTO procurement_lot (procurement_id, reference, tenders, file_id, "row")
SELECT procurement_id, lot, tenders,
       CASE WHEN with_tenders THEN file_id END, CASE WHEN with_tenders THEN "row" END
FROM lotted WHERE status = 'new';
UPDATE procurement_lot l SET tenders = i.tenders, file_id = i.file_id, "row" = i."row"
FROM lotted i WHERE l.id = i.lot_id AND i.status IN ('added', 'changed');
"""

_WON_NOW = ", ".join(
    f"COALESCE(i.{name}, '')" if name in _SUPPLIER_TEXTS else f"i.{name}" for name in _SUPPLIER
)
WINNERS = f"""
CREATE TEMP TABLE won AS
SELECT i.file_id, i."row", i.lot, COALESCE(i.supplier_name, '') AS supplier_name,
       COALESCE(i.masked_as, '') AS masked_as, i.contracts,
       {
    ", ".join(
        f"COALESCE(i.{n}, '') AS {n}" if n in _SUPPLIER_TEXTS else f"i.{n}" for n in _SUPPLIER
    )
},
       t.id AS procurement_id, t.is_new, l.id AS lot_id, w.id AS winner_id,
       jsonb_build_array({_list(_SUPPLIER, "w.")}, w.contracts) AS winner_was,
       CASE WHEN w.id IS NULL THEN 'new'
            WHEN ({_list(_SUPPLIER, "w.")}, w.contracts) IS DISTINCT FROM
                 ({_WON_NOW}, i.contracts) THEN 'changed'
            ELSE 'same' END AS status
FROM incoming_winner i
JOIN touched t USING (buyer_number, reference)
JOIN procurement_lot l ON l.procurement_id = t.id AND l.reference = i.lot
LEFT JOIN procurement_contractedtender w
       ON w.lot_id = l.id AND w.supplier_name = COALESCE(i.supplier_name, '')
      AND w.masked_as = COALESCE(i.masked_as, '');
INSERT INTO procurement_contractedtender
       (lot_id, supplier_name, masked_as, contracts, file_id, "row", {_list(_SUPPLIER)})
SELECT lot_id, supplier_name, masked_as, contracts, file_id, "row", {_list(_SUPPLIER)}
FROM won WHERE status = 'new';
UPDATE procurement_contractedtender w SET
contracts = i.contracts, file_id = i.file_id, "row" = i."row",
{", ".join(f"{name} = i.{name}" for name in _SUPPLIER)}
FROM won i WHERE w.id = i.winner_id AND i.status = 'changed';
"""

# what each row did; the most it did counts: 3 imported, 2 changed, 1 merged, 0 unchanged
COUNTS = """
CREATE TEMP TABLE written AS
SELECT file_id, "row", max(did) AS did FROM (
    SELECT file_id, "row", CASE WHEN is_new AND is_first THEN 3 WHEN status = 'changed' THEN 2
                              WHEN status = 'added' THEN 1 ELSE 0 END AS did FROM stated
    UNION ALL
    SELECT file_id, "row", CASE status WHEN 'new' THEN 3 WHEN 'changed' THEN 2
                              WHEN 'added' THEN 1 ELSE 0 END FROM lotted
    UNION ALL
    SELECT file_id, "row", CASE status WHEN 'new' THEN 3 WHEN 'changed' THEN 2 ELSE 0 END FROM won
    UNION ALL
    SELECT f.file_id, f."row", CASE WHEN s.status = 'same' THEN 0 ELSE 1 END
    FROM incoming_follower f
    JOIN touched t USING (buyer_number, reference)
    JOIN stated s ON s.procurement_id = t.id AND s.file_kind = f.file_kind
) AS rows GROUP BY file_id, "row";
UPDATE procurement_statisticsfile f SET
    rows_imported = rows_imported + n.imported, rows_changed = rows_changed + n.changed,
    rows_merged = rows_merged + n.merged, rows_unchanged = rows_unchanged + n.unchanged
FROM (
    SELECT file_id, count(*) FILTER (WHERE did = 3) AS imported,
           count(*) FILTER (WHERE did = 2) AS changed, count(*) FILTER (WHERE did = 1) AS merged,
           count(*) FILTER (WHERE did = 0) AS unchanged
    FROM written GROUP BY file_id
) n WHERE f.id = n.file_id;
"""

_COMPARED = tuple(name for name in STATED_FIELDS if name != "contracted_value")
_WORDS = [
    (name, value, word) for name in _COMPARED for value, word in BY_FIELD[name].as_written().items()
]
WORDS = {
    "fields": [field for field, _, _ in _WORDS],
    "values": [value for _, value, _ in _WORDS],
    "words": [word for _, _, word in _WORDS],
}

CONFLICTS = f"""
INSERT INTO procurement_remark (file_id, "row", "column", value, code, effect, kept)
SELECT s.file_id, s."row", v.header, COALESCE(ws.word, v.said), 'value.differs-between-files',
       '{Effect.OTHER_KEPT.value}', COALESCE(wk.word, v.kept)
FROM stated s
JOIN resolved r ON r.id = s.procurement_id
CROSS JOIN LATERAL (VALUES
{", ".join(f"('{n}', '{BY_FIELD[n].header}', s.{n}::text, r.{n}::text)" for n in _COMPARED)}
) AS v (field, header, said, kept)
LEFT JOIN unnest(%(fields)s::text[], %(values)s::text[], %(words)s::text[])
       AS ws (field, value, word) ON ws.field = v.field AND ws.value = v.said
LEFT JOIN unnest(%(fields)s::text[], %(values)s::text[], %(words)s::text[])
       AS wk (field, value, word) ON wk.field = v.field AND wk.value = v.kept
WHERE ({_list(_COMPARED, "s.")}) IS DISTINCT FROM ({_list(_COMPARED, "r.")})
  AND COALESCE(v.said, '') <> '' AND v.said IS DISTINCT FROM v.kept;
"""

# each difference made to a procurement that was there before: id, what, from, to
DIFFERENCES = f"""
SELECT w.id, n.key AS what, o.value AS was, n.value AS became
FROM was w JOIN resolved r ON r.id = w.id
CROSS JOIN LATERAL jsonb_each(to_jsonb(r)) AS n
JOIN LATERAL jsonb_each(to_jsonb(w)) AS o ON o.key = n.key
WHERE ({_list(STATED_FIELDS, "w.")}) IS DISTINCT FROM ({_list(STATED_FIELDS, "r.")})
  AND o.value IS DISTINCT FROM n.value
UNION ALL
SELECT procurement_id, 'lot ' || lot || ' · tenders', to_jsonb(tenders_were), to_jsonb(tenders)
FROM lotted WHERE NOT is_new AND status <> 'same'
UNION ALL
SELECT procurement_id, 'lot ' || lot || ' · ' || COALESCE(NULLIF(supplier_name, ''), masked_as),
       CASE WHEN status = 'changed' THEN winner_was END,
       jsonb_build_array({_list(_SUPPLIER)}, contracts)
FROM won WHERE NOT is_new AND status <> 'same'
ORDER BY 1, 2
"""
