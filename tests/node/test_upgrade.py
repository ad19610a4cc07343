"""A node that an earlier version left, with rows in every table, upgraded by the command an operator uses.

``tests/fixtures/upgrades/`` holds folders of such nodes, a demonstration each with its keys; README.md there says how
one is made. What officers wrote must come through as it was, to the byte.
"""

import re
import sqlite3
import tarfile
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from samakki.node.config import load
from tests.rules.sources import ROOT
from tools.trial.node import TrialNode

FOLDER = ROOT / "tests" / "fixtures" / "upgrades"
GROWS = {  # tables in which rows come by an upgrade: its own entry, steps, and what Django lists of tables
    "access_auditentry",
    "access_auditwaiting",
    "auth_permission",
    "django_content_type",
    "django_migrations",
}
MADE_ANEW: frozenset[str] = frozenset()  # tables that hold nothing that could not be worked out again
OWN_TABLES = re.compile(r"sqlite_|entities_search(_|$)|node_cache")  # of the engine, its index of words, the cache
GONE: frozenset[str] = frozenset()  # "table.column" taken away on purpose, each by a decision that names it

Rows = Mapping[object, Mapping[str, object]]


def tables(path: Path) -> dict[str, Rows]:
    """Every row of every table by its primary key; what the index of words keeps for itself is left out."""
    with closing(sqlite3.connect(path)) as database:
        database.row_factory = sqlite3.Row
        listed = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        names = [row["name"] for row in listed if not OWN_TABLES.match(row["name"])]
        found: dict[str, Rows] = {}
        for name in names:
            keys = [row["name"] for row in database.execute(f'PRAGMA table_info("{name}")') if row["pk"]]
            rows = database.execute(f'SELECT * FROM "{name}"').fetchall()  # noqa: S608  (names from the database itself)
            found[name] = {tuple(row[key] for key in keys): dict(row) for row in rows}
        return found


def differences(before: Mapping[str, Rows], after: Mapping[str, Rows]) -> list[str]:
    """What did not come through: tables, rows, columns, values."""
    found = []
    for table, rows in before.items():
        if table in MADE_ANEW:
            continue
        if table not in after:
            found.append(f"{table} is gone")
            continue
        if table not in GROWS and len(after[table]) != len(rows):
            found.append(f"{table} had {len(rows)} rows and has {len(after[table])}")
        for key, row in rows.items():
            now = after[table].get(key)
            if now is None:
                found.append(f"{table} {key} is gone")
                continue
            found += [
                f"{table}.{column} of {key} is {now.get(column, 'no column')!r}, was {value!r}"
                for column, value in row.items()
                if f"{table}.{column}" not in GONE and (column not in now or now[column] != value)
            ]
    return found


@pytest.mark.parametrize("left", sorted(FOLDER.glob("*.tar.xz")), ids=lambda path: path.name.partition(".")[0])
def test_what_an_earlier_version_wrote_comes_through_an_upgrade(left: Path, tmp_path: Path) -> None:
    with tarfile.open(left) as archive:
        archive.extractall(tmp_path, filter="data")
    node = TrialNode(tmp_path / "node", 8001)
    path = load(node.home).database_file
    before = tables(path)
    assert [name for name, rows in before.items() if not rows] == []

    said = node.samakki("upgrade").stdout

    assert "Backup before the change" in said
    assert len(list((node.home / "backups").iterdir())) == 1
    after = tables(path)
    assert differences(before, after) == []
    assert len(after["django_migrations"]) > len(before["django_migrations"])
    # What was carried out before pages could say that it was read is not told as news.
    assert all(row["seen_at"] == row["at"] for row in after["intelligence_recallarrived"].values())
    assert "is whole" in node.samakki("audit", "verify").stdout


def test_a_lost_row_column_and_value_are_noticed() -> None:
    before: dict[str, Rows] = {"a": {1: {"x": 1, "y": b"\x00"}, 2: {"x": 2, "y": b"\x00"}}, "b": {1: {"x": 1}}, "c": {}}
    after: dict[str, Rows] = {"a": {1: {"x": 1, "y": b"\x01"}, 3: {"x": 3, "y": b""}}, "b": {1: {}}}
    assert differences(before, after) == [
        "a.y of 1 is b'\\x01', was b'\\x00'",
        "a 2 is gone",
        "b.x of 1 is 'no column', was 1",
        "c is gone",
    ]
