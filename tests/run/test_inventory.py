"""The inventory of parts: what the package tool writes, and the packages of scripts, styles and fonts beside it."""

import json
import subprocess
from pathlib import Path

import pytest

from tools import inventory
from tools.progress import SetupError

SAID = {"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"name": "django", "version": "5.2"}]}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    commands: list[list[str]] = []

    def run(command: list[str], **_how: object) -> subprocess.CompletedProcess[bytes]:
        commands.append(command)
        return subprocess.CompletedProcess(command, 0, json.dumps(SAID).encode())

    monkeypatch.setattr("tools.inventory.uv.find_or_fetch", lambda *_words: "uv")
    monkeypatch.setattr("tools.inventory.subprocess.run", run)
    return commands


def test_the_inventory_names_what_a_node_runs_and_shows_with_digests(asked: list[list[str]], tmp_path: Path) -> None:
    assert inventory.write(["--output", str(tmp_path / "parts.json")]) == 0
    found = json.loads((tmp_path / "parts.json").read_text("utf-8"))
    assert (found["bomFormat"], found["specVersion"]) == ("CycloneDX", "1.5")
    names = {one["name"]: one for one in found["components"]}
    assert {"django", "htmx.org", "govuk-frontend", "@expo-google-fonts/noto-sans-khmer"} <= set(names)
    assert not {"esbuild", "sass"} & set(names)
    (digest,) = names["@ministryofjustice/frontend"]["hashes"]
    assert (digest["alg"], len(digest["content"])) == ("SHA-512", 128)
    assert names["@ministryofjustice/frontend"]["purl"].startswith("pkg:npm/%40ministryofjustice/frontend@")
    assert "--no-default-groups" in asked[0]


def test_the_tools_of_developers_are_named_only_when_wanted(
    asked: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert inventory.write(["--all"]) == 0
    assert "esbuild" in {one["name"] for one in json.loads(capsys.readouterr().out)["components"]}
    assert "--all-groups" in asked[0]


def test_an_inventory_that_cannot_be_written_is_a_fault_and_no_empty_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.inventory.uv.find_or_fetch", lambda *_words: "uv")
    monkeypatch.setattr(
        "tools.inventory.subprocess.run", lambda command, **_how: subprocess.CompletedProcess(command, 2, b"")
    )
    with pytest.raises(SetupError):
        inventory.write([])
