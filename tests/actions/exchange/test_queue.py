from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from samakki.access.models import AuditEntry
from samakki.access.registries import before_leaving, vetoes, want_before_leaving
from samakki.exchange.actions.queue import queue, undo
from samakki.exchange.actions.sealing_out import next_due, seal_due
from samakki.exchange.domain.delivery import Lane, Sent
from samakki.exchange.models import Addressee, Envelope, Message, Outbox
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.refusals import Refusal, Refused
from tests.support.people import POLICE
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db
THERE = DeskAddress.parse("TH/POL/AHTD/duty")


def sent(stations: Stations, **other: object) -> str:
    given: dict[str, object] = {
        "by": stations.officer,
        "to": [THERE],
        "type": "line.check@1.0",
        "body": {"marker": "00112233"},
        "handling": {"codes": ["H1"]},
        "purpose": "trafficking_in_persons",
        "thread": "KH-2026-000412",
    }
    return queue(**{**given, **other})  # type: ignore[arg-type]  # what each test changes is of its own type


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_message_is_held_and_nothing_is_sealed_yet(stations: Stations) -> None:
    reference = sent(stations)
    assert Addressee.objects.get().state == Sent.HELD.value
    assert not Envelope.objects.exists()
    assert seal_due(stations.here) == 0
    assert b"00112233" not in bytes(Message.objects.get(reference=reference).draft or b"")


def test_undoing_in_the_hold_leaves_only_the_line_in_the_log(stations: Stations) -> None:
    reference = sent(stations)
    undo(by=stations.officer, reference=reference)
    assert not Message.objects.exists()
    assert not Addressee.objects.exists()
    assert not Envelope.objects.exists()
    assert AuditEntry.objects.filter(action="undo_message", outcome="done", reference=reference).count() == 1


def test_after_the_hold_it_is_sealed_and_the_draft_is_gone(stations: Stations, clock: object) -> None:
    reference = sent(stations, hold=timedelta())
    assert seal_due(stations.here) == 1
    message = Message.objects.get(reference=reference)
    assert message.draft is None
    assert Outbox.objects.get().envelope_id == message.digest
    with pytest.raises(Refused) as refused:
        undo(by=stations.officer, reference=reference)
    assert codes(refused) == ["message-left"]


def test_a_message_of_another_desk_is_answered_as_one_that_is_not_there(stations: Stations) -> None:
    reference = sent(stations)
    with pytest.raises(Refused) as refused:
        undo(by=stations.other_officer, reference=reference)
    assert codes(refused) == ["not-found"]
    assert AuditEntry.objects.filter(action="undo_message", outcome="refused").count() == 1


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"to": []}, "message-to-nobody"),
        ({"to": [DeskAddress.parse("LA/POL/AHTD/duty")]}, "desk-not-listed"),
        ({"to": [THERE, THERE]}, "message-desk-twice"),
        ({"type": "never.heard@1.0"}, "message-type-unknown"),
        ({"body": {"marker": "00112233", "name": "Sok Dara"}}, "message-content-refused"),
        ({"body": b"no json"}, "message-content-refused"),
        ({"sender": DeskAddress.parse("TH/POL/AHTD/duty")}, "message-desk-not-here"),
    ],
)
def test_what_cannot_be_sent_is_refused_before_anything_is_written(
    stations: Stations, given: dict[str, object], code: str
) -> None:
    with pytest.raises(Refused) as refused:
        sent(stations, **given)
    assert code in codes(refused)
    assert not Message.objects.exists()


def test_a_desk_whose_key_ended_is_refused_with_the_reason(stations: Stations, clock: "object") -> None:
    clock.shift(timedelta(days=120))  # type: ignore[attr-defined]  # the fixture's type is not importable here
    with pytest.raises(Refused) as refused:
        sent(stations)
    assert "desk-has-no-key" in codes(refused)


def test_old_trust_data_stops_what_is_restricted_and_nothing_else(stations: Stations, clock: object) -> None:
    clock.shift(timedelta(days=31))  # type: ignore[attr-defined]  # the fixture's type is not importable here
    with pytest.raises(Refused) as refused:
        sent(stations, handling={"codes": ["H2"]})
    assert "trust-data-too-old" in codes(refused)


def test_every_check_is_asked_and_one_that_breaks_refuses(stations: Stations) -> None:
    before_leaving("breaks", lambda _: 1 / 0)  # type: ignore[arg-type, return-value]  # it breaks, which is the point
    before_leaving("refuses", lambda departure: [Refusal("not-found")] if departure.body else [])
    want_before_leaving("absent")
    with pytest.raises(Refused) as refused:
        sent(stations)
    assert codes(refused) == ["check-before-leaving-missing", "check-before-leaving-failed", "not-found"]


def test_with_no_check_at_all_nothing_leaves(stations: Stations) -> None:
    vetoes.clear()
    with pytest.raises(Refused) as refused:
        sent(stations)
    assert codes(refused) == ["check-before-leaving-missing"]


def test_a_check_that_refuses_after_the_hold_stops_it_then(stations: Stations) -> None:
    reference = sent(stations, hold=timedelta())
    before_leaving("refuses", lambda _: [Refusal("not-found")])
    seal_due(stations.here)
    addressee = Addressee.objects.get()
    assert (addressee.state, addressee.reason) == (Sent.FAILED.value, "not-found")
    assert not Envelope.objects.exists()
    assert Message.objects.get(reference=reference).draft is None


def test_a_hold_is_not_made_longer_by_a_clock_set_back(stations: Stations, clock: object) -> None:
    sent(stations)
    clock.shift(-timedelta(days=300))  # type: ignore[attr-defined]  # the fixture's type is not importable here
    seal_due(stations.here)
    left = Message.objects.get().held_until - timezone.now()  # type: ignore[operator]  # it is set by then
    assert left <= timedelta(minutes=5)


def test_the_end_of_the_next_hold_is_known_before_it_comes(stations: Stations, clock: object) -> None:
    assert next_due(timezone.now()) is None
    sent(stations, hold=timedelta(minutes=9))
    first = sent(stations, hold=timedelta(minutes=2))
    ends = Message.objects.get(reference=first).held_until
    assert next_due(timezone.now()) == ends
    clock.shift(timedelta(minutes=3))  # type: ignore[attr-defined]  # the fixture's type is not importable here
    assert next_due(timezone.now()) == Message.objects.exclude(reference=first).get().held_until
    clock.shift(timedelta(minutes=9))  # type: ignore[attr-defined]  # as above
    assert next_due(timezone.now()) is None, "what is due is not coming any more"


def test_what_is_urgent_has_to_be_at_the_desk_within_a_quarter_of_an_hour(stations: Stations) -> None:
    sent(stations, lane=Lane.URGENT, hold=timedelta())
    seal_due(stations.here)
    message = Message.objects.get()
    assert message.deliver_by - message.sealed_at == timedelta(minutes=15)  # type: ignore[operator]  # it is set by then


def test_a_station_that_serves_no_desk_sends_nothing(stations: Stations) -> None:
    stations.stand(replace(stations.here, desks=frozenset()))
    with pytest.raises(Refused) as refused:
        sent(stations)
    assert codes(refused) == ["message-desk-not-here"]


def test_the_officers_own_desk_is_the_sender(stations: Stations) -> None:
    assert Message.objects.get(reference=sent(stations)).from_desk == POLICE
