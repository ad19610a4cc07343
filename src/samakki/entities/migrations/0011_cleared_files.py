from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('entities', '0010_search_version'),
    ]

    operations = [
        migrations.AddField(
            model_name='storedfile',
            name='cleared_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='storedfile',
            name='cleared_reason',
            field=models.CharField(blank=True, max_length=24),
        ),
    ]
