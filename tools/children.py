"""Programs started by ``run.py``: each in a group of its own, so that Ctrl-C ends all of it.

Standard library only.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from types import FrameType
from typing import NoReturn

PR_SET_PDEATHSIG = 1  # prctl(2)
PATIENCE = ((signal.SIGINT, 15.0), (signal.SIGTERM, 5.0))  # then SIGKILL, where there is one


def become(command: Sequence[str], variables: Mapping[str, str]) -> NoReturn:
    """Turn this process into the command, terminal, signals and exit code included."""
    if sys.platform == "win32":
        sys.exit(subprocess.call(command, env=dict(variables)))
    sys.stdout.flush()
    sys.stderr.flush()
    os.execve(command[0], list(command), dict(variables))


def supervise(command: Sequence[str], variables: Mapping[str, str]) -> int:
    """Run a command to its end and pass its exit code on.

    On Ctrl-C, or when this process is told to end, the command's whole group gets SIGINT, then SIGTERM, then SIGKILL,
    each only if the one before did not end it. Whatever the command leaves behind in its group is ended too.
    """
    signals = [signal.SIGINT, signal.SIGTERM] + ([] if sys.platform == "win32" else [signal.SIGHUP])
    told: list[int] = []

    def note(number: int, _frame: FrameType | None) -> None:
        told.append(number)

    before = {number: signal.signal(number, note) for number in signals}
    child = subprocess.Popen(
        list(command),
        env=dict(variables),
        stdin=subprocess.DEVNULL,
        start_new_session=sys.platform != "win32",
        preexec_fn=end_with_parent(signal.SIGTERM),  # noqa: PLW1509  (it takes no lock)
    )
    try:
        while child.poll() is None and not told:
            with suppress(subprocess.TimeoutExpired):
                child.wait(0.2)
        if told:
            end(child)
        return exit_code(child.returncode)
    finally:
        kill_group(child)
        for number, handler in before.items():
            signal.signal(number, handler)


def end_with_parent(number: signal.Signals) -> Callable[[], object] | None:
    """What a new process runs first to be sent a signal when this one is gone, even killed; None off Linux.

    The signal goes to that process alone; its own children are its own business.
    """
    if sys.platform != "linux":
        return None
    return partial(ctypes.CDLL(None).prctl, PR_SET_PDEATHSIG, number)


def exit_code(returned: int | None) -> int:
    """Exit code of a child as a shell would say it: 128 + number where a signal ended it."""
    code = returned or 0
    return 128 - code if code < 0 else code


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask the child's group to end, more firmly each time, until the child has ended."""
    for number, seconds in PATIENCE:
        send(child, number)
        limit = time.monotonic() + seconds
        while child.poll() is None and time.monotonic() < limit:
            time.sleep(0.05)
        if child.poll() is not None:
            return
    kill_group(child)
    child.wait()


def kill_group(child: subprocess.Popen[bytes]) -> None:
    """End whatever is left of the child's group."""
    if sys.platform == "win32":
        if child.poll() is None:
            child.kill()
    else:
        send(child, signal.SIGKILL)


def send(child: subprocess.Popen[bytes], number: signal.Signals) -> None:
    """Send a signal to the child's group; on Windows, which has no groups, to the child."""
    if sys.platform == "win32":
        child.terminate()
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, number)
