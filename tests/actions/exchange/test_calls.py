from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from samakki.access.models import AuditEntry
from samakki.exchange import registries
from samakki.exchange.actions import looking_after
from samakki.exchange.actions.asking import ask
from samakki.exchange.actions.calls import LineBroken, NotBelieved, answer
from samakki.exchange.actions.finishing import finish
from samakki.exchange.actions.opened import note_opened
from samakki.exchange.actions.queue import queue
from samakki.exchange.actions.receiving import take_envelope, take_envelopes
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.actions.sender import send_here
from samakki.exchange.actions.station import Station
from samakki.exchange.domain.delivery import Arrived, Sent
from samakki.exchange.domain.envelopes import compose
from samakki.exchange.domain.frames import NotAFrame
from samakki.exchange.domain.header import Header, Marking
from samakki.exchange.domain.message_types import MessageType
from samakki.exchange.models import Addressee, Alarm, Envelope, Inbox, Message, Outbox, Peer, ReceiptGot, ReceiptMade
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import HandlingCode
from samakki.kernel.refusals import Refusal, Refused
from samakki.sealing.signing import new_signing_key
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db
ID = "0199f0c2-0000-7000-8000-00000000000{}"


def envelope(
    stations: Stations,
    *,
    number: int = 1,
    marker: str = "00112233",
    kind: str = "line.check@1.0",
    to: str = "KH/POL/AHTJPD/duty",
    in_reply_to: str = "",
    sign: object = None,
) -> bytes:
    """From the other node to this one."""
    now = timezone.now()
    header = Header(
        id=UUID(ID.format(number)),
        sender=DeskAddress.parse("TH/POL/AHTD/duty"),
        to=(DeskAddress.parse(to),),
        type=MessageType.parse(kind),
        thread="TH-2026-1",
        created=now,
        expires=now + timedelta(days=30),
        marking=Marking(codes=(HandlingCode.H1,), purpose="trafficking_in_persons"),
        in_reply_to=UUID(in_reply_to) if in_reply_to else None,
    )
    recipients = stations.here.directory.recipients((to,), at=now)
    key = sign or stations.there.signing
    return compose(header, {"marker": marker}, to=recipients, sign=key).raw  # type: ignore[arg-type]  # what each test changes is of its own type


def take(stations: Stations, raw: bytes) -> tuple[bytes, ...]:
    return take_envelope(stations.here, raw, carrier="TH/POL").receipts


@dataclass
class Straight:
    """A line to a node in the same database, which works."""

    other: Station
    requests: list[bytes]

    def post(self, node: str, call: bytes) -> bytes:
        self.requests.append(call)
        return answer(self.other, call)


@pytest.fixture
def line(stations: Stations) -> Straight:
    return Straight(stations.here, [])


def test_a_message_has_its_effect_its_record_and_both_receipts_at_once(stations: Stations) -> None:
    receipts = take(stations, envelope(stations))
    assert [one.to for one in stations.arrived] == [DeskAddress.parse("KH/POL/AHTJPD/duty")]
    assert stations.arrived[0].body["marker"] == "00112233"
    assert list(ReceiptMade.objects.order_by("kind").values_list("kind", "verdict")) == [
        ("R1", "accepted"),
        ("R2", "delivered"),
    ]
    assert len(receipts) == 2


def test_a_duplicate_gets_the_recorded_receipts_byte_for_byte_and_has_no_second_effect(stations: Stations) -> None:
    raw = envelope(stations)
    assert take(stations, raw) == take(stations, raw)
    assert len(stations.arrived) == 1
    assert Inbox.objects.get().repeats == 1


def test_one_id_with_two_contents_is_refused_with_an_alarm_and_nothing_of_it_is_stored(stations: Stations) -> None:
    take(stations, envelope(stations))
    receipts = take(stations, envelope(stations, marker="99999999"))
    assert b'"code":"id-reused"' in receipts[0]
    assert Envelope.objects.count() == Inbox.objects.count() == len(stations.arrived) == 1
    assert Alarm.objects.get().code == "id-reused"


def test_a_first_refusal_stays_a_refusal_when_it_comes_again(stations: Stations) -> None:
    stations.verdict = registries.Verdict(accepted=False, code="not-wanted")
    raw = envelope(stations)
    first = take(stations, raw)
    stations.verdict = registries.Verdict(accepted=True)
    assert take(stations, raw) == first
    assert ReceiptMade.objects.get(kind="R2").code == "not-wanted"
    assert Inbox.objects.get().state == Arrived.REJECTED.value


def test_what_an_owner_breaks_on_is_parked_whole_without_an_effect_and_taken_up_again(stations: Stations) -> None:
    def breaks(_arrived: registries.Arrived) -> registries.Verdict:
        AuditEntry.objects.all().count()
        raise RuntimeError

    owner = registries.payload_owners["line.check@1"]
    registries.own_payload("line.check@1", registries.Owner(receive=breaks))
    take(stations, envelope(stations))
    row = Inbox.objects.get()
    assert (row.state, row.reason, bool(row.fault)) == (Arrived.PARKED.value, "owner-failed", True)
    assert list(ReceiptMade.objects.values_list("kind", flat=True)) == ["R1"]
    take(stations, envelope(stations, number=2))  # the next one is not held up
    registries.own_payload("line.check@1", owner)
    finish(stations.here, row.pk, now=timezone.now(), also=Arrived.PARKED)
    assert Inbox.objects.get(pk=row.pk).state == Arrived.DELIVERED.value


def test_a_type_nobody_owns_is_refused_in_writing(stations: Stations) -> None:
    registries.payload_owners.clear()
    take(stations, envelope(stations))
    assert list(ReceiptMade.objects.values_list("kind", "code")) == [("RX", "type-unknown")]


def test_a_desk_that_does_not_take_a_type_refuses_it(stations: Stations) -> None:
    take(stations, envelope(stations, kind="line.check@1.0"))
    assert ReceiptMade.objects.get(kind="R2").verdict == "delivered"


@pytest.mark.parametrize("changed", ["bit", "cut", "signer", "nothing"])
def test_bytes_that_are_not_the_senders_leave_no_trace(stations: Stations, changed: str) -> None:
    raw = envelope(stations)
    given = {
        "bit": raw[:80] + bytes([raw[80] ^ 1]) + raw[81:],
        "cut": raw[: len(raw) // 2],
        "signer": envelope(stations, sign=new_signing_key()),
        "nothing": b"",
    }[changed]
    taken = take_envelope(stations.here, given, carrier="TH/POL")
    assert taken.bad or taken.later
    assert not taken.receipts
    assert not Inbox.objects.exists()
    assert not stations.arrived


def test_opening_is_signed_for_once_and_by_the_desk_alone(stations: Stations) -> None:
    take(stations, envelope(stations))
    told = {"message": ID.format(1), "sender": "TH/POL/AHTD/duty"}
    assert not note_opened(by=stations.other_officer, **told)
    assert not note_opened(by=stations.officer, message=ID.format(1), sender="VN/POL/C02/duty")
    assert note_opened(by=stations.officer, **told)
    assert not note_opened(by=stations.officer, **told)
    assert ReceiptMade.objects.filter(kind="R3", verdict="opened").count() == 1
    assert Inbox.objects.get().state == Arrived.OPENED.value


def test_an_answer_is_told_to_who_asked_and_signed_for(stations: Stations) -> None:
    told = []
    owner = registries.Owner(receive=stations.receive, answered=lambda mine, theirs: told.append((mine, theirs)))
    registries.own_payload("line.check@1", owner)
    now = timezone.now()
    asked = Message.objects.create(
        reference="M-22222", message_id=UUID(ID.format(9)), type="line.check@1.0", from_desk="KH/POL/AHTJPD/duty",
        sent_by="node", thread="t", lane="normal", created_at=now, digest="0" * 64,
    )  # fmt: skip
    Addressee.objects.create(message=asked, desk="TH/POL/AHTD/duty", node="TH/POL", state="delivered", changed_at=now)
    take(stations, envelope(stations, in_reply_to=ID.format(9)))
    assert told == [("M-22222", Inbox.objects.get().reference)]


def test_a_whole_exchange_by_one_side_that_calls(stations: Stations, line: Straight) -> None:
    """Both nodes share the test's tables, so what is followed is the call, not who has which row."""
    Peer.objects.create(node="KH/POL")
    first = ask(stations.there, "KH/POL", line)
    assert first.has_more  # it was told the challenge
    second = ask(stations.there, "KH/POL", line)
    assert not second.problem
    assert Peer.objects.get(node="KH/POL").taken_challenge
    assert Peer.objects.get(node="TH/POL").met_at is not None


def test_a_recorded_request_is_worth_nothing_later(stations: Stations, line: Straight) -> None:
    ask(stations.there, "KH/POL", line)
    ask(stations.there, "KH/POL", line)
    again = answer(stations.here, line.requests[-1])
    assert b'"code":"challenge"' in again


@pytest.mark.parametrize(
    "raw", [b"", b"SMKX1", b"SMKX1\x00\x00\x00\x05{}{}{", b"GET / HTTP/1.1", b"SMKX1" + b"\xff" * 60]
)
def test_hostile_bytes_are_refused_without_a_trace(stations: Stations, raw: bytes) -> None:
    with pytest.raises(NotAFrame):
        answer(stations.here, raw)
    assert not Peer.objects.exists()


def test_a_call_for_another_node_or_signed_by_nobody_known_is_not_believed(stations: Stations, line: Straight) -> None:
    ask(stations.there, "KH/POL", line)
    with pytest.raises(NotBelieved):
        answer(stations.there, line.requests[0])
    changed = bytearray(line.requests[0])
    changed[-20] ^= 1
    with pytest.raises((NotBelieved, NotAFrame)):
        answer(stations.here, bytes(changed))


def test_a_line_that_breaks_makes_a_wait_and_any_contact_ends_it(stations: Stations, line: Straight) -> None:
    class Broken:
        def post(self, node: str, call: bytes) -> bytes:
            raise LineBroken("no-route")

    ask(stations.here, "TH/POL", Broken())
    ask(stations.here, "TH/POL", Broken())
    assert Peer.objects.get(node="TH/POL").failures == 2
    ask(stations.there, "KH/POL", line)
    ask(stations.there, "KH/POL", line)
    assert Peer.objects.get(node="TH/POL").failures == 0


def test_what_is_for_a_desk_of_this_node_takes_the_same_steps_without_a_line(stations: Stations) -> None:
    queue(
        by=stations.officer, to=[DeskAddress.parse("KH/POL/AHTJPD/field")], type="line.check@1.0",
        body={"marker": "00112233"}, handling={"codes": ["H1"]}, purpose="trafficking_in_persons", thread="t",
        hold=timedelta(),
    )  # fmt: skip
    seal_due(stations.here)
    assert send_here(stations.here) == 1
    assert Addressee.objects.get().state == Sent.DELIVERED.value
    assert ReceiptGot.objects.count() == 2
    assert not Outbox.objects.exists()


def test_what_is_not_at_its_desk_in_time_alerts_the_desk_once(stations: Stations, clock: object) -> None:
    registries.own_payload("line.check@1", registries.Owner(receive=lambda _: 1 / 0))  # type: ignore[arg-type, return-value]  # it breaks, which is the point
    take(stations, envelope(stations))
    assert looking_after.alert(timezone.now()) == 0
    clock.shift(timedelta(hours=25))  # type: ignore[attr-defined]  # the fixture's type is not importable here
    assert looking_after.alert(timezone.now()) == 1
    assert looking_after.alert(timezone.now()) == 0


def test_what_nobody_takes_is_given_up_after_thirty_days_and_says_why(stations: Stations, clock: object) -> None:
    queue(
        by=stations.officer, to=[DeskAddress.parse("TH/POL/AHTD/duty")], type="line.check@1.0",
        body={"marker": "00112233"}, handling={"codes": ["H1"]}, purpose="trafficking_in_persons", thread="t",
        hold=timedelta(),
    )  # fmt: skip
    seal_due(stations.here)
    clock.shift(timedelta(days=31))  # type: ignore[attr-defined]  # the fixture's type is not importable here
    assert looking_after.expire(timezone.now()) == 1
    addressee = Addressee.objects.get()
    assert (addressee.state, addressee.reason) == (Sent.EXPIRED.value, "no-contact")


def test_what_came_since_a_key_was_withdrawn_is_set_apart(stations: Stations, clock: object) -> None:
    from samakki.exchange.models import KnownKey  # noqa: PLC0415  (used here alone)

    take(stations, envelope(stations))
    clock.shift(timedelta(hours=2))  # type: ignore[attr-defined]  # the fixture's type is not importable here
    take(stations, envelope(stations, number=2))
    KnownKey.objects.filter(holder="TH/POL").update(revoked_at=timezone.now() - timedelta(hours=1))
    assert looking_after.quarantine(stations.here, timezone.now()) == 1
    states = list(Inbox.objects.order_by("pk").values_list("state", flat=True))
    assert states == [Arrived.DELIVERED.value, Arrived.QUARANTINED.value]


@pytest.mark.parametrize("count", [1, 3])
def test_what_an_owner_wrote_before_it_said_no_does_not_stay(stations: Stations, count: int) -> None:
    def receive(arrived: registries.Arrived) -> registries.Verdict:
        Alarm.objects.create(node="TH/POL", code=arrived.reference, first_at=timezone.now(), last_at=timezone.now())
        if arrived.message_id == ID.format(1):
            raise Refused((Refusal("not-found"),))
        return registries.Verdict(accepted=True)

    registries.own_payload("line.check@1", registries.Owner(receive=receive))
    take_envelopes(stations.here, [envelope(stations, number=one + 1) for one in range(count)], carrier="TH/POL")
    assert (Inbox.objects.get(message_id=ID.format(1)).state, Alarm.objects.count()) == ("rejected", count - 1)
    assert Inbox.objects.filter(state="delivered").count() == count - 1
