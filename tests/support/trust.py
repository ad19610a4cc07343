"""A region whose nodes, desks and keys are in the directory without anybody having signed anything."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from samakki.exchange.actions.directory import Changed, replace_directory
from samakki.exchange.domain.trust.duty import WEEK, Duty, Shift
from samakki.exchange.domain.trust.statement import (
    KeyKind,
    ListedAgency,
    ListedDesk,
    ListedKey,
    ListedNode,
    Reach,
    Statement,
    Told,
    Topic,
)
from samakki.exchange.models import TrustState
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.sealing.desks import DeskKey, new_desk_key
from samakki.sealing.signing import SigningKey, new_signing_key
from samakki.sealing.suites import Suite

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
TYPES = (
    "disclosure.offer",
    "disclosure.rest",
    "disclosure.emergency",
    "disclosure.answer",
    "release.request",
    "release.answer",
    "recall.request",
    "recall.answer",
)
OFFICE = Duty("Asia/Phnom_Penh", is_always=False, shifts=(Shift(WEEK[:5], time(8), time(17)),))


@dataclass(frozen=True)
class Keys:
    """Private halves of what a statement lists, by node and by desk."""

    nodes: dict[str, SigningKey]
    desks: dict[str, DeskKey]


def a_statement(
    country: str = "KH",
    *,
    desks: Iterable[str] = ("AHTJPD/duty",),
    types: tuple[str, ...] = TYPES,
    suite: Suite = Suite.X25519,
    began: datetime = BEGAN,
) -> tuple[Statement, Keys]:
    """What a country with one police node states, and the keys behind it."""
    node = NodeName(country, "POL")
    signing = new_signing_key()
    addresses = [DeskAddress.parse(f"{node}/{one}") for one in desks]
    opening = {str(one): new_desk_key(str(one), suite=suite, valid_from=began) for one in addresses}
    listed = ListedKey(signing.id, KeyKind.SIGNING, signing.public, began, began + timedelta(days=730))
    statement = Statement(
        country=country,
        reach=Reach.DIRECT,
        contact_point=None,
        agencies=(ListedAgency(str(node), "police", {"en": f"Police of {country}"}),),
        nodes=(
            ListedNode(
                node,
                (f"https://{country.lower()}.samakki.example",),
                (),
                (listed,),
                {one: ("1.0",) for one in types},
            ),
        ),
        desks=tuple(a_desk(one, opening[str(one)], types) for one in addresses),
    )
    return statement, Keys({str(node): signing}, opening)


def a_desk(address: DeskAddress, key: DeskKey, types: tuple[str, ...] = TYPES) -> ListedDesk:
    """A desk with office hours in Phnom Penh."""
    return ListedDesk(
        address=address,
        node=NodeName.parse(address.agency_code),
        names={"en": f"Duty desk {address.office}"},
        duty=OFFICE,
        languages=("km", "en"),
        phone="+85523123456",
        may_receive=types,
        deals_with=(Topic.TRAFFICKING,),
        verified_on=date(2026, 1, 15),
        keys=(ListedKey(key.id, KeyKind(key.suite.value), key.public, key.valid_from, key.valid_to),),
    )


def put_in_directory(*statements: Statement, dated: datetime, at: datetime | None = None, version: int = 1) -> Changed:
    """Make the directory hold exactly these countries, as of a day."""
    members = {one.country for one in statements}
    changed = replace_directory(
        [Told(one, version) for one in statements], members=members, dated=dated, at=at or dated
    )
    TrustState.objects.all().delete()
    TrustState.objects.create(
        root=b"", timestamp=b"", snapshot=b"", targets=b"", root_version=1, timestamp_version=version,
        dated=dated, taken_at=at or dated, asked_at=at or dated, tried_at=at or dated,
    )  # fmt: skip
    return changed


def revoked(stated: Statement, moment: datetime) -> Statement:
    """The statement with the signing keys of all its nodes revoked from a moment on."""
    nodes = tuple(replace(one, keys=tuple(replace(key, revoked_at=moment) for key in one.keys)) for one in stated.nodes)
    return replace(stated, nodes=nodes)
