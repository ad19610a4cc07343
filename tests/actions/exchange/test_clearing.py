from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from samakki.access.models import AuditEntry
from samakki.exchange.actions import chunk_files
from samakki.exchange.actions.clearing import Cleared, clear
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.actions.sealing_out import seal_due
from samakki.exchange.domain.delivery import Arrived
from samakki.exchange.models import Chunk, ChunkWanted, Envelope, Inbox, Message, Outbox, ReceiptMade, TrustState
from samakki.sealing.canonical import sha256
from tests.actions.exchange.test_queue import sent
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db


def received(stations: Stations, number: int = 1) -> bytes:
    raw = stations.sent(number, "line.check@1.0", {"marker": "00112233"})
    take_envelope(stations.here, raw, carrier="TH/POL")
    return raw


def later(clock: time_machine.Traveller, days: int) -> None:
    clock.shift(timedelta(days=days))
    TrustState.objects.update(dated=timezone.now())


def cleared(stations: Stations) -> Cleared:
    return clear(stations.here, now=timezone.now())


def test_what_was_received_is_forgotten_after_400_days_and_still_known(
    stations: Stations, clock: time_machine.Traveller
) -> None:
    raw = received(stations)
    receipts = take_envelope(stations.here, raw, carrier="TH/POL").receipts
    later(clock, 399)
    assert cleared(stations) == Cleared()
    later(clock, 2)
    assert cleared(stations) == Cleared(envelopes=1)
    row = Inbox.objects.get()
    assert (row.envelope, row.state, Envelope.objects.count()) == (None, Arrived.DELIVERED.value, 0)
    assert take_envelope(stations.here, raw, carrier="TH/POL").receipts == receipts
    assert len(stations.arrived) == 1
    assert AuditEntry.objects.filter(action="clear_messages", facts__count=1).count() == 1


def test_what_was_sent_is_forgotten_once_nothing_of_it_waits(stations: Stations, clock: time_machine.Traveller) -> None:
    sent(stations, hold=timedelta())
    seal_due(stations.here)
    later(clock, 401)
    assert cleared(stations) == Cleared()  # it is on its way still, as far as anybody knows
    Outbox.objects.all().delete()
    assert cleared(stations) == Cleared(envelopes=1)
    assert Message.objects.get().digest


@pytest.mark.parametrize("state", [Arrived.STORED, Arrived.PARKED, Arrived.QUARANTINED])
def test_what_somebody_has_to_decide_about_stays_however_old(
    stations: Stations, clock: time_machine.Traveller, state: Arrived
) -> None:
    received(stations)
    Inbox.objects.update(state=state.value)
    later(clock, 4000)
    assert cleared(stations) == Cleared()
    assert Envelope.objects.count() == 1


def test_a_clock_that_runs_ahead_makes_nobody_forget(stations: Stations, clock: time_machine.Traveller) -> None:
    received(stations)
    clock.shift(timedelta(days=4000))
    assert cleared(stations) == Cleared()
    TrustState.objects.all().delete()
    assert cleared(stations) == Cleared()


def test_pieces_are_forgotten_with_their_files_unless_something_waits_for_them(
    stations: Stations, clock: time_machine.Traveller
) -> None:
    received(stations)
    for content in (b"one", b"two"):
        chunk_files.write_whole(stations.here.chunks, sha256(content), content)
        Chunk.objects.create(digest=sha256(content), size=3, is_whole=True, stored_at=timezone.now())
    message = Inbox.objects.get()
    Inbox.objects.update(state=Arrived.STORED.value)
    ChunkWanted.objects.create(message=message, chunk_id=sha256(b"two"), node="TH/POL")
    later(clock, 401)
    assert cleared(stations) == Cleared(chunks=1)
    assert not chunk_files.path_of(stations.here.chunks, sha256(b"one")).exists()
    assert chunk_files.read(stations.here.chunks, sha256(b"two")) == b"two"
    assert ReceiptMade.objects.count() == 2
