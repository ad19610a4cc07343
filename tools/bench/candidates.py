"""Possible matches on a node that holds 10,000, 100,000 and 1,000,000 entities, on both engines.

Each node is filled once by ``samakki demo generate``. Then an officer writes people who are in it already, told by
another source; each is compared, and its list of possible matches is opened. A list shows what the officer may see of
it, which is a twentieth of the crowd.

Filling the largest nodes takes longer than measuring them: with ``--nodes DIR`` they are kept. Copies are written to.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from tools.bench.figure import Figure
from tools.trial.comparing import Compared, compared
from tools.trial.filled import Filled, filled_nodes

SIZES, SHORT_SIZES = (10_000, 100_000, 1_000_000), (1_000, 10_000)
EACH, SHORT_EACH = 200, 40
OPENS_MS = {"postgresql": 200.0, "sqlite": 400.0}
SAVES_MS = 300.0


def run(short: bool) -> Iterator[Figure]:
    """Measure on SQLite, then on PostgreSQL."""
    kept = os.environ.get("SAMAKKI_BENCH_NODES")
    for engine in ("sqlite", "postgresql"):
        with filled_nodes(engine, Path(kept) if kept else None) as filled:
            yield from grown(filled, short=short)


def grown(filled: Filled, *, short: bool) -> Iterator[Figure]:
    """All figures of one engine, from the smallest node to the largest."""
    first: Compared | None = None
    sizes = SHORT_SIZES if short else SIZES
    for size in sizes:
        with filled.copy(size) as node:  # people are written: the next run finds the crowd as it was
            found = compared(node, SHORT_EACH if short else EACH)
        first = first or found
        yield from figures(filled.engine, size, found, sizes[0], first)


def figures(engine: str, size: int, found: Compared, smallest: int, first: Compared) -> Iterator[Figure]:
    """Figures of one node, beside the smallest."""
    name = f"{size}.{engine}"
    against = f"with {smallest} entities"
    yield Figure(
        f"candidates.opens.p95.{name}",
        found.opens["p95"],
        "ms",
        target=(None, OPENS_MS[engine]),
        limit=found.least,
        note="policy, judgements, comparing again, up to twenty with every reason in words; limit: reading the records",
    )
    yield Figure(f"candidates.opens.p50.{name}", found.opens["p50"], "ms", peer=against, peer_value=first.opens["p50"])
    yield Figure(f"candidates.opens.least.{name}", found.least, "ms", peer=against, peer_value=first.least)
    yield Figure(f"candidates.panel.p95.{name}", found.panel["p95"], "ms", note="three of them on the person's page")
    yield Figure(
        f"candidates.saves.p95.{name}",
        found.saves["p95"],
        "ms",
        target=(None, SAVES_MS),
        note="record, person, search index, and asking for the comparing; the worker compares afterwards",
    )
    yield Figure(f"candidates.saves.p50.{name}", found.saves["p50"], "ms", peer=against, peer_value=first.saves["p50"])
    yield Figure(
        f"candidates.saves-and-compares.p95.{name}",
        found.whole["p95"],
        "ms",
        target=(None, SAVES_MS),
        note="the same with the comparing, as if the officer waited for it",
    )
    yield Figure(
        f"candidates.compares.p50.{name}", found.compares["p50"], "ms", peer=against, peer_value=first.compares["p50"]
    )
    for act in ("opens", "compares"):
        yield Figure(
            f"candidates.{act}.processor.{name}",
            found.processor[act],
            "ms",
            note="of the asking process, on average; busy machines matter little; a server is not in it",
        )
    yield Figure(f"candidates.found.{name}", found.found, "ratio", note="possible matches of a person, on average")
    yield Figure(
        f"candidates.right.{name}",
        found.right,
        "ratio",
        note="people whose other record is among them: romanised name, year of birth and sex alone are known of them",
    )
    yield Figure(
        f"candidates.cut.{name}",
        found.cut,
        "ratio",
        note="people with so common a name that not all of it were compared",
    )
    yield Figure(f"candidates.memory.{name}", found.megabytes, "MB", peer=against, peer_value=first.megabytes)
