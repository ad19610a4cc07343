"""Nodes of the simulation: each a database, keys, a folder of chunks and a clock of its own, in one process."""

import shutil
import zoneinfo
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

import time_machine
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from samakki.access.models import Officer
from samakki.exchange.actions import calls, trust_versions
from samakki.exchange.actions.station import Station, stand_in
from samakki.exchange.domain.trust.statement import Statement
from samakki.exchange.models import Member, TrustState
from samakki.exchange.queries import keys
from samakki.kernel.addresses import NodeName
from samakki.sealing.desks import DeskKeys
from samakki.sealing.keyring import Keyring, create_keyring
from tests.support.trust import Keys, a_statement, put_in_directory
from tools.faults.exchange import blanks, databases
from tools.faults.exchange.peopling import DESKS, TYPES, fill
from tools.faults.exchange.remembering import Directory, Senders, Trust, of_the_list

BEGAN = datetime(2026, 3, 1, 3, 0, tzinfo=UTC)
COUNTRIES = ("KH", "TH", "VN")
FRESH = "fresh"  # nodes that know of each other and never met


class Ended(BaseException):
    """A process ended. No ``except Exception`` of the software catches it, as none outlives a kill."""


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
        home: its own, where what is played writes files there; that of the tests for all of them otherwise.
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
    began: datetime | None = None  # when its process was started anew, by its clock
    ends_at: tuple[str, int] | None = None  # at the how-manieth time of which step its process ends
    ends_as: str = ""  # that step, where the process goes on to the end of the commit
    steps: dict[str, int] = field(default_factory=dict)
    trust: Trust = field(default_factory=Trust)
    home: Path | None = None

    @contextmanager
    def at_work(self) -> Iterator[Station]:
        """Whatever happens in the block happens on this node: its database, its clock, its keys."""
        before, station_before, home_before = connections["default"], _now_at["node"], settings.SAMAKKI_HOME
        connections["default"] = self.database
        settings.SAMAKKI_HOME = self.home or home_before
        _now_at["node"] = self
        settings.SAMAKKI_EXCHANGE_NAME = self.name
        stand_in(self.station)
        self.clock.show(self.clock_error)
        try:
            yield self.station()
        finally:
            connections["default"], settings.SAMAKKI_HOME = before, home_before
            _now_at["node"] = station_before
            settings.SAMAKKI_EXCHANGE_NAME = station_before.name if station_before else ""
            stand_in(station_before.station if station_before else None)
            self.clock.show(station_before.clock_error if station_before else timedelta())

    def station(self) -> Station:
        """This node as delivery sees it; kept until its trust list changes."""
        if self.trust.station is None:
            self.trust.station = self._made()
        return self.trust.station

    def _made(self) -> Station:
        return Station(
            NodeName.parse(self.name),
            frozenset(self.keys.desks),
            self.keys.nodes[self.name],
            DeskKeys(self.keys.desks.values()),
            Senders(),
            self.keyring,
            self.folder / "chunks",
            Directory(),
        )

    @property
    def desks(self) -> tuple[str, ...]:
        """Addresses of its desks."""
        return tuple(sorted(self.keys.desks))

    @property
    def country(self) -> str:
        """Its country."""
        return self.name[:2]

    def end(self) -> None:
        """The process is gone: what was not committed is not there, and nothing it had in memory is."""
        databases.cut_off(self.database)
        self.is_up = False

    def watch(self, step: str) -> None:
        """End the process where the schedule says so; at a named commit when it is on disk, and not before."""
        self.steps[step] = self.steps.get(step, 0) + 1
        if self.ends_at != (step, self.steps[step]):
            return
        if step.endswith(":committed") and self.database.in_atomic_block:
            self.ends_at, self.ends_as = (databases.AFTER_COMMIT, self.steps.get(databases.AFTER_COMMIT, 0) + 1), step
            return
        named, self.ends_at, self.ends_as = self.ends_as or step, None, ""
        raise Ended(named)


_now_at: dict[str, SimNode | None] = {"node": None}


def _list_now() -> Trust | None:
    node = _now_at["node"]
    return node.trust if node else None


def watch(step: str) -> None:
    """Tell the node at work which step it reached."""
    if node := _now_at["node"]:
        node.watch(step)


@dataclass(slots=True)
class Region:
    """Three nodes that are put back between schedules.

    Attributes:
        stages: states of the whole world that were kept, with the time it was then.
        trusts: what was asked of the trust list that a node had at a stage, by stage and node.
    """

    nodes: dict[str, SimNode]
    clock: Clock
    store: databases.Store
    stages: dict[str, datetime] = field(default_factory=dict)
    estranged: set[frozenset[str]] = field(default_factory=set)
    trusts: dict[tuple[str, str], Trust] = field(default_factory=dict)

    def refresh(self, node: SimNode) -> None:
        """Have a node take the newest trust list, which says nothing new but its date."""
        with node.at_work():
            now = self.clock.now
            TrustState.objects.update(dated=now, taken_at=now, asked_at=now, tried_at=now)
            Member.objects.update(confirmed=now)
        node.trust = Trust()

    def believe(self, node: SimNode, *statements: Statement) -> None:
        """Have a node take a trust list in which these countries are, and no others."""
        with node.at_work():
            put_in_directory(*statements, dated=self.clock.now, version=2)
        node.trust = Trust()

    def stop_asking(self, one: SimNode, other: SimNode) -> None:
        """Expect no peace between two nodes that do not believe each other any more."""
        self.estranged.add(frozenset((one.name, other.name)))

    def keep(self, stage: str) -> None:
        """Remember the world as it is now."""
        for node in self.nodes.values():
            self.store.keep(node.database, under=stage)
            shutil.rmtree(node.folder / stage, ignore_errors=True)
            if (node.folder / "chunks").exists():
                shutil.copytree(node.folder / "chunks", node.folder / stage)
        self.stages[stage] = self.clock.now

    def begin_at(self, stage: str) -> None:
        """Put the world back to how it was at a stage."""
        self.clock.now = self.stages[stage]
        self.estranged.clear()
        for node in self.nodes.values():
            self.store.restore(node.database, kept=stage)
            shutil.rmtree(node.folder / "chunks", ignore_errors=True)
            if (node.folder / stage).exists():
                shutil.copytree(node.folder / stage, node.folder / "chunks")
            node.is_up, node.began, node.ends_at, node.clock_error = True, None, None, timedelta()
            node.steps.clear()
            node.ends_as = ""
            node.trust = self.trusts.setdefault((stage, node.name), Trust())

    def reach(self, stage: str, play: Callable[[], None], *, since: str = FRESH) -> None:
        """Put the world to a stage; the first time by playing there from an earlier one."""
        if stage not in self.stages:
            self.begin_at(since)
            play()
            self.keep(stage)
        self.begin_at(stage)

    def empty(self) -> None:
        """Put every node back to how it was when it was made."""
        self.begin_at(FRESH)


def officer_of(node: SimNode, *, desk: int = 0, supervises: bool = False) -> Officer:
    """An officer at one of a node's desks."""
    rows = Officer.objects.select_related("desk__agency").filter(desk__address=node.desks[desk]).order_by("pk")
    return rows[int(supervises)]


@contextmanager
def region(
    folder: Path,
    *,
    store: databases.Store | None = None,
    blank: Callable[[BaseDatabaseWrapper], None] = blanks.from_file,
) -> Iterator[Region]:
    """Three nodes that know each other.

    Args:
        folder: for keys and chunks.
        store: where their databases are; files in `folder` unless given.
        blank: makes the tables of a database.
    """
    store = store or databases.Files(folder)
    stated = {
        country: a_statement(country, desks=DESKS, types=TYPES, began=BEGAN - timedelta(days=20))
        for country in COUNTRIES
    }
    ring = create_keyring(folder / "fields.json")
    zones = lru_cache(maxsize=1)(zoneinfo.available_timezones)  # reads the disk each time it is asked
    with (
        time_machine.travel(BEGAN, tick=False) as traveller,
        patch.object(zoneinfo, "available_timezones", zones),
        patch.object(calls, "version", of_the_list(trust_versions.version, _list_now)),
        patch.object(keys, "newest", of_the_list(keys.newest, _list_now)),
    ):
        clock, nodes = Clock(traveller), {}
        usual = connections["default"]
        for country, (statement, own) in stated.items():
            home = folder / country
            home.mkdir()
            database = store.database(country)
            try:
                connections["default"] = database
                blank(database)
                with transaction.atomic():
                    fill([statement for statement, _ in stated.values()], dated=BEGAN)
            finally:
                connections["default"] = usual
            databases.watch(database, watch)
            name = str(statement.nodes[0].name)
            nodes[name] = SimNode(name, home, database, statement, own, ring, clock)
        made = Region(nodes, clock, store)
        made.keep(FRESH)
        try:
            yield made
        finally:
            for node in nodes.values():
                databases.cut_off(node.database)
