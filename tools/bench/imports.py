"""Bringing a sheet in: rows a second from file to draft, and memory at one, ten and a hundred times as many rows.

Every measurement runs in a process of its own, on a node that nobody uses meanwhile. A row becomes two to four things
and as many links, each with its statements, its place in the search index and its reference.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from tools import postgres
from tools.bench.figure import Figure
from tools.environment import site_packages
from tools.trial.import_runs import act
from tools.trial.node import TrialNode

TIMES = (1, 10, 100)
TELLING = 50_000  # rows from which on the sheet, not the program, fills the memory


def run(short: bool) -> Iterator[Figure]:
    """Measure on SQLite, then on PostgreSQL."""
    with tempfile.TemporaryDirectory(prefix="samakki-bench-") as name:
        yield from on_database("sqlite", Path(name), short=short)
        with postgres.throwaway(site_packages(), fast=False) as server:
            yield from on_database("postgresql", Path(name), short=short, address=server.address)


def on_database(name: str, folder: Path, *, short: bool, address: str = "sqlite") -> Iterator[Figure]:
    """All figures of one database.

    Args:
        name: of the database, last part of each figure's name.
        folder: the node gets a folder of its own in it.
        short: a twentieth of the rows.
        address: ``database`` of the node's settings.
    """
    few = 50 if short else 1_000
    most = few * TIMES[-1]
    (folder / name).mkdir()
    node = TrialNode.make(folder / name, database=address)
    for times in TIMES:
        act(node, "make", few * times)
    if name == "sqlite":
        yield from reading(node, most)
    bare = act(node, "insert-bare", most)
    limit = bare["rows"] / bare["seconds"]
    first: dict[str, float] = {}
    for times in TIMES:
        found = act(node, "xlsx", few * times)
        first = first or found
        yield Figure(
            f"imports.memory.{few * times}.{name}",
            found["megabytes"],
            "MB",
            peer=f"a sheet of {few} rows",
            peer_value=first["megabytes"],
            target=(None, 1.25),
            note="highest of the whole process, most of it Django, vocabulary and name models",
        )
    yield from whole("xlsx", name, found, limit)
    yield from whole("csv", name, act(node, "csv", most), limit)


def reading(node: TrialNode, count: int) -> Iterator[Figure]:
    """Reading the workbook alone, beside the library that people use for it."""
    ours, theirs = act(node, "read", count), act(node, "read-bare", count)
    yield Figure(
        f"imports.read.{count}",
        ours["rows"] / ours["seconds"],
        "1/s",
        peer="openpyxl, read-only",
        peer_value=theirs["rows"] / theirs["seconds"],
        target=(1.0, None),
        note="rows of a workbook whose cells share their texts; openpyxl gives no merged cells and no colours so",
    )
    yield Figure(
        f"imports.read-memory.{count}",
        ours["megabytes"],
        "MB",
        peer="openpyxl, read-only",
        peer_value=theirs["megabytes"],
        target=(None, 1.0) if count >= TELLING else None,
        note="highest of the process, Django in both; of a short sheet it is nearly all there is",
    )


def whole(kind: str, name: str, found: dict[str, float], limit: float) -> Iterator[Figure]:
    """From the file to the draft."""
    yield Figure(
        f"imports.{kind}.{found['rows']:.0f}.{name}",
        found["rows"] / found["seconds"],
        "1/s",
        limit=limit,
        note=f"rows checked and written as {found['entities']:.0f} things and links; "
        "limit: as many rows with three values inserted in bulk, nothing read or indexed",
    )
    yield Figure(
        f"imports.{kind}-checked.{found['rows']:.0f}.{name}",
        found["rows"] / found["checked"],
        "1/s",
        note="rows read, understood and counted; nothing written",
    )
