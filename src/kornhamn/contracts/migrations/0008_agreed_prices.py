"""Agreed prices: the lists of a contract, and each price in them."""

import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    """Agreed prices: the lists of a contract, and each price in them."""

    dependencies = [
        ("contracts", "0007_case_facts"),
        ("suppliers", "0006_production"),
    ]

    operations = [
        migrations.CreateModel(
            name="PriceList",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("holds_from", models.DateField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("mapping", "mapping"),
                            ("agreed", "agreed"),
                            ("withdrawn", "withdrawn"),
                        ],
                        default="mapping",
                        max_length=9,
                    ),
                ),
                ("file_name", models.CharField(blank=True, max_length=255)),
                ("file", models.FileField(blank=True, upload_to="price-lists/")),
                ("sha256", models.CharField(blank=True, max_length=64)),
                ("header", models.JSONField(default=list)),
                ("mapping", models.JSONField(default=dict)),
                ("rows_read", models.PositiveIntegerField(default=0)),
                ("rows_taken", models.PositiveIntegerField(default=0)),
                ("rows_refused", models.PositiveIntegerField(default=0)),
                ("refused", models.JSONField(default=list)),
                ("added_at", models.DateTimeField()),
                ("added_by_name", models.CharField(max_length=200)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                ("withdrawn_by_name", models.CharField(blank=True, max_length=200)),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="price_lists",
                        to="contracts.contract",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="price_lists",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "ordering": ["-holds_from", "-added_at"],
            },
        ),
        migrations.CreateModel(
            name="AgreedPrice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField(null=True)),
                ("article", models.CharField(blank=True, max_length=120)),
                ("name", models.CharField(blank=True, max_length=300)),
                ("unit", models.CharField(blank=True, max_length=40)),
                ("ore_per_thousand", models.BigIntegerField()),
                (
                    "price_list",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="prices",
                        to="contracts.pricelist",
                    ),
                ),
            ],
            options={
                "ordering": ["name", "article", "id"],
            },
        ),
        migrations.AddConstraint(
            model_name="pricelist",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "agreed")),
                fields=("contract", "supplier", "holds_from"),
                name="price_list_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricelist",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "rows_read",
                        django.db.models.expressions.CombinedExpression(
                            models.F("rows_taken"), "+", models.F("rows_refused")
                        ),
                    )
                ),
                name="price_list_accounted_for",
            ),
        ),
        migrations.AddConstraint(
            model_name="pricelist",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["mapping", "agreed", "withdrawn"])),
                name="price_list_state_known",
            ),
        ),
        migrations.AddIndex(
            model_name="agreedprice",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["name"], name="agreed_price_words", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedprice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("article", ""), _negated=True),
                fields=("price_list", "article"),
                name="agreed_price_article_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedprice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article", ""), _negated=True),
                    models.Q(("name", ""), _negated=True),
                    _connector="OR",
                ),
                name="agreed_price_says_of_what",
            ),
        ),
        migrations.AddConstraint(
            model_name="agreedprice",
            constraint=models.CheckConstraint(
                condition=models.Q(("ore_per_thousand__gt", 0)), name="agreed_price_above_nothing"
            ),
        ),
    ]
