from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exchange', '0002_delivery'),
    ]

    operations = [
        migrations.CreateModel(
            name='PairCount',
            fields=[
                ('node', models.CharField(max_length=24, primary_key=True, serialize=False)),
                ('last', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.AddField(
            model_name='inbox',
            name='pair_number',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='peer',
            name='messages_today',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
