"""What a column of a sheet can mean: a property of one of the things that a row is about, and how these are linked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from samakki.entities.domain.kinds import LINKS, PHONE_SERVICE, SCHEMATA, Kind, LinkForm, LinkKind


class Thing(Enum):
    """A thing that a row can be about. Numbered ones are further things of the same kind in the same row."""

    EITHER = "either"  # a person, an organisation or another thing: each row says which
    PERSON = "person"
    PERSON_2 = "person2"
    PERSON_3 = "person3"
    COMPANY = "company"
    COMPANY_2 = "company2"
    PHONE = "phone"
    PHONE_2 = "phone2"
    PHONE_3 = "phone3"
    ADDRESS = "address"
    ADDRESS_2 = "address2"
    VEHICLE = "vehicle"
    BOAT = "boat"
    BANK_ACCOUNT = "bank"
    SOCIAL = "social"
    SOCIAL_2 = "social2"
    PASSPORT = "passport"
    DOCUMENT = "document"


KINDS: Mapping[Thing, Kind] = MappingProxyType(
    {
        Thing.EITHER: Kind.PERSON,
        Thing.PERSON: Kind.PERSON,
        Thing.PERSON_2: Kind.PERSON,
        Thing.PERSON_3: Kind.PERSON,
        Thing.COMPANY: Kind.COMPANY,
        Thing.COMPANY_2: Kind.COMPANY,
        Thing.PHONE: Kind.PHONE,
        Thing.PHONE_2: Kind.PHONE,
        Thing.PHONE_3: Kind.PHONE,
        Thing.ADDRESS: Kind.PLACE,
        Thing.ADDRESS_2: Kind.PLACE,
        Thing.VEHICLE: Kind.VEHICLE,
        Thing.BOAT: Kind.BOAT,
        Thing.BANK_ACCOUNT: Kind.BANK_ACCOUNT,
        Thing.SOCIAL: Kind.SOCIAL_ACCOUNT,
        Thing.SOCIAL_2: Kind.SOCIAL_ACCOUNT,
        Thing.PASSPORT: Kind.PASSPORT,
        Thing.DOCUMENT: Kind.DOCUMENT,
    }
)

PROPERTIES: Mapping[Kind, tuple[str, ...]] = MappingProxyType(
    {
        Kind.PERSON: (
            "name",
            "alias",
            "weakAlias",
            "firstName",
            "lastName",
            "fatherName",
            "motherName",
            "gender",
            "birthDate",
            "samakki:age",
            "birthPlace",
            "nationality",
            "idNumber",
            "passportNumber",
            "email",
            "position",
            "education",
            "religion",
            "ethnicity",
            "appearance",
            "status",
            "notes",
        ),
        Kind.COMPANY: (
            "name",
            "alias",
            "registrationNumber",
            "jurisdiction",
            "incorporationDate",
            "sector",
            "legalForm",
            "taxNumber",
            "email",
            "website",
            "notes",
        ),
        Kind.PHONE: ("number", "notes"),
        Kind.PLACE: ("full", "country", "notes"),
        Kind.VEHICLE: ("registrationNumber", "type", "model", "samakki:colour", "country", "notes"),
        Kind.BOAT: ("name", "registrationNumber", "flag", "type", "imoNumber", "mmsi", "notes"),
        Kind.BANK_ACCOUNT: ("accountNumber", "iban", "bankName", "accountType", "currency", "notes"),
        Kind.SOCIAL_ACCOUNT: ("username", "service", "email", "name", "notes"),
        Kind.PASSPORT: ("number", "country", "startDate", "endDate", "authority", "notes"),
        Kind.DOCUMENT: ("number", "type", "country", "startDate", "endDate", "authority", "notes"),
        Kind.ORGANISATION: ("name", "alias", "notes"),
    }
)
"""What an officer is offered for each kind, most wanted first."""

MAIN: Mapping[Kind, str] = MappingProxyType({kind: props[0] for kind, props in PROPERTIES.items()})
"""The property that names a thing: where a column holds either kind of thing, this is what it holds of each."""

KIND_COLUMN = "either:kind"
"""A column that says for each row which kind of thing it is."""
LEFT_OUT = ""
"""A column that is not taken."""


@dataclass(frozen=True, slots=True)
class Target:
    """What one column means."""

    thing: Thing
    prop: str

    @property
    def key(self) -> str:
        """As stored and as the form sends it: "person:name"."""
        return f"{self.thing.value}:{self.prop}"

    @property
    def schema(self) -> str:
        """FollowTheMoney schema of the thing."""
        return SCHEMATA[KINDS[self.thing]]


def target_of(key: str) -> Target | None:
    """The target with this key; None for "left out", for the column of kinds, and for anything unknown.

    >>> target_of("person:birthDate")
    Target(thing=<Thing.PERSON: 'person'>, prop='birthDate')
    """
    return _BY_KEY.get(key)


def offered() -> tuple[Target, ...]:
    """Every target, in the order of a form."""
    return tuple(_BY_KEY.values())


_EITHER = ("name", "alias", "notes", "idNumber", "country", "status")
_BY_KEY = {
    target.key: target
    for thing in Thing
    for prop in (_EITHER if thing is Thing.EITHER else PROPERTIES[KINDS[thing]])
    for target in (Target(thing, prop),)
}

FIXED: Mapping[Kind, tuple[tuple[str, str], ...]] = MappingProxyType({Kind.PHONE: (("service", PHONE_SERVICE),)})
"""What is said of every thing of a kind without a column of its own."""

_POINTING: Mapping[Kind, str] = MappingProxyType({Kind.PASSPORT: "holder", Kind.DOCUMENT: "holder"})
"""Things that name whom they belong to themselves: the property that does."""

_LINKS: tuple[tuple[Kind, Kind, LinkKind], ...] = (
    (Kind.PERSON, Kind.PHONE, LinkKind.USES),
    (Kind.PERSON, Kind.SOCIAL_ACCOUNT, LinkKind.USES),
    (Kind.PERSON, Kind.PLACE, LinkKind.LIVES_AT),
    (Kind.PERSON, Kind.VEHICLE, LinkKind.USES),
    (Kind.PERSON, Kind.BOAT, LinkKind.USES),
    (Kind.PERSON, Kind.BANK_ACCOUNT, LinkKind.USES),
    (Kind.PERSON, Kind.COMPANY, LinkKind.OTHER),
    (Kind.PERSON, Kind.PERSON, LinkKind.ASSOCIATE),
    (Kind.COMPANY, Kind.PHONE, LinkKind.USES),
    (Kind.COMPANY, Kind.SOCIAL_ACCOUNT, LinkKind.USES),
    (Kind.COMPANY, Kind.PLACE, LinkKind.OTHER),
    (Kind.COMPANY, Kind.VEHICLE, LinkKind.USES),
    (Kind.COMPANY, Kind.BOAT, LinkKind.USES),
    (Kind.COMPANY, Kind.BANK_ACCOUNT, LinkKind.USES),
    (Kind.ORGANISATION, Kind.PHONE, LinkKind.USES),
    (Kind.ORGANISATION, Kind.PLACE, LinkKind.OTHER),
)


def pointing_property(kind: Kind) -> str:
    """The property with which a thing of this kind names whom it belongs to; "" where a link of its own does."""
    return _POINTING.get(kind, "")


def link_between(first: Kind, second: Kind) -> LinkForm | None:
    """How two things of one row are linked; None where nothing follows from their being in one row."""
    found = next((link for one, other, link in _LINKS if (one, other) == (first, second)), None)
    return LINKS[found] if found else None
