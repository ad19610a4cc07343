"""What a list calls an entity: the first thing said of it that names it, as it was written."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from samakki.entities.domain import schemata

LONGEST = 300  # characters, as the column has it

# What comes first names the thing best. Nicknames name a person nobody can name otherwise.
_NAMING: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "LegalEntity": ("name", "alias", "weakAlias", "previousName", "lastName", "phone", "email"),
        "Address": ("full", "name", "street", "city"),
        "UserAccount": ("number", "samakki:number", "username", "email", "name", "samakki:partialPhone"),
        "BankAccount": ("accountNumber", "iban", "name"),
        "CryptoWallet": ("publicKey", "name"),
        "Vessel": ("name", "registrationNumber", "imoNumber", "callSign"),
        "Vehicle": ("registrationNumber", "name", "samakki:partialPlate", "model", "type"),
        "Identification": ("number",),
        "Call": ("callerNumber", "receiverNumber", "date"),
        "Message": ("subject", "bodyText", "date"),
    }
)
_LAST_RESORT = ("name", "alias", "weakAlias", "title", "fileName", "role", "relationship", "summary", "description")
_AS_VALUE = frozenset({"number", "phone", "accountNumber", "registrationNumber"})
"""Shown as read, since the point is to compare them at a glance; everything else as it was written."""


def naming_properties(schema: str) -> tuple[str, ...]:
    """Properties that name an entity of this schema, best first."""
    first = next((props for name, props in _NAMING.items() if schemata.is_a(schema, name)), ())
    return tuple(dict.fromkeys((*first, *_LAST_RESORT)))


def caption(schema: str, said: Sequence[tuple[str, str, str]]) -> str:
    """What a list calls an entity; empty where nothing said of it names it.

    Args:
        schema: of the entity.
        said: property, value and words as written of each current statement, in the order they were made.

    >>> caption("Person", [("gender", "male", ""), ("weakAlias", "บองเล็ก", "")])
    'บองเล็ก'
    """
    for prop in naming_properties(schema):
        for name, value, as_written in said:
            if name == prop and value:
                text = value if prop in _AS_VALUE else as_written or value
                return " ".join(text.split())[:LONGEST]
    return ""
