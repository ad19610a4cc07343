import django.db.models.deletion
from django.db import migrations, models

import samakki.entities.models.search


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0002_audit_append_only'),
        ('entities', '0005_protection'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchName',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=48)),
                ('part', models.CharField(max_length=40)),
                ('latin', models.CharField(max_length=80)),
            ],
            options={
                'indexes': [models.Index(fields=['part'], name='search_name_part')],
                'constraints': [models.UniqueConstraint(fields=('key', 'part'), name='search_name_of')],
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=16)),
                ('reference', models.CharField(max_length=40)),
                ('type', models.CharField(max_length=24)),
                ('title', models.CharField(max_length=300)),
                ('lines', models.JSONField(default=list)),
                ('case', models.CharField(blank=True, max_length=40)),
                ('first_day', models.CharField(blank=True, max_length=10)),
                ('last_day', models.CharField(blank=True, max_length=10)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('province', models.CharField(blank=True, max_length=16)),
                ('source_grade', models.CharField(blank=True, max_length=1)),
                ('information_grade', models.CharField(blank=True, max_length=1)),
                ('tokens', samakki.entities.models.search.TokensField()),
                ('resource', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.resource')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('kind', 'reference'), name='search_entry_of')],
            },
        ),
    ]
