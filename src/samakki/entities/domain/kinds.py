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
    HOLDS = "holds"  # a paper that names its holder
    STARTED_AT = "started_at"  # of a trip
    ENDED_AT = "ended_at"
    TOOK_PART = "took_part"
    BY_VEHICLE = "by_vehicle"
    CALLED_FROM = "called_from"  # of a call
    CALLED_TO = "called_to"
    SENT_BY = "sent_by"  # of a message
    SENT_TO = "sent_to"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class LinkForm:
    """How a kind of link is written.

    Attributes:
        schema: of the link; empty where a property of the first thing names the second, and nothing stands between.
        first: property of the end that does it; of a direct link the property that names the second thing.
        second: property of the other end; empty for a direct link.
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

LINK_SCHEMATA = frozenset(
    {"Membership", "Employment", "Family", "Associate", "Ownership", "UnknownLink", "Payment", "Representation"}
    | {
        "Directorship",
        "Occupancy",
        "Succession",
        "Debt",
        "ContractAward",
        "Documentation",
        "ProjectParticipant",
        "CourtCaseParty",
    }
)
"""Schemata that connect two things and are none themselves; a test compares them with the vocabulary."""

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
        LinkKind.HOLDS: LinkForm("", "holder", "", "", "Identification", ("LegalEntity",)),
        LinkKind.STARTED_AT: LinkForm("", "startLocation", "", "", "Trip", ("Address",)),
        LinkKind.ENDED_AT: LinkForm("", "endLocation", "", "", "Trip", ("Address",)),
        LinkKind.TOOK_PART: LinkForm("", "involved", "", "", "Trip", ("LegalEntity",)),
        LinkKind.BY_VEHICLE: LinkForm("", "vehicle", "", "", "Trip", ("Vehicle",)),
        LinkKind.CALLED_FROM: LinkForm("", "samakki:callerAccount", "", "", "Call", ("UserAccount",)),
        LinkKind.CALLED_TO: LinkForm("", "samakki:receiverAccount", "", "", "Call", ("UserAccount",)),
        LinkKind.SENT_BY: LinkForm("", "senderAccount", "", "", "Message", ("UserAccount",)),
        LinkKind.SENT_TO: LinkForm("", "recipientAccount", "", "", "Message", ("UserAccount",)),
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


def link_kind_of(schema: str, role: str) -> LinkKind:
    """The kind that an officer would have picked for a link, by its schema and the text of its role.

    >>> link_kind_of("UnknownLink", "lives at"), link_kind_of("Membership", "treasurer")
    (<LinkKind.LIVES_AT: 'lives_at'>, <LinkKind.MEMBER: 'member'>)
    """
    forms = [(kind, form) for kind, form in LINKS.items() if form.schema == schema]
    return next((kind for kind, form in forms if form.role in {"", role}), LinkKind.OTHER)


def direct_kind_of(prop: str) -> LinkKind:
    """The kind of a link that a property makes by itself."""
    return next((kind for kind, form in LINKS.items() if not form.schema and form.first == prop), LinkKind.OTHER)


def link_kinds_for(schema: str) -> tuple[tuple[LinkKind, bool], ...]:
    """Kinds of link that a thing can have, each with whether it is the first end.

    >>> (LinkKind.MEMBER, True) in link_kinds_for("Person"), (LinkKind.LIVES_AT, False) in link_kinds_for("Address")
    (True, True)
    """
    first = [(kind, True) for kind, form in LINKS.items() if schemata.is_a(schema, form.first_is)]
    second = [
        (kind, False) for kind, form in LINKS.items() if any(schemata.is_a(schema, one) for one in form.second_is)
    ]
    return (*first, *second)
