import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from samakki.node.serving.family import AlreadyLocked, first_free, is_locked, lock

CHILD = (
    "import sys,time; from samakki.node.serving.family import stop_with_parent; "
    "stop_with_parent(int(sys.argv[1])); print('up', flush=True); time.sleep(60)"
)
PARENT = (
    "import os,subprocess,sys,time; child = subprocess.Popen([sys.executable, '-c', sys.argv[1], str(os.getpid())]); "
    "print(child.pid, flush=True); time.sleep(60)"
)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text("ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_child_ends_when_its_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT, CHILD], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert parent.stdout.readline() == "up\n"
        assert is_running(child)
        os.kill(parent.pid, signal.SIGKILL)
        limit = time.monotonic() + 10
        while is_running(child) and time.monotonic() < limit:
            time.sleep(0.02)
        assert not is_running(child)


def test_a_child_whose_parent_is_gone_already_does_not_start() -> None:
    done = subprocess.run([sys.executable, "-c", CHILD, "1"], capture_output=True, text=True, check=False, timeout=30)
    assert (done.returncode, done.stdout) == (1, "")


def test_a_lock_is_held_by_one_and_freed_by_closing(tmp_path: Path) -> None:
    path = tmp_path / "state" / "node.lock"
    assert not is_locked(path)
    held = lock(path)
    assert is_locked(path)
    with pytest.raises(AlreadyLocked):
        lock(path)
    held.close()
    assert not is_locked(path)


def test_a_killed_holder_leaves_no_lock(tmp_path: Path) -> None:
    path = tmp_path / "node.lock"
    words = (
        "import sys,time; from pathlib import Path; from samakki.node.serving.family import lock; "
        "held = lock(Path(sys.argv[1])); print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", words, str(path)], stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert is_locked(path)
        holder.kill()
    assert not is_locked(path)


def test_processes_take_the_lowest_free_number(tmp_path: Path) -> None:
    one, first = first_free(tmp_path, "web")
    two, second = first_free(tmp_path, "web")
    first.close()
    again, third = first_free(tmp_path, "web")
    second.close()
    third.close()
    assert (one, two, again) == (1, 2, 1)
