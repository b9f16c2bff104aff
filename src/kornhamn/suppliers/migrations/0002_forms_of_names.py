"""The legal form a name tells, and an index of what waits to be settled."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column and one index of spellings."""

    dependencies = [
        ("suppliers", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="spelling",
            name="form",
            field=models.CharField(blank=True, max_length=10),
        ),
        migrations.AddIndex(
            model_name="spelling",
            index=models.Index(
                condition=models.Q(("supplier__isnull", True)),
                fields=["key"],
                name="spelling_unsettled",
            ),
        ),
    ]
