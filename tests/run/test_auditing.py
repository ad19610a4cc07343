"""Asking for known faults of packages: what each answer of the package tool means, without asking anybody."""

import subprocess

import pytest

from tools import auditing


@pytest.mark.parametrize(
    ("ended", "answer", "told"),
    [(0, 0, ""), (1, 1, "CHANGELOG.md"), (2, 3, "nothing is known, in either direction")],
)
def test_no_answer_is_not_no_fault(
    ended: int, answer: int, told: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_how: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, ended)

    monkeypatch.setattr("tools.auditing.uv.find_or_fetch", lambda *_words: "uv")
    monkeypatch.setattr("tools.auditing.subprocess.run", run)
    assert auditing.audit(["--service-url", "https://mirror.example"]) == answer
    assert told in capsys.readouterr().out
    (command,) = asked
    assert command[:2] == ["uv", "audit"]
    assert command[-3:] == ["--no-default-groups", "--service-url", "https://mirror.example"]


def test_the_tools_of_developers_are_asked_for_only_when_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []

    def run(command: list[str], **_how: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr("tools.auditing.uv.find_or_fetch", lambda *_words: "uv")
    monkeypatch.setattr("tools.auditing.subprocess.run", run)
    assert auditing.audit(["--all"]) == 0
    assert "--no-default-groups" not in asked[0]
    assert "--all" not in asked[0]
