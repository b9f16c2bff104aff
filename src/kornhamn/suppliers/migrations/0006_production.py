"""The tables of production: risks, questionnaires and what suppliers mend."""

import uuid

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of production: risks, questionnaires and what suppliers mend."""

    dependencies = [
        ("suppliers", "0005_contract_lists"),
    ]

    operations = [
        migrations.AlterField(
            model_name="check",
            name="kind",
            field=models.CharField(
                choices=[
                    ("company-register", "company-register"),
                    ("tax", "tax"),
                    ("debts", "debts"),
                    ("sanctions", "sanctions"),
                    ("exclusion", "exclusion"),
                ],
                max_length=16,
            ),
        ),
        migrations.AlterField(
            model_name="checkrun",
            name="kind",
            field=models.CharField(
                choices=[
                    ("company-register", "company-register"),
                    ("tax", "tax"),
                    ("debts", "debts"),
                    ("sanctions", "sanctions"),
                    ("exclusion", "exclusion"),
                ],
                max_length=16,
            ),
        ),
        migrations.CreateModel(
            name="ProductionRisk",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("category", models.CharField(max_length=4)),
                ("country", models.CharField(blank=True, max_length=2)),
                (
                    "area",
                    models.CharField(
                        choices=[
                            ("labour", "labour"),
                            ("children", "children"),
                            ("environment", "environment"),
                            ("corruption", "corruption"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "level",
                    models.CharField(
                        choices=[("low", "low"), ("medium", "medium"), ("high", "high")],
                        max_length=6,
                    ),
                ),
                ("source", models.CharField(max_length=300)),
                ("reason", models.TextField()),
                ("assessed_on", models.DateField()),
                ("assessed_by_name", models.CharField(max_length=200)),
                ("is_current", models.BooleanField(default=True)),
            ],
            options={
                "ordering": ["category", "country", "area", "-assessed_on"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("is_current", True)),
                        fields=("category", "country", "area"),
                        name="production_risk_one_current",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("country", ""), ("country__regex", "^[A-Z]{2}$"), _connector="OR"
                        ),
                        name="production_risk_country_two_letters",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), _negated=True),
                        name="production_risk_has_source",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupplyInquiry",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=4)),
                ("about", models.TextField()),
                ("sent_on", models.DateField()),
                ("due_on", models.DateField()),
                ("answered_on", models.DateField(null=True)),
                ("answer", models.TextField(blank=True)),
                ("evidence", models.TextField(blank=True)),
                ("sent_by_name", models.CharField(max_length=200)),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="inquiries",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "ordering": ["-sent_on"],
            },
        ),
        migrations.CreateModel(
            name="SupplyAction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("text", models.CharField(max_length=500)),
                ("due_on", models.DateField()),
                ("done_on", models.DateField(null=True)),
                ("done_how", models.TextField(blank=True)),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="actions",
                        to="suppliers.supplyinquiry",
                    ),
                ),
            ],
            options={
                "ordering": ["due_on"],
            },
        ),
        migrations.AddConstraint(
            model_name="supplyinquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("answered_on__isnull", True),
                    models.Q(("answer", ""), _negated=True),
                    _connector="OR",
                ),
                name="supply_inquiry_answered_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplyinquiry",
            constraint=models.CheckConstraint(
                condition=models.Q(("due_on__gte", models.F("sent_on"))),
                name="supply_inquiry_due_later",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplyaction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("done_on__isnull", True),
                    models.Q(("done_how", ""), _negated=True),
                    _connector="OR",
                ),
                name="supply_action_done_in_words",
            ),
        ),
    ]
