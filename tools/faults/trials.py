"""The trials: each makes a node, does it harm, and lists what it should not have lost."""

import atexit
import os
import random
import re
import resource
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from statistics import median

from tools import postgres
from tools.environment import site_packages
from tools.faults.books import faults_found
from tools.faults.lines import killed_while_sending
from tools.faults.outcome import Outcome
from tools.faults.writers import Crew, sign_in
from tools.trial.node import TrialNode, running
from tools.trial.seeding import Person, seed

OFFICERS = 20
NOTARY_SOON = {"keeper.checkpoint_seconds": 5, "keeper.checkpoint_entries": 10}  # the shortest the settings allow
KEEPER_REPORT_SECONDS = 10
DISK_LEFT_BYTES = 400_000


@contextmanager
def node_with(
    officers: int, *, database: str = "sqlite", settings: Mapping[str, object] | None = None
) -> Iterator[tuple[TrialNode, Crew]]:
    """A running node and so many signed-in officers who may write."""
    with tempfile.TemporaryDirectory(prefix="samakki-faults-") as folder:
        if database == "sqlite":
            made, everybody = template()
            node, people = made.copy(Path(folder), settings=settings), everybody[:officers]
        else:
            node = TrialNode.make(Path(folder), database=database, settings=settings)
            people = seed(node, node_administrator=officers)["node_administrator"]
        with running(node), ExitStack() as browsers:
            yield node, sign_in(node, people, browsers)


@cache
def template() -> tuple[TrialNode, list[Person]]:
    """A node on SQLite with twenty officers that is copied and never started; removed when this process ends."""
    folder = tempfile.TemporaryDirectory(prefix="samakki-faults-")
    atexit.register(folder.cleanup)
    node = TrialNode.make(Path(folder.name))
    return node, seed(node, node_administrator=OFFICERS)["node_administrator"]


def twenty_officers(short: bool) -> Outcome:
    """Twenty officers write at once on SQLite: all of it is there, nobody sees an error."""
    seconds = 5 if short else 60
    with node_with(OFFICERS) as (node, crew):
        crew.work(seconds)
        node.stop()
        faults = faults_found(node, crew.acknowledged)
    faults += [f"an officer was answered: {answer}" for answer in crew.refused[:3]]
    faults += [f"{len(writer.unanswered)} broken lines" for writer in crew.writers if writer.unanswered]
    if not all(writer.acknowledged for writer in crew.writers):
        faults.append("an officer could not write at all")
    taken = sorted(crew.seconds) or [0.0]
    seen = (
        f"{len(taken)} writes of {OFFICERS} officers in {seconds} s, half within {median(taken) * 1000:.0f} ms, "
        f"slowest {taken[-1] * 1000:.0f} ms"
    )
    return Outcome(faults, seen)


def killed_node(short: bool, *, address: str = "sqlite", also: Callable[[], None] | None = None) -> Outcome:
    """Every process of the node is killed in the middle of writes, again and again.

    Args:
        short: twice instead of twenty times.
        address: ``database`` of the node's settings.
        also: done while the node is down.
    """
    rounds = 2 if short else 20
    chance = random.Random(9497)  # noqa: S311  (when to kill; the same in every run)
    faults: list[str] = []
    with node_with(6, database=address, settings=NOTARY_SOON) as (node, crew):
        for _ in range(rounds):
            crew.begin()
            time.sleep(chance.uniform(0.5, 2.0))
            node.kill()
            crew.end()
            if also:
                also()
            faults += faults_found(node, crew.acknowledged)
            node.start()
        crew.work(0.5)  # and it goes on
        node.stop()
        faults += faults_found(node, crew.acknowledged)
    faults += [f"an officer was answered: {answer}" for answer in crew.refused[:3]]
    lost = sum(len(writer.unanswered) for writer in crew.writers)
    return Outcome(faults, f"killed {rounds} times, {len(crew.acknowledged)} writes acknowledged, {lost} not answered")


def killed_node_on_postgresql(short: bool) -> Outcome:
    """The same with PostgreSQL, whose processes are killed too."""
    with postgres.throwaway(site_packages(), fast=False) as server:

        def kill_server() -> None:
            server.kill()
            server.start()

        return killed_node(short, address=server.address, also=kill_server)


def killed_keeper(short: bool) -> Outcome:
    """The keeper is killed while it gives places and signs checkpoints; another one takes over."""
    rounds = 3 if short else 20
    chance = random.Random(6962)  # noqa: S311  (when to kill; the same in every run)
    killed: set[int] = set()
    with node_with(6, settings=NOTARY_SOON) as (node, crew):
        crew.begin()
        for _ in range(rounds):
            if keeper := next_keeper(node, killed):
                time.sleep(chance.uniform(0.0, 1.5))
                with suppress(ProcessLookupError):
                    os.kill(keeper, signal.SIGKILL)
                killed.add(keeper)
        is_back = next_keeper(node, killed) is not None
        crew.end()
        node.stop()
        faults = faults_found(node, crew.acknowledged)
    if not is_back or len(killed) < rounds:
        faults.append(f"the keeper did not come back after {len(killed)} kills")
    faults += [f"an officer was answered: {answer}" for answer in crew.refused[:3]]
    return Outcome(faults, f"keeper killed {len(killed)} times, {len(crew.acknowledged)} writes acknowledged meanwhile")


def next_keeper(node: TrialNode, killed: set[int]) -> int | None:
    """A keeper that was not killed yet, as soon as one reports itself."""
    limit = time.monotonic() + KEEPER_REPORT_SECONDS
    while time.monotonic() < limit:
        keeper = node.keeper()
        if keeper is not None and keeper not in killed and keeper in node.processes():
            return keeper
        time.sleep(0.05)
    return None


def full_disk(_short: bool) -> Outcome:
    """No file may grow further: officers are told, nothing is half-written, and with space again it goes on."""
    with node_with(2) as (node, crew):
        crew.work(0.5)
        node.stop()
        with no_file_beyond(largest_file(node.home / "data") + DISK_LEFT_BYTES):
            node.start()
        before = len(crew.acknowledged)
        for _ in range(2000):
            if crew.refused:
                break
            for writer in crew.writers:
                writer.write()
        told = list(crew.refused)
        node.stop()
        faults = faults_found(node, crew.acknowledged)
        node.start()
        written = len(crew.acknowledged)
        crew.work(0.5)
        node.stop()
        faults += faults_found(node, crew.acknowledged)
    if not told:
        faults.append("the limit was never reached")
    faults += [f"an officer was told {answer!r}" for answer in told if not re.match(r"50\d .{4}", answer)]
    if len(crew.acknowledged) == written:
        faults.append("nothing could be written when there was space again")
    return Outcome(faults, f"{written - before} writes until the disk was full, then: {told[:1]}")


@contextmanager
def no_file_beyond(size: int) -> Iterator[None]:
    """Processes started in the block cannot make a file larger than `size` bytes."""
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def largest_file(folder: Path) -> int:
    """Size in bytes of the largest file in a folder."""
    return max(path.stat().st_size for path in folder.iterdir())


def two_nodes_killed(short: bool) -> Outcome:
    """One of two nodes that send to each other is killed, again and again."""
    return killed_while_sending(short, made=template()[0])


TRIALS: dict[str, Callable[[bool], Outcome]] = {
    "twenty officers at once": twenty_officers,
    "node killed, SQLite": killed_node,
    "node and server killed, PostgreSQL": killed_node_on_postgresql,
    "keeper killed": killed_keeper,
    "disk full": full_disk,
    "killed while two nodes send": two_nodes_killed,
}
