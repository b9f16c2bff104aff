"""A spelling may belong to its supplier by likeness."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """One more reason."""

    dependencies = [
        ("suppliers", "0003_checks"),
    ]

    operations = [
        migrations.AlterField(
            model_name="spelling",
            name="settled_by",
            field=models.CharField(
                blank=True,
                choices=[
                    ("number", "number"),
                    ("name", "name"),
                    ("like", "like"),
                    ("alone", "alone"),
                    ("person", "person"),
                ],
                max_length=6,
            ),
        ),
    ]
