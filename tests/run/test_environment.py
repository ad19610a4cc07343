import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tools import environment, packages, uv
from tools.progress import Progress, SetupError


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """An empty project whose package tool only takes note of what it is told; gives the notes."""
    (tmp_path / "uv.lock").write_text("packages", "utf-8")
    (tmp_path / "pyproject.toml").write_text("project", "utf-8")
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "HOME", tmp_path / ".venv")
    monkeypatch.setattr(environment, "TOOLS", tmp_path / ".tools")
    monkeypatch.setattr(uv, "find_or_fetch", lambda *_: "uv")
    told: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        told.append(command)
        python = tmp_path / ".venv" / "bin" / "python"
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    return told


def prepare(*, developer: bool) -> None:
    packages.prepare(Progress(2, only_work=True), developer=developer)


def test_a_second_run_installs_nothing(project: list[list[str]]) -> None:
    prepare(developer=True)
    prepare(developer=True)
    assert project == [["uv", "sync", "--frozen"]]


def test_a_node_needs_no_developer_tools_but_is_content_with_them(project: list[list[str]]) -> None:
    prepare(developer=False)
    prepare(developer=True)
    prepare(developer=False)
    assert project == [["uv", "sync", "--frozen", "--no-dev"], ["uv", "sync", "--frozen"]]


def test_a_command_of_its_own_group_installs_that_beside_the_others(project: list[list[str]]) -> None:
    prepare(developer=True)
    packages.prepare(Progress(2, only_work=True), developer=True, group="fuzz")
    prepare(developer=True)
    assert project == [["uv", "sync", "--frozen"], ["uv", "sync", "--frozen", "--group", "fuzz"]]


@pytest.mark.parametrize("name", ["uv.lock", "pyproject.toml"])
def test_a_changed_lock_is_installed(name: str, project: list[list[str]], tmp_path: Path) -> None:
    prepare(developer=True)
    (tmp_path / name).write_text("changed", "utf-8")
    prepare(developer=True)
    assert len(project) == 2


def test_an_environment_whose_python_is_gone_is_made_anew(project: list[list[str]], tmp_path: Path) -> None:
    prepare(developer=True)
    (tmp_path / ".venv" / "bin" / "python").unlink()
    prepare(developer=True)
    assert len(project) == 2


def test_a_failed_installation_is_not_taken_for_done(project: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(subprocess, "run", lambda command, **_: subprocess.CompletedProcess(command, 2))
        with pytest.raises(SetupError, match="What to do"):
            prepare(developer=True)
    prepare(developer=True)
    assert len(project) == 1


@pytest.mark.parametrize("name", environment.FOREIGN)
def test_variables_of_other_projects_do_not_reach_ours(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, "/elsewhere")
    assert name not in environment.clean()


def test_other_variables_are_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMAKKI_HOME", "/srv/node")
    assert environment.clean()["SAMAKKI_HOME"] == "/srv/node"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows waits without a word")
def test_a_second_run_waits_for_the_first(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    order: list[str] = []
    entered = threading.Event()

    def second() -> None:
        entered.wait()
        with environment.one_at_a_time(tmp_path / "lock"):
            order.append("second")

    thread = threading.Thread(target=second)
    thread.start()
    with environment.one_at_a_time(tmp_path / "lock"):
        entered.set()
        time.sleep(0.2)
        order.append("first")
    thread.join(5)
    assert order == ["first", "second"]
    assert "Another run is setting up" in capfd.readouterr().err


def test_a_first_run_begins_in_a_folder_without_anything(tmp_path: Path) -> None:
    """The program, copied alone with its tools, explains itself with a bare interpreter and from anywhere."""
    command = [sys.executable, "-I", "-S", str(environment.ROOT / "run.py"), "--help"]
    told = subprocess.run(command, cwd=tmp_path, env={"PATH": os.defpath}, capture_output=True, text=True, check=True)
    assert "demo" in told.stdout
    assert len(told.stdout.splitlines()) < 20
