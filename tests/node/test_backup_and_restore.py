import re
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
from django.db.migrations.loader import MigrationLoader
from psycopg import sql

from samakki.node.backups import sqlite
from samakki.node.backups.reading import unpack
from samakki.node.config import load
from samakki.node.databases import connection_parameters
from samakki.node.restoring.mark import Stage, interrupted_restore, set_mark
from samakki.node.restoring.place import last_steps
from samakki.sealing.backups import create_recovery_key
from tests.node.test_doctor import diagnosis
from tests.support.backed_up import backed_up, recovery_key, restored, rows_of
from tools.trial.node import TrialNode, running

FORGOTTEN = {"django_session", "usersessions_usersession", "node_cache", "sqlite_sequence"}
GROWS = {"access_auditentry", "access_auditwaiting", "access_auditplace", "access_auditedge"}  # restoring is logged too


def test_a_restored_node_has_every_row_and_a_log_that_proves_itself(
    any_node: TrialNode, tmp_path: Path, new_database: list[str]
) -> None:
    backup = backed_up(any_node)
    before = rows_of(any_node.home)
    code, said = restored(any_node, backup, *new_database, home=tmp_path / "again")
    after = rows_of(tmp_path / "again")
    assert code == 0
    assert "none changed, none dropped" in said
    assert before.keys() == after.keys()
    assert {name for name in before if before[name] != after[name]} <= FORGOTTEN | GROWS
    # The backup itself was logged after the copy was taken, and the restore in the copy.
    entries = "access_auditentry"
    assert len(set(map(repr, before[entries])) - set(map(repr, after[entries]))) == 1
    assert len(set(map(repr, after[entries])) - set(map(repr, before[entries]))) == 1


def test_a_restored_node_starts_and_lets_the_same_officers_in(
    any_node: TrialNode, tmp_path: Path, new_database: list[str]
) -> None:
    restored(any_node, backed_up(any_node), *new_database, home=tmp_path / "again")
    again = TrialNode(tmp_path / "again", any_node.port)
    again.start()
    try:
        with again.visitor() as visitor:
            page = visitor.follow(visitor.get("/"))
            page = visitor.follow(visitor.submit(page, "password", login="sok.dara", password="Harvest-Moon-2026"))
        assert page.path == "/accounts/sign-in/second-step/"
        failed = [line for line in diagnosis(again)[1] if line.startswith("fail")]
        assert all("(durable)" in line for line in failed), failed  # the server of tests may lose what it was told
    finally:
        again.stop()


def test_nobody_stays_signed_in_through_a_restore(node: TrialNode, tmp_path: Path) -> None:
    with closing(sqlite3.connect(load(node.home).database_file)) as database, database:
        database.execute("INSERT INTO django_session VALUES ('k', 'd', '2099-01-01')")
    restored(node, backed_up(node), home=tmp_path / "again")
    assert rows_of(tmp_path / "again")["django_session"] == []


def test_a_backup_made_while_twenty_write_is_whole(node: TrialNode, tmp_path: Path) -> None:
    database = load(node.home).database_file
    stopping = threading.Event()
    written: list[int] = []

    def write(number: int) -> None:
        # One pair of rows in one transaction: a copy must have both or neither.
        with closing(sqlite3.connect(database, timeout=20, isolation_level=None)) as connection:
            while not stopping.is_set():
                connection.execute("BEGIN IMMEDIATE")
                key = f"w{number}-{len(written)}"
                connection.execute("INSERT INTO django_session VALUES (?, 'first', '2099-01-01')", [key + "a"])
                connection.execute("INSERT INTO django_session VALUES (?, 'second', '2099-01-01')", [key + "b"])
                connection.execute("COMMIT")
                written.append(number)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(20)]
    for thread in threads:
        thread.start()
    try:
        backup = backed_up(node)
    finally:
        stopping.set()
        for thread in threads:
            thread.join()
    folder = tmp_path / "opened"
    folder.mkdir()
    unpack(backup, folder, secret=recovery_key(node).read_text("ascii"))
    assert sqlite.what_is_damaged(folder / sqlite.DATABASE_FILE) == ""
    with closing(sqlite3.connect(folder / sqlite.DATABASE_FILE)) as copy:
        keys = {row[0] for row in copy.execute("SELECT session_key FROM django_session")}
    assert 0 < len(keys) < 2 * len(written)
    assert {key[:-1] for key in keys if key.endswith("a")} == {key[:-1] for key in keys if key.endswith("b")}


def test_what_was_refused_leaves_nothing_in_the_way(saved: tuple[TrialNode, Path], tmp_path: Path) -> None:
    node, backup = saved
    again = TrialNode(tmp_path / "again", node.port)
    (tmp_path / "other.key").write_text(create_recovery_key()[1], "ascii")
    done = again.samakki("restore", str(backup), "--recovery-key", str(tmp_path / "other.key"), must_work=False)
    assert done.returncode == 1
    assert "another recovery key" in done.stderr
    assert restored(node, backup, home=again.home)[0] == 0


def test_a_folder_that_is_not_empty_is_left_alone(saved: tuple[TrialNode, Path]) -> None:
    node, backup = saved
    before = rows_of(node.home)
    code, said = restored(node, backup, home=node.home, must_work=False)
    assert (code, rows_of(node.home).keys()) == (1, before.keys())
    assert "--replace" in said


def test_a_replaced_node_is_put_aside_and_not_deleted(any_node: TrialNode) -> None:
    backup = backed_up(any_node)
    any_node.samakki("officer", "add", "late.comer", "--name", "Late Comer", "--role", "node_administrator")
    code, said = restored(any_node, backup, "--replace", home=any_node.home)
    (aside,) = any_node.home.glob("before-restore-*")
    assert code == 0
    assert str(aside) in said
    assert not any("late.comer" in str(row) for row in rows_of(any_node.home)["access_officer"])
    config = load(any_node.home)
    if config.is_sqlite:
        with closing(sqlite3.connect(aside / "data" / "node.sqlite3")) as old:
            count = old.execute("SELECT count(*) FROM access_officer WHERE username = 'late.comer'").fetchone()
    else:
        with psycopg.connect(**connection_parameters(config)) as old_schema:
            officers = sql.Identifier(aside.name.replace("-", "_"), "access_officer")
            query = sql.SQL("SELECT count(*) FROM {} WHERE username = 'late.comer'").format(officers)
            count = old_schema.execute(query).fetchone()
    assert count == (1,)


def test_a_running_node_is_not_replaced(saved: tuple[TrialNode, Path]) -> None:
    node, backup = saved
    with running(node):
        code, said = restored(node, backup, "--replace", home=node.home, must_work=False)
    assert code == 1
    assert "is running" in said


def test_a_database_of_something_else_is_not_written_to(
    template: TrialNode, tmp_path: Path, empty_database: Callable[[], str]
) -> None:
    address = empty_database()
    node = TrialNode.make(tmp_path, database=address)
    code, said = restored(node, backed_up(node), "--database", address, home=tmp_path / "again", must_work=False)
    assert code == 1
    assert "tables already" in said


def test_an_interrupted_restore_is_seen_and_can_be_repeated(saved: tuple[TrialNode, Path]) -> None:
    node, backup = saved
    before = rows_of(node.home)
    # As a kill between putting aside and putting in place leaves it: half moved, half here.
    set_mark(node.home, Stage.MOVING, aside="before-restore-x")
    (node.home / "before-restore-x").mkdir()
    (node.home / "data").rename(node.home / "before-restore-x" / "data")
    assert "did not end" in node.samakki("run", must_work=False).stderr
    assert "did not end" in node.samakki("doctor", must_work=False).stdout
    code, _ = restored(node, backup, "--replace", home=node.home)
    assert code == 0
    assert interrupted_restore(node.home) is None
    assert {path.name for path in (node.home / "before-restore-x").iterdir()} >= {"data", "keys", "node.toml"}
    assert rows_of(node.home)["access_officer"] == before["access_officer"]


def test_what_an_interrupted_restore_put_in_place_makes_way_for_the_next(saved: tuple[TrialNode, Path]) -> None:
    node, backup = saved
    code, _ = restored(node, backup, "--replace", home=node.home)
    (aside,) = node.home.glob("before-restore-*")
    set_mark(node.home, Stage.PLACING, aside=aside.name)
    code, _ = restored(node, backup, "--replace", home=node.home)
    assert code == 0
    assert list(node.home.glob("before-restore-*")) == [aside]
    assert (aside / "data" / "node.sqlite3").exists()


def test_an_older_database_is_made_as_it_was_and_no_further() -> None:
    graph = MigrationLoader(None).graph
    every = frozenset(graph.nodes)
    newest = {step for step in graph.leaf_nodes() if step[0] in {"axes", "mfa"}}
    assert len(newest) == 2
    for steps in (every, every - newest):
        made = {step for target in last_steps(graph, steps) for step in graph.forwards_plan(target)}
        assert made == steps


def test_a_failed_backup_leaves_no_file_and_no_copy(node: TrialNode) -> None:
    (node.home / "keys" / "recovery.pub").write_text("age1spoiled", "ascii")
    done = node.samakki("backup", must_work=False)
    assert done.returncode == 1
    assert list((node.home / "backups").iterdir()) == []
    assert list((node.home / "state").glob("backup-*/")) == []


def test_only_the_newest_backups_are_kept(node: TrialNode) -> None:
    for number in range(3):
        (node.home / "backups" / f"old-{number}.samakki.age").write_bytes(b"")
    done = node.samakki("backup", "--keep", "2")
    assert "2 older backups were deleted" in done.stdout
    assert len(list((node.home / "backups").iterdir())) == 2
    assert re.search(r"kh\.samakki\.example-\d{8}T\d{6}Z\.samakki\.age", done.stdout)
