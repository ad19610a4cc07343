"""What an officer picks: kinds of thing and kinds of link, and the FollowTheMoney schema each becomes."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from samakki.entities.domain import schemata


class Kind(Enum):
    """Kinds of thing, in the order of the list that an officer picks from."""

    PERSON = "person"
    PHONE = "phone"
    PLACE = "place"  # a house, a crossing, a town
    VEHICLE = "vehicle"
    BOAT = "boat"
    BANK_ACCOUNT = "bank_account"
    WALLET = "wallet"
    SOCIAL_ACCOUNT = "social_account"
    PASSPORT = "passport"
    DOCUMENT = "document"  # identity card, border pass, any other paper that names its holder
    ORGANISATION = "organisation"
    COMPANY = "company"
    TRIP = "trip"
    CALL = "call"
    MESSAGE = "message"
    OTHER = "other"  # what only an import brings


class LinkKind(Enum):
    """Kinds of link between two things."""

    MEMBER = "member"
    EMPLOYED = "employed"
    FAMILY = "family"
    ASSOCIATE = "associate"  # two people who were seen or named together
    OWNS = "owns"
    USES = "uses"  # a telephone, an account, a vehicle
    LIVES_AT = "lives_at"
    WORKS_AT = "works_at"
    SEEN_AT = "seen_at"
    KEPT_AT = "kept_at"  # not free to leave
    RUNS = "runs"  # answers for a place or a group
    PAID = "paid"
    ACTS_FOR = "acts_for"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LinkForm:
    """How a kind of link is written.

    Attributes:
        schema: of the link.
        first: property of the end that does it.
        second: property of the other end.
        role: fixed text in the property `role` that tells the kinds of one schema apart; "" where the schema does.
        first_is: schema that the first end must be.
        second_is: schemata of which the second end must be one.
    """

    schema: str
    first: str
    second: str
    role: str
    first_is: str
    second_is: tuple[str, ...]


SCHEMATA: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.PERSON: "Person",
        Kind.PHONE: "UserAccount",
        Kind.PLACE: "Address",
        Kind.VEHICLE: "Vehicle",
        Kind.BOAT: "Vessel",
        Kind.BANK_ACCOUNT: "BankAccount",
        Kind.WALLET: "CryptoWallet",
        Kind.SOCIAL_ACCOUNT: "UserAccount",
        Kind.PASSPORT: "Passport",
        Kind.DOCUMENT: "Identification",
        Kind.ORGANISATION: "Organization",
        Kind.COMPANY: "Company",
        Kind.TRIP: "Trip",
        Kind.CALL: "Call",
        Kind.MESSAGE: "Message",
    }
)

LINKS: Mapping[LinkKind, LinkForm] = MappingProxyType(
    {
        LinkKind.MEMBER: LinkForm("Membership", "member", "organization", "", "LegalEntity", ("Organization",)),
        LinkKind.EMPLOYED: LinkForm("Employment", "employee", "employer", "", "Person", ("Organization",)),
        LinkKind.FAMILY: LinkForm("Family", "person", "relative", "", "Person", ("Person",)),
        LinkKind.ASSOCIATE: LinkForm("Associate", "person", "associate", "", "Person", ("Person",)),
        LinkKind.OWNS: LinkForm("Ownership", "owner", "asset", "", "LegalEntity", ("Asset",)),
        LinkKind.USES: LinkForm("UnknownLink", "subject", "object", "uses", "LegalEntity", ("Thing",)),
        LinkKind.LIVES_AT: LinkForm("UnknownLink", "subject", "object", "lives at", "LegalEntity", ("Address",)),
        LinkKind.WORKS_AT: LinkForm("UnknownLink", "subject", "object", "works at", "LegalEntity", ("Address",)),
        LinkKind.SEEN_AT: LinkForm("UnknownLink", "subject", "object", "seen at", "Thing", ("Address",)),
        LinkKind.KEPT_AT: LinkForm("UnknownLink", "subject", "object", "kept at", "Person", ("Address",)),
        LinkKind.RUNS: LinkForm("UnknownLink", "subject", "object", "runs", "LegalEntity", ("Thing",)),
        LinkKind.PAID: LinkForm("Payment", "payer", "beneficiary", "", "LegalEntity", ("LegalEntity",)),
        LinkKind.ACTS_FOR: LinkForm("Representation", "agent", "client", "", "LegalEntity", ("LegalEntity",)),
        LinkKind.OTHER: LinkForm("UnknownLink", "subject", "object", "", "Thing", ("Thing",)),
    }
)

PHONE_SERVICE = "phone"
"""`service` of a UserAccount that is a telephone number; any other service is a social account."""


def kind_of_entity(schema: str, services: tuple[str, ...] = ()) -> Kind:
    """The kind that an officer would have picked for an entity.

    Args:
        schema: of the entity.
        services: values of its property `service`.

    >>> kind_of_entity("UserAccount", ("phone",)), kind_of_entity("Airplane"), kind_of_entity("PublicBody")
    (<Kind.PHONE: 'phone'>, <Kind.VEHICLE: 'vehicle'>, <Kind.ORGANISATION: 'organisation'>)
    """
    if schema == "UserAccount":
        return Kind.PHONE if PHONE_SERVICE in services else Kind.SOCIAL_ACCOUNT
    exact = next((kind for kind, name in SCHEMATA.items() if name == schema), None)
    if exact:
        return exact
    wider = (Kind.COMPANY, Kind.ORGANISATION, Kind.BOAT, Kind.VEHICLE, Kind.DOCUMENT)
    return next((kind for kind in wider if schemata.is_a(schema, SCHEMATA[kind])), Kind.OTHER)
