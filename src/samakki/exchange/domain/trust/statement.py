"""What one country states about itself: its agencies, nodes, desks and keys. The target file of its role.

Values only; ``reading.py`` makes one from bytes and refuses what is not exactly of this form.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from types import MappingProxyType

from samakki.exchange.domain.trust.duty import Duty
from samakki.kernel.addresses import DeskAddress, NodeName

ANY_TYPE = ""  # asked for no type in particular
VERIFIED_FOR = timedelta(days=365)


class Reach(Enum):
    """How a country wants its desks to be written to."""

    DIRECT = "direct"
    DIRECT_WITH_COPY = "direct-with-copy"  # the contact point gets the same message
    CONTACT_POINT = "contact-point"  # through it alone


class KeyKind(Enum):
    """What a key of the trust list is for."""

    SIGNING = "ed25519"  # signs what a node sends, or an officer's formal request
    DESK_X25519 = "x25519-hkdf256-c20p"  # these two are the suites of ``sealing``
    DESK_HYBRID = "mlkem768x25519-hkdf256-c20p"


class Topic(Enum):
    """What a desk deals with, for officers who look for one."""

    TRAFFICKING = "trafficking"
    SMUGGLING = "smuggling"
    CHILDREN = "children"
    ONLINE_SCAMS = "online-scams"
    MISSING_PERSONS = "missing-persons"
    DOCUMENTS = "documents"
    MONEY = "money"
    LEGAL_ASSISTANCE = "legal-assistance"
    EXTRADITION = "extradition"
    VICTIM_SUPPORT = "victim-support"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class ListedKey:
    """A public key and the time it is meant for.

    Attributes:
        id: 32 hexadecimal digits, derived from the public key.
        kind: what it is for.
        public: raw bytes.
        valid_from, valid_to: moments between which it is used; half-open.
        revoked_at: from when on it must not be believed, whatever `valid_to` says.
    """

    id: str
    kind: KeyKind
    public: bytes
    valid_from: datetime
    valid_to: datetime
    revoked_at: datetime | None = None

    def is_valid(self, at: datetime) -> bool:
        """Whether the list says that it may be used at a moment. How fresh the list is, is asked elsewhere."""
        return self.valid_from <= at < self.valid_to and (self.revoked_at is None or at < self.revoked_at)


@dataclass(frozen=True, slots=True)
class ListedAgency:
    """An agency.

    Attributes:
        code: "KH/POL".
        kind: value of ``access.domain.vocabulary.AgencyKind``.
        names: by language tag; English is always there.
    """

    code: str
    kind: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ListedNode:
    """One installation.

    Attributes:
        name: "KH/POL".
        endpoints: addresses it can be called at; empty for a node that only dials out.
        pins: SHA-256 of the public keys of its TLS certificates, hexadecimal.
        keys: its signing keys.
        types: which versions of which types it takes: "disclosure.offer" to "1.0".
        messages_a_day, megabytes_a_day: the most it wants from one other node.
    """

    name: NodeName
    endpoints: tuple[str, ...]
    pins: tuple[str, ...]
    keys: tuple[ListedKey, ...]
    types: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    messages_a_day: int = 2000
    megabytes_a_day: int = 1000


@dataclass(frozen=True, slots=True)
class ListedDesk:
    """A desk or focal point. It names no officer: people change, and everybody in the exchange reads this.

    Attributes:
        address: where it is written to.
        node: which installation holds its key.
        names: by language tag; English is always there.
        duty: when somebody answers.
        languages: BCP 47 tags of what is spoken and read there, the best first.
        phone: of whoever has duty, "+855…"; may be empty.
        may_receive: types without version; a desk that lists none is not written to.
        deals_with: what officers look for.
        verified_on: day on which the country last checked all this by calling.
        keys: what is sent to it is sealed to the newest valid one.
        cosigning: keys by which its officers sign formal requests.
    """

    address: DeskAddress
    node: NodeName
    names: Mapping[str, str]
    duty: Duty
    languages: tuple[str, ...]
    phone: str
    may_receive: tuple[str, ...]
    deals_with: tuple[Topic, ...]
    verified_on: date
    keys: tuple[ListedKey, ...]
    cosigning: tuple[ListedKey, ...] = ()

    def is_stale(self, on: date) -> bool:
        """Whether nobody checked it for more than a year."""
        return on - self.verified_on > VERIFIED_FOR


@dataclass(frozen=True, slots=True)
class Statement:
    """All that one country states.

    Attributes:
        country: ISO 3166-1 alpha-2, or "XR" for a body of several states.
        reach: how its desks want to be written to.
        contact_point: the desk meant by that; None where `reach` is direct.
    """

    country: str
    reach: Reach
    contact_point: DeskAddress | None
    agencies: tuple[ListedAgency, ...] = ()
    nodes: tuple[ListedNode, ...] = ()
    desks: tuple[ListedDesk, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One country's statement, and the signed metadata that proves it is its own.

    Attributes:
        statement: as read.
        version: of the country's role.
        metadata: signed, as it came.
        raw: the statement's bytes.
    """

    statement: Statement
    version: int
    metadata: bytes = field(default=b"", repr=False)
    raw: bytes = field(default=b"", repr=False)
