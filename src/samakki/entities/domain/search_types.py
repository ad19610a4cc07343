"""What people call the things they look for. One word for several schemata, and two for a telephone and a profile."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from samakki.entities.domain import schemata

_BY_SCHEMA: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "person": ("Person",),
        "organisation": ("Organization", "LegalEntity"),
        "account": ("UserAccount",),
        "bank_account": ("BankAccount", "CryptoWallet"),
        "vehicle": ("Vehicle",),
        "contact": ("Call", "Message", "Email"),
        "document": ("Identification", "Document"),
        "place": ("Address",),
        "trip": ("Trip",),
    }
)
_NUMBERS = frozenset({"number", "samakki:number", "samakki:partialPhone"})
PHONE, OTHER = "phone", "other"
ENTITY_TYPES = (*_BY_SCHEMA, PHONE, OTHER)
"""Types of entities. Other kinds of records are types of their own: "report", "case"."""


def type_of(schema: str, props: Collection[str]) -> str:
    """What an entity is called.

    Args:
        schema: FollowTheMoney.
        props: names of the properties that something is said of; an account with a number is a telephone.

    >>> type_of("Company", ()), type_of("UserAccount", ["number"]), type_of("UserAccount", ["username"])
    ('organisation', 'phone', 'account')
    """
    for name, known in _BY_SCHEMA.items():
        if any(schemata.is_a(schema, one) for one in known):
            return PHONE if name == "account" and not _NUMBERS.isdisjoint(props) else name
    return OTHER
