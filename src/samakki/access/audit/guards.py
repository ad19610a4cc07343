"""Whether the database still guards the tables that only grow."""

from django.db import connection

TABLES = ("access_auditblock", "access_auditcheckpoint", "access_auditentry", "access_auditplace")

_SQLITE = "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger' GROUP BY tbl_name HAVING count(*) >= 3"
_POSTGRESQL = """
    SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE tgname = relname || '_only_grows' AND tgenabled = 'A' AND pg_table_is_visible(pg_class.oid)
"""


def unguarded() -> tuple[str, ...]:
    """Tables of the log that lost the triggers which refuse changes and deletions; none on a sound node.

    Nothing is wrong with the log by that alone. Somebody took them away, or a migration remade a table on SQLite and
    did not put them back (see migration ``0002_audit_append_only``).
    """
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL if connection.vendor == "postgresql" else _SQLITE)
        guarded = {table for (table,) in cursor.fetchall()}
    return tuple(table for table in TABLES if table not in guarded)
