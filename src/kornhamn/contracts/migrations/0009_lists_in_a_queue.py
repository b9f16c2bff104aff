"""A contract list waits in a queue and is taken in by a job, which tells how far it has come."""

from django.db import migrations, models

from kornhamn.contracts.types import ListState


class Migration(migrations.Migration):
    """The states in between, why a list was stopped, and how many rows it has."""

    dependencies = [("contracts", "0008_agreed_prices")]

    operations = [
        migrations.AddField(
            model_name="contractlistload",
            name="refusal",
            field=models.JSONField(default=dict),
        ),
        migrations.AddField(
            model_name="contractlistload",
            name="rows_seen",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="contractlistload",
            name="state",
            field=models.CharField(
                choices=[(one.value, one.value) for one in ListState],
                default=ListState.MAPPING,
                max_length=12,
            ),
        ),
    ]
