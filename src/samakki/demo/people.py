"""Kinds of things the demonstration is made of; plain values, so that the launcher needs no Django."""

from collections.abc import Iterator
from dataclasses import dataclass

PASSWORD = "Harvest-Moon-2026"  # noqa: S105  (of everybody in a demonstration; production refuses to run one)
PASSPHRASE = "rice and river water in the demonstration"  # noqa: S105  (of every key that signs its trust list)
SECOND_FACTOR_SECRET = "SAMAKKIDEMOSECRETKEYWITHNOVALUE2"  # noqa: S105  (as above; base 32)
PUBLICATION = "publication.json"  # under state/ of a node: its public keys, for whoever signs for its country


@dataclass(frozen=True, slots=True)
class DemoOfficer:
    """An invented person with a sign-in."""

    username: str
    full_name: str  # in the script of the country
    roles: tuple[str, ...]
    language: str
    proposed: tuple[str, ...] = ()  # roles still waiting for a second person


@dataclass(frozen=True, slots=True)
class DemoDesk:
    """A desk and who sits there.

    Attributes:
        address: "KH/POL/AHT/duty".
        name: in English.
        officers: who sits there.
        deals_with: subjects as the directory of desks names them.
        shares: whether disclosures go to it and come from it; such desks have officers who read reports.
        is_always: somebody answers day and night; others keep office hours.
        phone: invented; empty where none is listed.
    """

    address: str
    name: str
    officers: tuple[DemoOfficer, ...]
    deals_with: tuple[str, ...] = ()
    shares: bool = False
    is_always: bool = False
    phone: str = ""


@dataclass(frozen=True, slots=True)
class DemoAgency:
    """An agency and its desks."""

    code: str
    name: str  # in English
    kind: str  # value of AgencyKind
    desks: tuple[DemoDesk, ...]


@dataclass(frozen=True, slots=True)
class DemoNation:
    """One national node."""

    key: str  # "kh": name of its folder and first part of its address
    country: str
    title: str
    time_zone: str
    language: str
    port: int
    agencies: tuple[DemoAgency, ...]

    @property
    def exchange_name(self) -> str:
        """The node's name in the trust list."""
        return f"{self.country}/POL"

    @property
    def host(self) -> str:
        """What the browser is told; ``*.localhost`` is this machine, with cookies of its own for each name."""
        return f"{self.key}.localhost"

    @property
    def name(self) -> str:
        """The node's own name."""
        return f"{self.key}.demo.samakki.example"

    def desks(self) -> Iterator[tuple[DemoAgency, DemoDesk]]:
        """Every desk with its agency."""
        for agency in self.agencies:
            for desk in agency.desks:
                yield agency, desk

    def officers(self) -> Iterator[tuple[DemoAgency, DemoDesk, DemoOfficer]]:
        """Everybody, agency by agency."""
        for agency, desk in self.desks():
            for officer in desk.officers:
                yield agency, desk, officer
