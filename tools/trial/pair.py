"""Two real nodes that know each other: made, trusted, started, killed."""

import json
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.trial.node import HOST, TrialNode

NAMES = ("KH/POL", "TH/POL")


@dataclass(slots=True)
class Pair:
    """Two nodes, by name."""

    nodes: dict[str, TrialNode]

    def act(self, name: str, act: str, *given: object) -> Any:  # noqa: ANN401  (whatever JSON can hold)
        """Do something within a node; see ``exchange_acts``."""
        words = [json.dumps(one) for one in given]
        return json.loads(self.nodes[name].python("-m", "tools.trial.exchange_acts", act, *words).stdout)

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
def pair(*, databases: tuple[str, str] = ("sqlite", "sqlite")) -> Iterator[Pair]:
    """Two nodes that are not running yet."""
    with tempfile.TemporaryDirectory(prefix="samakki-pair-") as folder:
        nodes = {}
        for name, database in zip(NAMES, databases, strict=True):
            home = Path(folder) / name[:2]
            home.mkdir()
            nodes[name] = TrialNode.make(home, database=database, settings={"exchange.name": name})
        made = Pair(nodes)
        told = [made.act(name, "keys", name, f"http://{HOST}:{node.port}") for name, node in nodes.items()]
        for name in nodes:
            made.act(name, "trust", *told)
        try:
            yield made
        finally:
            for node in nodes.values():
                node.kill()
