"""Processes that end together: a child never outlives its parent, and two nodes never share a home."""

import ctypes
import fcntl
import os
import signal
import sys
import threading
import time
from pathlib import Path
from typing import IO

from samakki.kernel.refusals import SamakkiError

PARENT_VARIABLE = "SAMAKKI_STOP_WITH"
_SET_PARENT_DEATH_SIGNAL = 1  # prctl(2), PR_SET_PDEATHSIG


class AlreadyLocked(SamakkiError):
    """Another process holds the lock."""


def stop_with_parent(parent: int) -> None:
    """End this process at once when its parent ends, even when the parent was killed.

    On Linux the kernel does it. Elsewhere a thread looks once a second. Killing is safe here: what was acknowledged is
    on the disk, and the database rolls back the rest.

    Args:
        parent: process id of the parent as the parent knew it before it forked.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGKILL, 0, 0, 0)
    else:
        threading.Thread(target=_watch, args=(parent,), daemon=True).start()
    if os.getppid() != parent:  # it ended before the line above
        os._exit(1)


def stop_with_starter() -> None:
    """Follow the process named in the environment, if one is: the demo's launcher names itself."""
    if named := os.environ.pop(PARENT_VARIABLE, ""):
        stop_with_parent(int(named))


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def lock(path: Path) -> IO[str]:
    """Hold a lock file until the returned file is closed or the process, with its forks, has ended.

    Raises:
        AlreadyLocked: another process holds it.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = path.open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.close()
        message = f"{path} is held by another process"
        raise AlreadyLocked(message) from error
    return file


def is_locked(path: Path) -> bool:
    """Whether some process holds the lock now."""
    if not path.exists():
        return False
    try:
        lock(path).close()
    except AlreadyLocked:
        return True
    return False


def first_free(folder: Path, name: str, *, most: int = 64) -> tuple[int, IO[str]]:
    """The lowest number whose lock is free, and the lock.

    Server processes are replaced one by one; the number keeps their log files few.
    """
    for number in range(1, most):
        try:
            return number, lock(folder / f"{name}-{number}.lock")
        except AlreadyLocked:
            continue
    message = f"more than {most} processes called {name}"
    raise AlreadyLocked(message)
