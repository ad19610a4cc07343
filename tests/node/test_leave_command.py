"""A node that leaves the network, and one that ends: what is in the way, and that it takes a second person."""

import argparse
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import connections
from django.test import override_settings

from samakki.access.models import AuditEntry
from samakki.access.registries import Departure
from samakki.exchange.queries.backlog import Backlog
from samakki.kernel.addresses import DeskAddress
from samakki.node import closing, leaving
from samakki.node.closing import what_is_left
from samakki.node.commands import leave_command
from samakki.node.commands.console import Stopped
from samakki.node.config import NodeConfig, load
from samakki.node.founding import make_home
from samakki.node.serving.family import lock
from samakki.sealing.keyfiles import create_key_file
from tools.trial.node import free_port

pytestmark = pytest.mark.django_db
NAME = "kh.samakki.example"


@dataclass
class Ending:
    """A node's folder, and the file of whoever keeps its recovery key."""

    config: NodeConfig
    key: Path

    def leave(self, *words: str) -> int:
        parser = argparse.ArgumentParser()
        leave_command.arguments(parser)
        with override_settings(CONFIG=self.config, SAMAKKI_KEYS=self.config.keys):
            return leave_command.run(parser.parse_args(words), self.config.home)

    def set(self, line: str) -> None:
        path = self.config.file
        path.write_text(path.read_text("utf-8") + f"\n[exchange]\n{line}\n", "utf-8")
        self.config = load(self.config.home)


@pytest.fixture
def ending(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ending:
    home = tmp_path / "node"
    secret = make_home(home, {"name": NAME, "hosts": (NAME,), "https.proxy": True, "port": free_port()})
    (tmp_path / "recovery.key").write_text(f"{secret}\n", "ascii")
    monkeypatch.setattr(connections, "close_all", lambda: None)  # the test's own connection goes on
    return Ending(load(home), tmp_path / "recovery.key")


def with_keys(ending: Ending) -> None:
    for name in ("exchange.key", "desks.json"):
        create_key_file(ending.config.keys / name, b"secret half")


def test_a_node_without_a_part_in_the_exchange_has_nothing_to_close(
    ending: Ending, capsys: pytest.CaptureFixture[str]
) -> None:
    ending.set("leaving = true")
    assert ending.leave("status") == 0
    assert "takes no part" in capsys.readouterr().out
    with pytest.raises(Stopped, match="Nothing was closed"):
        ending.leave("close", "--recovery-key", str(ending.key))


def test_keys_go_only_when_nothing_is_in_the_way_and_a_second_person_came(
    ending: Ending, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with_keys(ending)
    assert ending.leave("status") == 1
    assert "(new-messages)" in capsys.readouterr().out
    with pytest.raises(Stopped) as stopped:
        ending.leave("close", "--recovery-key", str(ending.key))
    assert "something new" in stopped.value.why
    ending.set("leaving = true")
    wrong = tmp_path / "wrong.key"
    wrong.write_text("AGE-SECRET-KEY-1QQQ", "ascii")
    with pytest.raises(Stopped) as stopped:
        ending.leave("close", "--recovery-key", str(wrong))
    assert "two people" in stopped.value.now
    assert (ending.config.keys / "exchange.key").exists()

    assert ending.leave("close", "--recovery-key", str(ending.key)) == 0
    assert not (ending.config.keys / "exchange.key").exists()
    assert not (ending.config.keys / "desks.json").exists()
    assert (ending.config.keys / "fields.json").exists()
    assert AuditEntry.objects.filter(action="leave_network").count() == 1


def test_what_a_node_holds_is_destroyed_by_two_people_who_name_it(
    ending: Ending, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (ending.config.home / "checkpoints.txt").write_text("kept", "ascii")
    (ending.config.home / "files" / "ab").mkdir()
    (ending.config.home / "files" / "ab" / "abcd").write_bytes(b"an exhibit")
    (ending.config.home / "before-restore-1").mkdir()  # what a restore had put aside holds records too
    key = ("--recovery-key", str(ending.key))
    with_keys(ending)
    for words, told in (
        (("--name", "th.samakki.example", "--without-backup"), NAME),
        (("--name", NAME, "--without-backup"), "keys of the exchange"),
    ):
        with pytest.raises(Stopped) as stopped:
            ending.leave("destroy", *key, *words)
        assert told in stopped.value.why
    ending.set("leaving = true")
    ending.leave("close", *key)
    with pytest.raises(Stopped) as stopped:
        ending.leave("destroy", *key, "--name", NAME, "--last-backup", str(ending.config.home / "x.age"))
    assert "own folder" in stopped.value.why
    assert (ending.config.home / "files" / "ab" / "abcd").exists()

    assert ending.leave("destroy", *key, "--name", NAME, "--without-backup") == 0
    assert sorted(path.name for path in ending.config.home.iterdir()) == ["checkpoints.txt", "destroyed.txt"]
    assert NAME in (ending.config.home / "destroyed.txt").read_text("utf-8")
    assert AuditEntry.objects.filter(action="destroy_node").count() == 1


def test_a_running_node_is_not_closed(ending: Ending) -> None:
    with_keys(ending)
    ending.set("leaving = true")
    with lock(ending.config.state / "node.lock"), pytest.raises(Stopped) as stopped:
        ending.leave("close", "--recovery-key", str(ending.key))
    assert "running" in stopped.value.why


def test_what_is_under_way_is_named(ending: Ending, monkeypatch: pytest.MonkeyPatch) -> None:
    ending.set("leaving = true")
    monkeypatch.setattr(closing, "backlog", lambda: Backlog(1, 2, None, 0, 0, 3, 0))
    with override_settings(SAMAKKI_KEYS=ending.config.keys):
        (one,) = what_is_left(ending.config)
    assert one.is_in_the_way
    assert "1 in their hold, 2 to be sent" in one.what


@pytest.mark.parametrize(
    ("kind", "refused"),
    [("disclosure.offer@1.0", True), ("release.request@1.0", True), ("recall.answer@1.0", False),
     ("disclosure.emergency@1.0", False), ("disclosure.answer@1.0", False)],
)  # fmt: skip
def test_a_node_that_leaves_begins_nothing_and_answers_everything(kind: str, refused: bool) -> None:
    desk = DeskAddress.parse("KH/POL/AHTJPD/duty")
    departure = Departure(type=kind, by="node", sender=desk, to=(desk,), subjects=(), body=b"{}")
    assert leaving.refuse_when_leaving(departure) == []
    with override_settings(SAMAKKI_LEAVING=True):
        assert bool(leaving.refuse_when_leaving(departure)) is refused
