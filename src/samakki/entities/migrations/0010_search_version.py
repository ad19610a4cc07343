from typing import Any

from django.db import migrations, models

from samakki.entities.domain.search_version import WANTED


def note_version(apps: Any, schema_editor: Any) -> None:
    """An empty index is of this version. What an older software wrote nobody noted; it is written anew."""
    is_empty = not apps.get_model('entities', 'SearchEntry').objects.exists()
    apps.get_model('entities', 'SearchIndex').objects.create(
        tokens_version=WANTED.tokens if is_empty else 0,
        keys_version=WANTED.keys if is_empty else 0,
    )


class Migration(migrations.Migration):

    dependencies = [
        ('entities', '0009_protected_things'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchIndex',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tokens_version', models.PositiveIntegerField()),
                ('keys_version', models.PositiveIntegerField()),
                ('new_tokens_version', models.PositiveIntegerField(blank=True, null=True)),
                ('new_keys_version', models.PositiveIntegerField(blank=True, null=True)),
                ('step', models.CharField(blank=True, max_length=12)),
                ('last', models.BigIntegerField(default=0)),
                ('written', models.PositiveBigIntegerField(default=0)),
                ('total', models.PositiveBigIntegerField(default=0)),
                ('started_at', models.DateTimeField(blank=True, null=True)),
                ('done_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.RunPython(note_version, migrations.RunPython.noop),
    ]
