"""Delivery between nodes: messages a second from one desk to another, large attachments over bad lines, restarts."""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import psycopg

from tools import postgres
from tools.bench.audit import fsync_rate
from tools.bench.figure import Figure
from tools.environment import site_packages
from tools.trial.node import TrialNode
from tools.trial.pair import Pair, pair

DELIVERED_TARGET = 300  # a second, PostgreSQL, two cores
PROCESSORS = 2
WASTE_TARGET = 0.02
MEGABYTE = 1_000_000
TICKS = 100  # of /proc, in a second
LINES = (("1GB.20mbit", 1000 * MEGABYTE, 20_000_000), ("20MB.256kbit", 20 * MEGABYTE, 256_000))


def run(short: bool) -> Iterator[Figure]:
    """Real nodes first, on both databases; then lines in simulated time."""
    with pair() as both:
        yield from delivered(both, "sqlite", short=short)
    with postgres.throwaway(site_packages(), fast=False) as server:
        with psycopg.connect(server.address, autocommit=True) as session:
            session.execute("CREATE DATABASE other")
        other = server.address.replace("/postgres?", "/other?")
        with pair(databases=(server.address, other)) as both:
            yield from delivered(both, "postgresql", short=short, also=lambda: seconds_of_server(server))
    yield from attachments(short=short)


def delivered(both: Pair, name: str, *, short: bool, also: Callable[[], float] = lambda: 0.0) -> Iterator[Figure]:
    """Messages of one desk to another, each sealed, opened, stored and receipted; both nodes on this machine.

    Args:
        both: not running yet.
        name: of the database, last part of each figure's name.
        short: fewer messages.
        also: seconds of processor that whatever else works for the nodes has used so far.
    """
    count = 300 if short else 2000
    sender = both.nodes["KH/POL"]
    for node in both.nodes.values():
        node.start()
    measure(sender, "hold", "TH/POL", 20)  # keys are read, connections open
    measure(sender, "let_go")
    queued = measure(sender, "hold", "TH/POL", count)["queued"]
    numbers = [number for node in both.nodes.values() for number in node.processes()]
    used = seconds_of(numbers) + also()
    seconds = measure(sender, "let_go")["delivered"]
    used = seconds_of(numbers) + also() - used
    target = (DELIVERED_TARGET, None) if name == "postgresql" else None
    cost = used / count
    words = (
        f"from the end of the hold of all to the last desk's receipt at the sender; limit: both processors at the "
        f"{cost * 1000:.2f} ms that both nodes and the database use for a message; every commit waits for the disk, "
        f"which confirms {fsync_rate(sender.home):.0f} writes a second beside it"
    )
    rate = count / seconds
    yield Figure(f"exchange.delivered.{name}", rate, "1/s", target=target, limit=PROCESSORS / cost, note=words)
    yield Figure(f"exchange.queued.{name}", count / queued, "1/s", note="one after the other, each checked for itself")
    sender.kill()
    both.act("KH/POL", "send", "TH/POL", 10_000, 1)
    began = time.perf_counter()
    sender.start()
    while set(both.act("KH/POL", "books")["states"]) != {"delivered"}:
        time.sleep(0.05)
    words = "from the start of the killed node to the desk's receipt for what waited; looking takes a second at most"
    yield Figure(f"exchange.restart.{name}", time.perf_counter() - began, "s", note=words)


def measure(node: TrialNode, act: str, *given: object) -> Any:  # noqa: ANN401  (whatever JSON can hold)
    """Do something within a node; see ``exchange_measures``."""
    return json.loads(node.python("-m", "tools.trial.exchange_measures", act, *map(json.dumps, given)).stdout)


def seconds_of(numbers: list[int]) -> float:
    """Seconds of processor that processes have used, by ``/proc``."""
    return sum(_ticks(number)[0] for number in numbers) / TICKS


def seconds_of_server(server: postgres.Server) -> float:
    """Seconds of processor that a database server has used, with what its processes that ended had used."""
    if server.process is None:
        return 0.0
    number = server.process.pid
    own, ended = _ticks(number)
    return (own + ended) / TICKS + seconds_of(postgres.children_of(number))


def _ticks(number: int) -> tuple[int, int]:
    """Ticks of a process, and of its children that ended."""
    with suppress(OSError):
        fields = Path(f"/proc/{number}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
        user, system, child_user, child_system = map(int, fields[11:15])
        return user + system, child_user + child_system
    return 0, 0


def attachments(*, short: bool) -> Iterator[Figure]:
    """Bytes carried in vain, on a simulated line in simulated time that is cut every minute."""
    from tools.faults.exchange.settings import begin  # noqa: PLC0415  (loads the software, for this alone)

    begin()
    from tools.faults.exchange.attaching import carry  # noqa: PLC0415  (needs settings)
    from tools.faults.exchange.nodes import region  # noqa: PLC0415  (as above)

    with tempfile.TemporaryDirectory(prefix="samakki-bench-") as folder, region(Path(folder)) as nodes:
        for name, whole, bits in LINES:
            size = whole // 20 if short else whole
            carried = carry(nodes, size=size, bits_a_second=bits)
            if not carried.is_right:
                message = "the attachment that arrived is not the one that was sent"
                raise ValueError(message)
            note = "simulated line and time; carried beyond the attachment itself, both ways, everything counted"
            yield Figure(f"exchange.waste.{name}", carried.waste, "ratio", target=(None, WASTE_TARGET), note=note)
            yield Figure(f"exchange.attachment.{name}", carried.seconds, "s", limit=size * 8 / bits, note=note)
