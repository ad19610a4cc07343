"""Values of the directory made from its rows, and what a desk is looked for by."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from samakki.exchange.domain.trust.duty import Duty
from samakki.exchange.domain.trust.reading import duty as read_duty
from samakki.exchange.domain.trust.statement import KeyKind, ListedDesk, ListedKey, ListedNode, Reach, Topic
from samakki.exchange.domain.trust.strict import At
from samakki.exchange.models import KnownDesk, KnownKey, KnownNode
from samakki.kernel.addresses import DeskAddress, NodeName


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk that is listed now.

    Attributes:
        listed: what its country states of it.
        agency_names: of its agency, by language.
        agency_kind: value of ``AgencyKind``.
        reach: how its country wants it to be written to.
        contact_point: the desk meant by that.
        confirmed: date of the trust data it stands in.
    """

    listed: ListedDesk
    agency_names: Mapping[str, str]
    agency_kind: str
    reach: Reach
    contact_point: DeskAddress | None
    confirmed: datetime

    @property
    def address(self) -> DeskAddress:
        """Where it is written to."""
        return self.listed.address

    @property
    def country(self) -> str:
        """ISO 3166-1 alpha-2, or "XR"."""
        return self.listed.address.country

    @property
    def agency(self) -> str:
        """Code of its agency."""
        return self.listed.address.agency_code

    @property
    def node(self) -> NodeName:
        """The installation it lives on."""
        return self.listed.node

    @property
    def names(self) -> Mapping[str, str]:
        """Its names by language; English is always there."""
        return self.listed.names

    @property
    def duty(self) -> Duty:
        """When somebody answers."""
        return self.listed.duty

    @property
    def languages(self) -> tuple[str, ...]:
        """What is spoken and read there."""
        return self.listed.languages

    @property
    def may_receive(self) -> tuple[str, ...]:
        """Types without version."""
        return self.listed.may_receive

    @property
    def phone(self) -> str:
        """Of whoever has duty; may be empty."""
        return self.listed.phone

    @property
    def verified_on(self) -> date:
        """When its country last checked the entry."""
        return self.listed.verified_on

    def is_stale(self, on: date) -> bool:
        """Whether nobody checked it for more than a year."""
        return self.listed.is_stale(on)


@dataclass(frozen=True, slots=True)
class Found:
    """What a desk is looked for by; an empty field asks for nothing.

    Attributes:
        country: "VN".
        language: tag of what must be spoken there: "km"; "zh" finds "zh-Hant" too.
        deals_with: value of ``Topic``.
        may_receive: a type without version.
        open_at: a moment at which somebody must answer.
        words: that stand in a name or address.
    """

    country: str = ""
    language: str = ""
    deals_with: str = ""
    may_receive: str = ""
    open_at: datetime | None = None
    words: str = ""


def fits(one: Desk, wanted: Found) -> bool:
    """Whether a desk is what somebody looks for."""
    words = wanted.words.casefold()
    texts = (str(one.address), *one.names.values(), *one.agency_names.values())
    return (
        (not wanted.country or wanted.country == one.country)
        and (not wanted.language or any(_speaks(tag, wanted.language) for tag in one.languages))
        and (not wanted.deals_with or wanted.deals_with in {topic.value for topic in one.listed.deals_with})
        and (not wanted.may_receive or wanted.may_receive in one.may_receive)
        and (wanted.open_at is None or one.duty.is_open(wanted.open_at))
        and all(any(word in text.casefold() for text in texts) for word in words.split())
    )


def _speaks(tag: str, wanted: str) -> bool:
    return tag == wanted or tag.startswith(f"{wanted}-")


def desk_of(row: KnownDesk, keys: Mapping[str, tuple[ListedKey, ...]]) -> Desk:
    """A desk from its row, read together with its member, and the keys of ``keys_of``."""
    details, member = row.details, row.member
    address = DeskAddress.parse(row.address)
    kind, names = next(
        ((kind, names) for code, kind, names in member.agencies if code == address.agency_code), ("", {})
    )
    held = keys.get(row.address, ())
    return Desk(
        listed=ListedDesk(
            address=address,
            node=NodeName.parse(row.node),
            names=details["names"],
            duty=read_duty(At(details["duty"])),
            languages=tuple(details["languages"]),
            phone=details["phone"],
            may_receive=tuple(details["may_receive"]),
            deals_with=tuple(Topic(one) for one in details["deals_with"]),
            verified_on=row.verified_on,
            keys=tuple(key for key in held if key.kind is not KeyKind.SIGNING),
            cosigning=tuple(key for key in held if key.kind is KeyKind.SIGNING),
        ),
        agency_names=names,
        agency_kind=kind,
        reach=Reach(member.reach),
        contact_point=DeskAddress.parse(member.contact_point) if member.contact_point else None,
        confirmed=member.confirmed,
    )


def node_of_row(row: KnownNode) -> ListedNode:
    """An installation from its row."""
    details = row.details
    return ListedNode(
        name=NodeName.parse(row.name),
        endpoints=tuple(details["endpoints"]),
        pins=tuple(details["pins"]),
        keys=keys_of([row.name]).get(row.name, ()),
        types={one: tuple(versions) for one, versions in details["types"].items()},
        messages_a_day=details["messages_a_day"],
        megabytes_a_day=details["megabytes_a_day"],
    )


def keys_of(holders: Iterable[str]) -> Mapping[str, tuple[ListedKey, ...]]:
    """Keys that are listed now, by holder, the oldest first."""
    found: dict[str, list[ListedKey]] = {}
    for row in KnownKey.objects.filter(holder__in=list(holders), gone_at=None).order_by("valid_from", "key_id"):
        found.setdefault(row.holder, []).append(listed(row))
    return {holder: tuple(keys) for holder, keys in found.items()}


def listed(row: KnownKey) -> ListedKey:
    """A key from its row."""
    return ListedKey(row.key_id, KeyKind(row.kind), bytes(row.public), row.valid_from, row.valid_to, row.revoked_at)
