from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0005_trust_in_calls'),
    ]

    operations = [
        migrations.AddField(
            model_name='receiptmade',
            name='given_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
