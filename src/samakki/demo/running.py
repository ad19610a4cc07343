"""Processes of the demonstration: nodes and the secretariat. Standard library only: the launcher stays small."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from samakki.demo.nodes import NO_PORTS, SETTINGS, DemoFailed, Grounds, command
from samakki.demo.people import DemoNation

SECRETARIAT_PORT = 8004
LOOK_EVERY_SECONDS = 0.1
START_SECONDS = 240  # three at once on a slow machine; one takes four
STOP_SECONDS = 12  # run.py waits 15 before it gets rougher


@dataclass(slots=True)
class RunningHost:
    """The secretariat's process, and where it answers."""

    port: int
    process: "subprocess.Popen[bytes]" = field(repr=False)

    @property
    def address(self) -> str:
        """Where nodes fetch the list."""
        return f"http://127.0.0.1:{self.port}/"


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


def start_all(
    nations: Sequence[DemoNation], grounds: Grounds, *, wanted: Mapping[DemoNation, int] = NO_PORTS
) -> tuple[RunningHost, list[RunningNode]]:
    """Start the secretariat and nodes, each on its port or the next free one, and have the list say where.

    Args:
        nations: whose nodes are started.
        grounds: where they are.
        wanted: ports; the usual ones unless given.

    Raises:
        DemoFailed: there is no free port, or the list could not be brought up to date.
    """
    ports = {nation: free_port(wanted.get(nation, nation.port)) for nation in nations}
    grounds.call_at(ports)
    host = start_host(grounds)
    return host, [start(nation, grounds.home(nation), port=ports[nation], trust=host.address) for nation in nations]


def start_host(grounds: Grounds) -> RunningHost:
    """Start the secretariat."""
    port = free_port(SECRETARIAT_PORT)
    words = [sys.executable, "-m", "samakki.demo.secretariat", str(grounds.network), str(port)]
    with (grounds.network / "secretariat.log").open("wb") as log:
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)  # noqa: S603  (our own program)
    return RunningHost(port, process)


def start(nation: DemoNation, home: Path, *, port: int = 0, trust: str = "") -> RunningNode:
    """Start one node.

    Args:
        nation: whose it is.
        home: its folder.
        port: where it listens; its usual one, or the next free one, unless given.
        trust: where it asks for the list of who takes part; as before unless given.
    """
    port = port or free_port(nation.port)
    write_settings(home / SETTINGS, {"port": str(port)} | ({"trust": f'"{trust}"'} if trust else {}))
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


def stop(nodes: Sequence[RunningNode | RunningHost]) -> None:
    """End all together; kill those that take too long."""
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


def write_settings(file: Path, values: Mapping[str, str]) -> None:
    """Change lines of a node's settings that are there; values as TOML."""
    lines = file.read_text("utf-8").splitlines()
    changed = (f"{key} = {values[key]}" if (key := line.partition(" =")[0]) in values else line for line in lines)
    file.write_text("\n".join(changed) + "\n", "utf-8")
