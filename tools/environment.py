"""Where the project's own Python environment is, and the variables its programs may see.

Standard library only.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".venv"
TOOLS = ROOT / ".tools"
# Left behind by other projects or shells, these would lead our programs to foreign code or settings.
FOREIGN = (
    "PYTHONPATH",
    "PYTHONHOME",
    "PYTHONSTARTUP",
    "PYTHONDONTWRITEBYTECODE",  # without compiled files every start takes three times as long
    "VIRTUAL_ENV",
    "UV_PROJECT",
    "UV_PYTHON",
    "UV_WORKING_DIR",
    "DJANGO_SETTINGS_MODULE",
)


def clean() -> dict[str, str]:
    """This process's variables without those that would lead to other code or settings."""
    return {name: value for name, value in os.environ.items() if name not in FOREIGN}


def script(name: str) -> str:
    """Path of a program that a package brought."""
    return str(HOME / "Scripts" / f"{name}.exe" if sys.platform == "win32" else HOME / "bin" / name)


def python() -> str:
    """Path of the environment's Python."""
    return script("python")


def site_packages() -> Path:
    """Folder of the installed packages."""
    return next(HOME.glob("lib/python*/site-packages"), HOME / "Lib" / "site-packages")


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Hold a lock file; a second process says that it waits, and waits."""
    with path.open("a+b") as file:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                print("Another run is setting up this folder; waiting for it …", file=sys.stderr, flush=True)
                fcntl.flock(file, fcntl.LOCK_EX)
        yield
