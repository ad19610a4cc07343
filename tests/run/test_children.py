import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tools import children
from tools.environment import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="process groups are Unix's")

SUPERVISOR = """
import os, sys
from tools import children
sys.exit(children.supervise([sys.executable, "-c", sys.argv[1]], dict(os.environ)))
"""
GRANDPARENT = """
import pathlib, signal, subprocess, sys, time
{handler}
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
pathlib.Path({path!r}).write_text(str(child.pid))
time.sleep(60)
"""


def is_running(pid: int) -> bool:
    """Whether a process exists and has not ended; one that nobody collected has ended."""
    status = Path(f"/proc/{pid}/status")
    try:
        return status.exists() and "\nState:\tZ" not in status.read_text("ascii")
    except ProcessLookupError:
        return False


def wait_until(condition: Callable[[], object], seconds: float = 10) -> bool:
    limit = time.monotonic() + seconds
    while time.monotonic() < limit:
        if condition():
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("handler", ["", "signal.signal(signal.SIGINT, signal.SIG_IGN)"])
def test_being_told_to_end_ends_children_of_children_too(
    number: signal.Signals, handler: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "pid"
    code = GRANDPARENT.format(handler=handler, path=str(path))
    quick = SUPERVISOR.replace("sys.exit(", "children.PATIENCE = ((2, 0.5), (15, 0.5))\nsys.exit(")
    outer = subprocess.Popen([sys.executable, "-c", quick, code], cwd=ROOT, stderr=subprocess.DEVNULL)
    assert wait_until(lambda: path.exists() and path.read_text("ascii"))
    grandchild = int(path.read_text("ascii"))
    assert is_running(grandchild)
    outer.send_signal(number)
    outer.wait(10)
    assert wait_until(lambda: not is_running(grandchild))


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux to be told of a parent's end")
def test_a_command_ends_with_a_run_that_was_killed(tmp_path: Path) -> None:
    path = tmp_path / "pid"
    code = f"import os, pathlib, time; pathlib.Path({str(path)!r}).write_text(str(os.getpid())); time.sleep(60)"
    outer = subprocess.Popen([sys.executable, "-c", SUPERVISOR, code], cwd=ROOT)
    assert wait_until(lambda: path.exists() and path.read_text("ascii"))
    outer.kill()
    outer.wait()
    assert wait_until(lambda: not is_running(int(path.read_text("ascii"))))


@pytest.mark.parametrize(
    ("code", "expected"), [("raise SystemExit(7)", 7), ("pass", 0), ("import os; os.kill(os.getpid(), 9)", 137)]
)
def test_exit_codes_pass_through(code: str, expected: int) -> None:
    assert children.supervise([sys.executable, "-c", code], dict(os.environ)) == expected


def test_what_a_command_leaves_behind_is_ended(tmp_path: Path) -> None:
    path = tmp_path / "pid"
    code = GRANDPARENT.format(handler="", path=str(path)).removesuffix("time.sleep(60)\n")
    assert children.supervise([sys.executable, "-c", code], dict(os.environ)) == 0
    assert wait_until(lambda: not is_running(int(path.read_text("ascii"))))


def test_signals_are_as_before_when_the_command_has_ended() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    children.supervise([sys.executable, "-c", ""], dict(os.environ))
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_a_command_does_not_wait_for_a_keyboard() -> None:
    assert children.supervise([sys.executable, "-c", "input()"], {**os.environ, "PYTHONWARNINGS": ""}) == 1
