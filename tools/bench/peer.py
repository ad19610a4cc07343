"""Runs the bare Django site beside a node, so that both are measured on the same machine in the same minute."""

import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.environment import ROOT, clean
from tools.trial.node import free_port, session_processes, stop_session, wait_for_answer
from tools.trial.visitor import Visitor

NAME = "bare Django, one view"
HOST = "localhost"


@dataclass(frozen=True, slots=True)
class Peer:
    """The running bare site."""

    server: subprocess.Popen[bytes]
    port: int
    start_seconds: float
    session: str

    def visitor(self) -> Visitor:
        """A browser that is signed in."""
        visitor = Visitor(self.port, HOST)
        visitor.cookies["sessionid"] = self.session
        return visitor

    def processes(self) -> list[int]:
        """Its running processes."""
        return session_processes(self.server.pid)


@dataclass(frozen=True, slots=True)
class Site:
    """A bare site that is ready to run.

    Args:
        folder: its own.
        socket: folder of a PostgreSQL server's socket; empty for SQLite.
        session: cookie of somebody signed in.
    """

    folder: Path
    socket: str
    session: str = ""

    def variables(self) -> dict[str, str]:
        """Variables of its processes."""
        return {**clean(), "BARE_SITE_HOME": str(self.folder), "BARE_SITE_SOCKET": self.socket}


def prepare(folder: Path, socket: str = "") -> Site:
    """Make the site's tables, rows and one session."""
    site = Site(folder, socket)
    made = subprocess.run(
        [sys.executable, "-m", "tools.bench.bare_site"],
        cwd=ROOT,
        env=site.variables(),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return Site(folder, socket, made.stdout.strip())


@contextmanager
def running(site: Site) -> Iterator[Peer]:
    """The bare site on granian, with as many threads as a node has."""
    port = free_port()
    command = ["-m", "granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "4", "--no-ws"]
    begun = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, *command, "--log-level", "error", "tools.bench.bare_site:application"],
        cwd=ROOT,
        env=site.variables(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_for_answer(port, HOST, "/health/", server)
        yield Peer(server, port, time.perf_counter() - begun, site.session)
    finally:
        stop_session(server)
