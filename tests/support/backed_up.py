"""A node that was backed up, what a restore says, and every row of a node."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from samakki.node.config import load
from samakki.node.databases import connection_parameters
from tools.trial.node import TrialNode

Rows = dict[str, list[tuple[Any, ...]]]


def rows_of(home: Path) -> Rows:
    """Every row of every table, in the order of the key."""
    config = load(home)
    if config.is_sqlite:
        with closing(sqlite3.connect(config.database_file)) as database:
            names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: sorted(database.execute(f'SELECT * FROM "{name}"'), key=repr) for name in names}  # noqa: S608  (names of our own tables)
    with psycopg.connect(**connection_parameters(config)) as postgresql:
        found = postgresql.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        return {name: sorted(postgresql.execute(every_row(name)).fetchall(), key=repr) for (name,) in found}


def every_row(table: str) -> sql.Composed:
    """All of one table."""
    return sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))


def backed_up(node: TrialNode) -> Path:
    """The backup of a node that has none yet."""
    node.samakki("backup")
    (path,) = (node.home / "backups").glob("*.age")
    return path


def recovery_key(node: TrialNode) -> Path:
    """The file with the secret half of its key, as `TrialNode.make` puts it."""
    return node.home.parent / "recovery.key"


def restored(node: TrialNode, backup: Path, *words: str, home: Path, must_work: bool = True) -> tuple[int, str]:
    """Restore into another folder and return exit code and what was said."""
    other = TrialNode(home, node.port)
    done = other.samakki("restore", str(backup), "--recovery-key", str(recovery_key(node)), *words, must_work=must_work)
    return done.returncode, done.stdout + done.stderr
