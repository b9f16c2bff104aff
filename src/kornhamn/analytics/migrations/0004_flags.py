"""Flags: the questions that figures raise, and what people answered."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import kornhamn.analytics.workflow


class Migration(migrations.Migration):
    """Add the two tables."""

    dependencies = [
        ("analytics", "0003_spend_snapshots"),
        ("organisation", "0001_initial"),
        ("suppliers", "0002_forms_of_names"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Flag",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("indicator", models.CharField(max_length=40)),
                ("category", models.CharField(blank=True, max_length=40)),
                ("item", models.CharField(blank=True, max_length=250)),
                ("year", models.PositiveSmallIntegerField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("answered", "answered"),
                            ("reopened", "reopened"),
                            ("lapsed", "lapsed"),
                        ],
                        default=kornhamn.analytics.workflow.FlagState["OPEN"],
                        max_length=10,
                    ),
                ),
                ("value", models.BigIntegerField()),
                ("part", models.BigIntegerField(null=True)),
                ("whole", models.BigIntegerField(null=True)),
                ("forecast", models.BigIntegerField(null=True)),
                ("low", models.BigIntegerField(null=True)),
                ("high", models.BigIntegerField(null=True)),
                ("years", models.PositiveSmallIntegerField(null=True)),
                ("threshold", models.BigIntegerField()),
                ("answered_value", models.BigIntegerField(null=True)),
                ("asked_at", models.DateTimeField()),
                ("counted_at", models.DateTimeField()),
                (
                    "authority",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="flags",
                        to="organisation.authority",
                    ),
                ),
                (
                    "supplier",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="suppliers.supplier",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="FlagAnswer",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("reason", models.TextField()),
                ("rests_on", models.TextField()),
                ("measure", models.TextField()),
                ("done_by", models.DateField(null=True)),
                ("value", models.BigIntegerField()),
                ("answered_by_name", models.CharField(max_length=200)),
                ("answered_at", models.DateTimeField()),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "flag",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="analytics.flag",
                    ),
                ),
            ],
            options={
                "ordering": ["-answered_at"],
            },
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(fields=["state", "-whole"], name="flag_queue"),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(
                fields=("indicator", "authority", "category", "supplier", "item", "year"),
                name="flag_once",
                nulls_distinct=False,
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["open", "answered", "reopened", "lapsed"])),
                name="flag_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "answered"), _negated=True),
                    ("answered_value__isnull", False),
                    _connector="OR",
                ),
                name="flag_answered_about_a_figure",
            ),
        ),
        migrations.AddConstraint(
            model_name="flaganswer",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reason", ""), _negated=True),
                    models.Q(("rests_on", ""), _negated=True),
                    models.Q(("measure", ""), _negated=True),
                ),
                name="flag_answer_is_reasoned",
            ),
        ),
    ]
