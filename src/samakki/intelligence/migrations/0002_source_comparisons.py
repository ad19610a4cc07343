from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('intelligence', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='SourceComparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('by', models.CharField(max_length=12)),
                ('source', models.CharField(max_length=40)),
                ('mark', models.CharField(max_length=64)),
                ('day', models.DateField()),
            ],
            options={
                'indexes': [models.Index(fields=['by', 'day'], name='comparison_day')],
                'constraints': [models.UniqueConstraint(fields=('source', 'mark'), name='comparison_once')],
            },
        ),
    ]
