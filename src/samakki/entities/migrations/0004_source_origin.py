from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("entities", "0003_imports")]

    operations = [
        migrations.AddField("source", "origin", models.CharField(blank=True, max_length=40, default=""), preserve_default=False),
    ]
