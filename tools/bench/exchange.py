"""Delivery between nodes: messages a second from one desk to another, large attachments over bad lines, restarts."""

import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg

from tools import postgres
from tools.bench.figure import Figure
from tools.environment import site_packages
from tools.trial.pair import Pair, pair

DELIVERED_TARGET = 300  # a second, PostgreSQL, two cores
WASTE_TARGET = 0.02
MEGABYTE = 1_000_000
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
            yield from delivered(both, "postgresql", short=short)
    yield from attachments(short=short)


def delivered(both: Pair, name: str, *, short: bool) -> Iterator[Figure]:
    """Messages of one desk to another, each sealed, opened, stored and receipted; both nodes on this machine."""
    count = 300 if short else 2000
    for node in both.nodes.values():
        node.start()
    both.act("KH/POL", "measure", "TH/POL", 20)  # keys are read, connections open
    told = both.act("KH/POL", "measure", "TH/POL", count)
    target = (DELIVERED_TARGET, None) if name == "postgresql" else None
    note = "queued while the sender works; every commit waits for the disk; the desk's receipt is back at the sender"
    yield Figure(f"exchange.delivered.{name}", count / told["all"], "1/s", target=target, note=note)
    sender = both.nodes["KH/POL"]
    sender.kill()
    both.act("KH/POL", "send", "TH/POL", 10_000, 1)
    began = time.perf_counter()
    sender.start()
    while both.act("KH/POL", "books")["waiting"]:
        time.sleep(0.05)
    note = "from the start of the killed node to the receipt; looking takes a second of it at most"
    yield Figure(f"exchange.restart.{name}", time.perf_counter() - began, "s", note=note)


def attachments(*, short: bool) -> Iterator[Figure]:
    """Bytes carried in vain, on a simulated line in simulated time that is cut every minute."""
    from tools.faults.exchange.attaching import carry  # noqa: PLC0415  (needs settings)
    from tools.faults.exchange.nodes import region  # noqa: PLC0415  (as above)
    from tools.faults.exchange.settings import begin  # noqa: PLC0415  (as above)

    begin()
    with tempfile.TemporaryDirectory(prefix="samakki-bench-") as folder, region(Path(folder)) as nodes:
        for name, size, bits in LINES:
            carried = carry(nodes, size=size // 20 if short else size, bits_a_second=bits)
            if not carried.is_right:
                message = "the attachment that arrived is not the one that was sent"
                raise ValueError(message)
            note = "simulated line and time; carried beyond the attachment itself, both ways, everything counted"
            yield Figure(f"exchange.waste.{name}", carried.waste, "ratio", target=(None, WASTE_TARGET), note=note)
            yield Figure(f"exchange.attachment.{name}", carried.seconds, "s", limit=size * 8 / bits, note=note)
