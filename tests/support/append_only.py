"""Lets tests empty, or tamper with, the tables that only grow, by taking their triggers away for a moment.

Django ends a test with real transactions by a flush: TRUNCATE on PostgreSQL, DELETE on SQLite. The triggers refuse
both, so ``let_flush`` (called by ``tests/conftest.py``) wraps the flush. No code under ``src`` can do this.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations

from samakki.access.models.append_only import tables_that_grow
from samakki.access.models.guards import tables_without_guard


@contextmanager
def unguarded() -> Iterator[None]:
    """The tables that only grow without their triggers, as somebody has them who owns the database."""
    grow = tables_that_grow()
    without = tables_without_guard(grow)
    guarded = [table for table in grow if table not in without]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in guarded:
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            yield
            for table in guarded:
                cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_only_grows")
        else:
            cursor.execute(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%\\_un%ed' ESCAPE '\\'"
            )
            triggers = cursor.fetchall()
            for name, _sql in triggers:
                cursor.execute(f"DROP TRIGGER {name}")
            yield
            for _name, sql in triggers:
                cursor.execute(sql)


def let_flush() -> None:
    """Make Django's flush work in tests."""
    flush = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(self: BaseDatabaseOperations, sql_list: Iterable[str]) -> None:
        with unguarded():
            flush(self, sql_list)

    BaseDatabaseOperations.execute_sql_flush = execute_sql_flush  # type: ignore[method-assign]  # a patch for tests
