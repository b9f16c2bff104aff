"""Winners are spellings of suppliers."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies = [
        ("procurement", "0007_lists_by_day_and_value"),
        ("suppliers", "0004_settled_by_likeness"),
    ]

    operations = [
        migrations.AddField(
            model_name="contractedtender",
            name="spelling",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="contracted_tenders",
                to="suppliers.spelling",
            ),
        ),
    ]
