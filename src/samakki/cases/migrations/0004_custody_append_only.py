"""Triggers that refuse every change and deletion of what was recorded of custody, and of issued editions."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from samakki.access.models.guards import Keys, guard_tables, unguard_tables

TABLES: dict[str, Keys] = {
    "cases_custodyevent": ("id", "digest", ("exhibit_id", "number")),
    "cases_custodyanswer": ("id", "digest"),
    "cases_edition": ("id", ("case_id", "paper", "about", "number")),
}


def guard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guard_tables(schema_editor, TABLES)


def unguard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unguard_tables(schema_editor, TABLES)


class Migration(migrations.Migration):
    dependencies = [("access", "0002_audit_append_only"), ("cases", "0003_exhibits")]

    operations = [migrations.RunPython(guard, unguard)]
