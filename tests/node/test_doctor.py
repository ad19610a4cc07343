import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from samakki.node.config import load, parse
from samakki.node.doctor import https
from samakki.node.doctor.finding import Level
from tests.node.conftest import write_setting
from tools.trial.node import TrialNode


def diagnosis(node: TrialNode) -> tuple[int, list[str]]:
    """Exit code, and each finding with what to do in one line."""
    done = node.samakki("doctor", must_work=False)
    lines: list[str] = []
    for line in done.stdout.splitlines():
        if line.startswith("      "):
            lines[-1] += line[5:]
        else:
            lines.append(line)
    return done.returncode, lines


def the(lines: list[str], words: str) -> str:
    found = [line for line in lines if words in line]
    assert len(found) == 1, lines
    return found[0]


def test_a_node_that_is_well_has_no_fail(node: TrialNode) -> None:
    code, lines = diagnosis(node)
    assert code == 0
    assert not any(line.startswith("fail") for line in lines)


def test_a_demonstration_is_named_as_one(node: TrialNode) -> None:
    assert the(diagnosis(node)[1], "This is a demonstration").startswith("warn")


def test_a_missing_folder_is_told(node: TrialNode) -> None:
    (node.home / "node.toml").unlink()
    code, lines = diagnosis(node)
    assert code == 1
    assert "samakki init" in lines[0]


def loosen(node: TrialNode) -> None:
    (node.home / "keys" / "fields.json").chmod(0o644)


def lose_static(node: TrialNode) -> None:
    (node.home / "static" / "staticfiles.json").unlink()


def damage(node: TrialNode) -> None:
    path = load(node.home).database_file
    content = bytearray(path.read_bytes())
    content[8192 : 8192 + 4096 * 8] = b"x" * 4096 * 8
    path.write_bytes(content)


def forget_step(node: TrialNode) -> None:
    with closing(sqlite3.connect(load(node.home).database_file)) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'usersessions'")


def run_ahead(node: TrialNode) -> None:
    with closing(sqlite3.connect(load(node.home).database_file)) as database, database:
        database.execute("INSERT INTO django_migrations (app, name, applied) VALUES ('access', '0099_x', '2099-01-01')")


def drop_guard(node: TrialNode) -> None:
    with closing(sqlite3.connect(load(node.home).database_file)) as database, database:
        database.execute("DROP TRIGGER access_auditplace_undeleted")


def write_from_tomorrow(node: TrialNode) -> None:
    with closing(sqlite3.connect(load(node.home).database_file)) as database, database:
        database.execute("DROP TRIGGER access_auditentry_unchanged")
        database.execute("UPDATE access_auditentry SET at = '2099-01-01 00:00:00'")


def leave_open_backup(node: TrialNode) -> None:
    (node.home / "restoring").mkdir()


def be_exposed(node: TrialNode) -> None:
    write_setting(node, "listen", '"0.0.0.0"')


@pytest.mark.parametrize(
    ("harm", "level", "found", "now"),
    [
        (loosen, "fail", "E005", "chmod"),
        (be_exposed, "fail", "E003", "127.0.0.1"),
        (lose_static, "fail", "Style sheets", "samakki upgrade"),
        (damage, "fail", "damaged", "restore the newest backup"),
        (forget_step, "fail", "steps of this version", "samakki upgrade"),
        (run_ahead, "fail", "newer than this software", "Install the newer version"),
        (drop_guard, "fail", "guard against changes", "samakki audit verify"),
        (write_from_tomorrow, "fail", "clock is behind", "Set the clock"),
        (leave_open_backup, "warn", "opened backup", "Delete the folder"),
    ],
)
def test_harm_is_found_and_a_remedy_told(
    node: TrialNode, harm: Callable[[TrialNode], None], level: str, found: str, now: str
) -> None:
    harm(node)
    code, lines = diagnosis(node)
    line = the(lines, found)
    assert line.startswith(level)
    assert now in line
    assert code == (1 if level == "fail" else 0)


def test_a_running_node_and_its_keeper_are_seen(node: TrialNode) -> None:
    node.start()
    assert the(diagnosis(node)[1], "keeper").startswith("ok")


def test_an_upgrade_brings_missing_steps_and_makes_a_backup_first(node: TrialNode) -> None:
    with closing(sqlite3.connect(load(node.home).database_file)) as database, database:
        database.execute("DELETE FROM django_migrations WHERE app = 'sessions'")
        database.execute("DROP TABLE django_session")
    said = node.samakki("upgrade").stdout
    assert "Backup before the change" in said
    assert len(list((node.home / "backups").iterdir())) == 1
    assert diagnosis(node)[0] == 0


@pytest.mark.parametrize(("listen", "found"), [("127.0.0.1", 0), ("0.0.0.0", 1)])  # noqa: S104  (what is warned of)
def test_a_node_that_believes_a_proxy_should_be_reached_by_nobody_else(listen: str, found: int) -> None:
    config = parse(f'listen = "{listen}"\n[https]\nproxy = true\n', Path("/srv/samakki/node.toml"))
    assert [finding.level for finding in https.proxy(config)] == [Level.WARN] * found
