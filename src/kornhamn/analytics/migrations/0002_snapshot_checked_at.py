"""A snapshot tells when it was last found to say what the database says."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Add the moment of the last look."""

    dependencies = [
        ("analytics", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="snapshot",
            name="checked_at",
            field=models.DateTimeField(null=True),
        ),
    ]
