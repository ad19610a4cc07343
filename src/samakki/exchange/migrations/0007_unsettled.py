from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0006_receipts_just_given'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='addressee',
            index=models.Index(condition=models.Q(('state__in', ['parked', 'queued', 'sending', 'transported'])), fields=['message'], name='addressee_unsettled'),
        ),
    ]
