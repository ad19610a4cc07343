"""Properties that FollowTheMoney lacks. Each begins "samakki:", and leaves this software under that name or not at all.

Every property of FollowTheMoney has a twin here as well: ``samakki:birthDate`` holds what ``birthDate`` cannot, such as
a span of days, a telephone number without a country, or a language the other table does not know.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from samakki.entities.domain import schemata
from samakki.kernel.refusals import InvalidValue

OWN = "samakki:"
ELSEWHERE = "htcds:"
"""Fields of a file in the Human Trafficking Case Data Standard, kept under their exact names so that none is lost."""


@dataclass(frozen=True, slots=True)
class OwnProperty:
    """A property of this software.

    Attributes:
        kind: how its values are written: "text", "age", "digits", "date", "entity" and so on.
        schemata: what may have it; kinds of these may too.
        names: schema that a value of kind "entity" must be; else "".
    """

    kind: str
    schemata: tuple[str, ...]
    names: str = ""


OWN_PROPERTIES: Mapping[str, OwnProperty] = MappingProxyType(
    {
        # What people remember of somebody they cannot name.
        "samakki:build": OwnProperty("text", ("Person",)),  # tall, thin
        "samakki:face": OwnProperty("text", ("Person",)),
        "samakki:scar": OwnProperty("text", ("Person",)),
        "samakki:tattoo": OwnProperty("text", ("Person",)),
        "samakki:voice": OwnProperty("text", ("Person",)),
        "samakki:gait": OwnProperty("text", ("Person",)),
        "samakki:clothing": OwnProperty("text", ("Person",)),
        "samakki:habit": OwnProperty("text", ("Person",)),  # smokes, chews betel, always counts money twice
        "samakki:age": OwnProperty("age", ("Person",)),  # "16..18@2026-03-01": completed years, on that day
        # Digits as far as they are remembered: "*678" ends so, "012*" begins so, "*34*" holds it.
        "samakki:partialPhone": OwnProperty("digits", ("LegalEntity", "UserAccount")),
        "samakki:partialPlate": OwnProperty("digits", ("Vehicle",)),
        # How to get there, told step by step, and a drawing.
        "samakki:route": OwnProperty("text", ("Address", "Trip", "Person")),
        "samakki:sketch": OwnProperty("file", ("Address", "Trip", "Person")),  # reference of a stored file: "F-7K3QR"
        # What a place is used for, how many metres off its pin may be, and who or what told where it is.
        "samakki:placeKind": OwnProperty("place kind", ("Address",)),
        "samakki:radius": OwnProperty("metres", ("Address",)),
        "samakki:toldBy": OwnProperty("describer", ("Address",)),
        # FollowTheMoney lets people call and receive, but no telephone.
        "samakki:callerAccount": OwnProperty("entity", ("Call",), "UserAccount"),
        "samakki:receiverAccount": OwnProperty("entity", ("Call",), "UserAccount"),
        "samakki:colour": OwnProperty("text", ("Vehicle",)),
        # What files bring: the time of a message as written, the moment it was, and what another program calls a thing.
        "samakki:writtenTime": OwnProperty("text", ("Message",)),
        "samakki:sentAt": OwnProperty("text", ("Message",)),
        "samakki:foreignId": OwnProperty("text", ("Thing", "Interval", "Similar")),
    }
)


def kind_of(schema: str, prop: str) -> schemata.Property:
    """A property of a schema, whether FollowTheMoney's or one of this software.

    Raises:
        InvalidValue: "schema-unknown"; "property-unknown" (facts `schema`, `property`).
    """
    own = OWN_PROPERTIES.get(prop)
    if own is not None and any(schemata.is_a(schema, one) for one in own.schemata):
        return schemata.Property(prop, own.kind, own.names)
    known = schemata.properties(schema)
    if prop in known:
        return known[prop]
    if prop.startswith(OWN) and prop.removeprefix(OWN) in known:
        twin = known[prop.removeprefix(OWN)]
        return schemata.Property(prop, "date span" if twin.kind == "date" else "text")
    if prop.startswith(ELSEWHERE) and prop.removeprefix(ELSEWHERE).replace("_", "").isalnum() and prop.isascii():
        return schemata.Property(prop, "text")
    raise InvalidValue("property-unknown", schema=schema, property=prop)


def kept(schema: str, prop: str, value: str) -> str:
    """The property under which a value can be kept: `prop`, or its twin where FollowTheMoney does not take the value.

    Raises:
        InvalidValue: as `kind_of`.

    >>> kept("Person", "birthDate", "2007-04/2008-05"), kept("Person", "birthDate", "2008-05")
    ('samakki:birthDate', 'birthDate')
    """
    found = kind_of(schema, prop)
    if prop in schemata.properties(schema) and found.kind != "entity" and not schemata.takes(found.kind, value):
        return f"{OWN}{prop}"
    return prop
