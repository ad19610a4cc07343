"""The project's own Python environment in ``.venv``: made from the lock file, remade only when the lock changes.

Standard library only.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import uv
from tools.progress import Progress, SetupError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

ROOT = Path(__file__).resolve().parents[1]
HOME = ROOT / ".venv"
TOOLS = ROOT / ".tools"
STAMP = HOME / "samakki-packages"  # digest of what is installed
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


def prepare(progress: Progress, *, developer: bool) -> None:
    """Make sure the environment holds what the lock file says; two steps.

    Two runs may begin at once: the second waits for the first.

    Args:
        progress: told what is done.
        developer: with the tools for tests and checks, not only what a node needs.

    Raises:
        SetupError: the packages could not be had; the text says what to do.
    """
    TOOLS.mkdir(exist_ok=True)
    with one_at_a_time(TOOLS / "lock"):
        tool = uv.find_or_fetch(TOOLS, progress)
        if installed_groups() >= wanted_groups(developer=developer):
            progress.step("The packages are installed", is_work=False)
            return
        progress.step("Installing the packages of the lock file")
        STAMP.unlink(missing_ok=True)
        command = [tool, "sync", "--frozen", *([] if developer else ["--no-dev"])]
        if subprocess.run(
            command, cwd=ROOT, env={**clean(), **FOR_UV}, stdin=subprocess.DEVNULL, check=False
        ).returncode:
            message = (
                "The packages could not be installed; the lines above say why.\n"
                "What to do: if it was the network, run the same command again, it continues where it stopped. A proxy "
                "is read from HTTPS_PROXY, certificates from SSL_CERT_FILE, another index from UV_DEFAULT_INDEX."
            )
            raise SetupError(message)
        STAMP.write_text("\n".join(sorted(wanted_groups(developer=developer))), "utf-8")


FOR_UV = {
    "UV_PROJECT_ENVIRONMENT": str(HOME),
    "UV_COMPILE_BYTECODE": "1",
    **({"UV_PYTHON_DOWNLOADS": "never"} if os.environ.get("CI") else {}),
    **({"UV_DEFAULT_INDEX": uv.index()} if uv.index() != uv.PUBLIC_INDEX else {}),
}


def wanted_groups(*, developer: bool) -> set[str]:
    """What should be installed: one line a group, with the digest of everything that decides its content."""
    digest = hashlib.sha256()
    for name in ("uv.lock", "pyproject.toml"):
        digest.update((ROOT / name).read_bytes())
    digest.update(str(ROOT).encode())  # a moved folder has scripts that point to the old place
    return {f"{group} {digest.hexdigest()}" for group in (["node", "developer"] if developer else ["node"])}


def installed_groups() -> set[str]:
    """What is installed, by the stamp; nothing where the environment's Python is gone."""
    if not STAMP.exists() or not Path(python()).exists():
        return set()
    return set(STAMP.read_text("utf-8").splitlines())


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
