"""Nodes that ``samakki demo generate`` filled with an invented crowd; kept in a folder where that is wanted.

Filling a large node takes longer than measuring it, and need not happen in the quiet minutes that measuring needs.
"""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from tools import postgres
from tools.environment import site_packages
from tools.trial.node import TrialNode, free_port

SEED = "1"


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
            return TrialNode(place / "node", free_port())
        place.mkdir(parents=True)
        node = TrialNode.make(place, database=self._address(entities))
        node.samakki("demo", "generate", "--entities", str(entities), "--seed", SEED)
        is_whole.touch()
        return node

    def _address(self, entities: int) -> str:
        """An empty database for one node."""
        if self.server is None:
            return "sqlite"
        with psycopg.connect(self.server.address, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE IF EXISTS node_{entities}")  # of a run that was ended
            connection.execute(f"CREATE DATABASE node_{entities}")
        return re.sub("/postgres[?]", f"/node_{entities}?", self.server.address)


@contextmanager
def filled_nodes(engine: str, kept: Path | None) -> Iterator[Filled]:
    """Nodes of one engine, its server running as long as the block.

    Args:
        engine: "sqlite" or "postgresql".
        kept: folder in which they are found again another time; None throws them away with the block.
    """
    with tempfile.TemporaryDirectory(prefix="samakki-bench-") as name:
        folder = kept or Path(name)
        if engine == "sqlite":
            yield Filled(engine, folder)
            return
        with _kept_server(kept / "server") if kept else postgres.throwaway(site_packages()) as server:
            yield Filled(engine, folder, server)


@contextmanager
def _kept_server(folder: Path) -> Iterator[postgres.Server]:
    """A server whose data outlives the block; settings are those of one that does not."""
    user = postgres.as_whom()
    is_new = not folder.exists()
    folder.mkdir(parents=True, exist_ok=True)
    if user is not None:
        os.chown(folder, user, user)
    shutil.rmtree(folder / postgres.PACKAGE, ignore_errors=True)
    shutil.rmtree(folder / f"{postgres.PACKAGE}.libs", ignore_errors=True)
    programs = postgres.programs_for(site_packages(), folder, user)
    server = postgres.Server(folder, programs, user, (*postgres.SETTINGS, *postgres.FAST))
    if is_new:
        server.make()
    server.start()
    try:
        yield server
    finally:
        server.stop()
