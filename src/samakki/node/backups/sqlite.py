"""A consistent copy of a SQLite database that is being written to."""

import sqlite3
from contextlib import closing
from pathlib import Path

DATABASE_FILE = "database.sqlite3"


def copy_database(source: Path, target: Path) -> None:
    """Write `source`, as it is at one moment, to the new file `target`.

    ``VACUUM INTO`` reads in one transaction: writers go on, and nothing of theirs is half in the copy. Rows deleted
    earlier, whose bytes linger in the free pages of the original, do not get into the copy.

    Raises:
        sqlite3.Error: the database is damaged, or the disk is full.
    """
    with closing(sqlite3.connect(source, timeout=20, isolation_level=None)) as connection:
        connection.execute("VACUUM INTO ?", [str(target)])
    target.chmod(0o600)


def what_is_damaged(path: Path) -> str:
    """What SQLite finds wrong with a database file, "" if nothing."""
    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20)) as connection:
            first = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
            broken_links = connection.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.Error as error:
        return f"it does not open as a database ({type(error).__name__})"
    if first != "ok":
        return str(first).splitlines()[-1]
    return f"a row of {broken_links[0]} points to a row that does not exist" if broken_links else ""
