"""Whether the database still guards the tables of the audit log, and of other subjects, that only grow."""

from samakki.access.models.append_only import tables_that_grow
from samakki.access.models.guards import tables_without_guard

TABLES = ("access_auditblock", "access_auditcheckpoint", "access_auditentry", "access_auditplace")


def unguarded() -> tuple[str, ...]:
    """Tables of the log that lost the triggers which refuse changes and deletions; none on a sound node.

    Nothing is wrong with the log by that alone. Somebody took them away, or a migration remade a table on SQLite and
    did not put them back (see migration ``0002_audit_append_only``).
    """
    return tables_without_guard(TABLES)


def unguarded_anywhere() -> tuple[str, ...]:
    """The same for tables of every subject."""
    return tables_without_guard(tables_that_grow())
