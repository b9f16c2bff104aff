"""Contract lists: sources, loads and what became of each row."""

import uuid

import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    """Three tables."""

    dependencies = [
        ("contracts", "0003_implementation_and_hours"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="ContractListSource",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=200, unique=True)),
                ("header", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.authority",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ContractListLoad",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("mapping", "mapping"),
                            ("loaded", "loaded"),
                            ("undone", "undone"),
                        ],
                        default="mapping",
                        max_length=8,
                    ),
                ),
                ("file_name", models.CharField(max_length=255)),
                ("file", models.FileField(blank=True, upload_to="contract-lists/")),
                ("sha256", models.CharField(db_index=True, max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("format", models.JSONField(default=dict)),
                ("mapping", models.JSONField(default=dict)),
                ("rows_read", models.PositiveIntegerField(default=0)),
                ("rows_loaded", models.PositiveIntegerField(default=0)),
                ("rows_joined", models.PositiveIntegerField(default=0)),
                ("rows_known", models.PositiveIntegerField(default=0)),
                ("rows_refused", models.PositiveIntegerField(default=0)),
                ("by_id", models.TextField(default="")),
                ("by_name", models.CharField(max_length=200)),
                ("started_at", models.DateTimeField()),
                ("loaded_at", models.DateTimeField(null=True)),
                ("undone_at", models.DateTimeField(null=True)),
                ("undone_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="loads",
                        to="contracts.contractlistsource",
                    ),
                ),
            ],
            options={
                "ordering": ["-started_at", "-id"],
            },
        ),
        migrations.CreateModel(
            name="ContractListRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("loaded", "loaded"),
                            ("joined", "joined"),
                            ("known", "known"),
                            ("refused", "refused"),
                        ],
                        max_length=8,
                    ),
                ),
                ("what", models.CharField(blank=True, max_length=250)),
                ("remarks", models.JSONField(default=list)),
                (
                    "contract",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="list_rows",
                        to="contracts.contract",
                    ),
                ),
                (
                    "load",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="contracts.contractlistload",
                    ),
                ),
            ],
            options={
                "ordering": ["row"],
                "constraints": [
                    models.UniqueConstraint(fields=("load", "row"), name="contract_list_row_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "refused"), _negated=True),
                            models.Q(
                                ("contract__isnull", True), models.Q(("remarks", []), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="contract_list_row_refused_why",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="contractlistload",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rows_read",
                        django.db.models.expressions.CombinedExpression(
                            django.db.models.expressions.CombinedExpression(
                                django.db.models.expressions.CombinedExpression(
                                    models.F("rows_loaded"), "+", models.F("rows_joined")
                                ),
                                "+",
                                models.F("rows_known"),
                            ),
                            "+",
                            models.F("rows_refused"),
                        ),
                    )
                ),
                name="contract_list_accounted_for",
            ),
        ),
        migrations.AddConstraint(
            model_name="contractlistload",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "loaded")),
                fields=("sha256",),
                name="contract_list_once",
            ),
        ),
    ]
