"""Remember what a run changed."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Remember what a run changed."""

    dependencies = [
        ("procurement", "0004_left_aside"),
    ]

    operations = [
        migrations.CreateModel(
            name="Correction",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("changes", models.JSONField()),
                (
                    "procurement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="procurement.procurement",
                    ),
                ),
                (
                    "run",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="procurement.importrun",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=("run", "procurement"), name="correction_once_per_run"
                    )
                ],
            },
        ),
    ]
