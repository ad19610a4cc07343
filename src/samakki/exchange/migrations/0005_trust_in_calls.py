from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0004_indexes'),
    ]

    operations = [
        migrations.AddField(
            model_name='member',
            name='came_with',
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='peer',
            name='trust_given_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='peer',
            name='trust_looked_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
