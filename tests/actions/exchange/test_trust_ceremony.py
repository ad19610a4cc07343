"""The how-to on the trust list, command by command, as it stands in the documentation."""

import argparse
import hashlib
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.models import Agency, Desk
from samakki.exchange import registries
from samakki.exchange.queries import directory
from samakki.node.commands import trust_command, trust_node
from samakki.node.commands.console import Stopped
from samakki.sealing import ceremony
from samakki.sealing.keyring import create_keyring
from tests.rules.sources import ROOT

PAGE = ROOT / "docs" / "how-to" / "trust-ceremony.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
EXAMPLE = re.compile(r"```json\n(.*?)```", re.DOTALL)
pytestmark = pytest.mark.django_db


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A table with sticks, and a node whose folder of keys is new."""
    words = tmp_path / "words"
    words.write_text("rice and river water\n", "utf-8")
    monkeypatch.setenv("SAMAKKI_PASSPHRASE_FILE", str(words))
    monkeypatch.setattr(ceremony, "COST", ceremony.Cost(1, 1, 64))
    monkeypatch.setattr("builtins.input", lambda _prompt: "yes")
    monkeypatch.setattr(trust_node, "start_django", lambda _home: None)
    monkeypatch.chdir(tmp_path)
    agency = Agency.objects.create(code="KH/POL", name="Police", country="KH", kind=AgencyKind.POLICE.value)
    Desk.objects.create(agency=agency, address="KH/POL/AHTJPD/duty", name="Duty")
    create_keyring(tmp_path / "keys" / "fields.json")
    (tmp_path / "duty.json").write_text(example(), "utf-8")
    with override_settings(SAMAKKI_KEYS=tmp_path / "keys", SAMAKKI_EXCHANGE_NAME="KH/POL"):
        yield tmp_path


def example() -> str:
    found = EXAMPLE.search(PAGE.read_text("utf-8"))
    assert found
    return found[1]


def commands() -> list[str]:
    lines = [line for block in BLOCK.findall(PAGE.read_text("utf-8")) for line in block.splitlines()]
    return [line.removeprefix("$ samakki trust ") for line in lines if line.startswith("$ samakki trust ")]


def act(line: str) -> None:
    parser = argparse.ArgumentParser()
    trust_command.arguments(parser)
    assert trust_command.run(parser.parse_args(shlex.split(line)), Path(settings.SAMAKKI_HOME)) == 0


def test_every_command_of_the_how_to_works_in_the_order_it_stands_in(
    table: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(registries.payload_owners, "disclosure.offer@1", registries.Owner(lambda _arrived: None))  # type: ignore[arg-type,return-value]  # nothing arrives
    found = commands()
    assert len(found) > 30
    told: dict[str, str] = {}
    key_id = ""
    for number, line in enumerate(found):
        given = line.replace("KEY-ID", key_id)
        if "FIRST-ROOT-DIGEST" in given:
            digest = hashlib.sha256((table / "stick/metadata/1.root.json").read_bytes()).hexdigest()
            given = given.replace("FIRST-ROOT-DIGEST", digest)
        act(given)
        told[f"{number} {line}"] = capsys.readouterr().out
        if line.startswith("follow"):
            desk = directory.desk("KH/POL/AHTJPD/duty")
            assert desk
            assert desk.phone == "+85523123456"
            node = directory.node("KH/POL")
            assert node
            key_id = node.keys[0].id
        if line.startswith("revoke"):
            assert directory.signing_key("KH/POL", key_id, at=directory.newest()).is_usable  # until it is published
    everything = "".join(told.values())
    assert "1 of 2 signed" in everything
    assert "2 of 2 signed" in everything
    assert "Signatures added: 2" in everything
    assert directory.own().desks  # the list without Cambodia was published, and this node has not taken it yet


def test_a_wrong_passphrase_is_told_and_nothing_is_signed(table: Path) -> None:
    act("key kh.key --holder KH")
    (table / "words").write_text("rice and river stones\n", "utf-8")
    act("key th.key --holder TH")
    act("key host.key --holder secretariat")
    act("init stick --root kh.pub --root th.pub --needed 2 --host host.pub")
    with pytest.raises(Stopped) as stopped:
        act("sign stick --key kh.key")
    assert "passphrase" in stopped.value.why
    with pytest.raises(Stopped, match="not done") as stopped:
        act("sign stick --key host.key")
    assert "Nothing that waits here is for this key" in stopped.value.why


def test_a_folder_without_a_list_is_told_apart(table: Path) -> None:
    (table / "empty").mkdir()
    with pytest.raises(Stopped) as stopped:
        act("status empty")
    assert "holds no trust list" in stopped.value.why
