"""Who can be written to, where, with which key, and whether a key is to be believed. Read from the verified trust list.

Nothing here is secret among members: every officer may look a desk up.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from samakki.exchange.domain.trust.statement import ListedNode
from samakki.exchange.domain.trust.validity import Freshness, freshness_of
from samakki.exchange.models import KnownDesk, KnownNode, Member, TrustState
from samakki.exchange.queries.keys import Senders, desk_key, newest, recipients, signing_key
from samakki.exchange.queries.listed import Desk, Found, desk_of, fits, keys_of, node_of_row
from samakki.kernel.addresses import DeskAddress, NodeName

__all__ = [
    "Desk",
    "Found",
    "OwnNode",
    "Senders",
    "agency_names",
    "desk",
    "desk_key",
    "desks",
    "freshness",
    "narrowed",
    "newest",
    "node",
    "node_of",
    "nodes",
    "own",
    "recipients",
    "signing_key",
]


@dataclass(frozen=True, slots=True)
class OwnNode:
    """This installation in the exchange.

    Attributes:
        name: None while it takes no part.
        desks: those the trust list names as living here.
    """

    name: NodeName | None
    desks: tuple[DeskAddress, ...]


def desk(address: DeskAddress | str) -> Desk | None:
    """The desk of an address, if it is listed now."""
    row = KnownDesk.objects.filter(address=str(address), gone_at=None).select_related("member").first()
    return None if row is None else desk_of(row, keys_of([row.address]))


def desks(found: Found | None = None, *, country: str = "", may_receive: str = "") -> tuple[Desk, ...]:
    """Every desk that is listed now and fits, in the order of addresses."""
    wanted = found or Found(country=country, may_receive=may_receive)
    rows = KnownDesk.objects.filter(gone_at=None).select_related("member").order_by("address")
    if wanted.country:
        rows = rows.filter(member__country=wanted.country)
    listed = list(rows)
    keys = keys_of(row.address for row in listed)
    return narrowed((desk_of(row, keys) for row in listed), wanted)


def agency_names(code: str) -> Mapping[str, str]:
    """What a listed agency is called, by language; nothing where no member lists it."""
    agencies = Member.objects.filter(country=code.partition("/")[0], gone_at=None).values_list("agencies", flat=True)
    return next((names for one, _kind, names in agencies.first() or () if one == code), {})


def narrowed(given: Iterable[Desk], wanted: Found) -> tuple[Desk, ...]:
    """Those of some desks that fit."""
    return tuple(one for one in given if fits(one, wanted))


def node(name: NodeName | str) -> ListedNode | None:
    """The installation of a name, if it is listed now."""
    row = KnownNode.objects.filter(name=str(name), gone_at=None).first()
    return None if row is None else node_of_row(row)


def nodes() -> tuple[NodeName, ...]:
    """Every installation that is listed now."""
    names = KnownNode.objects.filter(gone_at=None).order_by("name").values_list("name", flat=True)
    return tuple(map(NodeName.parse, names))


def node_of(address: DeskAddress | str) -> NodeName | None:
    """The installation that a listed desk lives on."""
    name = KnownDesk.objects.filter(address=str(address), gone_at=None).values_list("node", flat=True).first()
    return None if name is None else NodeName.parse(name)


def freshness(at: datetime | None = None) -> Freshness:
    """How old the trust data is, and until when it counts."""
    since = TrustState.objects.values_list("dated", flat=True).first()
    return freshness_of(since, at=at or timezone.now())


def own() -> OwnNode:
    """This installation as the trust list has it."""
    text = getattr(settings, "SAMAKKI_EXCHANGE_NAME", "")
    if not text:
        return OwnNode(None, ())
    addresses = KnownDesk.objects.filter(node=text, gone_at=None).order_by("address").values_list("address", flat=True)
    return OwnNode(NodeName.parse(text), tuple(map(DeskAddress.parse, addresses)))
