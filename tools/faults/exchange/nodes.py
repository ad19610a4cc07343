"""Nodes of the simulation: each a database, keys, a folder of chunks and a clock of its own, in one process."""

import shutil
import zoneinfo
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import time_machine
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from samakki.access import actions as access
from samakki.access.domain.vocabulary import AgencyKind
from samakki.access.models import Officer
from samakki.exchange.actions.station import Station, stand_in
from samakki.exchange.domain.trust.statement import Statement
from samakki.exchange.queries import directory
from samakki.exchange.queries.seen import was_seen_before
from samakki.kernel.addresses import NodeName
from samakki.sealing.desks import DeskKeys
from samakki.sealing.keyring import Keyring, create_keyring
from tests.support.trust import Keys, a_statement, put_in_directory

BEGAN = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
COUNTRIES = ("KH", "TH", "VN")
DESKS = ("AHTJPD/duty", "AHTJPD/field")
TYPES = ("line.check",)
EMPTIED = "empty.sqlite3"


class Ended(BaseException):
    """A process ended at a named step. No ``except Exception`` of the software catches it, as none outlives a kill."""


@dataclass(slots=True)
class Clock:
    """Time of the simulated world; each node's own clock is off by its own error."""

    traveller: Any
    now: datetime = BEGAN

    def show(self, error: timedelta = timedelta()) -> None:
        """Have everything that asks for the time be told this node's."""
        self.traveller.move_to(self.now + error, tick=False)

    def pass_(self, seconds: float) -> None:
        """Let time pass in the world."""
        self.now += timedelta(seconds=seconds)


@dataclass(slots=True)
class SimNode:
    """One node.

    Args:
        name: "KH/POL".
        folder: of its own.
        database: what it is connected to.
        statement: what its country says of it.
        keys: private halves of that.
        keyring: seals what is held.
        clock: of the world.
    """

    name: str
    folder: Path
    database: BaseDatabaseWrapper
    statement: Statement
    keys: Keys
    keyring: Keyring
    clock: Clock
    clock_error: timedelta = timedelta()
    is_up: bool = True
    ends_at: tuple[str, int] | None = None  # at the how-manieth time of which step its process ends
    steps: dict[str, int] = field(default_factory=dict)
    kept: Station | None = None

    @contextmanager
    def at_work(self) -> Iterator[Station]:
        """Whatever happens in the block happens on this node: its database, its clock, its keys."""
        before, station_before = connections["default"], _now_at["node"]
        connections["default"] = self.database
        _now_at["node"] = self
        stand_in(self.station)
        self.clock.show(self.clock_error)
        try:
            yield self.station()
        finally:
            connections["default"] = before
            _now_at["node"] = station_before
            stand_in(station_before.station if station_before else None)
            self.clock.show(station_before.clock_error if station_before else timedelta())

    def station(self) -> Station:
        """This node as delivery sees it; kept until its trust list changes."""
        if self.kept is None:
            self.kept = self._made()
        return self.kept

    def _made(self) -> Station:
        return Station(
            NodeName.parse(self.name),
            frozenset(self.keys.desks),
            self.keys.nodes[self.name],
            DeskKeys(self.keys.desks.values()),
            directory.Senders(was_seen_before=was_seen_before),
            self.keyring,
            self.folder / "chunks",
        )

    @property
    def desks(self) -> tuple[str, ...]:
        """Addresses of its desks."""
        return tuple(sorted(self.keys.desks))

    def end(self) -> None:
        """The process is gone: what was not committed is not there, and nothing it had in memory is."""
        self.database.close()
        self.is_up = False

    def watch(self, step: str) -> None:
        """End the process where the schedule says so."""
        self.steps[step] = self.steps.get(step, 0) + 1
        if self.ends_at == (step, self.steps[step]):
            self.ends_at = None
            raise Ended(step)


_now_at: dict[str, SimNode | None] = {"node": None}


def watch(step: str) -> None:
    """Tell the node at work which step it reached."""
    if node := _now_at["node"]:
        node.watch(step)


@dataclass(slots=True)
class Region:
    """Three nodes that are emptied between schedules."""

    nodes: dict[str, SimNode]
    clock: Clock
    template: Path
    estranged: set[frozenset[str]] = field(default_factory=set)

    def refresh(self, node: SimNode) -> None:
        """Have a node take the newest trust list."""
        statements = [one.statement for one in self.nodes.values()]
        with node.at_work():
            put_in_directory(*statements, dated=self.clock.now)
        node.kept = None

    def stop_asking(self, one: SimNode, other: SimNode) -> None:
        """Expect no peace between two nodes that do not believe each other any more."""
        self.estranged.add(frozenset((one.name, other.name)))

    def empty(self) -> None:
        """Put every node back to how it was when it was made."""
        self.clock.now = BEGAN
        self.estranged.clear()
        for node in self.nodes.values():
            node.database.close()
            path = Path(node.database.settings_dict["NAME"])
            for beside in ("-wal", "-shm"):
                path.with_name(path.name + beside).unlink(missing_ok=True)
            shutil.copyfile(self.template, path)
            shutil.rmtree(node.folder / "chunks", ignore_errors=True)
            node.is_up, node.ends_at, node.clock_error = True, None, timedelta()
            node.steps.clear()
            node.kept = None


def officer_of(node: SimNode) -> Officer:
    """The officer at a node's first desk."""
    return Officer.objects.select_related("desk").get(desk__address=node.desks[0])


@contextmanager
def region(folder: Path) -> Iterator[Region]:
    """Three nodes that know each other, on SQLite files in a folder."""
    stated = {
        country: a_statement(country, desks=DESKS, types=TYPES, began=BEGAN - timedelta(days=20))
        for country in COUNTRIES
    }
    ring = create_keyring(folder / "fields.json")
    usual = connections["default"]
    template = folder / EMPTIED
    zones = lru_cache(maxsize=1)(zoneinfo.available_timezones)  # reads the disk each time it is asked
    with time_machine.travel(BEGAN, tick=False) as traveller, patch.object(zoneinfo, "available_timezones", zones):
        clock = Clock(traveller)
        connections["default"] = _connected(template)
        try:
            for subject in ("access", "exchange"):
                call_command("migrate", subject, verbosity=0, interactive=False)
            _fill([statement for statement, _ in stated.values()])
            with connections["default"].cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connections["default"].close()
        finally:
            connections["default"] = usual
        nodes = {}
        for country, (statement, keys) in stated.items():
            home = folder / country
            home.mkdir()
            database = _connected(home / "node.sqlite3")
            name = str(statement.nodes[0].name)
            nodes[name] = SimNode(name, home, database, statement, keys, ring, clock)
        made = Region(nodes, clock, template)
        made.empty()
        try:
            yield made
        finally:
            for node in nodes.values():
                node.database.close()


def _connected(path: Path) -> BaseDatabaseWrapper:
    settings = {**connections.settings["default"], "NAME": str(path), "CONN_MAX_AGE": None}
    start = "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;PRAGMA foreign_keys=ON;PRAGMA temp_store=MEMORY;"
    settings["ENGINE"] = "django.db.backends.sqlite3"
    settings["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 1, "init_command": start}
    from django.db.backends.sqlite3.base import DatabaseWrapper  # noqa: PLC0415  (needs settings)

    return DatabaseWrapper(settings, "default")


def _fill(statements: list[Statement]) -> None:
    put_in_directory(*statements, dated=BEGAN)
    for statement in statements:
        node = statement.nodes[0].name
        access.add_agency(
            by="console", code=str(node), name=f"Police of {node.country}", kind=AgencyKind.POLICE,
            terms_accepted_on=date(2026, 1, 5),
        )  # fmt: skip
        for number, desk in enumerate(statement.desks):
            access.add_desk(by="console", address=str(desk.address), name=f"Desk {desk.address}")
            access.add_officer(
                by="console", username=f"{node.country}{number}".lower(), full_name=f"Sok Dara {node.country} {number}",
                desk=str(desk.address),
            )  # fmt: skip
