"""Let a run name the files it left aside."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Let a run name the files it left aside."""

    dependencies = [
        ("procurement", "0003_derived_facts"),
    ]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="left_aside",
            field=models.JSONField(blank=True, default=list),
        ),
    ]
