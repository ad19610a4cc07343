"""What belongs to a protected person and tells who she is: her papers, her telephone and accounts, where she lives.

For each thing an officer says whether it is hers alone or also somebody else's: the recruiter's telephone that she was
given, the house in which people were held. What is hers alone goes behind her code; the rest stays workable.
"""

from collections.abc import Collection
from enum import Enum
from typing import Final

from samakki.entities.domain import schemata

OWN: Final = "samakki:"


class Belongs(Enum):
    """Whose a thing is, as an officer says."""

    HERS = "hers"  # hers alone: it goes behind her code
    SHARED = "shared"  # also a suspect's, or used by several: it stays as it is


THINGS: Final = ("Identification", "UserAccount", "BankAccount", "CryptoWallet", "Address", "Vehicle")
"""Schemata of things that can tell who somebody is; kinds of these too."""

ASKED: Final = frozenset(
    {
        "phone",
        "email",
        "website",
        "username",
        "accountNumber",
        "iban",
        "address",
        "idNumber",
        "passportNumber",
        "socialSecurityNumber",
        "taxNumber",
        "innCode",
        "registrationNumber",
        "partialPhone",
        "sketch",
        "route",
        "foreignId",
    }
)
"""Properties on her own entry that an officer is asked about."""

ALWAYS: Final = frozenset(
    {"birthDate", "birthPlace", "fatherName", "motherName", "wikidataId", "sourceUrl", "abbreviation"}
)
"""Properties on her own entry that are nobody else's: they go behind the code without a question."""

YEAR_STAYS: Final = frozenset({"birthDate"})
"""Of these the year is kept, because whether somebody is a child decides what must be done."""

KEPT_OF_THING: Final = frozenset(
    {"service", "type", "country", "gender", "currency", "colour", "startDate", "endDate", "date"}
)
"""What a thing of hers goes on saying: enough to know what kind of thing it is, too little to find it."""

_HER_HOME: Final = frozenset({"addressEntity", "residence", "lives at"})
_HER_OWN: Final = frozenset({"holder", "owner", "accountHolder", "user", "asset", "uses", "passport", "bankAccounts"})
LIKE_HER_OWN: Final = ("UserAccount", "BankAccount", "CryptoWallet", "Vehicle")


def is_thing(schema: str) -> bool:
    """Whether an entity of this schema may be a thing of hers."""
    return any(schemata.is_a(schema, one) for one in THINGS)


def is_paper(schema: str) -> bool:
    """Whether it is a passport or another paper that names its holder."""
    return schemata.is_a(schema, "Identification")


def base_of(prop: str) -> str:
    """FollowTheMoney's name of a property."""
    return prop.removeprefix(OWN)


def usual(schema: str, *, ways: Collection[str], others: int) -> Belongs:
    """What is taken for granted of a linked thing until an officer says otherwise.

    A paper is always hers: no case needs somebody's passport number more than she needs to stay unfound. Anything that
    somebody else is connected with too is shared, since a case may rest on it.

    Args:
        schema: of the thing.
        ways: how it is connected with her: a property, or the role of a link.
        others: how many other people and organisations are connected with it.

    >>> usual("Passport", ways=["holder"], others=1), usual("Address", ways=["kept at"], others=0)
    (<Belongs.HERS: 'hers'>, <Belongs.SHARED: 'shared'>)
    """
    if is_paper(schema):
        return Belongs.HERS
    wanted = _HER_HOME if schemata.is_a(schema, "Address") else _HER_OWN
    return Belongs.HERS if not others and wanted & set(ways) else Belongs.SHARED


def behind(prop: str, value: str, code: str) -> str:
    """What stands in place of a value that is hers alone.

    >>> behind("birthDate", "2009-05-17", "P-7K3QX"), behind("motherName", "Somaly", "P-7K3QX")
    ('2009', 'P-7K3QX')
    """
    year = value[:4]
    if base_of(prop) in YEAR_STAYS and year.isascii() and year.isdecimal() and len(year) == len("2009"):
        return year
    return code
