"""Indexes in the order of the lists: the latest or the dearest first, the unknown last."""

from django.db import migrations, models

LATEST = models.OrderBy(models.F("published_on"), descending=True, nulls_last=True)
DEAREST = models.OrderBy(models.F("contracted_value"), descending=True, nulls_last=True)


class Migration(migrations.Migration):
    """Indexes in the order of the lists."""

    dependencies = [("procurement", "0006_fewer_indexes")]

    operations = [
        migrations.RemoveIndex(model_name="procurement", name="procurement_of_authority"),
        migrations.RemoveIndex(model_name="procurement", name="procurement_by_day"),
        migrations.AddIndex(
            model_name="procurement",
            index=models.Index("authority", LATEST, "id", name="procurement_of_authority"),
        ),
        migrations.AddIndex(
            model_name="procurement",
            index=models.Index(LATEST, "id", name="procurement_by_day"),
        ),
        migrations.AddIndex(
            model_name="procurement",
            index=models.Index(DEAREST, "id", name="procurement_by_value"),
        ),
    ]
