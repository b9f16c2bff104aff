"""The tables of call-offs: how a lot is called off from, call-offs, skips and offers."""

import uuid

import django.contrib.postgres.fields.ranges
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of call-offs: how a lot is called off from, call-offs, skips and offers."""

    dependencies = [
        ("contracts", "0004_contract_lists"),
        ("organisation", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="CallOff",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("lot", models.CharField(blank=True, max_length=120)),
                ("what", models.CharField(max_length=500)),
                ("ore", models.BigIntegerField(null=True)),
                ("period", django.contrib.postgres.fields.ranges.DateRangeField()),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("sole", "sole"),
                            ("ranking", "ranking"),
                            ("competition", "competition"),
                            ("share", "share"),
                            ("place", "place"),
                            ("rotation", "rotation"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "asked"),
                            ("ordered", "ordered"),
                            ("cancelled", "cancelled"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "turn",
                    models.CharField(
                        choices=[
                            ("only-one", "only-one"),
                            ("first-in-rank", "first-in-rank"),
                            ("next-in-rank", "next-in-rank"),
                            ("below-its-share", "below-its-share"),
                            ("of-the-place", "of-the-place"),
                            ("next-in-rotation", "next-in-rotation"),
                            ("nobody-left", "nobody-left"),
                            ("no-place", "no-place"),
                            ("all-compete", "all-compete"),
                        ],
                        max_length=20,
                    ),
                ),
                ("ordered_on", models.DateField(null=True)),
                ("reason", models.TextField(blank=True)),
                ("over_ground", models.TextField(blank=True)),
                ("over_decision", models.CharField(blank=True, max_length=200)),
                ("made_at", models.DateTimeField()),
                ("made_by_name", models.CharField(max_length=200)),
                (
                    "authority",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_offs",
                        to="organisation.authority",
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="call_offs",
                        to="contracts.contract",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="call_offs",
                        to="contracts.contractedsupplier",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
            },
        ),
        migrations.CreateModel(
            name="CallOffOffer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("asked_on", models.DateField()),
                ("received_on", models.DateField(null=True)),
                ("ore", models.BigIntegerField(null=True)),
                ("note", models.CharField(blank=True, max_length=500)),
                ("is_winner", models.BooleanField(default=False)),
                (
                    "call_off",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="offers",
                        to="contracts.calloff",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contractedsupplier",
                    ),
                ),
            ],
            options={
                "ordering": ["party__rank", "party_id"],
            },
        ),
        migrations.CreateModel(
            name="CallOffPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("percent", models.PositiveSmallIntegerField(null=True)),
                (
                    "authority",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.authority",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="contracts.contractedsupplier",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallOffRule",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("lot", models.CharField(blank=True, max_length=120)),
                (
                    "method",
                    models.CharField(
                        choices=[
                            ("sole", "sole"),
                            ("ranking", "ranking"),
                            ("competition", "competition"),
                            ("share", "share"),
                            ("place", "place"),
                            ("rotation", "rotation"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "contract",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="call_off_rules",
                        to="contracts.contract",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CallOffSkip",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[("declined", "declined"), ("cannot-deliver", "cannot-deliver")],
                        max_length=16,
                    ),
                ),
                ("note", models.CharField(max_length=500)),
                (
                    "call_off",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="skips",
                        to="contracts.calloff",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="contracts.contractedsupplier",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="calloff",
            constraint=models.UniqueConstraint(
                fields=("contract", "number"), name="call_off_number_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="calloff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "ordered"), _negated=True),
                    models.Q(
                        ("ordered_on__isnull", False), ("ore__gt", 0), ("party__isnull", False)
                    ),
                    _connector="OR",
                ),
                name="call_off_ordered_of_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "cancelled"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="call_off_cancelled_in_words",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloff",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("over_decision", ""), ("over_ground", "")),
                    models.Q(
                        models.Q(("over_ground", ""), _negated=True),
                        models.Q(("over_decision", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="call_off_over_ceiling_decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffoffer",
            constraint=models.UniqueConstraint(
                fields=("call_off", "party"), name="call_off_offer_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffoffer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("is_winner", True)),
                fields=("call_off",),
                name="call_off_one_winner",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffoffer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("ore__isnull", True),
                    models.Q(("ore__gt", 0), ("received_on__isnull", False)),
                    _connector="OR",
                ),
                name="call_off_offer_received",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffpart",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("authority__isnull", True), ("percent__range", (1, 100))),
                    models.Q(("authority__isnull", False), ("percent__isnull", True)),
                    _connector="OR",
                ),
                name="call_off_part_one_of_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffpart",
            constraint=models.UniqueConstraint(
                condition=models.Q(("percent__isnull", False)),
                fields=("party",),
                name="call_off_share_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffpart",
            constraint=models.UniqueConstraint(
                fields=("party", "authority"), name="call_off_place_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffrule",
            constraint=models.UniqueConstraint(
                fields=("contract", "lot"), name="call_off_rule_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffrule",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("method__in", ["sole", "ranking", "competition", "share", "place", "rotation"])
                ),
                name="call_off_method_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffskip",
            constraint=models.UniqueConstraint(
                fields=("call_off", "party"), name="call_off_skip_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="calloffskip",
            constraint=models.CheckConstraint(
                condition=models.Q(("note", ""), _negated=True), name="call_off_skip_in_words"
            ),
        ),
    ]
