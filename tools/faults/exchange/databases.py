"""Databases of the simulation, SQLite files or PostgreSQL: emptied between schedules, watched at every statement.

A process can end between any two statements, and on either side of a commit; what it had not committed is then gone,
as after a kill.
"""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

STATEMENT, BEFORE_COMMIT, AFTER_COMMIT = "any statement", "before a commit", "after a commit"
SQLITE_START = "PRAGMA journal_mode=MEMORY;PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;"
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
SEQUENCES = "SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'"
INSERT = 'INSERT INTO public."{table}" OVERRIDING SYSTEM VALUE SELECT * FROM {kept}."{table}"'
LET_SHRINK = 'ALTER TABLE public."{table}" DISABLE TRIGGER USER, ENABLE TRIGGER USER'  # no longer in a replica
EMPTY = 'DELETE FROM public."{table}"'
COPIED = "entities_"  # tables that COPY writes, which no wrapper sees
WRITES = re.compile(r'(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
SET_SEQUENCES = (
    "SELECT setval(quote_ident(sequencename)::regclass, greatest(coalesce, 1), coalesce > 0) FROM {kept}.sequences_kept"
)

Tell = Callable[[str], None]


def _nobody(_step: str) -> None:
    """Nobody watches."""


class Watched:
    """What both kinds of connection have besides Django's: they tell of statements and commits."""

    tell: Tell = staticmethod(_nobody)
    connection: Any

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  (Django's)
        super().__init__(*given, **named)
        self.written: set[str] = set()  # tables that were written to since it is watched

    def _commit(self) -> None:
        if self.connection is not None:
            try:
                self.tell(BEFORE_COMMIT)
            except BaseException:
                self.connection.rollback()  # or unwinding would commit after all
                raise
        super()._commit()  # type: ignore[misc]  # of Django's class, beside which this one stands
        self.tell(AFTER_COMMIT)


def watch(database: BaseDatabaseWrapper, tell: Tell) -> None:
    """Have every statement and commit told of."""
    written: set[str] = database.written  # type: ignore[attr-defined]  # of `Watched`

    def executed(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: ANN401  (Django's)
        tell(STATEMENT)
        if found := WRITES.match(sql):
            written.add(found[1])
        return execute(sql, params, many, context)

    database.tell = tell  # type: ignore[attr-defined]  # of `Watched`
    database.execute_wrappers[:] = [executed]


def cut_off(database: BaseDatabaseWrapper) -> None:
    """Close a connection as the end of its process closes it: nothing of it is left, and it can be used again."""
    if database.connection is not None:
        database.close()
    database.connection = None
    database.in_atomic_block = database.needs_rollback = database.closed_in_transaction = False
    database.commit_on_exit = True
    database.savepoint_ids.clear()
    database.atomic_blocks.clear()
    database.run_on_commit.clear()


class Store(Protocol):
    """Where the databases of the nodes are."""

    def database(self, name: str) -> BaseDatabaseWrapper:
        """The one of a node, not connected yet."""

    def keep(self, database: BaseDatabaseWrapper, *, under: str) -> None:
        """Remember what is in a database now."""

    def restore(self, database: BaseDatabaseWrapper, *, kept: str) -> None:
        """Put back what was remembered."""


@dataclass(slots=True)
class Files:
    """SQLite: copies of files."""

    folder: Path

    def database(self, name: str) -> BaseDatabaseWrapper:
        """As ``Store``."""
        from django.db.backends.sqlite3.base import DatabaseWrapper  # noqa: PLC0415  (needs settings)

        class WatchedFile(Watched, DatabaseWrapper):
            """A database file."""

        settings = {**connections.settings["default"], "NAME": str(self.folder / f"{name}.sqlite3")}
        settings |= {"CONN_MAX_AGE": None, "ENGINE": "django.db.backends.sqlite3", "ATOMIC_REQUESTS": False}
        settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 1, "init_command": SQLITE_START}
        return WatchedFile(settings, "default")

    def keep(self, database: BaseDatabaseWrapper, *, under: str) -> None:
        """As ``Store``."""
        cut_off(database)
        shutil.copyfile(database.settings_dict["NAME"], self._kept(database, under))

    def restore(self, database: BaseDatabaseWrapper, *, kept: str) -> None:
        """As ``Store``."""
        cut_off(database)
        path = Path(database.settings_dict["NAME"])
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        shutil.copyfile(self._kept(database, kept), path)

    def _kept(self, database: BaseDatabaseWrapper, under: str) -> str:
        return f"{database.settings_dict['NAME']}.{under}"


@dataclass(slots=True)
class Server:
    """PostgreSQL: rows of every table are remembered in a schema of their own.

    Attributes:
        address: of a server's database, ``postgresql://…``.
        blank: name of a database with every table, that new ones are copied from.
    """

    address: str
    blank: str = "template1"

    def database(self, name: str) -> BaseDatabaseWrapper:
        """As ``Store``."""
        import psycopg  # noqa: PLC0415  (only with PostgreSQL)
        from django.db.backends.postgresql.base import DatabaseWrapper  # noqa: PLC0415  (needs settings)

        class WatchedServer(Watched, DatabaseWrapper):
            """A database of a server."""

        named = f"sim_{name.lower()}"
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {named} TEMPLATE {self.blank}")  # names are ours
            given = psycopg.conninfo.conninfo_to_dict(self.address)
        settings = {**connections.settings["default"], "NAME": named, "HOST": given["host"], "USER": given["user"]}
        settings |= {"CONN_MAX_AGE": None, "ENGINE": "django.db.backends.postgresql", "OPTIONS": {}, "PORT": ""}
        settings |= {"ATOMIC_REQUESTS": False, "PASSWORD": ""}
        return WatchedServer(settings, "default")

    def keep(self, database: BaseDatabaseWrapper, *, under: str) -> None:
        """As ``Store``."""
        with database.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {under}")
            cursor.execute(TABLES)
            for (table,) in cursor.fetchall():
                cursor.execute(f'CREATE TABLE {under}."{table}" AS TABLE public."{table}"')
            cursor.execute(f"CREATE TABLE {under}.sequences_kept AS {SEQUENCES}")
        cut_off(database)

    def restore(self, database: BaseDatabaseWrapper, *, kept: str) -> None:
        """As ``Store``; only tables that were ever written to since the first stage can differ."""
        cut_off(database)
        seen: set[str] = database.written  # type: ignore[attr-defined]  # of `Watched`
        with database.cursor() as cursor:
            cursor.execute(TABLES)
            written = sorted(seen | {name for (name,) in cursor.fetchall() if name.startswith(COPIED)})
            cursor.execute("SET session_replication_role = replica")  # no triggers, no foreign keys meanwhile
            cursor.execute("BEGIN")
            for table in written:
                cursor.execute(LET_SHRINK.format(table=table))
                cursor.execute(EMPTY.format(table=table))
                cursor.execute(INSERT.format(table=table, kept=kept))
            cursor.execute(SET_SEQUENCES.format(kept=kept))
            cursor.execute("COMMIT")
            cursor.execute("SET session_replication_role = origin")
        database.written.intersection_update(written)  # type: ignore[attr-defined]  # ours do not count
