import json
import os
from pathlib import Path

import pytest

from samakki.node import cli
from samakki.node.cli import COMMANDS, main
from samakki.node.commands.console import Stopped
from tests.node.conftest import write_setting
from tools.trial.node import TrialNode

INIT = ("init", "--demo", "--name", "kh.samakki.example", "--country", "KH", "--host", "kh.localhost")


@pytest.fixture
def nothing(tmp_path: Path) -> TrialNode:
    """A folder without a node."""
    return TrialNode(tmp_path / "node", 8001)


def test_help_lists_every_command_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0
    listed = capsys.readouterr().out.splitlines()
    for name, offer in COMMANDS.items():
        assert sum(line.split() == [name, *offer.line.split()] for line in listed) == 1


def test_every_command_has_a_module_and_every_module_is_listed() -> None:
    folder = Path(cli.__file__).parent / "commands"
    modules = {path.stem.removesuffix("_command").replace("_", "-") for path in folder.glob("*_command.py")}
    assert modules == COMMANDS.keys()


def test_a_command_explains_its_options_where_there_is_no_node(nothing: TrialNode) -> None:
    assert "--keep" in nothing.samakki("backup", "--help").stdout


def test_a_command_without_a_node_says_what_to_do(nothing: TrialNode) -> None:
    done = nothing.samakki("backup", must_work=False)
    assert done.returncode == 1
    assert "There is no node here" in done.stderr
    assert "samakki init" in done.stderr


def test_wrong_settings_are_told_with_the_key(node: TrialNode) -> None:
    write_setting(node, "country", '"Cambodia"')
    done = node.samakki("audit", "verify", must_work=False)
    assert done.returncode == 2
    assert "country: 'Cambodia' is not allowed here" in done.stderr


def test_a_fault_is_a_number_on_the_screen_and_a_line_in_the_log(node: TrialNode) -> None:
    # A folder in the place of a key: nothing the software expects.
    (node.home / "keys" / "recovery.pub").unlink()
    (node.home / "keys" / "recovery.pub").mkdir(mode=0o700)
    (node.home / "keys" / "fields.json").unlink()
    (node.home / "keys" / "fields.json").mkdir(mode=0o700)
    done = node.samakki("keys", "rotate", must_work=False)
    assert done.returncode == 70
    assert "Traceback" not in done.stderr
    log = (node.home / "logs" / "console.log").read_text("utf-8")
    reference = json.loads(log.splitlines()[-1])["reference"]
    assert reference in done.stderr


def test_expected_errors_end_with_three_sentences(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_words: object) -> int:
        raise Stopped("The thing was not done.", "It is raining.", "Wait.")

    monkeypatch.setattr(cli, "_run", stop)
    monkeypatch.setattr(cli, "log_what_nobody_caught", lambda: None)  # this is not a process of its own
    monkeypatch.setattr(os, "umask", lambda _mask: 0)
    for variable in ("SAMAKKI_HOME", "DJANGO_SETTINGS_MODULE"):  # the command line sets them
        monkeypatch.setenv(variable, os.environ[variable])
    assert main(["doctor"]) == 1
    assert capsys.readouterr().err == "samakki: The thing was not done.\n  Why: It is raining.\n  Now: Wait.\n"


def test_init_can_be_run_again_keeps_no_secret_half_and_gives_the_first_administrator_a_role(
    nothing: TrialNode,
) -> None:
    done = nothing.samakki(*INIT, "--database", "postgresql:///x?host=/nowhere", must_work=False)
    assert done.returncode == 1
    assert "does not answer" in done.stderr
    said = nothing.samakki(*INIT, "--administrator", "first.admin", "--administrator-name", "First Admin").stdout
    (secret,) = [line.strip() for line in said.splitlines() if "AGE-SECRET-KEY-1" in line]
    for path in nothing.home.rglob("*"):
        assert path.is_dir() or secret.encode() not in path.read_bytes(), path
    assert "First password, shown this once" in said
    said = nothing.samakki("officer", "add", "second.admin", "--name", "Second", "--role", "node_administrator").stdout
    assert "is in force" in said  # nobody on this node may confirm roles yet


def test_init_makes_keys_for_the_owner_only(node: TrialNode) -> None:
    modes = {path.name: path.stat().st_mode & 0o777 for path in (node.home / "keys").iterdir()}
    assert modes == dict.fromkeys(["checkpoint.key", "django.key", "fields.json", "recovery.pub"], 0o600)
    assert node.home.stat().st_mode & 0o777 == 0o700


def test_init_does_not_put_the_secret_half_into_the_nodes_folder(nothing: TrialNode) -> None:
    done = nothing.samakki(*INIT, "--recovery-key", str(nothing.home / "recovery.key"), must_work=False)
    assert done.returncode == 1
    assert not nothing.home.exists()


def test_init_leaves_a_folder_with_content_alone(node: TrialNode) -> None:
    before = (node.home / "keys" / "django.key").read_text("ascii")
    assert node.samakki(*INIT, must_work=False).returncode == 1
    assert (node.home / "keys" / "django.key").read_text("ascii") == before


def test_a_role_from_the_console_waits_once_somebody_can_confirm_it(node: TrialNode) -> None:
    said = node.samakki("officer", "add", "late.comer", "--name", "Late Comer", "--role", "node_administrator").stdout
    assert "is proposed" in said


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("x", "--name", "Short", "--desk", "KH/POL/AHT/duty"), "3 to 80"),
        (("SOK.DARA", "--name", "Taken", "--desk", "KH/POL/AHT/duty"), "capitals make no difference"),
        (("new.one", "--name", "Nowhere", "--desk", "KH/POL/NONE/duty"), "no such desk"),
        (("new.one", "--name", "Nowhere"), "--desk"),
    ],
)
def test_an_officer_who_cannot_be_added_is_told_why(node: TrialNode, words: tuple[str, ...], told: str) -> None:
    done = node.samakki("officer", "add", *words, must_work=False)
    assert done.returncode == 1
    assert told in done.stderr


def test_made_up_people_do_not_get_into_a_real_node(node: TrialNode) -> None:
    write_setting(node, "demo", "false")
    done = node.samakki("demo-seed", "th", must_work=False)
    assert done.returncode == 1
    assert "not a demonstration" in done.stderr


def test_a_rotated_key_seals_and_what_was_sealed_before_still_opens(node: TrialNode) -> None:
    old = json.loads((node.home / "keys" / "fields.json").read_text("ascii"))["keys"]
    assert "25 values were sealed again" in node.samakki("keys", "rotate").stdout
    new = json.loads((node.home / "keys" / "fields.json").read_text("ascii"))["keys"]
    assert [key["state"] for key in new] == ["retired", "active"]
    assert new[0]["key"] == old[0]["key"]
    # With the old key taken away, everything must open by the new one.
    (node.home / "keys" / "fields.json").write_text(json.dumps({"format": 1, "keys": new[1:]}), "ascii")
    assert "25 values were sealed again" in node.samakki("keys", "rotate").stdout


def test_a_tampered_log_is_not_whole_and_the_entry_is_named(node: TrialNode) -> None:
    node.samakki("audit", "verify")
    node.python("-c", TAMPER)
    done = node.samakki("audit", "verify", must_work=False)
    assert done.returncode == 1
    assert "NOT WHOLE" in done.stdout
    assert "place 3 " in done.stdout


TAMPER = """
import django, os
os.environ["DJANGO_SETTINGS_MODULE"] = "samakki.node.settings"
django.setup()
from django.db import connection
from samakki.access import audit
audit.sequence()
with connection.cursor() as cursor:
    cursor.execute("DROP TRIGGER access_auditentry_unchanged")
    cursor.execute(
        "UPDATE access_auditentry SET actor = 'nobody' WHERE id = "
        "(SELECT entry_id FROM access_auditplace WHERE position = 3)"
    )
"""
