"""The main job: from a report to a lead at another node's desk, on nodes of 10,000, 100,000 and 1,000,000 entities.

Real processes answer real requests: forms are read from pages and sent as a browser sends them. First officers play one
after the other without a pause, then twenty at once, each with a second person and a desk abroad of their own. The node
abroad is small. See ADR 0123 for how they are played.

Filling the largest nodes takes longer than measuring them: with ``--nodes DIR`` they are kept, and copies are used.
"""

import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random
from threading import Thread

import psycopg

from tools import postgres
from tools.bench import peer
from tools.bench.exchange import seconds_of, seconds_of_server
from tools.bench.figure import Figure, percentile
from tools.trial.filled import Filled, filled_nodes
from tools.trial.main_job import ABROAD, AT_HOME
from tools.trial.main_job_crowd import THINKS, Book, Watch, alone, megabytes, together
from tools.trial.main_job_ground import OFFICERS, ground, prepare
from tools.trial.node import TrialError, TrialNode

SIZES = {"sqlite": (10_000, 100_000, 1_000_000), "postgresql": (10_000, 100_000, 1_000_000)}
SHORT_SIZES = {"sqlite": (1_000, 10_000), "postgresql": (1_000,)}
ROUNDS, SHORT_ROUNDS = 8, 2
SHORT_OFFICERS = 5
SHORT_THINKS = (0.2, 0.5)
PAGE_MS, LARGE_PAGE_MS = 1_000.0, 2_000.0
LARGE = 1_000_000
ACCEPTED_SECONDS = 10.0
MEMORY_GROWTH = 1.5
BARE_CLICKS = 8
ALONE_SECONDS, TOGETHER_SECONDS = 60.0, 150.0  # what each part on a node may take: six are done in 25 minutes
STEPS = tuple(step.name for step in (*AT_HOME, *ABROAD))


@dataclass(frozen=True, slots=True)
class Played:
    """What one node of one size gave.

    Attributes:
        alone, together: what was noted.
        officers: how many at once.
        thinks: seconds between a page and the next click of each of them, from and to.
        memory: of all processes of the node in megabytes, when nobody clicks, and the most while all played.
        of_database: the same of the database's own server; nothing on SQLite.
        disk: of the database in megabytes, before and after.
        leads: that were written between the two.
        processor: seconds of a processor that the node used for one lead, with those of the database's server.
    """

    alone: Book
    together: Book
    officers: int
    thinks: tuple[float, float]
    memory: tuple[float, float]
    of_database: tuple[float, float]
    disk: tuple[float, float]
    leads: int
    processor: float


def run(short: bool) -> Iterator[Figure]:
    """Measure on SQLite, then on PostgreSQL, which waits for the disk as in life."""
    kept = os.environ.get("SAMAKKI_BENCH_NODES")
    with tempfile.TemporaryDirectory(prefix="samakki-bench-") as name:
        folder = Path(name)
        small = prepare(folder / "abroad")
        bare = bare_seconds(folder / "bare", officers=SHORT_OFFICERS if short else OFFICERS)
        for engine, sizes in (SHORT_SIZES if short else SIZES).items():
            with filled_nodes(engine, Path(kept) if kept else None, fast=False) as filled:
                yield from grown(filled, small, sizes, bare, short=short)


def grown(
    filled: Filled, small: TrialNode, sizes: Sequence[int], bare: Sequence[float], *, short: bool
) -> Iterator[Figure]:
    """All figures of one engine, from the smallest node to the largest."""
    first: Played | None = None
    for size in sizes:
        began = time.perf_counter()
        name = f"{size}.{filled.engine}"
        try:
            found = played(filled, size, small, short=short)
        except (TrialError, OSError, psycopg.Error) as error:  # the other nodes can be played on nevertheless
            say(f"{name} could not be played on: {error}")
            yield Figure(f"main_job.errors.{name}", 1.0, "leads", target=(None, 0.0), note="no lead could be played")
            continue
        first = first or found
        yield from steps(name, found, first, sizes[0])
        yield from pages(name, size, found, bare)
        yield from whole(name, found)
        yield from room(name, found, first, sizes[0])
        say(f"{name} took {time.perf_counter() - began:.0f} s")


def played(filled: Filled, size: int, small: TrialNode, *, short: bool) -> Played:
    """Play on a copy of one node."""
    officers, rounds, thinks = (SHORT_OFFICERS, SHORT_ROUNDS, SHORT_THINKS) if short else (OFFICERS, ROUNDS, THINKS)
    say(f"{filled.engine}, {size:,} entities: copying the node")
    with ExitStack() as stack:
        here = stack.enter_context(filled.copy(size))
        there = small.copy(Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="samakki-abroad-"))))
        say("making people, keys and trust, and starting")
        world = stack.enter_context(ground(here, there, officers=officers, each=3))
        before = world.within.act("disk")
        say(f"{rounds + 1} leads, one after the other")
        by_one = alone(world, rounds=rounds, seconds=ALONE_SECONDS)
        idle = megabytes(here.processes()), megabytes(server_processes(filled.server))
        say(f"{officers} leads at once")
        used = seconds_of(here.processes()) + of_server(filled.server)
        with Watch(here.processes) as node, Watch(lambda: server_processes(filled.server)) as database:
            by_all = together(world, story=2, thinks=thinks, seconds=TOGETHER_SECONDS)
        used = seconds_of(here.processes()) + of_server(filled.server) - used
        return Played(
            by_one,
            by_all,
            officers,
            thinks,
            (idle[0], node.most),
            (idle[1], database.most),
            (before, world.within.act("disk")),
            1 + len(by_one.paths) + len(by_one.errors) + officers,
            used / max(1, len(by_all.paths)),
        )


def steps(name: str, found: Played, first: Played, smallest: int) -> Iterator[Figure]:
    """Each step: the seconds of its clicks together."""
    against = f"with {smallest} entities"
    for step in STEPS:
        one, those = found.alone.steps.get(step), first.alone.steps.get(step)
        if one and those:
            for part, share in (("p50", 0.5), ("p95", 0.95)):
                yield Figure(
                    f"main_job.alone.{part}.{step}.{name}",
                    percentile(one, share) * 1_000,
                    "ms",
                    peer=against,
                    peer_value=percentile(those, share) * 1_000,
                )
        at_once, theirs = found.together.steps.get(step), first.together.steps.get(step)
        if at_once and theirs:
            yield Figure(
                f"main_job.together.p95.{step}.{name}",
                percentile(at_once, 0.95) * 1_000,
                "ms",
                peer=against,
                peer_value=percentile(theirs, 0.95) * 1_000,
            )


def pages(name: str, size: int, found: Played, bare: Sequence[float]) -> Iterator[Figure]:
    """Every click of every step, from it to the page."""
    wanted = LARGE_PAGE_MS if size >= LARGE else PAGE_MS
    thinks = f"{found.officers} at once, each {found.thinks[0]:g} to {found.thinks[1]:g} s after the last page"
    for who, book, how in (("alone", found.alone, "one officer"), ("together", found.together, thinks)):
        if not book.clicks:
            return
        yield Figure(
            f"main_job.page.p95.{who}.{name}",
            percentile(book.clicks, 0.95) * 1_000,
            "ms",
            target=(None, wanted),
            note=f"{len(book.clicks)} clicks, each to the page it leads to; {how}",
        )
    yield Figure(
        f"main_job.page.p50.together.{name}",
        percentile(found.together.clicks, 0.5) * 1_000,
        "ms",
        peer=f"{peer.NAME}, asked by as many",
        peer_value=percentile(bare, 0.5) * 1_000,
        note="a click that sends a form is two requests: the form, and the page it leads to; "
        f"the peer is asked {THINKS[0]:g} to {THINKS[1]:g} s after its last page",
    )


def whole(name: str, found: Played) -> Iterator[Figure]:
    """The whole way of a lead, and what went wrong on it."""
    for who, book in (("alone", found.alone), ("together", found.together)):
        if book.paths:
            yield Figure(
                f"main_job.path.p95.{who}.{name}", percentile(book.paths, 0.95), "s", note="all clicks of a lead"
            )
        if book.sent_to_accepted:
            yield Figure(
                f"main_job.sent-to-accepted.p95.{who}.{name}",
                percentile(book.sent_to_accepted, 0.95),
                "s",
                target=(None, ACCEPTED_SECONDS),
                note="from the end of the hold, which was shortened to 3 s in the table, to the answer at the sender, "
                "without the time in which nobody had clicked yet",
            )
            yield Figure(f"main_job.arrives.p95.{who}.{name}", percentile(book.arrives, 0.95), "s")
    both = (found.alone, found.together)
    yield Figure(
        f"main_job.errors.{name}",
        float(sum(len(book.errors) for book in both)),
        "leads",
        target=(None, 0.0),
        note=f"of {found.leads}",
    )
    yield Figure(
        f"main_job.unfinished.{name}",
        float(found.together.unfinished),
        "leads",
        target=(None, 0.0),
        note=f"after {TOGETHER_SECONDS:.0f} s; {len(found.together.paths)} of {found.officers} leads at once came to "
        f"their end, and {len(found.alone.paths)} leads of an officer alone",
    )
    yield Figure(f"main_job.steps.{name}", found.together.steps_a_second, "1/s", note="all at once, pauses included")
    yield Figure(
        f"main_job.matched.{name}",
        sum(book.matched for book in both) / max(1, sum(len(book.paths) for book in both)),
        "ratio",
        note="leads whose person the node found in another spelling when the officer looked, some seconds later",
    )
    yield Figure(
        f"main_job.processor.{name}",
        found.processor * 1_000,
        "ms",
        note="of both processors for one lead, the database's server included; busy machines matter little",
    )


def room(name: str, found: Played, first: Played, smallest: int) -> Iterator[Figure]:
    """Memory and disk."""
    against = f"with {smallest} entities"
    idle = "all processes, shared parts once, when leads were played and nobody clicks"
    for place, (who, note) in enumerate((("idle", idle), ("together", "the most"))):
        yield Figure(
            f"main_job.memory.{who}.{name}",
            found.memory[place],
            "MB",
            peer=against,
            peer_value=first.memory[place],
            target=(None, MEMORY_GROWTH),
            note=note,
        )
        if found.of_database[place]:
            yield Figure(
                f"main_job.database-memory.{who}.{name}",
                found.of_database[place],
                "MB",
                peer=against,
                peer_value=first.of_database[place],
            )
    yield Figure(f"main_job.disk.{name}", found.disk[1], "MB", peer=against, peer_value=first.disk[1])
    each = (found.disk[1] - found.disk[0]) / found.leads * 1_000
    yield Figure(f"main_job.disk-each.{name}", each, "kB", note="a lead with all that is written of it, log included")


def bare_seconds(folder: Path, *, officers: int) -> list[float]:
    """The peer's page asked as often by as many at once."""
    say("the bare page, asked by as many")
    folder.mkdir()
    seconds: list[float] = []

    def ask(site: peer.Peer, number: int) -> None:
        rng = Random(f"bare {number}")  # noqa: S311  (how long somebody thinks)
        with site.visitor() as visitor:
            for _ in range(BARE_CLICKS):
                time.sleep(rng.uniform(*THINKS))
                seconds.append(visitor.get("/").seconds)

    with peer.running(peer.prepare(folder)) as site:
        lines = [Thread(target=ask, args=(site, number)) for number in range(officers)]
        for one in lines:
            one.start()
        for one in lines:
            one.join()
    return seconds


def server_processes(server: postgres.Server | None) -> list[int]:
    """Of the database's own server."""
    if server is None or server.process is None:
        return []
    return [server.process.pid, *postgres.children_of(server.process.pid)]


def of_server(server: postgres.Server | None) -> float:
    """Seconds of processor that it used."""
    return seconds_of_server(server) if server else 0.0


def say(words: str) -> None:
    """What is being done, for whoever waits."""
    print(f"main_job: {words}", file=sys.stderr, flush=True)
