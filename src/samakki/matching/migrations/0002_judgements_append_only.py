"""Triggers that refuse every change and deletion of judgements and of what became of them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from samakki.access.models.guards import Keys, guard_tables, unguard_tables

TABLES: dict[str, Keys] = {
    "matching_judgement": ("id", "code"),
    "matching_judgementstep": ("id", ("judgement_id", "kind")),
}


def guard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guard_tables(schema_editor, TABLES)


def unguard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unguard_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    dependencies = [("matching", "0001_initial"), ("access", "0002_audit_append_only")]

    operations = [migrations.RunPython(guard, unguard)]
