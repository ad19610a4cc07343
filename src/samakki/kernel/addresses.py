"""Names in the exchange: a desk that officers write to, ``KH/POL/AHTJPD/duty``, and the node behind it, ``KH/POL``.

Values; directories live elsewhere.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from samakki.kernel.codes import Country
from samakki.kernel.refusals import InvalidValue

LONGEST_ADDRESS = 80
_KEPT = 4096  # read already: every message names the same few again and again

# A body of several states has no country. ISO 3166-1 leaves XA to XZ to users; this one means "of the region".
SEVERAL_STATES = "XR"

_AGENCY = re.compile(r"[A-Z][A-Z0-9]{1,15}")
_OFFICE = re.compile(r"[A-Z][A-Z0-9-]{0,23}")
_DESK = re.compile(r"[a-z][a-z0-9-]{0,23}")


@dataclass(frozen=True, slots=True)
class DeskAddress:
    """One desk of one office of one agency of one country.

    Only ASCII letters, digits and hyphens: an address stands in logs, file names and signed envelopes, so two
    addresses that look alike must be the same bytes. Nothing is repaired on reading, for the same reason.

    Attributes:
        country: ISO 3166-1 alpha-2, or "XR" for a body of several states such as a secretariat.
        agency: "POL", 2 to 16 capitals and digits.
        office: "AHTJPD", up to 24 capitals, digits, hyphens.
        desk: "duty", up to 24 small letters, digits, hyphens.

    >>> DeskAddress.parse("KH/POL/AHTJPD/duty").agency_code
    'KH/POL'
    """

    country: str
    agency: str
    office: str
    desk: str

    def __post_init__(self) -> None:
        """Refuse parts that are not what the class promises."""
        parse_agency_code(self.agency_code)
        if not _OFFICE.fullmatch(self.office):
            raise InvalidValue("address-office")
        if not _DESK.fullmatch(self.desk):
            raise InvalidValue("address-desk")

    @classmethod
    @lru_cache(_KEPT)
    def parse(cls, text: str) -> "DeskAddress":
        """Read ``country/agency/office/desk``.

        Raises:
            InvalidValue: "address-form" (not four parts), "address-country", "address-agency", "address-office",
                "address-desk" (that part has another form).
        """
        parts = text.split("/")
        if len(parts) != len(cls.__slots__):
            raise InvalidValue("address-form")
        return cls(*parts)

    @property
    def agency_code(self) -> str:
        """Country and agency: ``KH/POL``."""
        return f"{self.country}/{self.agency}"

    def __str__(self) -> str:
        return f"{self.country}/{self.agency}/{self.office}/{self.desk}"


@dataclass(frozen=True, slots=True)
class NodeName:
    """One installation in the exchange; the country it belongs to answers for it.

    It is named like an agency, mostly after the one that runs it. Desks of several agencies may live on it, so that
    nothing follows from a node's name about the desks it serves: the trust list says that.

    Attributes:
        country: ISO 3166-1 alpha-2, or "XR" for a body of several states such as a secretariat.
        name: "POL", 2 to 16 capitals and digits.

    >>> NodeName.parse("KH/POL").country
    'KH'
    """

    country: str
    name: str

    def __post_init__(self) -> None:
        """Refuse parts that are not what the class promises."""
        parse_agency_code(str(self))

    @classmethod
    @lru_cache(_KEPT)
    def parse(cls, text: str) -> "NodeName":
        """Read ``country/name``.

        Raises:
            InvalidValue: as ``parse_agency_code``.
        """
        return cls(*parse_agency_code(text))

    def __str__(self) -> str:
        return f"{self.country}/{self.name}"


def parse_agency_code(text: str) -> tuple[str, str]:
    """Read ``KH/POL`` as (country, agency).

    Raises:
        InvalidValue: "address-form" (not two parts), "address-country", "address-agency".

    >>> parse_agency_code("XR/SEC")
    ('XR', 'SEC')
    """
    country, slash, agency = text.partition("/")
    if not slash:
        raise InvalidValue("address-form")
    if country != SEVERAL_STATES and not Country.is_code(country):
        raise InvalidValue("address-country")
    if not _AGENCY.fullmatch(agency):
        raise InvalidValue("address-agency")
    return country, agency
