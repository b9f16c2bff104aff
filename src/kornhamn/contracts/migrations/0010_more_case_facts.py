"""What contracts and their suppliers tell of a procurement: open where records are partial."""

from django.db import migrations

# A list with "…" holds what it says and maybe more: what is not recorded is not known, never no.
VIEW = """
CREATE OR REPLACE VIEW contracts_case_facts AS
WITH RECURSIVE merged AS (
  SELECT key, key AS supplier, merged_into_id FROM suppliers_supplier
  UNION ALL
  SELECT m.key, s.key, s.merged_into_id FROM merged m
  JOIN suppliers_supplier s ON s.key = m.merged_into_id
), standing AS (
  SELECT key, supplier FROM merged WHERE merged_into_id IS NULL
), per_contract AS (
  SELECT c.key, c.procurement_id, c.category, c.state, c.terms_complete_at, c.is_framework,
    c.manager_id IS NOT NULL AS has_owner,
    EXISTS (SELECT 1 FROM contracts_implementationstep s WHERE s.contract_id = c.key) AS has_steps,
    EXISTS (SELECT 1 FROM contracts_contractterm t
      WHERE t.contract_id = c.key AND t.every_months IS NOT NULL) AS has_plan,
    EXISTS (SELECT 1 FROM contracts_followuphours h
      WHERE h.person_id = c.manager_id AND h.hours_a_month > 0) AS has_hours,
    EXISTS (SELECT 1 FROM contracts_contractterm t
      JOIN contracts_termcheck k ON k.term_id = t.id AND k.state = 'done'
      WHERE t.contract_id = c.key AND t.kind = 'quality') AS quality_checked,
    EXISTS (SELECT 1 FROM contracts_contractterm t
      JOIN contracts_termcheck k ON k.term_id = t.id AND k.state = 'done'
      WHERE t.contract_id = c.key) AS was_checked,
    EXISTS (SELECT 1 FROM contracts_calloffrule r WHERE r.contract_id = c.key)
      OR EXISTS (SELECT 1 FROM contracts_contractedsupplier p
        WHERE p.contract_id = c.key AND p.rank IS NOT NULL) AS has_call_off_rule,
    EXISTS (SELECT 1 FROM contracts_subcontractor u WHERE u.contract_id = c.key
      AND u.state IN ('proposed', 'approved')) AS has_subcontractors,
    EXISTS (SELECT 1 FROM contracts_deviation d WHERE d.contract_id = c.key) AS has_deviations,
    EXISTS (SELECT 1 FROM contracts_deviation d WHERE d.contract_id = c.key
      AND NOT EXISTS (SELECT 1 FROM contracts_deviationstep s WHERE s.deviation_id = d.id)
    ) AS has_unfollowed,
    EXISTS (SELECT 1 FROM contracts_deviation d WHERE d.contract_id = c.key
      AND NOT EXISTS (SELECT 1 FROM contracts_sanction s WHERE s.deviation_id = d.id)
    ) AS has_undecided,
    EXISTS (SELECT 1 FROM contracts_suppliermeeting m
      WHERE m.contract_id = c.key AND m.minutes <> '') AS has_met,
    EXISTS (SELECT 1 FROM contracts_lesson l WHERE l.contract_id = c.key) AS has_lessons
  FROM contracts_contract c WHERE c.procurement_id IS NOT NULL
), terms AS (
  SELECT c.procurement_id, jsonb_agg(DISTINCT t.kind COLLATE "C") AS kinds
  FROM per_contract c JOIN contracts_contractterm t ON t.contract_id = c.key
  WHERE t.kind NOT IN ('environment', 'quality', 'delivery', 'price', 'other')
  GROUP BY c.procurement_id
), vetted AS (
  -- each supplier with all that have become one with it; a source not reached is no check
  SELECT c.procurement_id, t.supplier,
    bool_or(k.kind = 'tax') AS taxes, bool_or(k.kind = 'exclusion') AS exclusion,
    bool_or(k.kind = 'tax' AND k.last_asked_at::date >= lower(o.period) + 30
      AND k.last_asked_at::date >= k.first_asked_at::date + 30) AS again
  FROM per_contract c JOIN contracts_contract o ON o.key = c.key
  JOIN contracts_contractedsupplier p ON p.contract_id = c.key
  JOIN standing t ON t.key = p.supplier_id
  JOIN standing f ON f.supplier = t.supplier
  LEFT JOIN suppliers_check k ON k.supplier_id = f.key AND k.outcome <> 'unknown'
  GROUP BY c.procurement_id, t.supplier
), checked AS (
  SELECT procurement_id, bool_and(COALESCE(taxes, false)) AS taxes,
    bool_and(COALESCE(exclusion, false)) AS exclusion, bool_and(COALESCE(again, false)) AS again
  FROM vetted GROUP BY procurement_id
), risks AS (
  SELECT c.procurement_id, bool_or(r.level IN ('medium', 'high')) AS is_risky,
    count(DISTINCT r.area) FILTER (WHERE r.level = 'low' AND r.country = '') = 4 AS is_safe
  FROM per_contract c JOIN suppliers_productionrisk r ON r.is_current
    AND c.category <> '' AND r.category IN (c.category, left(c.category, 2))
  GROUP BY c.procurement_id
), latest AS (
  SELECT id FROM categories_treedecision ORDER BY decided_on DESC, recorded_at DESC LIMIT 1
), decided AS (
  SELECT c.procurement_id, bool_or(EXISTS (
    SELECT 1 FROM categories_prioritisedcategory f WHERE f.decision_id = latest.id
      AND f.category IN (c.category, left(c.category, 2)))) AS is_first
  FROM per_contract c CROSS JOIN latest WHERE c.category <> '' GROUP BY c.procurement_id
), teams AS (
  SELECT category, count(DISTINCT function) > 1 AS is_mixed,
    count(DISTINCT authority_id) > 1 AS is_wide
  FROM categories_teammember GROUP BY category
), strategies AS (
  SELECT c.procurement_id, jsonb_agg(DISTINCT b.code) || '["…"]' AS basis
  FROM per_contract c JOIN categories_strategy s ON s.state IN ('decided', 'followed-up')
    AND c.category <> '' AND s.category IN (c.category, left(c.category, 2))
  LEFT JOIN teams t ON t.category = s.category
  CROSS JOIN LATERAL (VALUES
    ('needs', s.needs <> ''), ('purchasing-pattern', s.spend_pattern <> ''),
    ('business-conditions', s.business <> ''), ('market-conditions', s.market <> ''),
    ('cross-functional', COALESCE(t.is_mixed, false)), ('group-wide', COALESCE(t.is_wide, false))
  ) b (code, is_there)
  WHERE b.is_there GROUP BY c.procurement_id
), agreed AS (
  SELECT c.procurement_id,
    bool_and(c.terms_complete_at IS NOT NULL) AS terms_complete,
    bool_or(c.has_deviations) AS has_deviations, bool_or(c.was_checked) AS was_checked,
    bool_and(c.state IN ('ended', 'terminated')) AS ended,
    bool_or(c.has_subcontractors) AS has_subcontractors,
    to_jsonb(array_remove(ARRAY[
      CASE WHEN bool_and(c.has_owner) THEN 'owner' END,
      CASE WHEN bool_and(c.has_steps) THEN 'implementation-plan' END,
      CASE WHEN bool_and(c.has_plan) THEN 'follow-up-plan' END,
      CASE WHEN bool_and(c.has_hours) THEN 'resources' END,
      CASE WHEN bool_and(c.quality_checked) THEN 'quality-follow-up' END,
      CASE WHEN bool_and(c.has_call_off_rule OR NOT c.is_framework)
        AND bool_or(c.has_call_off_rule) THEN 'call-off-routine' END,
      CASE WHEN bool_and(c.has_subcontractors) THEN 'supply-chain-register' END,
      CASE WHEN bool_or(c.has_deviations) AND NOT bool_or(c.has_unfollowed)
        THEN 'deviations-handled' END,
      CASE WHEN bool_or(c.has_deviations) AND NOT bool_or(c.has_undecided) THEN 'sanctions' END,
      CASE WHEN bool_and(c.has_met) THEN 'supplier-collaboration' END,
      CASE WHEN bool_and(c.has_lessons) THEN 'lessons-captured' END
    ], NULL)) AS records
  FROM per_contract c GROUP BY c.procurement_id
)
SELECT agreed.procurement_id,
  CASE WHEN agreed.terms_complete THEN COALESCE(terms.kinds, '[]'::jsonb)
    ELSE terms.kinds || '["…"]'::jsonb END AS contract_terms,
  -- that none was found tells something only where somebody has looked
  CASE WHEN agreed.has_deviations THEN true WHEN agreed.was_checked THEN false
    END AS contract_deviations,
  agreed.ended AS contract_ended,
  CASE WHEN agreed.records <> '[]'::jsonb THEN agreed.records || '["…"]'::jsonb
    END AS contract_records,
  CASE WHEN agreed.has_subcontractors THEN true END AS uses_subcontractors,
  CASE WHEN checked.taxes OR checked.exclusion OR checked.again THEN
    to_jsonb(array_remove(ARRAY[
      CASE WHEN checked.taxes THEN 'taxes-and-contributions' END,
      CASE WHEN checked.exclusion THEN 'exclusion-grounds' END,
      CASE WHEN checked.again THEN 'throughout-contract' END
    ], NULL)) || '["…"]'::jsonb END AS supplier_checks,
  CASE WHEN risks.is_risky THEN true WHEN risks.is_safe THEN false END AS production_risk,
  CASE WHEN decided.is_first THEN 'prioritised' WHEN decided.procurement_id IS NOT NULL
    THEN 'fixed' END AS category_status,
  strategies.basis AS category_strategy_basis
FROM agreed
LEFT JOIN terms USING (procurement_id)
LEFT JOIN checked USING (procurement_id)
LEFT JOIN risks USING (procurement_id)
LEFT JOIN decided USING (procurement_id)
LEFT JOIN strategies USING (procurement_id)
"""


class Migration(migrations.Migration):
    """What contracts and their suppliers tell of a procurement, open where records are partial."""

    dependencies = [
        ("contracts", "0009_lists_in_a_queue"),
        ("categories", "0001_initial"),
        ("suppliers", "0006_production"),
    ]

    operations = [migrations.RunSQL(VIEW, migrations.RunSQL.noop)]
