from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('entities', '0011_cleared_files'),
    ]

    operations = [
        migrations.AddField(
            model_name='export',
            name='withheld',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
