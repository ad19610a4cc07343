import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('entities', '0008_exports'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProtectedThing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=40)),
                ('entity', models.CharField(max_length=40)),
                ('prop', models.CharField(blank=True, max_length=48)),
                ('statements', models.JSONField(default=list)),
                ('belongs', models.CharField(max_length=8)),
                ('values_sealed', models.BinaryField()),
                ('decided_at', models.DateTimeField()),
                ('decided_by', models.CharField(max_length=12)),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='things', to='entities.protectedcode')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('code', 'key'), name='protected_thing_once')],
            },
        ),
    ]
