"""Kinds of things the demonstration is made of; plain values, so that the launcher needs no Django."""

from collections.abc import Iterator
from dataclasses import dataclass

PASSWORD = "Harvest-Moon-2026"  # noqa: S105  (of everybody in a demonstration; production refuses to run one)
SECOND_FACTOR_SECRET = "SAMAKKIDEMOSECRETKEYWITHNOVALUE2"  # noqa: S105  (as above; base 32)


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
    """A desk and who sits there."""

    address: str
    name: str
    officers: tuple[DemoOfficer, ...]


@dataclass(frozen=True, slots=True)
class DemoAgency:
    """An agency and its desks."""

    code: str
    name: str
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
