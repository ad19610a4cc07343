"""Casework: searching a node that holds 10,000, 100,000 and 1,000,000 entities, on both engines.

Each node is filled once by ``samakki demo generate`` and then asked a fixed mix of queries by an officer who may see a
twentieth of it, in a process of its own. The peer reads every row that is open, as a search without an index does.

With ``--nodes DIR`` filled nodes are kept, and found again.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from tools.bench.figure import Figure
from tools.trial.filled import Filled, filled_nodes
from tools.trial.searching import Measured, measured

SIZES, SHORT_SIZES = (10_000, 100_000, 1_000_000), (1_000, 10_000)
FILLED_AGAIN = 100_000
"""Entities up to which a node is filled once more for its time, where the kept one does not say how long it took."""
EACH, SHORT_EACH = 40, 10
WANTED_MS = 300.0
SAME = (0.9, 1.1)
NOTE = "ms for the whole act: policy, spellings, both searches, one page of 25 with reasons; limit: reading 25 rows"


def run(short: bool) -> Iterator[Figure]:
    """Measure on SQLite, then on PostgreSQL."""
    kept = os.environ.get("SAMAKKI_BENCH_NODES")
    for engine in ("sqlite", "postgresql"):
        with filled_nodes(engine, Path(kept) if kept else None) as filled:
            yield from grown(filled, short=short)


def grown(filled: Filled, *, short: bool) -> Iterator[Figure]:
    """All figures of one engine, from the smallest node to the largest; nothing is written to a node."""
    first: Measured | None = None
    sizes = SHORT_SIZES if short else SIZES
    for size in sizes:
        node = filled.node(size)
        name = f"{size}.{filled.engine}"
        if seconds := filled.seconds(size) or (filled.time_of_filling(size) if size <= FILLED_AGAIN else None):
            yield Figure(f"casework.generated.{name}", size / seconds, "1/s", note=f"{seconds:.0f} s in all")
        found = measured(node, size, SHORT_EACH if short else EACH)
        first = first or found
        yield from times(name, found)
        yield from room(name, size, found, sizes[0], first)


def times(name: str, found: Measured) -> Iterator[Figure]:
    """How long a search takes, and whether its time tells anything."""
    yield Figure(
        f"casework.search.p95.{name}",
        found.p95["all"],
        "ms",
        target=(None, WANTED_MS),
        limit=found.least,
        note=f"{NOTE}; the officer may see {found.share:.1%}",
    )
    peer = "LIKE over the titles of all rows"
    yield Figure(f"casework.search.p50.{name}", found.p50["all"], "ms", peer=peer, peer_value=found.scan)
    yield Figure(
        f"casework.search.processor.{name}",
        found.processor,
        "ms",
        note="of the asking process for one search, on average; busy machines matter little; a server is not in it",
    )
    for kind in ("rare", "common", "two-part", "other-spelling"):
        yield Figure(f"casework.search.{kind}.p95.{name}", found.p95[kind], "ms")
    yield Figure(
        f"casework.search.hidden-against-missing.{name}",
        found.hidden,
        "ms",
        peer="a number that nobody holds",
        peer_value=found.missing,
        target=SAME,
        note="medians; outside the target, the time of an answer would tell that somebody else holds it",
    )


def room(name: str, size: int, found: Measured, smallest: int, first: Measured) -> Iterator[Figure]:
    """What it takes on the disk and in memory, beside the smallest node."""
    against = f"with {smallest} entities"
    yield Figure(
        f"casework.disk-each.{name}",
        found.disk / size * 1_000,
        "kB",
        peer=against,
        peer_value=first.disk / smallest * 1_000,
        note="of the whole database for each entity, index included",
    )
    yield Figure(
        f"casework.search.memory.{name}",
        found.megabytes,
        "MB",
        peer=against,
        peer_value=first.megabytes,
        target=(None, 1.5),
        note="most the asking process ever held, models of names included",
    )
