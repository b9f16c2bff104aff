"""The tables of follow-up: checks, deviations, sanctions, meetings, lessons."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    """The tables of follow-up: checks, deviations, sanctions, meetings, lessons."""

    dependencies = [
        ("contracts", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgreedAction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.CharField(max_length=500)),
                ("owner_name", models.CharField(max_length=200)),
                ("due_on", models.DateField()),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by_name", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["due_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="CheckEvidence",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("name", models.CharField(max_length=255)),
                ("sha256", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("file", models.FileField(upload_to="evidence/")),
                ("added_at", models.DateTimeField()),
                ("added_by_name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["added_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Deviation",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("what", models.TextField()),
                ("since", models.DateField()),
                ("remedy_by", models.DateField()),
                ("remedied_on", models.DateField(null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("answered", "answered"),
                            ("escalated", "escalated"),
                            ("remedied", "remedied"),
                            ("accepted", "accepted"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("noted_at", models.DateTimeField()),
                ("noted_by_name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["remedy_by", "id"],
            },
        ),
        migrations.CreateModel(
            name="DeviationStep",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("verb", models.CharField(max_length=9)),
                ("text", models.TextField()),
                ("taken_at", models.DateTimeField()),
                ("taken_by_name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["taken_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Lesson",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("category", models.CharField(blank=True, max_length=40)),
                ("happened", models.TextField()),
                ("advice", models.TextField()),
                ("written_at", models.DateTimeField()),
                ("written_by_name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["-written_at", "id"],
            },
        ),
        migrations.CreateModel(
            name="Sanction",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("ore", models.BigIntegerField()),
                ("computation", models.JSONField()),
                (
                    "decision",
                    models.CharField(
                        choices=[("claimed", "claimed"), ("waived", "waived")], max_length=7
                    ),
                ),
                ("reason", models.TextField()),
                ("decided_at", models.DateTimeField()),
                ("decided_by_name", models.CharField(max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="SupplierMeeting",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("held_on", models.DateField()),
                ("agenda", models.TextField()),
                ("minutes", models.TextField(blank=True)),
                ("noted_at", models.DateTimeField()),
                ("noted_by_name", models.CharField(max_length=200)),
            ],
            options={
                "ordering": ["-held_on", "id"],
            },
        ),
        migrations.CreateModel(
            name="TermCheck",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("planned_on", models.DateField()),
                ("due_on", models.DateField()),
                ("minutes", models.PositiveSmallIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[("planned", "planned"), ("done", "done"), ("skipped", "skipped")],
                        default="planned",
                        max_length=8,
                    ),
                ),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("met", "met"),
                            ("partly", "partly"),
                            ("not-met", "not-met"),
                            ("not-seen", "not-seen"),
                        ],
                        max_length=8,
                    ),
                ),
                ("note", models.TextField(blank=True)),
                ("done_at", models.DateTimeField(null=True)),
                ("done_by_name", models.CharField(blank=True, max_length=200)),
            ],
            options={
                "ordering": ["due_on", "id"],
            },
        ),
        migrations.AddField(
            model_name="contractterm",
            name="every_months",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="contractterm",
            name="first_check_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="contractterm",
            name="minutes",
            field=models.PositiveSmallIntegerField(default=60),
        ),
        migrations.AddField(
            model_name="contractterm",
            name="penalty_cap_ore",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="contractterm",
            name="penalty_kind",
            field=models.CharField(
                choices=[
                    ("none", "none"),
                    ("fixed", "fixed"),
                    ("per-day", "per-day"),
                    ("per-week", "per-week"),
                    ("share", "share"),
                ],
                default="none",
                max_length=8,
            ),
        ),
        migrations.AddField(
            model_name="contractterm",
            name="penalty_ore",
            field=models.BigIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="contractterm",
            name="penalty_permille",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddConstraint(
            model_name="contractterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("every_months__isnull", True),
                    ("first_check_on__isnull", False),
                    _connector="OR",
                ),
                name="term_plan_has_a_first_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="contractterm",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("penalty_kind", "none"),
                    models.Q(("penalty_kind", "share"), ("penalty_permille__isnull", False)),
                    models.Q(
                        models.Q(("penalty_kind__in", ["none", "share"]), _negated=True),
                        ("penalty_ore__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="term_penalty_says_how_much",
            ),
        ),
        migrations.AddField(
            model_name="agreedaction",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="deviation",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="deviations",
                to="contracts.contract",
            ),
        ),
        migrations.AddField(
            model_name="deviation",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="owned_deviations",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="deviation",
            name="term",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="deviations",
                to="contracts.contractterm",
            ),
        ),
        migrations.AddField(
            model_name="deviationstep",
            name="deviation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="steps",
                to="contracts.deviation",
            ),
        ),
        migrations.AddField(
            model_name="lesson",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="lessons",
                to="contracts.contract",
            ),
        ),
        migrations.AddField(
            model_name="sanction",
            name="deviation",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="sanction",
                to="contracts.deviation",
            ),
        ),
        migrations.AddField(
            model_name="suppliermeeting",
            name="contract",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="meetings",
                to="contracts.contract",
            ),
        ),
        migrations.AddField(
            model_name="agreedaction",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="actions",
                to="contracts.suppliermeeting",
            ),
        ),
        migrations.AddField(
            model_name="termcheck",
            name="assigned",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="assigned_checks",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="termcheck",
            name="term",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="checks",
                to="contracts.contractterm",
            ),
        ),
        migrations.AddField(
            model_name="deviation",
            name="found_at_check",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="deviations",
                to="contracts.termcheck",
            ),
        ),
        migrations.AddField(
            model_name="checkevidence",
            name="check_done",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="evidence",
                to="contracts.termcheck",
            ),
        ),
        migrations.AddIndex(
            model_name="lesson",
            index=models.Index(fields=["category"], name="lesson_by_category"),
        ),
        migrations.AddConstraint(
            model_name="lesson",
            constraint=models.CheckConstraint(
                condition=models.Q(("advice", ""), _negated=True), name="lesson_gives_advice"
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("ore__gte", 0)), name="sanction_not_below_zero"
            ),
        ),
        migrations.AddConstraint(
            model_name="sanction",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True), name="sanction_has_a_reason"
            ),
        ),
        migrations.AddIndex(
            model_name="termcheck",
            index=models.Index(
                condition=models.Q(("state", "planned")),
                fields=["due_on"],
                name="term_check_waiting",
            ),
        ),
        migrations.AddConstraint(
            model_name="termcheck",
            constraint=models.UniqueConstraint(
                fields=("term", "planned_on"), name="term_check_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="termcheck",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("answer", ""), ("done_at__isnull", True), ("state", "planned")),
                    models.Q(
                        ("done_at__isnull", False),
                        ("state", "done"),
                        models.Q(("answer", ""), _negated=True),
                    ),
                    models.Q(
                        ("answer", ""),
                        ("done_at__isnull", False),
                        ("state", "skipped"),
                        models.Q(("note", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="term_check_done_is_answered",
            ),
        ),
        migrations.AddIndex(
            model_name="deviation",
            index=models.Index(
                condition=models.Q(("state__in", ("remedied", "accepted")), _negated=True),
                fields=["remedy_by"],
                name="deviation_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="deviation",
            constraint=models.CheckConstraint(
                condition=models.Q(("what", ""), _negated=True), name="deviation_says_what"
            ),
        ),
        migrations.AddConstraint(
            model_name="deviation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("remedied_on__isnull", False), ("state", "remedied")),
                    models.Q(
                        models.Q(("state", "remedied"), _negated=True),
                        ("remedied_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="deviation_remedied_has_its_day",
            ),
        ),
    ]
