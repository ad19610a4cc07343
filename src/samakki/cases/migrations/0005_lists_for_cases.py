"""What offence and which countries a list of tasks is written for."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns, empty for lists that are there: any case."""

    dependencies: ClassVar = [("cases", "0004_custody_append_only")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="tasklist", name="countries", field=models.CharField(blank=True, max_length=120)
        ),
        migrations.AddField(model_name="tasklist", name="offence", field=models.CharField(blank=True, max_length=12)),
    ]
