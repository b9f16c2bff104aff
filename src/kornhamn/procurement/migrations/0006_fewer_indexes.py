"""Drop indexes that a constraint already is, or that nobody asks."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Drop indexes that a constraint already is, or that nobody asks."""

    dependencies = [
        ("procurement", "0005_corrections"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contractedtender",
            name="file",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="procurement.statisticsfile",
            ),
        ),
        migrations.AlterField(
            model_name="contractedtender",
            name="lot",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="contracted_tenders",
                to="procurement.lot",
            ),
        ),
        migrations.AlterField(
            model_name="lot",
            name="file",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="procurement.statisticsfile",
            ),
        ),
        migrations.AlterField(
            model_name="lot",
            name="procurement",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lots",
                to="procurement.procurement",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="file",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="procurement.statisticsfile",
            ),
        ),
        migrations.AlterField(
            model_name="statement",
            name="procurement",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="statements",
                to="procurement.procurement",
            ),
        ),
    ]
