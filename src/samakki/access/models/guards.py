"""Triggers that refuse every change and deletion in tables that only grow. For migrations; one text for all subjects.

They stop mistakes and hasty hands. Who owns the database can take triggers away; what then was changed is found by the
digests of the rows. Trap: SQLite drops a table's triggers when Django remakes the table, so a later migration that
alters one of these tables must put them back; `tables_without_guard` names those that lost theirs.
"""

from collections.abc import Iterable, Mapping, Sequence

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

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
POSTGRESQL = [
    """
    CREATE TRIGGER {table}_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION access_audit_only_grows()
    """,
    # Also where a session asks for triggers to be left out (session_replication_role).
    "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_only_grows",
]
POSTGRESQL_BACK = ["DROP TRIGGER {table}_only_grows ON {table}"]

_GUARDED_SQLITE = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' GROUP BY tbl_name HAVING count(*) >= 3"
_GUARDED_POSTGRESQL = """
    SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE tgname = relname || '_only_grows' AND tgenabled = 'A' AND pg_table_is_visible(pg_class.oid)
"""


Keys = Sequence[str | tuple[str, ...]]
"""What is unique in a table: columns, and groups of columns."""


def guard_tables(schema_editor: BaseDatabaseSchemaEditor, tables: Mapping[str, Keys]) -> None:
    """Put the triggers up.

    Args:
        schema_editor: of the migration, which depends on ``access`` 0002 for PostgreSQL's function.
        tables: names with all that is unique in them, the primary key among it.
    """
    _run(schema_editor, POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE, tables)


def unguard_tables(schema_editor: BaseDatabaseSchemaEditor, tables: Mapping[str, Keys]) -> None:
    """Take the triggers away, for a migration that is taken back."""
    _run(schema_editor, POSTGRESQL_BACK if schema_editor.connection.vendor == "postgresql" else SQLITE_BACK, tables)


def tables_without_guard(tables: Iterable[str]) -> tuple[str, ...]:
    """Of these tables, those that lost the triggers."""
    with connection.cursor() as cursor:
        cursor.execute(_GUARDED_POSTGRESQL if connection.vendor == "postgresql" else _GUARDED_SQLITE)
        guarded = {table for (table,) in cursor.fetchall()}
    return tuple(table for table in tables if table not in guarded)


def _run(schema_editor: BaseDatabaseSchemaEditor, statements: Sequence[str], tables: Mapping[str, Keys]) -> None:
    for table, keys in tables.items():
        groups = [(key,) if isinstance(key, str) else key for key in keys]
        same = " OR ".join("(" + " AND ".join(f"{column} = NEW.{column}" for column in group) + ")" for group in groups)
        for statement in statements:
            schema_editor.execute(statement.format(table=table, same=same), params=None)
