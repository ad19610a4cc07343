"""Nodes that ``samakki demo generate`` filled with an invented crowd; kept in a folder where that is wanted.

Filling a large node takes longer than measuring it, and need not happen in the quiet minutes that measuring needs.
"""

import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tools import postgres
from tools.environment import site_packages
from tools.trial.node import TrialNode, free_port

SEED = "1"
COPY = "copy_of_node"


@dataclass(frozen=True, slots=True)
class Filled:
    """Where filled nodes of one engine are.

    Args:
        engine: "sqlite" or "postgresql".
        folder: holds a folder for each node.
        server: of PostgreSQL; none for SQLite.
    """

    engine: str
    folder: Path
    server: postgres.Server | None = None

    def node(self, entities: int) -> TrialNode:
        """The node with so many entities; made and filled where there is none."""
        place = self.folder / f"{self.engine}-{entities}"
        is_whole = place / "filled"
        if is_whole.exists():
            node = TrialNode(place / "node", free_port())
            node.samakki("upgrade", "--without-backup")  # it may be of an earlier version
            return node
        shutil.rmtree(place, ignore_errors=True)  # of a run that was ended
        place.mkdir(parents=True)
        node = TrialNode.make(place, database=self._address(f"node_{entities}"))
        is_whole.write_text(f"{_filled(node, entities):.1f}", "ascii")
        return node

    def seconds(self, entities: int) -> float | None:
        """How long it took to fill the node; None where it was not noted."""
        noted = (self.folder / f"{self.engine}-{entities}" / "filled").read_text("ascii")
        return float(noted) if noted else None

    def time_of_filling(self, entities: int) -> float:
        """Fill another node, which is thrown away; how long it took."""
        with tempfile.TemporaryDirectory(prefix="samakki-filled-") as name:
            return _filled(TrialNode.make(Path(name), database=self._address(COPY)), entities)

    @contextmanager
    def copy(self, entities: int) -> Iterator[TrialNode]:
        """A copy of the node with so many entities, to be written to; thrown away with the block."""
        node = self.node(entities)
        with tempfile.TemporaryDirectory(prefix="samakki-copy-") as name:
            copied = node.copy(Path(name))
            if self.server is None:
                yield copied
                return
            address = self._address(COPY, like=f"node_{entities}")
            copied.change_setting("database", json.dumps(address))
            try:
                yield copied
            finally:
                copied.kill()
                with psycopg.connect(self.server.address, autocommit=True) as connection:
                    connection.execute(f"DROP DATABASE {COPY} WITH (FORCE)")

    def _address(self, database: str, *, like: str = "template1") -> str:
        """A new database for one node, with the content of another one."""
        if self.server is None:
            return "sqlite"
        with psycopg.connect(self.server.address, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")  # of a run that was ended
            connection.execute(f"CREATE DATABASE {database} TEMPLATE {like} STRATEGY file_copy")
        return re.sub("/postgres[?]", f"/{database}?", self.server.address)


def _filled(node: TrialNode, entities: int) -> float:
    began = time.perf_counter()
    node.samakki("demo", "generate", "--entities", str(entities), "--seed", SEED)
    return time.perf_counter() - began


@contextmanager
def filled_nodes(engine: str, kept: Path | None, *, fast: bool = True) -> Iterator[Filled]:
    """Nodes of one engine, its server running as long as the block.

    Args:
        engine: "sqlite" or "postgresql".
        kept: folder in which they are found again another time; None throws them away with the block.
        fast: a server does not wait for the disk. Off where the time of writing is measured.
    """
    with tempfile.TemporaryDirectory(prefix="samakki-bench-") as name:
        folder = kept or Path(name)
        if engine == "sqlite":
            yield Filled(engine, folder)
            return
        own = _kept_server(kept / "server", fast=fast) if kept else postgres.throwaway(site_packages(), fast=fast)
        with own as server:
            yield Filled(engine, folder, server)


@contextmanager
def _kept_server(folder: Path, *, fast: bool) -> Iterator[postgres.Server]:
    """A server whose data outlives the block; settings are those of one that does not."""
    user = postgres.as_whom()
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if user is not None:
        os.chown(folder, user, user)
    shutil.rmtree(folder / postgres.PACKAGE, ignore_errors=True)
    shutil.rmtree(folder / f"{postgres.PACKAGE}.libs", ignore_errors=True)
    programs = postgres.programs_for(site_packages(), folder, user)
    server = postgres.Server(folder, programs, user, (*postgres.SETTINGS, *(postgres.FAST if fast else ())))
    if is_new:
        server.make()
    server.start()
    try:
        yield server
    finally:
        server.stop()
