"""The view that counts facts from lots and winners: their one definition."""

from django.db import migrations

VIEW = """
CREATE VIEW procurement_derived_facts AS
SELECT lots.procurement_id,
       lots.lots,
       lots.fewest_tenders,
       winners.winners,
       winners.small_supplier_contracted
FROM (
    SELECT procurement_id,
           count(*)::integer AS lots,
           -- a lot of which it is unknown could be the one with the fewest
           CASE WHEN bool_and(tenders IS NOT NULL) THEN min(tenders) END::integer
               AS fewest_tenders
    FROM procurement_lot
    GROUP BY procurement_id
) lots
LEFT JOIN (
    SELECT lot.procurement_id,
           count(DISTINCT (lower(won.supplier_name), won.masked_as))::integer AS winners,
           -- one small winner is enough; without one, a winner of unknown size leaves it unknown
           CASE WHEN bool_or(won.supplier_size IN ('micro', 'small')) THEN true
                WHEN bool_or(won.supplier_size IS NULL) THEN NULL
                ELSE false
           END AS small_supplier_contracted
    FROM procurement_contractedtender won
    JOIN procurement_lot lot ON lot.id = won.lot_id
    GROUP BY lot.procurement_id
) winners ON winners.procurement_id = lots.procurement_id
"""


class Migration(migrations.Migration):
    """Make the view of derived facts."""

    dependencies = [("procurement", "0002_statements_and_remarks")]

    operations = [
        migrations.RunSQL(VIEW, "DROP VIEW procurement_derived_facts"),
    ]
