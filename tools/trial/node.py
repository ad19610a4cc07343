"""A real node: made by ``samakki init``, run by ``samakki run`` in processes of its own, measured and killed."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from tools.environment import ROOT, clean
from tools.trial.visitor import Visitor

HOST = "kh.localhost"
START_SECONDS = 180  # on a machine that does much else
STOP_SECONDS = 20


class TrialError(Exception):
    """The node did not do what a trial needs before it can begin."""


@dataclass(slots=True)
class TrialNode:
    """One node in a folder of its own.

    Args:
        home: the node's folder.
        port: where its server listens, on 127.0.0.1.
        further: variables of its processes.
    """

    home: Path
    port: int
    further: dict[str, str] = field(default_factory=dict)
    _server: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @classmethod
    def make(
        cls,
        folder: Path,
        *,
        database: str = "sqlite",
        settings: Mapping[str, object] | None = None,
        country: str = "KH",
    ) -> "TrialNode":
        """Make a demonstration node with ``samakki init``.

        Args:
            folder: holds the node's home and its recovery key.
            database: "sqlite" or a ``postgresql://`` address of an empty database.
            settings: further keys of ``node.toml``, in the form ``{"server.threads": 8}``.
            country: whose node it is.
        """
        node = cls(folder / "node", free_port())
        node.samakki(
            "init", "--demo", "--name", f"{country.lower()}.samakki.example", "--country", country, "--host", HOST,
            "--port", str(node.port), "--database", database, "--recovery-key", str(folder / "recovery.key"),
        )  # fmt: skip
        node.add_settings(settings or {})
        return node

    def copy(self, folder: Path, *, settings: Mapping[str, object] | None = None) -> "TrialNode":
        """Another node with the same content in `folder`, on a port of its own; this one must be stopped."""
        shutil.copytree(self.home, folder / "node")
        shutil.copyfile(self.home.parent / "recovery.key", folder / "recovery.key")
        node = TrialNode(folder / "node", free_port())
        node.change_setting("port", str(node.port))
        node.add_settings(settings or {})
        return node

    def add_settings(self, settings: Mapping[str, object]) -> None:
        """Write further keys of ``node.toml``, in the form ``{"server.threads": 8}``."""
        tables: dict[str, list[str]] = {}
        for key, value in settings.items():
            table, _, name = key.partition(".")
            tables.setdefault(table, []).append(f"{name} = {json.dumps(value)}\n")
        with (self.home / "node.toml").open("a", encoding="utf-8") as file:
            file.writelines(f"\n[{table}]\n{''.join(lines)}" for table, lines in tables.items())

    def change_setting(self, key: str, value: str) -> None:
        """Change one line of ``node.toml``."""
        path = self.home / "node.toml"
        path.write_text(re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", path.read_text("utf-8")), "utf-8")

    def samakki(self, *words: str, must_work: bool = True, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run one command of the node.

        Raises:
            TrialError: it failed, and `must_work`.
        """
        return self.python("-m", "samakki.node.cli", *words, must_work=must_work, **variables)

    def python(self, *words: str, must_work: bool = True, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the node's environment, from the root of the repository."""
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env={**self.variables(), **variables},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if must_work and done.returncode:
            message = f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
            raise TrialError(message)
        return done

    def variables(self) -> dict[str, str]:
        """Variables of the node's processes, which run the code of this folder, wherever the environment's is."""
        paths = [*filter(None, [self.further.get("PYTHONPATH", "")]), str(ROOT / "src")]
        here = {"SAMAKKI_HOME": str(self.home), "PYTHONPATH": os.pathsep.join(paths)}
        return {**clean(), **self.further, **here}

    def start(self) -> float:
        """Start the node; the answer is the time in seconds until it answered its health page.

        Raises:
            TrialError: it ended, or did not answer in time.
        """
        log = (self.home / "server.out").open("ab")
        begun = time.perf_counter()
        self._server = subprocess.Popen(
            [sys.executable, "-m", "samakki.node.cli", "run", "--quiet"],
            cwd=ROOT,
            env=self.variables(),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        try:
            wait_for_answer(self.port, HOST, "/health/", self._server)
        except TrialError as error:
            self.kill()
            message = f"{error}\n{self.last_words()}"
            raise TrialError(message) from error
        return time.perf_counter() - begun

    def last_words(self) -> str:
        """What the server said last, on its terminal and in its logs."""
        files = [self.home / "server.out", *sorted((self.home / "logs").glob("*.log"))]
        return "\n".join(
            f"{path.name}: {path.read_text('utf-8', 'replace')[-1500:]}" for path in files if path.exists()
        )

    def stop(self) -> None:
        """End the node as Ctrl-C does, and wait."""
        if self._server is not None:
            stop_session(self._server)
            self._server = None

    def kill(self) -> None:
        """End every process of the node with SIGKILL, none with a chance to finish anything."""
        if self._server is not None:
            kill_session(self._server)
            self._server = None

    def processes(self) -> list[int]:
        """Process numbers of the running node."""
        return session_processes(self._server.pid) if self._server else []

    def worker(self) -> int | None:
        """Process number of the worker, by what it wrote when it began."""
        try:
            return int(json.loads((self.home / "state" / "worker.json").read_text("ascii"))["pid"])
        except (OSError, ValueError):
            return None

    def keeper(self) -> int | None:
        """Process number of the keeper, by its own report."""
        with suppress(OSError, ValueError, KeyError):
            return int(json.loads((self.home / "state" / "keeper.json").read_text("ascii"))["pid"])
        return None

    def visitor(self) -> Visitor:
        """A fresh browser on this node."""
        return Visitor(self.port, HOST)


@contextmanager
def running(node: TrialNode) -> Iterator[TrialNode]:
    """The node, started; stopped at the end of the block."""
    node.start()
    try:
        yield node
    finally:
        node.stop()


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def wait_for_answer(port: int, host: str, path: str, server: subprocess.Popen[bytes]) -> None:
    """Ask again and again until a page answers 200.

    Raises:
        TrialError: the server ended, or the time is over.
    """
    limit = time.monotonic() + START_SECONDS
    while time.monotonic() < limit and server.poll() is None:
        with Visitor(port, host) as visitor, suppress(OSError):
            if visitor.get(path).status == 200:  # noqa: PLR2004  (the status that means yes)
                return
        time.sleep(0.02)
    message = f"the server on port {port} did not answer {path} (exit code {server.poll()})"
    raise TrialError(message)


def stop_session(server: subprocess.Popen[bytes]) -> None:
    """End a program as Ctrl-C does, and whatever is left of its session with SIGKILL."""
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGINT)
    with suppress(subprocess.TimeoutExpired):
        server.wait(STOP_SECONDS)
    kill_session(server)


def kill_session(server: subprocess.Popen[bytes]) -> None:
    """End every process of a program's session with SIGKILL; return when none is left."""
    limit = time.monotonic() + STOP_SECONDS
    while (left := session_processes(server.pid)) and time.monotonic() < limit:
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        server.poll()
        time.sleep(0.005)
    server.wait()


def session_processes(session: int) -> list[int]:
    """Running processes of a session, by ``/proc``, the one that began it first: the system's numbers start anew.

    One that ended and was not collected does not count.
    """
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError):
            state, _parent, _group, owner = path.read_text("utf-8", "replace").rpartition(")")[2].split()[:4]
            if int(owner) == session and state != "Z":
                found.append(int(path.parent.name))
    return sorted(found, key=lambda number: (number != session, number))


def pss_bytes(process: int) -> int:
    """Memory of a process, with what it shares divided among those who share it."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
