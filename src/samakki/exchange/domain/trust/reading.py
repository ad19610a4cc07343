"""A country's statement from bytes. Every entry must belong to that country, and nothing may contradict itself.

The form is closed on purpose: an unknown field is an error, because what signs trust must not be read in two ways.
A new field comes with a new `format`.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import time
from functools import cache
from types import MappingProxyType
from typing import Protocol, TypeVar
from zoneinfo import available_timezones

from samakki.exchange.domain.trust.duty import WEEK, Duty, Shift, Weekday
from samakki.exchange.domain.trust.errors import StatementWrong
from samakki.exchange.domain.trust.statement import (
    KeyKind,
    ListedAgency,
    ListedDesk,
    ListedKey,
    ListedNode,
    Reach,
    Statement,
    Topic,
)
from samakki.exchange.domain.trust.strict import At, read_json
from samakki.kernel.addresses import SEVERAL_STATES, DeskAddress, NodeName, parse_agency_code
from samakki.kernel.codes import Country, Language
from samakki.kernel.refusals import InvalidValue
from samakki.sealing.desks import desk_key_id
from samakki.sealing.signing import PUBLIC_BYTES, signing_key_id
from samakki.sealing.suites import Suite

FORMAT = "samakki-country-1"
MOST_BYTES = 512_000
MOST_NODES, MOST_DESKS, MOST_AGENCIES, MOST_KEYS, MOST_TYPES = 40, 300, 80, 24, 80
KEY_BYTES: Mapping[KeyKind, int] = MappingProxyType(
    {KeyKind.SIGNING: PUBLIC_BYTES, **{KeyKind(suite.value): suite.public_bytes for suite in Suite}}
)
AGENCY_KINDS = ("police", "prosecution", "central_authority", "court", "victim_support", "secretariat", "oversight",
                "planner", "operator")  # fmt: skip
TYPE_NAME = r"[a-z][a-z0-9_-]{0,30}(\.[a-z][a-z0-9_-]{0,30}){1,2}"
_VERSION = r"[1-9][0-9]{0,2}\.[0-9]{1,3}"
_ENDPOINT = r"https://[a-z0-9.-]{1,200}(:[0-9]{1,5})?(/[a-z0-9/_-]{0,80})?|http://(127\.0\.0\.1|[a-z0-9-]+\.localhost)(:[0-9]{1,5})?/?"
_HEX64, _KEY_ID, _PHONE = r"[0-9a-f]{64}", r"[0-9a-f]{32}", r"\+[1-9][0-9]{5,14}"
_CLOCK = r"([01][0-9]|2[0-3]):[0-5][0-9]"


class _OfCountry(Protocol):
    @property
    def country(self) -> str: ...


def read_statement(raw: bytes, *, country: str) -> Statement:
    """The statement in some bytes.

    Args:
        raw: the target file.
        country: whose role signed it. Whatever speaks of another one is refused.

    Raises:
        StatementWrong: at the first thing that is wrong; the text names the place.
    """
    top = read_json(raw, most=MOST_BYTES).fields(
        ("format", "country", "reach", "agencies", "nodes", "desks"), ("contact_point",)
    )
    top["format"].one_of((FORMAT,))
    if top["country"].value != country or not is_member(country):
        raise top["country"].wrong(f"{country} may speak for itself alone")
    reader = EntryReader(country)
    found = Statement(
        country=country,
        reach=Reach(top["reach"].one_of(one.value for one in Reach)),
        contact_point=reader.desk_address(top["contact_point"]) if "contact_point" in top else None,
        agencies=top["agencies"].each(reader.agency, most=MOST_AGENCIES),
        nodes=top["nodes"].each(reader.node, most=MOST_NODES),
        desks=top["desks"].each(reader.desk, most=MOST_DESKS),
    )
    _require_whole(found)
    return found


def is_member(country: str) -> bool:
    """Whether a code can stand for a member: a country, or a body of several states."""
    return country == SEVERAL_STATES or Country.is_code(country)


class EntryReader:
    """Reads entries of one country; whatever names another one is refused."""

    def __init__(self, country: str) -> None:
        self.country = country

    def desk_address(self, at: At) -> DeskAddress:
        """Address of a desk of this country."""
        return self._ours(at, DeskAddress.parse)

    def agency(self, at: At) -> ListedAgency:
        """One agency."""
        given = at.fields(("code", "kind", "names"))
        code = given["code"].text(most=24)
        try:
            owner, _ = parse_agency_code(code)
        except InvalidValue:
            raise given["code"].wrong("this is not a code such as KH/POL") from None
        if owner != self.country:
            raise given["code"].wrong(f"{self.country} may speak for itself alone")
        return ListedAgency(code, given["kind"].one_of(AGENCY_KINDS), names(given["names"]))

    def node(self, at: At) -> ListedNode:
        """One installation."""
        given = at.fields(("name", "endpoints", "keys", "types"), ("pins", "messages_a_day", "megabytes_a_day"))
        types = given["types"].named(lambda one: one.each(lambda each: each.text(_VERSION), most=9, least=1), most=80)
        for name in types:
            At(name, given["types"].where).text(TYPE_NAME, most=90)
        return ListedNode(
            name=self._ours(given["name"], NodeName.parse),
            endpoints=given["endpoints"].each(lambda one: one.text(_ENDPOINT, most=300), most=4),
            pins=given["pins"].each(lambda one: one.text(_HEX64), most=6) if "pins" in given else (),
            keys=given["keys"].each(lambda one: key(one, (KeyKind.SIGNING,)), most=MOST_KEYS, least=1),
            types=MappingProxyType(types),
            messages_a_day=given["messages_a_day"].whole(most=10**7) if "messages_a_day" in given else 2000,
            megabytes_a_day=given["megabytes_a_day"].whole(most=10**7) if "megabytes_a_day" in given else 1000,
        )

    def desk(self, at: At) -> ListedDesk:
        """One desk."""
        given = at.fields(
            ("address", "node", "names", "duty", "languages", "may_receive", "verified_on", "keys"),
            ("phone", "deals_with", "cosigning"),
        )
        topics = [one.value for one in Topic]
        return ListedDesk(
            address=self.desk_address(given["address"]),
            node=self._ours(given["node"], NodeName.parse),
            names=names(given["names"]),
            duty=duty(given["duty"]),
            languages=given["languages"].each(_language, most=12, least=1),
            phone=given["phone"].text(_PHONE) if "phone" in given else "",
            may_receive=given["may_receive"].each(lambda one: one.text(TYPE_NAME, most=90), most=MOST_TYPES),
            deals_with=given["deals_with"].each(lambda one: Topic(one.one_of(topics)), most=len(topics))
            if "deals_with" in given
            else (),
            verified_on=given["verified_on"].day(),
            keys=given["keys"].each(
                lambda one: key(one, (KeyKind.DESK_X25519, KeyKind.DESK_HYBRID)), most=MOST_KEYS, least=1
            ),
            cosigning=given["cosigning"].each(lambda one: key(one, (KeyKind.SIGNING,)), most=MOST_KEYS)
            if "cosigning" in given
            else (),
        )

    def _ours(self, at: At, read: "Callable[[str], _Named]") -> "_Named":
        found = at.parsed(read)
        if found.country != self.country:
            raise at.wrong(f"{self.country} may speak for itself alone")
        return found


_Named = TypeVar("_Named", bound=_OfCountry)


def names(at: At) -> Mapping[str, str]:
    """Names by language, English among them."""
    found = at.named(lambda one: one.text(most=120), most=14)
    for tag in found:
        _language(At(tag, at.where))
    if "en" not in found:
        raise at.wrong("the English name is missing")
    return MappingProxyType(found)


def key(at: At, kinds: Iterable[KeyKind]) -> ListedKey:
    """One key of an allowed kind."""
    given = at.fields(("id", "kind", "public", "valid_from", "valid_to"), ("revoked_at",))
    kind = KeyKind(given["kind"].one_of(one.value for one in kinds))
    public = given["public"].octets(most=KEY_BYTES[kind])
    if len(public) != KEY_BYTES[kind]:
        raise given["public"].wrong(f"a key of this kind has {KEY_BYTES[kind]} bytes")
    found = ListedKey(
        id=given["id"].text(_KEY_ID),
        kind=kind,
        public=public,
        valid_from=given["valid_from"].moment(),
        valid_to=given["valid_to"].moment(),
        revoked_at=given["revoked_at"].moment() if "revoked_at" in given else None,
    )
    if found.id != key_id_of(kind, public):
        raise given["id"].wrong("it does not follow from the key")
    if found.valid_to <= found.valid_from:
        raise given["valid_to"].wrong("the key ends before it begins")
    return found


def key_id_of(kind: KeyKind, public: bytes) -> str:
    """The id that a key of a kind must have."""
    return signing_key_id(public) if kind is KeyKind.SIGNING else desk_key_id(Suite(kind.value), public)


def duty(at: At) -> Duty:
    """Duty hours."""
    given = at.fields(("zone",), ("always", "hours"))
    zone = given["zone"].text(most=60)
    if zone not in _zones():
        raise given["zone"].wrong("this is not a name of the IANA time zone database, such as Asia/Phnom_Penh")
    is_always = given["always"].flag() if "always" in given else False
    shifts = given["hours"].each(_shift, most=14) if "hours" in given else ()
    if is_always == bool(shifts):
        raise at.wrong('give either "always": true or "hours"')
    return Duty(zone, is_always, shifts)


@cache  # the library walks through its folders for them
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def _shift(at: At) -> Shift:
    given = at.fields(("days", "from", "to"))
    words = [one.value for one in WEEK]
    days = given["days"].each(lambda one: Weekday(one.one_of(words)), most=7, least=1)
    start, end = (time.fromisoformat(given[name].text(_CLOCK)) for name in ("from", "to"))
    return Shift(days, start, end)


def _language(at: At) -> str:
    found = at.parsed(Language.parse, most=12).tag
    if found != at.value:
        raise at.wrong(f"write {found}")
    return found


def _require_whole(given: Statement) -> None:
    """What no single entry shows to be wrong."""
    _require_once("agencies", (one.code for one in given.agencies))
    _require_once("nodes", (str(one.name) for one in given.nodes))
    _require_once("desks", (str(one.address) for one in given.desks))
    for keys in (*(one.keys for one in given.nodes), *(one.keys + one.cosigning for one in given.desks)):
        _require_once("keys", (one.id for one in keys))
    agencies, nodes = {one.code for one in given.agencies}, {one.name for one in given.nodes}
    for desk in given.desks:
        if desk.address.agency_code not in agencies:
            raise _wrong(f"{desk.address}: its agency is not among the agencies")
        if desk.node not in nodes:
            raise _wrong(f"{desk.address}: its node is not among the nodes")
    if (given.reach is Reach.DIRECT) != (given.contact_point is None):
        raise _wrong("name a contact point, or write that desks are reached directly")
    if given.contact_point and given.contact_point not in {desk.address for desk in given.desks}:
        raise _wrong("the contact point is not among the desks")


def _require_once(what: str, given: Iterable[object]) -> None:
    listed = list(given)
    if len(set(listed)) != len(listed):
        raise _wrong(f"{what}: one stands twice")


def _wrong(what: str) -> StatementWrong:
    return At(None, "").wrong(what)
