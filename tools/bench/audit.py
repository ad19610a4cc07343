"""The audit log: entries recorded, placed and verified a second, at one, ten and a hundred times as many entries.

Every measurement runs in a process of its own, on a node that nobody uses meanwhile. The rows that fill the log between
measurements are written in bulk, as ``record`` would have written them one by one.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tools import postgres
from tools.bench.figure import Figure
from tools.environment import site_packages
from tools.trial.audit_log import act
from tools.trial.node import TrialNode

TIMES = (1, 10, 100)


def run(short: bool) -> Iterator[Figure]:
    """Measure on SQLite, then on a PostgreSQL that waits for its disk."""
    with tempfile.TemporaryDirectory(prefix="samakki-bench-") as name:
        yield from on_database("sqlite", Path(name), short=short)
        with postgres.throwaway(site_packages(), fast=False) as server:
            yield from on_database("postgresql", Path(name), short=short, address=server.address)


def on_database(name: str, folder: Path, *, short: bool, address: str = "sqlite") -> Iterator[Figure]:
    """All figures of one database.

    Args:
        name: of the database, last part of each figure's name.
        folder: the nodes get folders of their own in it.
        short: a fifth of the entries.
        address: ``database`` of the node's settings.
    """
    few = 200 if short else 1_000
    (folder / name).mkdir()
    node = TrialNode.make(folder / name, database=address)
    yield from grown(name, node, first_size=2 * few)
    # Last, because the bare rows that these are compared with are no true entries.
    yield from recorded(name, node, few, fsync_rate(folder))


def grown(name: str, node: TrialNode, *, first_size: int) -> Iterator[Figure]:
    """What it costs to place, sign, verify and prove as the log grows."""
    hashes = hash_rate()
    first: dict[str, float] = {}
    for size in (first_size * times for times in TIMES):
        act(node, "fill", size)
        placed, signed, proved = act(node, "sequence"), act(node, "checkpoint"), act(node, "verify")
        first = first or {**signed, **proved}
        yield Figure(
            f"audit.sequenced.{size}.{name}",
            placed["count"] / placed["seconds"],
            "1/s",
            limit=hashes,
            note="entries given a place; limit: hashing alone",
        )
        yield Figure(
            f"audit.verified.{size}.{name}",
            proved["size"] / proved["seconds"],
            "1/s",
            limit=hashes,
            note="entries proved from their columns; limit: hashing alone",
        )
        against = f"a log of {first_size}"
        yield Figure(
            f"audit.verify-memory.{size}.{name}",
            proved["megabytes"],
            "MB",
            peer=against,
            peer_value=first["megabytes"],
            target=(None, 1.25),
            note="of the process itself, most of it Django; SQLite's page cache of 8 MB fills, nothing else grows",
        )
        yield Figure(
            f"audit.checkpoint.{size}.{name}",
            signed["ms"],
            "ms",
            peer=against,
            peer_value=first["ms"],
            target=(None, 2.0),
            note="root, signature, row and file, seen onto the disk; does not grow with the log",
        )
    proof = act(node, "prove")
    yield Figure(
        f"audit.inclusion-proof.{first_size * TIMES[-1]}.{name}",
        proof["ms"],
        "ms",
        note=f"of an entry in the middle; {proof['hashes']:.0f} hashes",
    )


def recorded(name: str, node: TrialNode, count: int, fsyncs: float) -> Iterator[Figure]:
    """Entries recorded a second, one and a hundred to a transaction, by one writer."""
    for kind, words, limit, target in (
        ("alone", "one entry to a transaction; limit: writes a second that the disk confirms", fsyncs, 0.5),
        ("together", "a hundred entries to a transaction", None, 0.1),
    ):
        ours, bare = act(node, f"record-{kind}", count), act(node, f"insert-{kind}", count)
        yield Figure(
            f"audit.recorded-{kind}.{name}",
            count / ours["seconds"],
            "1/s",
            peer="two rows of that size by bare SQL",
            peer_value=count / bare["seconds"],
            target=(target, None),
            limit=limit,
            note=words,
        )


def fsync_rate(folder: Path) -> float:
    """How often a second this disk takes 4 KiB and confirms it: one writer commits no faster on any database."""
    writes = 200
    with (folder / "fsync").open("wb", buffering=0) as file:
        begun = time.perf_counter()
        for _ in range(writes):
            file.write(bytes(4096))
            os.fsync(file.fileno())
        return writes / (time.perf_counter() - begun)


def hash_rate() -> float:
    """Entries a second whose leaf and node are hashed, and nothing else is done."""
    leaf, node, count = bytes(300), bytes(65), 100_000
    begun = time.perf_counter()
    for _ in range(count):
        hashlib.sha256(leaf).digest()
        hashlib.sha256(node).digest()
    return count / (time.perf_counter() - begun)
