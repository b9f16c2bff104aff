"""The tables of the supply chain: subcontractors, what flows down, and alarms."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

import kornhamn.contracts.types.supply_chain


class Migration(migrations.Migration):
    """The tables of the supply chain: subcontractors, what flows down, and alarms."""

    dependencies = [
        ("contracts", "0005_call_offs"),
        ("suppliers", "0006_production"),
    ]

    operations = [
        migrations.CreateModel(
            name="Subcontractor",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("tier", models.PositiveSmallIntegerField()),
                ("role", models.CharField(max_length=250)),
                ("percent", models.PositiveSmallIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("proposed", "proposed"),
                            ("approved", "approved"),
                            ("refused", "refused"),
                            ("replaced", "replaced"),
                        ],
                        default=kornhamn.contracts.types.supply_chain.SubcontractorState[
                            "PROPOSED"
                        ],
                        max_length=10,
                    ),
                ),
                ("reason", models.TextField(blank=True)),
                ("registered_on", models.DateField()),
                (
                    "above",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="below",
                        to="contracts.subcontractor",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subcontractors",
                        to="contracts.contract",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="subcontractors",
                        to="contracts.contractedsupplier",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suppliers.supplier",
                    ),
                ),
            ],
            options={
                "ordering": ["tier", "registered_on"],
            },
        ),
        migrations.CreateModel(
            name="FlowConfirmation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("evidence", models.CharField(max_length=500)),
                ("confirmed_on", models.DateField()),
                ("confirmed_by_name", models.CharField(max_length=200)),
                (
                    "term",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="contracts.contractterm",
                    ),
                ),
                (
                    "subcontractor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="confirmations",
                        to="contracts.subcontractor",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SupplierAlarm",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("raised_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "open"), ("acting", "acting"), ("settled", "settled")],
                        default=kornhamn.contracts.types.supply_chain.AlarmState["OPEN"],
                        max_length=8,
                    ),
                ),
                ("answer", models.TextField(blank=True)),
                ("act_by", models.DateField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answered_by_name", models.CharField(blank=True, max_length=200)),
                ("outcome", models.TextField(blank=True)),
                (
                    "check_answer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alarms",
                        to="suppliers.check",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="alarms",
                        to="contracts.contract",
                    ),
                ),
            ],
            options={
                "ordering": ["raised_at"],
            },
        ),
        migrations.CreateModel(
            name="TermFlow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("deepest", models.PositiveSmallIntegerField(null=True)),
                (
                    "term",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flow",
                        to="contracts.contractterm",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="subcontractor",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ["refused", "replaced"]), _negated=True),
                fields=("contract", "party", "above", "supplier"),
                name="subcontractor_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="subcontractor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("above__isnull", True), ("tier", 1)),
                    models.Q(("above__isnull", False), ("tier__gt", 1)),
                    _connector="OR",
                ),
                name="subcontractor_tier_follows",
            ),
        ),
        migrations.AddConstraint(
            model_name="subcontractor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("percent__isnull", True), ("percent__range", (1, 100)), _connector="OR"
                ),
                name="subcontractor_percent",
            ),
        ),
        migrations.AddConstraint(
            model_name="subcontractor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("above__isnull", True),
                    models.Q(("above", models.F("id")), _negated=True),
                    _connector="OR",
                ),
                name="subcontractor_not_above_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="subcontractor",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("state", "proposed"), models.Q(("reason", ""), _negated=True), _connector="OR"
                ),
                name="subcontractor_decided_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="flowconfirmation",
            constraint=models.UniqueConstraint(
                fields=("subcontractor", "term"), name="flow_confirmation_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="flowconfirmation",
            constraint=models.CheckConstraint(
                condition=models.Q(("evidence", ""), _negated=True),
                name="flow_confirmed_by_evidence",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplieralarm",
            constraint=models.UniqueConstraint(
                fields=("contract", "check_answer"), name="supplier_alarm_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="supplieralarm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answered_at__isnull", True), ("state", "open")),
                    models.Q(
                        models.Q(("state", "open"), _negated=True),
                        ("answered_at__isnull", False),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="supplier_alarm_answered_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="supplieralarm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "acting"), _negated=True),
                    ("act_by__isnull", False),
                    _connector="OR",
                ),
                name="supplier_alarm_acting_by_a_day",
            ),
        ),
    ]
