"""The demonstration's four programs in sessions of their own: started, killed whole or in part, started again."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from samakki.demo.nations import NATIONS
from samakki.demo.nodes import SETTINGS, Grounds
from samakki.demo.people import DemoNation
from samakki.demo.running import RunningNode, start_log, write_settings
from tools.environment import ROOT, clean
from tools.trial.node import TrialError, free_port, kill_session, session_processes, stop_session
from tools.trial.pair import ENDING

START_SECONDS = 240  # of a machine that does much else
REPLACED_SECONDS = 60
SECRETARIAT = "secretariat"


@dataclass(slots=True)
class LiveNode:
    """One node of the demonstration, run as a service of a system runs it.

    Attributes:
        nation: whose it is.
        home: its folder.
        port: where it listens.
    """

    nation: DemoNation
    home: Path
    port: int
    _server: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def variables(self) -> dict[str, str]:
        """Of its processes, which run the code of this folder and can be ended at a named step."""
        paths = os.pathsep.join((str(ENDING), str(ROOT / "src")))
        return {**clean(), "SAMAKKI_HOME": str(self.home), "PYTHONPATH": paths}

    def start(self) -> None:
        """Start it, and wait until it says that it is well.

        Raises:
            TrialError: it does not.
        """
        words = [sys.executable, "-m", "samakki.node.cli", "--home", str(self.home), "run", "--quiet"]
        with start_log(self.home).open("ab") as log:
            self._server = subprocess.Popen(
                words, env=self.variables(), stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
            )
        seen = RunningNode(self.nation, self.home, self.port, self._server)
        limit = time.monotonic() + START_SECONDS
        while not seen.answers():
            if self._server.poll() is not None or time.monotonic() > limit:
                message = (
                    f"{self.nation.key} did not start: {start_log(self.home).read_text('utf-8', 'replace')[-900:]}"
                )
                raise TrialError(message)
            time.sleep(0.1)

    def kill(self) -> None:
        """End every process of it, none with a chance to finish anything."""
        if self._server is not None:
            kill_session(self._server)
            self._server = None

    def stop(self) -> None:
        """End it as an operator does."""
        if self._server is not None:
            stop_session(self._server)
            self._server = None

    def kill_one(self, dice: random.Random) -> None:
        """End one process that answers pages or works, not the one that watches over the others."""
        others = self.processes()[1:]
        if others:
            end_now([dice.choice(others)])

    def processes(self) -> list[int]:
        """Of its session, the one that watches over the others first."""
        return session_processes(self._server.pid) if self._server else []

    def is_there(self) -> bool:
        """Whether the process that watches over the others runs."""
        return self._server is not None and self._server.poll() is None

    def see_to(self) -> str:
        """Start it again where it ended as a whole, as the unit of systemd does; what was done."""
        seen = None if self._server is None else RunningNode(self.nation, self.home, self.port, self._server)
        limit = time.monotonic() + REPLACED_SECONDS
        while seen is not None and self.is_there() and time.monotonic() < limit:
            if seen.answers():
                return "went on"
            time.sleep(0.1)
        self.kill()
        self.start()
        return "started again"

    def end_holds(self) -> None:
        """Have the minutes pass in which a disclosure waits."""
        now = datetime.now(UTC).replace(tzinfo=None).isoformat(sep=" ")
        with sqlite3.connect(self.home / "data" / "node.sqlite3", timeout=60) as connection:
            for table in ("exchange_message", "intelligence_disclosure"):
                connection.execute(f"UPDATE {table} SET held_until = ? WHERE held_until IS NOT NULL", (now,))  # noqa: S608  (tables are named above)

    def let_nobody_answer(self) -> None:
        """Have a quarter of an hour pass since an emergency was sent."""
        then = (datetime.now(UTC) - timedelta(minutes=16)).replace(tzinfo=None).isoformat(sep=" ")
        with sqlite3.connect(self.home / "data" / "node.sqlite3", timeout=60) as connection:
            connection.execute("UPDATE intelligence_emergency SET asked_at = ? WHERE asked_at > ?", (then, then))

    def python(self, *words: str) -> str:
        """Run Python in the node's environment; what it printed.

        Raises:
            TrialError: it failed.
        """
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=self.variables(), stdin=subprocess.DEVNULL, capture_output=True,
            text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise TrialError(done.stdout + done.stderr)
        return done.stdout


def end_now(processes: Sequence[int]) -> None:
    """End processes, none with a chance to finish anything."""
    for one in processes:
        with suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


@dataclass(slots=True)
class Four:
    """Three nodes and the secretariat, running."""

    grounds: Grounds
    nodes: dict[str, LiveNode]
    host_port: int
    _host: "subprocess.Popen[bytes] | None" = field(default=None, repr=False)

    def start_host(self) -> None:
        """Start the secretariat where it was."""
        words = [sys.executable, "-m", "samakki.demo.secretariat", str(self.grounds.network), str(self.host_port)]
        with (self.grounds.network / "secretariat.log").open("ab") as log:
            self._host = subprocess.Popen(
                words, env={**clean(), "PYTHONPATH": str(ROOT / "src")}, stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, start_new_session=True,
            )  # fmt: skip

    def kill_host(self) -> None:
        """End the secretariat."""
        if self._host is not None:
            kill_session(self._host)
            self._host = None

    def change_list(self, telephone: str) -> None:
        """A country states another telephone of a desk, and the list is signed with it, whether or not it is hosted.

        Raises:
            TrialError: it could not be signed.
        """
        words = [sys.executable, "-m", "tools.faults.main_job.real_list", str(self.grounds.network), telephone]
        variables = {**clean(), "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), str(ROOT)))}
        done = subprocess.run(words, cwd=ROOT, env=variables, capture_output=True, text=True, check=False)
        if done.returncode:
            raise TrialError(done.stdout + done.stderr)

    def end(self) -> None:
        """End everything."""
        self.kill_host()
        for node in self.nodes.values():
            node.kill()


@contextmanager
def four(folder: Path) -> Iterator[Four]:
    """The demonstration made anew in a folder, and started; ended at the end of the block."""
    grounds = Grounds(folder)
    ports = {nation: free_port() for nation in NATIONS}
    grounds.build_template()
    grounds.build(NATIONS, ports=ports)
    made = Four(
        grounds, {one.key: LiveNode(one, grounds.home(one), ports[one]) for one in NATIONS}, host_port=free_port()
    )
    try:
        made.start_host()
        for node in made.nodes.values():
            values = {"port": str(node.port), "trust": f'"http://127.0.0.1:{made.host_port}/"'}
            write_settings(node.home / SETTINGS, values)
            node.start()
        yield made
    finally:
        made.end()
