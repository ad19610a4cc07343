"""Triggers that refuse every change and deletion in the tables of the audit log that only grow.

They stop mistakes and hasty hands. Who owns the database can take triggers away; such a change is found by
``samakki audit verify``. Trap: SQLite drops a table's triggers when Django remakes the table, so a later migration that
alters one of these tables must put them back; ``audit.unguarded()`` names the tables that lost theirs.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

TABLES = {
    "access_auditentry": ("id",),
    "access_auditplace": ("position", "entry_id"),
    "access_auditblock": ("number",),
    "access_auditcheckpoint": ("size",),
}

SQLITE = [
    """
    CREATE TRIGGER {table}_unchanged BEFORE UPDATE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} only grows'); END
    """,
    """
    CREATE TRIGGER {table}_undeleted BEFORE DELETE ON {table}
    BEGIN SELECT RAISE(ABORT, '{table} only grows'); END
    """,
    # INSERT OR REPLACE deletes the old row without asking a DELETE trigger.
    """
    CREATE TRIGGER {table}_unreplaced BEFORE INSERT ON {table}
    WHEN EXISTS (SELECT 1 FROM {table} WHERE {same})
    BEGIN SELECT RAISE(ABORT, '{table} only grows'); END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER {table}_unchanged",
    "DROP TRIGGER {table}_undeleted",
    "DROP TRIGGER {table}_unreplaced",
]

POSTGRESQL_FUNCTION = """
    CREATE FUNCTION access_audit_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% only grows', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$
"""
POSTGRESQL = [
    """
    CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION access_audit_only_grows()
    """,
    # Also where a session asks for triggers to be left out (session_replication_role).
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_only_grows",
]
POSTGRESQL_BACK = ["DROP TRIGGER {table}_only_grows ON {table}"]


def run(schema_editor: BaseDatabaseSchemaEditor, statements: list[str]) -> None:
    for table, keys in TABLES.items():
        same = " OR ".join(f"{key} = NEW.{key}" for key in keys)
        for statement in statements:
            schema_editor.execute(statement.format(table=table, same=same), params=None)


def guard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL_FUNCTION, params=None)
        run(schema_editor, POSTGRESQL)
    else:
        run(schema_editor, SQLITE)


def unguard(_apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        run(schema_editor, POSTGRESQL_BACK)
        schema_editor.execute("DROP FUNCTION access_audit_only_grows()", params=None)
    else:
        run(schema_editor, SQLITE_BACK)


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [migrations.RunPython(guard, unguard)]
