"""Statements of files and remarks in place of source rows and rejected rows."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Replace source and rejected rows by statements and remarks."""

    dependencies = [
        ("procurement", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DerivedFacts",
            fields=[
                (
                    "procurement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="derived",
                        serialize=False,
                        to="procurement.procurement",
                    ),
                ),
                ("lots", models.IntegerField()),
                ("fewest_tenders", models.IntegerField(null=True)),
                ("winners", models.IntegerField(null=True)),
                ("small_supplier_contracted", models.BooleanField(null=True)),
            ],
            options={
                "verbose_name_plural": "derived facts",
                "db_table": "procurement_derived_facts",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Remark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("row", models.PositiveIntegerField()),
                ("column", models.CharField(max_length=120)),
                ("value", models.TextField()),
                ("code", models.CharField(max_length=60)),
                (
                    "effect",
                    models.CharField(
                        choices=[
                            ("row-rejected", "row-rejected"),
                            ("left-out", "left-out"),
                            ("other-kept", "other-kept"),
                            ("added", "added"),
                            ("kept", "kept"),
                        ],
                        max_length=20,
                    ),
                ),
                ("kept", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Statement",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("buyer_name", models.CharField(max_length=250)),
                ("buyer_sector", models.CharField(blank=True, max_length=60)),
                ("buyer_subsector", models.CharField(blank=True, max_length=60)),
                ("title", models.TextField()),
                ("published_on", models.DateField(null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("goods", "goods"), ("services", "services"), ("works", "works")],
                        max_length=10,
                        null=True,
                    ),
                ),
                ("cpv", models.CharField(max_length=8, null=True)),
                (
                    "legal_basis",
                    models.CharField(
                        choices=[
                            ("classic", "classic"),
                            ("utilities", "utilities"),
                            ("concessions", "concessions"),
                            ("defence", "defence"),
                        ],
                        max_length=12,
                        null=True,
                    ),
                ),
                (
                    "procedure",
                    models.CharField(
                        choices=[
                            ("open", "open"),
                            ("simplified", "simplified"),
                            ("selective", "selective"),
                            ("restricted", "restricted"),
                            ("negotiated-with-notice", "negotiated-with-notice"),
                            ("competitive-dialogue", "competitive-dialogue"),
                            ("other", "other"),
                        ],
                        max_length=30,
                        null=True,
                    ),
                ),
                ("above_eu_threshold", models.BooleanField(null=True)),
                ("is_framework_agreement", models.BooleanField(null=True)),
                ("is_dynamic_purchasing_system", models.BooleanField(null=True)),
                ("is_electronic_auction", models.BooleanField(null=True)),
                ("divided_into_lots", models.BooleanField(null=True)),
                ("joint_procurement", models.BooleanField(null=True)),
                ("environmental_requirements", models.BooleanField(null=True)),
                ("social_requirements", models.BooleanField(null=True)),
                ("innovation_procurement", models.BooleanField(null=True)),
                ("reserved_procurement", models.BooleanField(null=True)),
                ("reserved_performance", models.BooleanField(null=True)),
                ("review_applied_for", models.BooleanField(null=True)),
                ("notice_database", models.CharField(blank=True, max_length=60)),
                (
                    "contracted_value",
                    models.DecimalField(decimal_places=2, max_digits=17, null=True),
                ),
                (
                    "file_kind",
                    models.CharField(
                        choices=[
                            ("procurements", "procurements"),
                            ("tenders", "tenders"),
                            ("winners", "winners"),
                            ("values", "values"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "rows",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.PositiveIntegerField(), size=None
                    ),
                ),
            ],
        ),
        migrations.RemoveField(
            model_name="rejectedrow",
            name="file",
        ),
        migrations.RemoveField(
            model_name="sourcerow",
            name="file",
        ),
        migrations.RemoveField(
            model_name="sourcerow",
            name="procurement",
        ),
        migrations.RemoveConstraint(
            model_name="contractedtender",
            name="contracted_tender_once_per_lot",
        ),
        migrations.AddField(
            model_name="contractedtender",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="procurement.statisticsfile",
            ),
        ),
        migrations.AddField(
            model_name="contractedtender",
            name="masked_as",
            field=models.CharField(blank=True, max_length=350),
        ),
        migrations.AddField(
            model_name="contractedtender",
            name="row",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="importrun",
            name="by_id",
            field=models.TextField(default=""),
        ),
        migrations.AddField(
            model_name="importrun",
            name="contents",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name="importrun",
            name="parts_done",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="importrun",
            name="procurements_changed",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="importrun",
            name="procurements_created",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="lot",
            name="file",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="procurement.statisticsfile",
            ),
        ),
        migrations.AddField(
            model_name="lot",
            name="row",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="statisticsfile",
            name="repeats",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="procurement.statisticsfile",
            ),
        ),
        migrations.AlterField(
            model_name="contractedtender",
            name="contracts",
            field=models.PositiveIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name="contractedtender",
            name="supplier_name",
            field=models.CharField(blank=True, max_length=250),
        ),
        migrations.AlterField(
            model_name="importrun",
            name="refusal",
            field=models.JSONField(blank=True, default=dict),
        ),
        migrations.AlterField(
            model_name="procurement",
            name="contracted_value",
            field=models.DecimalField(decimal_places=2, max_digits=17, null=True),
        ),
        migrations.AlterField(
            model_name="statisticsfile",
            name="sha256",
            field=models.CharField(db_index=True, max_length=64),
        ),
        migrations.AddConstraint(
            model_name="contractedtender",
            constraint=models.UniqueConstraint(
                fields=("lot", "supplier_name", "masked_as"), name="contracted_tender_once_per_lot"
            ),
        ),
        migrations.AddField(
            model_name="remark",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="remarks",
                to="procurement.statisticsfile",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="file",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="statements",
                to="procurement.statisticsfile",
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="procurement",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="statements",
                to="procurement.procurement",
            ),
        ),
        migrations.DeleteModel(
            name="RejectedRow",
        ),
        migrations.DeleteModel(
            name="SourceRow",
        ),
        migrations.AddIndex(
            model_name="remark",
            index=models.Index(fields=["file", "row"], name="remark_in_order"),
        ),
        migrations.AddConstraint(
            model_name="statement",
            constraint=models.UniqueConstraint(
                fields=("procurement", "file_kind"), name="statement_once_per_kind"
            ),
        ),
    ]
