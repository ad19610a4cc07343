"""Desks that something of this subject can go to, as the directory lists them."""

from dataclasses import dataclass

from django.utils.translation import get_language

from samakki.exchange.queries import directory
from samakki.kernel.addresses import DeskAddress


@dataclass(frozen=True, slots=True)
class ListedDesk:
    """One desk as pages show it.

    Attributes:
        address: "TH/POL/AHTD/duty".
        name: in the reader's language, or as listed.
        country: ISO 3166-1 alpha-2.
        phone: of the duty desk; empty where none is listed.
    """

    address: str
    name: str
    country: str
    phone: str


def is_listed(address: DeskAddress) -> bool:
    """Whether the directory vouches for a desk now."""
    return directory.desk(address) is not None


def own_desks() -> frozenset[str]:
    """Addresses of desks that live on this node."""
    return frozenset(str(desk) for desk in directory.own().desks)


def desks_to_choose(kind: str) -> tuple[ListedDesk, ...]:
    """Desks elsewhere that take messages of a type, in the order of addresses.

    Args:
        kind: name of the type without version.
    """
    own = own_desks()
    return tuple(_shown(desk) for desk in directory.desks(may_receive=kind) if str(desk.address) not in own)


def listed(address: str) -> ListedDesk:
    """One desk by its address; what is not listed any more is shown by its address alone."""
    found = directory.desk(address)
    if found is None:
        return ListedDesk(address, address, address[:2], "")
    return _shown(found)


def _shown(desk: directory.Desk) -> ListedDesk:
    names = dict(desk.names)
    name = names.get(get_language() or "en") or names.get("en") or next(iter(names.values()), str(desk.address))
    return ListedDesk(str(desk.address), name, desk.address.country, desk.phone)
