"""The demonstration as it is after its first set-up: made once in a run, and given to each test as a copy."""

import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from samakki.demo.nations import NATIONS
from samakki.demo.nodes import Grounds
from samakki.demo.people import DemoNation
from samakki.demo.running import RunningNode, start, start_all, stop, wait_until_well
from tests.support.once import made_once
from tools.trial.node import free_port

TWO = NATIONS[:2]
NAME, EMPTY = "demonstration", "demonstration-empty"
SENT_AT = {
    "exchange_message": ("created_at", "sealed_at", "deliver_by"),
    "exchange_addressee": ("changed_at",),
    "exchange_outbox": ("due", "expires"),
    "exchange_peer": ("met_at", "tried_at"),
    "intelligence_disclosure": ("created_at", "frozen_at", "changed_at"),
}
"""Where a node remembers when it sent something, and when it last called."""


@dataclass(frozen=True, slots=True)
class World:
    """Running nodes, by key of their nation."""

    grounds: Grounds
    nodes: Mapping[str, RunningNode]

    def address(self, key: str) -> str:
        """Where a browser goes."""
        return self.nodes[key].address

    def end_holds(self, key: str) -> None:
        """Have the minutes pass in which a disclosure waits, without waiting for them."""
        now = _moment(timedelta())
        self._write(key, "UPDATE exchange_message SET held_until = ? WHERE held_until IS NOT NULL", now)
        self._write(key, "UPDATE intelligence_disclosure SET held_until = ? WHERE held_until IS NOT NULL", now)

    def let_nobody_answer(self, key: str) -> None:
        """Have a quarter of an hour pass since an emergency was sent."""
        self._write(key, "UPDATE intelligence_emergency SET asked_at = ?", _moment(timedelta(minutes=16)))

    def darken(self, key: str) -> None:
        """End a node, as when power or line fail."""
        stop([self.nodes[key]])

    def bring_back(self, key: str) -> None:
        """Start it again, where it was."""
        node = self.nodes[key]
        node.process = start(node.nation, node.home, port=node.port).process
        wait_until_well(node)

    def let_a_week_pass(self, key: str) -> None:
        """Have everything that a node sent, and every call it made, be seven days older."""
        for table, columns in SENT_AT.items():
            aged = ", ".join(f"{one} = strftime('%Y-%m-%d %H:%M:%f', {one}, '-7 days')" for one in columns)
            self._write(key, f"UPDATE {table} SET {aged}")  # noqa: S608  (tables and columns are named above)

    def read(self, key: str, query: str) -> list[tuple[object, ...]]:
        """Rows of a node's database."""
        with sqlite3.connect(self._database(key), timeout=20) as connection:
            return connection.execute(query).fetchall()

    def _write(self, key: str, statement: str, *values: object) -> None:
        with sqlite3.connect(self._database(key), timeout=20) as connection:
            connection.execute(statement, values)

    def _database(self, key: str) -> Path:
        return self.nodes[key].home / "data" / "node.sqlite3"


def made_grounds(factory: pytest.TempPathFactory, folder: Path) -> Grounds:
    """A copy of the demonstration in `folder`; whoever asks first in a run has it made."""
    shutil.copytree(made_once(factory, NAME, _make), folder)
    return Grounds(folder)


def empty_grounds(factory: pytest.TempPathFactory, folder: Path) -> Grounds:
    """A copy of Cambodia and Thailand with desks, officers and a signed list, and no record."""
    shutil.copytree(made_once(factory, EMPTY, _make_empty), folder)
    return Grounds(folder)


@contextmanager
def running_world(grounds: Grounds, nations: Sequence[DemoNation] = NATIONS) -> Iterator[World]:
    """All nodes and the secretariat, ended at the end of the block."""
    listed = ports_of(grounds)
    host, nodes = start_all(nations, grounds, wanted={nation: listed[nation] for nation in nations})
    try:
        for node in nodes:
            wait_until_well(node)
        yield World(grounds, {node.nation.key: node for node in nodes})
    finally:
        stop([*nodes, host])  # a node that was ended meanwhile has its new process in it


def ports_of(grounds: Grounds) -> dict[DemoNation, int]:
    """Where the trust list says that nodes are called."""
    listed = grounds.noted_ports()
    return {nation: listed[nation.key] for nation in NATIONS if nation.key in listed}


def _make(folder: Path) -> None:
    grounds = Grounds(folder)
    grounds.build_template()
    grounds.build(NATIONS, ports={nation: free_port() for nation in NATIONS})


def _make_empty(folder: Path) -> None:
    grounds = Grounds(folder)
    grounds.build_template()
    grounds.build(TWO, ports={nation: free_port() for nation in TWO}, is_empty=True)


def _moment(ago: timedelta) -> str:
    return (datetime.now(UTC) - ago).replace(tzinfo=None).isoformat(sep=" ")
