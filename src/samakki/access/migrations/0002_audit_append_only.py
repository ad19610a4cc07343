"""Triggers that refuse every change and deletion in the tables of the audit log that only grow (``models.guards``).

A changed row is found by ``samakki audit verify`` even where somebody took the triggers away; ``audit.unguarded()``
names the tables that lost theirs.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from samakki.access.models.guards import guard_tables, unguard_tables

TABLES = {
    "access_auditentry": ("id",),
    "access_auditplace": ("position", "entry_id"),
    "access_auditblock": ("number",),
    "access_auditcheckpoint": ("size",),
}
POSTGRESQL_FUNCTION = """
    CREATE FUNCTION access_audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$
"""


def guard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
    guard_tables(schema_editor, TABLES)


def unguard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    unguard_tables(schema_editor, TABLES)
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION access_audit_only_grows()", params=None)


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
