"""Two real nodes that know each other: made, trusted, started, killed."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tools.environment import ROOT
from tools.trial.node import HOST, TrialError, TrialNode

NAMES = ("KH/POL", "TH/POL")
ENDING = Path(__file__).with_name("ending")


@dataclass(slots=True)
class Pair:
    """Two nodes, by name."""

    nodes: dict[str, TrialNode]
    _agents: dict[str, "subprocess.Popen[str]"] = field(default_factory=dict, repr=False)

    def act(self, name: str, act: str, *given: object) -> Any:  # noqa: ANN401  (whatever JSON can hold)
        """Do something within a node; see ``exchange_acts``. The program that does it stays for the next time.

        Raises:
            TrialError: it broke.
        """
        agent = self._agents.get(name) or self._begun(name)
        if agent.stdin is None or agent.stdout is None:
            raise TrialError(act)
        agent.stdin.write(json.dumps([act, *given]) + "\n")
        agent.stdin.flush()
        told = agent.stdout.readline()
        if not told:
            message = f"{act} broke at {name}; what it said is in {self.nodes[name].home / 'acts.err'}"
            raise TrialError(message)
        return json.loads(told)

    def _begun(self, name: str) -> "subprocess.Popen[str]":
        node = self.nodes[name]
        with (node.home / "acts.err").open("ab") as errors:
            agent = subprocess.Popen(
                [sys.executable, "-m", "tools.trial.exchange_acts", "serve"],
                cwd=ROOT, env=node.variables(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True,
            )  # fmt: skip
        self._agents[name] = agent
        if agent.stdout is None or not agent.stdout.readline():
            message = (node.home / "acts.err").read_text("utf-8", "replace")
            raise TrialError(message)
        return agent

    def end(self) -> None:
        """End everything."""
        for agent in self._agents.values():
            agent.kill()
            agent.communicate()
        for node in self.nodes.values():
            node.kill()

    def is_quiet(self, wanted: int) -> bool:
        """Whether everything that was sent is delivered and every receipt confirmed."""
        told = [self.act(name, "books") for name in NAMES]
        done = sum(one["states"].get("delivered", 0) for one in told)
        return done >= wanted and not any(one["waiting"] or one["unsettled"] for one in told)

    def wait_until_quiet(self, wanted: int, *, seconds: float = 60) -> bool:
        """Whether it became quiet in time."""
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if self.is_quiet(wanted):
                return True
            time.sleep(0.5)
        return False


@contextmanager
def pair(
    *, databases: tuple[str, str] = ("sqlite", "sqlite"), made: TrialNode | None = None, ends_at_steps: bool = False
) -> Iterator[Pair]:
    """Two nodes that are not running yet.

    Args:
        databases: as in ``TrialNode.make``.
        made: a node on SQLite that both are copied from; one each is made without it.
        ends_at_steps: they end where a file ``end-at`` in their home says.
    """
    with tempfile.TemporaryDirectory(prefix="samakki-pair-") as folder:
        nodes = {}
        for name, database in zip(NAMES, databases, strict=True):
            home, settings = Path(folder) / name[:2], {"exchange.name": name}
            home.mkdir()
            if made is not None:
                nodes[name] = made.copy(home, settings=settings)
            else:
                nodes[name] = TrialNode.make(home, database=database, settings=settings)
            if ends_at_steps:
                nodes[name].further = {"PYTHONPATH": str(ENDING)}
        both = Pair(nodes)
        try:
            told = [both.act(name, "keys", name, f"http://{HOST}:{node.port}") for name, node in nodes.items()]
            for name in nodes:
                both.act(name, "trust", *told)
            yield both
        finally:
            both.end()
