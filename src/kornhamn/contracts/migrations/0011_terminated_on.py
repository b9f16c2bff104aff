"""A contract terminated early is in force until its last day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """A contract terminated early is in force until its last day."""

    dependencies = [("contracts", "0010_more_case_facts")]

    operations = [
        migrations.AddField(
            model_name="contract",
            name="terminated_on",
            field=models.DateField(null=True),
        ),
    ]
