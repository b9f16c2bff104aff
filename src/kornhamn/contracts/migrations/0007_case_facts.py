"""What contracts tell of the procurement they came out of: the one definition of these facts."""

from django.db import migrations, models

VIEW = """
CREATE VIEW contracts_case_facts AS
SELECT agreed.procurement_id,
       -- known when somebody has said that all terms of each contract are written down
       CASE WHEN bool_and(agreed.terms_complete_at IS NOT NULL) THEN COALESCE(
           jsonb_agg(DISTINCT term.kind COLLATE "C")
               FILTER (WHERE term.kind NOT IN
                       ('environment', 'quality', 'delivery', 'price', 'other')),
           '[]'::jsonb)
       END AS contract_terms,
       -- that none was found tells something only where somebody has looked
       CASE WHEN bool_or(deviation.id IS NOT NULL) THEN true
            WHEN bool_or(checked.id IS NOT NULL) THEN false
       END AS contract_deviations,
       bool_and(agreed.state IN ('ended', 'terminated')) AS contract_ended
FROM contracts_contract agreed
LEFT JOIN contracts_contractterm term ON term.contract_id = agreed.key
LEFT JOIN contracts_termcheck checked ON checked.term_id = term.id AND checked.state = 'done'
LEFT JOIN contracts_deviation deviation ON deviation.contract_id = agreed.key
WHERE agreed.procurement_id IS NOT NULL
GROUP BY agreed.procurement_id
"""


class Migration(migrations.Migration):
    """Let somebody say that all terms are written down, and make the view."""

    dependencies = [("contracts", "0006_supply_chain")]

    operations = [
        migrations.AddField(
            model_name="contract",
            name="terms_complete_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.RunSQL(VIEW, "DROP VIEW contracts_case_facts"),
    ]
