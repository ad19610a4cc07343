import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samakki.exchange.domain.trust.duty import WEEK, Duty, Shift
from samakki.exchange.domain.trust.errors import StatementWrong
from samakki.exchange.domain.trust.reaching import Wish, refusals_by_age, refusals_by_wish, refusals_to_reach
from samakki.exchange.domain.trust.reading import MOST_BYTES, read_statement
from samakki.exchange.domain.trust.statement import KeyKind, ListedKey, Reach
from samakki.exchange.domain.trust.validity import (
    Freshness,
    FreshnessState,
    KeyState,
    KeyVerdict,
    dated,
    freshness_of,
    verdict,
)
from samakki.exchange.domain.trust.writing import write_statement
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import HandlingCode
from tests.support.trust import BEGAN, a_statement

STATED, _ = a_statement("KH", desks=("AHTJPD/duty", "AHTJPD/letters"))
RAW = write_statement(STATED)
MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  (the zone is given beside)


def changed(change: Callable[[dict[str, Any]], object]) -> bytes:
    document = json.loads(RAW)
    change(document)
    return json.dumps(document).encode()


def test_a_statement_is_read_back_and_always_the_same_bytes() -> None:
    assert read_statement(RAW, country="KH") == STATED
    assert write_statement(read_statement(RAW, country="KH")) == RAW


def put(place: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Puts a value into a place such as ``desks.0.phone``."""
    *path, last = place.split(".")

    def change(document: dict[str, Any]) -> None:
        inner: Any = document
        for part in path:
            inner = inner[int(part) if part.isdigit() else part]
        inner[last] = value

    return change


def test_a_wish_for_a_contact_point_is_read_back() -> None:
    wished = replace(STATED, reach=Reach.CONTACT_POINT, contact_point=STATED.desks[1].address)
    assert read_statement(write_statement(wished), country="KH") == wished


WRONG: Mapping[str, tuple[str, Callable[[dict[str, Any]], object]]] = {
    "another country": ("country", put("country", "VN")),
    "another form": ("format", put("format", "samakki-country-2")),
    "an unknown field": ("the file", put("note", "x")),
    "an unknown field of a desk": ("desks[0]", put("desks.0.officer", "Sok Dara")),
    "a desk of another country": ("desks[0].address", put("desks.0.address", "VN/POL/C02/duty")),
    "a node of another country": ("nodes[0].name", put("nodes.0.name", "VN/POL")),
    "an agency of another country": ("agencies[0].code", put("agencies.0.code", "VN/POL")),
    "a desk on a node of another country": ("desks[0].node", put("desks.0.node", "VN/POL")),
    "a contact point elsewhere": ("contact_point", put("contact_point", "VN/POL/C02/duty")),
    "no node behind a desk": ("the file", put("desks.0.node", "KH/NCB")),
    "no agency behind a desk": ("the file", put("agencies", [])),
    "a desk twice": ("the file", lambda it: it["desks"].append(it["desks"][0])),
    "a contact point that is asked for and missing": ("the file", put("reach", "contact-point")),
    "an id that does not follow from the key": ("nodes[0].keys[0].id", put("nodes.0.keys.0.id", "0" * 32)),
    "a key of another kind": ("desks[0].keys[0].kind", put("desks.0.keys.0.kind", "ed25519")),
    "a short key": ("nodes[0].keys[0].public", put("nodes.0.keys.0.public", "AAAA")),
    "a key that ends before it begins": (
        "nodes[0].keys[0].valid_to",
        put("nodes.0.keys.0.valid_to", "2025-01-01T00:00:00Z"),
    ),
    "a moment with an offset": (
        "nodes[0].keys[0].valid_to",
        put("nodes.0.keys.0.valid_to", "2027-01-01T00:00:00+07:00"),
    ),
    "an address without HTTPS": ("nodes[0].endpoints[0]", put("nodes.0.endpoints", ["http://kh.example"])),
    "an address with a question": ("nodes[0].endpoints[0]", put("nodes.0.endpoints", ["https://kh.example/?a=b"])),
    "a zone that is none": ("desks[0].duty.zone", put("desks.0.duty.zone", "Asia/Angkor")),
    "hours and day and night": ("desks[0].duty", put("desks.0.duty.always", True)),
    "no English name": ("desks[0].names", put("desks.0.names", {"km": "ការិយាល័យ"})),
    "a language that is none": ("desks[0].languages[0]", put("desks.0.languages", ["klingon"])),
    "a telephone that is none": ("desks[0].phone", put("desks.0.phone", "012 345")),
    "a control character in a name": ("desks[0].names['en']", put("desks.0.names", {"en": "a\nb"})),
    "too many desks": ("desks", lambda it: it.update(desks=it["desks"] * 200)),
    "a truth value as a number": ("nodes[0].messages_a_day", put("nodes.0.messages_a_day", True)),
    "a type with a version": ("desks[0].may_receive[0]", put("desks.0.may_receive", ["disclosure.offer@1.0"])),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_refused_and_the_place_is_named(what: str) -> None:
    where, change = WRONG[what]
    with pytest.raises(StatementWrong) as refused:
        read_statement(changed(change), country="KH")
    assert refused.value.facts["where"] == where


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 200_000,
        b'{"country":"KH","country":"KH"}',
        b'{"format":1.5}',
        b'{"format":NaN}',
        b" " * (MOST_BYTES + 1),
        b'{"a":' * 20 + b"1" + b"}" * 20,
        RAW[:-10],
    ],
    ids=range(11),
)
def test_what_is_no_statement_at_all_is_refused(raw: bytes) -> None:
    with pytest.raises(StatementWrong):
        read_statement(raw, country="KH")


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=8,
)


@settings(max_examples=200)
@given(st.data(), JSON_VALUES)
def test_no_value_in_any_place_does_anything_but_refuse(data: st.DataObject, value: object) -> None:
    """Whatever stands in whichever place: a statement that means what it says, or one kind of error."""
    document: Any = json.loads(RAW)
    place = document
    for _ in range(data.draw(st.integers(0, 4))):
        keys = list(place) if isinstance(place, dict) else range(len(place)) if isinstance(place, list) else []
        if not keys:
            break
        chosen = data.draw(st.sampled_from(list(keys)))
        if not isinstance(place[chosen], dict | list) or data.draw(st.booleans()):
            place[chosen] = value
            break
        place = place[chosen]
    try:
        read = read_statement(json.dumps(document).encode(), country="KH")
    except StatementWrong:
        return
    assert read_statement(write_statement(read), country="KH") == read


OFFICE = Duty("Asia/Phnom_Penh", is_always=False, shifts=(Shift(WEEK[:5], time(8), time(17, 30)),))
NIGHT = Duty("Asia/Phnom_Penh", is_always=False, shifts=(Shift((WEEK[6],), time(22), time(6)),))


def test_a_desk_is_open_by_its_own_clock() -> None:
    monday = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # 08:00 in Phnom Penh
    assert OFFICE.is_open(monday)
    assert not OFFICE.is_open(monday - timedelta(seconds=1))
    assert not OFFICE.is_open(monday.replace(hour=10, minute=30))
    assert OFFICE.closes_next(monday) == monday.replace(hour=10, minute=30)
    friday_evening = datetime(2026, 3, 6, 12, 0, tzinfo=UTC)
    assert OFFICE.opens_next(friday_evening) == datetime(2026, 3, 9, 1, 0, tzinfo=UTC)


def test_a_night_belongs_to_the_day_it_begins_on() -> None:
    sunday_night = datetime(2026, 3, 1, 15, 0, tzinfo=UTC)  # 22:00 in Phnom Penh
    assert NIGHT.is_open(sunday_night)
    assert NIGHT.is_open(sunday_night + timedelta(hours=7))
    assert not NIGHT.is_open(sunday_night + timedelta(hours=8))


def test_hours_follow_the_clock_where_it_is_changed_in_summer() -> None:
    desk = Duty("Europe/Paris", is_always=False, shifts=(Shift(WEEK, time(9), time(17)),))
    assert desk.opens_next(datetime(2026, 3, 28, 20, tzinfo=UTC)) == datetime(2026, 3, 29, 7, tzinfo=UTC)
    assert desk.opens_next(datetime(2026, 3, 27, 20, tzinfo=UTC)) == datetime(2026, 3, 28, 8, tzinfo=UTC)


@given(MOMENTS)
def test_a_desk_opens_exactly_when_it_says(at: datetime) -> None:
    for duty in (OFFICE, NIGHT):
        opens, closes = duty.opens_next(at), duty.closes_next(at)
        assert (opens is None) == duty.is_open(at)
        assert (closes is not None) == duty.is_open(at)
        if opens:
            assert at < opens
            assert duty.is_open(opens)
            assert not duty.is_open(opens - timedelta(seconds=1))
        if closes:
            assert not duty.is_open(closes)


KEY = ListedKey("0" * 32, KeyKind.SIGNING, b"\0" * 32, BEGAN, BEGAN + timedelta(days=200))


@given(MOMENTS, MOMENTS, MOMENTS, st.none() | MOMENTS)
def test_no_key_is_believed_beyond_what_its_country_vouched_for(
    at: datetime, confirmed: datetime, newest: datetime, gone_at: datetime | None
) -> None:
    said = verdict(KEY, at=at, confirmed=confirmed, newest=max(newest, confirmed), gone_at=gone_at)
    if said.is_valid:
        assert KEY.valid_from <= at < min(KEY.valid_to, confirmed + timedelta(days=30))
    if said.is_usable:
        assert at < KEY.valid_to
        assert gone_at is None or at < gone_at or gone_at >= KEY.valid_to
    if said.state is KeyState.STALE:
        assert newest <= confirmed  # nothing newer is known: this node was cut off, its country did not withhold


@given(MOMENTS, MOMENTS)
def test_freshness_never_outlives_thirty_days(expires: datetime, seen: datetime) -> None:
    since = dated(expires=expires, seen=seen)
    fresh = freshness_of(since, at=seen + timedelta(days=30))
    assert fresh.state is FreshnessState.LIMITED
    assert not fresh.may_send_restricted


def test_a_revocation_counts_from_its_moment_whatever_came_before() -> None:
    key = ListedKey(KEY.id, KEY.kind, KEY.public, BEGAN, KEY.valid_to, BEGAN + timedelta(days=10))
    day = BEGAN + timedelta(days=5)
    assert verdict(key, at=day, confirmed=day, newest=day).is_valid
    later = verdict(key, at=BEGAN + timedelta(days=11), confirmed=day, newest=day)
    assert (later.state, later.since) == (KeyState.REVOKED, BEGAN + timedelta(days=10))


def test_every_reason_why_a_desk_cannot_be_written_to_is_told_at_once() -> None:
    desk, node = STATED.desks[0], STATED.nodes[0]
    at = BEGAN + timedelta(days=1)
    good = KeyVerdict(KeyState.VALID)

    def reasons(message: str, key: KeyVerdict | None, when: datetime = at) -> list[str]:
        found = refusals_to_reach(desk.address, desk, node=node, message=message, key=key, at=when)
        return [one.code for one in found]

    assert reasons("disclosure.offer", good) == []
    assert reasons("care.note", None) == ["desk-does-not-receive", "desk-has-no-key"]
    assert reasons("disclosure.offer", KeyVerdict(KeyState.STALE)) == []
    assert reasons("disclosure.offer", good, BEGAN + timedelta(days=900)) == ["node-has-no-key"]
    assert [one.code for one in refusals_to_reach(desk.address, None, node=None, message="x", key=None, at=at)] == [
        "desk-not-listed"
    ]


def test_a_desk_is_written_to_as_its_country_wishes() -> None:
    desk, contact = DeskAddress.parse("VN/POL/C02/duty"), DeskAddress.parse("VN/POL/NCB/letters")

    def asked(reach: Reach, *to: DeskAddress, own: str = "KH") -> list[str]:
        wish = Wish(reach, None if reach is Reach.DIRECT else contact)
        return [one.code for one in refusals_by_wish(dict.fromkeys(to, wish), own_country=own)]

    assert asked(Reach.DIRECT, desk) == []
    assert asked(Reach.CONTACT_POINT, desk) == ["desk-through-contact-point"]
    assert asked(Reach.CONTACT_POINT, contact) == []
    assert asked(Reach.DIRECT_WITH_COPY, desk) == ["contact-point-in-copy"]
    assert asked(Reach.DIRECT_WITH_COPY, desk, contact) == []
    assert asked(Reach.CONTACT_POINT, desk, own="VN") == []


def test_only_restricted_things_wait_for_fresher_trust_data() -> None:
    old = Freshness(FreshnessState.LIMITED)
    assert refusals_by_age(old, {HandlingCode.H0, HandlingCode.H1}) == ()
    assert [one.code for one in refusals_by_age(old, {HandlingCode.H2})] == ["trust-data-too-old"]
    assert refusals_by_age(Freshness(FreshnessState.WARN), {HandlingCode.H3}) == ()
    assert refusals_by_age(Freshness(FreshnessState.NONE), {HandlingCode.H3}) != ()
