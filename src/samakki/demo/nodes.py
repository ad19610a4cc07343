"""Folders and processes of the demonstration's nodes. Standard library only: the launcher stays small."""

import hashlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from samakki.demo.people import DemoNation

TEMPLATE = "template"
STATIC = "static"
STAMP_FILE = "stamp.json"
LOOK_EVERY_SECONDS = 0.1
START_SECONDS = 90
STOP_SECONDS = 12  # run.py waits 15 before it gets rougher
PACKAGE = Path(__file__).parents[1]


class DemoFailed(Exception):
    """The demonstration cannot be built or started; the text says why."""


def command(home: Path, *words: str | Path) -> list[str]:
    """The node's own command line, in this Python."""
    return [sys.executable, "-m", "samakki.node.cli", "--home", str(home), *map(str, words)]


def run_all(commands: Iterable[Sequence[str]], *, given: str = "") -> None:
    """Run commands side by side and wait for all of them.

    Raises:
        DemoFailed: one of them failed; the text holds what it said.
    """
    running = [
        subprocess.Popen(  # noqa: S603  (our own program)
            one, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        for one in commands
    ]
    failures = []
    for process in running:
        said, _ = process.communicate(given)
        if process.returncode:
            failures.append(said.strip())
    if failures:
        raise DemoFailed("\n".join(failures))


@dataclass(frozen=True, slots=True)
class Grounds:
    """The folder all of the demonstration lives in."""

    folder: Path

    def home(self, nation: DemoNation) -> Path:
        """Home folder of one node."""
        return self.folder / nation.key

    def is_built(self, nation: DemoNation) -> bool:
        """Whether the node is there, made by these very sources."""
        try:
            made = json.loads((self.home(nation) / "state" / STAMP_FILE).read_text("ascii"))
        except (OSError, ValueError):
            return False
        return bool(made == {"sources": sources_digest()})

    def remove(self, nation: DemoNation) -> None:
        """Delete one node, if it is there."""
        shutil.rmtree(self.home(nation), ignore_errors=True)

    def remove_all(self) -> None:
        """Delete everything the demonstration made."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def build_template(self) -> None:
        """Make the tables and the static files once; nodes copy them."""
        shutil.rmtree(self.folder / TEMPLATE, ignore_errors=True)
        shutil.rmtree(self.folder / STATIC, ignore_errors=True)
        run_all([command(self.folder / TEMPLATE, *_init("template.demo.samakki.example", "KH", "template.localhost"))])

    def build(self, nations: Sequence[DemoNation]) -> None:
        """Make nodes from the template and fill them, side by side."""
        for nation in nations:
            self.remove(nation)
        template = self.folder / TEMPLATE / "data" / "node.sqlite3"
        run_all(
            command(
                self.home(nation),
                *_init(nation.name, nation.country, nation.host),
                "--title", nation.title, "--time-zone", nation.time_zone, "--port", str(nation.port),
                "--copy-database", template,
            )
            for nation in nations
        )  # fmt: skip
        run_all(command(self.home(nation), "demo-seed", nation.key) for nation in nations)
        for nation in nations:
            stamp = json.dumps({"sources": sources_digest()})
            (self.home(nation) / "state" / STAMP_FILE).write_text(stamp, "ascii")
        shutil.rmtree(self.folder / TEMPLATE, ignore_errors=True)


@dataclass(slots=True)
class RunningNode:
    """A node's process, and where it answers."""

    nation: DemoNation
    home: Path
    port: int
    process: "subprocess.Popen[bytes]" = field(repr=False)

    @property
    def address(self) -> str:
        """What to type in the browser."""
        return f"http://{self.nation.host}:{self.port}/"

    def answers(self) -> bool:
        """Whether the node says that it is well.

        Python does not resolve ``*.localhost`` everywhere, so the name goes into the Host header.
        """
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", "/health/", headers={"Host": f"{self.nation.host}:{self.port}"})
            return connection.getresponse().status == http.client.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def start(nation: DemoNation, home: Path) -> RunningNode:
    """Start one node on its usual port, or the next free one."""
    port = free_port(nation.port)
    _set_port(home / "node.toml", port)
    environment = {**os.environ, "SAMAKKI_STOP_WITH": str(os.getpid())}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with start_log(home).open("wb") as log:
        process = subprocess.Popen(  # noqa: S603  (our own program)
            command(home, "run", "--quiet"), env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
    return RunningNode(nation, home, port, process)


def wait_until_well(node: RunningNode) -> None:
    """Wait until the node answers.

    Raises:
        DemoFailed: it ended, or did not answer in time.
    """
    limit = time.monotonic() + START_SECONDS
    while not node.answers():
        if node.process.poll() is not None or time.monotonic() > limit:
            said = start_log(node.home).read_text("utf-8", "replace").strip()
            message = f"The node {node.nation.key} did not start. {said}"
            raise DemoFailed(message)
        time.sleep(LOOK_EVERY_SECONDS)


def stop(nodes: Sequence[RunningNode]) -> None:
    """End all nodes together; kill those that take too long."""
    for node in nodes:
        if node.process.poll() is None:
            node.process.send_signal(signal.SIGTERM)
    limit = time.monotonic() + STOP_SECONDS
    for node in nodes:
        try:
            node.process.wait(max(0.1, limit - time.monotonic()))
        except subprocess.TimeoutExpired:
            node.process.kill()
            node.process.wait()


def start_log(home: Path) -> Path:
    """What a node said while it started."""
    return home / "logs" / "start.log"


def free_port(wanted: int) -> int:
    """`wanted`, or the next port nobody uses."""
    for port in range(wanted, wanted + 1000, 10):
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    message = f"No port from {wanted} on is free."
    raise DemoFailed(message)


def sources_digest() -> str:
    """Changes whenever tables, demonstration data or static files change; then the nodes are made anew."""
    digest = hashlib.sha256()
    patterns = ("demo/*.py", "*/migrations/*.py", "*/static/**/*", "node/founding.py", "access/domain/roles/*.py")
    for path in sorted({path for pattern in patterns for path in PACKAGE.glob(pattern) if path.is_file()}):
        digest.update(str(path.relative_to(PACKAGE)).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _init(name: str, country: str, host: str) -> list[str]:
    return ["init", "--demo", "--name", name, "--country", country, "--host", host, "--static", f"../{STATIC}"]


def _set_port(file: Path, port: int) -> None:
    lines = [f"port = {port}" if line.startswith("port =") else line for line in file.read_text("utf-8").splitlines()]
    file.write_text("\n".join(lines) + "\n", "utf-8")
