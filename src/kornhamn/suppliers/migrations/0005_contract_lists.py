"""Spellings may come from contract lists."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more origin."""

    dependencies = [
        ("suppliers", "0004_settled_by_likeness"),
    ]

    operations = [
        migrations.AlterField(
            model_name="spelling",
            name="origin",
            field=models.CharField(
                choices=[
                    ("ledger", "ledger"),
                    ("statistics", "statistics"),
                    ("register", "register"),
                    ("contracts", "contracts"),
                ],
                max_length=10,
            ),
        ),
    ]
