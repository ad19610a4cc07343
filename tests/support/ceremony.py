"""People of several countries who sign a trust list, with cheap passphrases."""

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from samakki.exchange.domain.trust.statement import Statement
from samakki.exchange.trust.folder import TrustFolder
from samakki.exchange.trust.proposing import add_country, begin, state
from samakki.exchange.trust.signing import publish, sign
from samakki.sealing.ceremony import CeremonySigner, Cost, create_ceremony_key, open_ceremony_key
from tests.support.trust import a_statement

PASSPHRASE = "rice and river water"
CHEAP = Cost(1, 1, 64)


def a_key(folder: Path, holder: str) -> CeremonySigner:
    """A key that was made and opened."""
    path = folder / f"{holder}.key"
    create_ceremony_key(path, holder=holder, passphrase=PASSPHRASE, cost=CHEAP)
    return open_ceremony_key(path, PASSPHRASE)


@dataclass
class Region:
    """Three countries, two of which must sign; each with a key of its own role; and a host."""

    folder: TrustFolder
    keys: Path
    national: dict[str, CeremonySigner] = field(default_factory=dict)
    role: dict[str, CeremonySigner] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    host: CeremonySigner = field(init=False)

    def __post_init__(self) -> None:
        for country in ("KH", "TH", "VN"):
            self.national[country] = a_key(self.keys, country)
            self.role[country] = a_key(self.keys, f"{country} directory")
        self.host = a_key(self.keys, "secretariat")

    def begun(self, at: datetime) -> "Region":
        """With a first root, and KH and VN as members that have stated something."""
        begin(self.folder, national=[one.half for one in self.national.values()], needed=2, host=self.host.half, at=at)
        for country in ("KH", "VN"):
            add_country(self.folder, country, keys=[self.role[country].half], at=at)
            self.statements[country], _ = a_statement(country)
            state(self.folder, self.statements[country], at=at)
            sign(self.folder, self.role[country])
        self.sign_all("KH", "TH")
        publish(self.folder, self.host, at=at)
        return self

    def sign_all(self, *countries: str) -> None:
        """Have countries sign what waits, with their national keys."""
        for country in countries:
            sign(self.folder, self.national[country])

    def first_root(self) -> bytes:
        """What people give a node."""
        raw = self.folder.first_root()
        assert raw is not None
        return raw
