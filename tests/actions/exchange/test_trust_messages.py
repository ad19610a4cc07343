from datetime import UTC, datetime, timedelta

import pytest
from django.test import override_settings
from django.utils import timezone

from samakki.access.models import AuditEntry
from samakki.exchange import registries
from samakki.exchange.actions import trust, trust_messages, trust_telling
from samakki.exchange.actions.receiving import take_envelope
from samakki.exchange.domain.delivery import Lane, Sent
from samakki.exchange.domain.trust.validity import ASK_AFTER, KeyState
from samakki.exchange.models import Addressee, Alarm, Inbox, KnownKey, Message, ReceiptMade, TrustState
from samakki.exchange.queries import directory
from samakki.sealing.canonical import read_canonical
from tests.support.stations import Stations

pytestmark = pytest.mark.django_db
A_DAY_AGO = "2026-03-01T06:00:00Z"


@pytest.fixture(autouse=True)
def owners(stations: Stations) -> None:
    trust_messages.register()


def told(stations: Stations, number: int = 1, owner: str = "TH/POL", key: str = "") -> Inbox:
    key = key or stations.there.signing.id
    content = {"owner": owner, "key_id": key, "revoked_at": A_DAY_AGO}
    take_envelope(stations.here, stations.sent(number, "key.revoked@1.0", content), carrier="TH/POL")
    return Inbox.objects.latest("pk")


def tried(ago: timedelta) -> None:
    TrustState.objects.update(tried_at=timezone.now() - ago)


def test_a_revocation_that_is_told_is_looked_into_and_not_believed(stations: Stations) -> None:
    tried(timedelta(minutes=10))
    assert not trust.is_due()
    row = told(stations)
    assert row.state == "delivered"
    assert trust.is_due()
    assert directory.signing_key("TH/POL", stations.there.signing.id, at=timezone.now()).state is KeyState.VALID
    assert Alarm.objects.get().code == "revocation-not-listed"
    assert AuditEntry.objects.filter(action="told_of_revocation", facts__what="not-listed").count() == 1


def test_a_revocation_that_the_list_has_already_raises_nothing(stations: Stations) -> None:
    tried(timedelta(minutes=10))
    other = KnownKey.objects.exclude(key_id=stations.there.signing.id).filter(holder__startswith="TH/").first()
    assert other
    KnownKey.objects.filter(pk=other.pk).update(revoked_at=timezone.now())
    told(stations, owner=other.holder, key=other.key_id)
    assert not Alarm.objects.exists()
    assert not trust.is_due()


def test_a_country_speaks_of_its_own_keys_alone(stations: Stations) -> None:
    row = told(stations, owner="KH/POL", key=stations.here.signing.id)
    assert (row.state, row.reason) == ("rejected", "key-of-another-country")
    assert ReceiptMade.objects.get(kind="R2").verdict == "rejected"
    assert not Alarm.objects.exists()


def test_many_who_tell_do_not_make_a_node_ask_all_the_time(stations: Stations) -> None:
    tried(timedelta(minutes=1))
    told(stations)
    assert not trust.is_due()  # in four minutes
    assert TrustState.objects.get().tried_at + ASK_AFTER <= timezone.now() + timedelta(minutes=4)
    before = TrustState.objects.get().tried_at
    told(stations, number=2)
    assert TrustState.objects.get().tried_at == before


def test_news_of_a_list_makes_a_node_ask_and_nothing_else(stations: Stations) -> None:
    tried(timedelta(minutes=10))
    raw = stations.sent(1, "trust.update@1.0", {"root": 9, "at": A_DAY_AGO, "countries": ["TH"]})
    take_envelope(stations.here, raw, carrier="TH/POL")
    assert trust.is_due()
    assert TrustState.objects.get().root_version == 1


def test_a_clock_that_was_ahead_does_not_keep_a_node_from_asking(stations: Stations) -> None:
    tried(-timedelta(days=365))
    assert trust.is_due()


def test_others_are_told_at_once_of_a_key_of_ours_that_was_revoked(
    stations: Stations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trust_telling, "has_keys", lambda: True)
    key, moment = stations.here.signing.id, datetime(2026, 3, 1, 6, tzinfo=UTC)
    KnownKey.objects.filter(key_id=key).update(revoked_at=moment)
    with override_settings(SAMAKKI_EXCHANGE_NAME="KH/POL"):
        assert trust_telling.tell_revoked([("KH/POL", key), ("TH/POL", stations.there.signing.id)]) == 1
    message = Message.objects.get()
    assert (message.type, message.lane, message.held_seconds) == ("key.revoked@1.0", Lane.URGENT.value, 0)
    assert Addressee.objects.get().desk == "TH/POL/AHTD/duty"
    assert Addressee.objects.get().state == Sent.HELD.value
    raw = stations.sent(3, "key.revoked@1.0", {"owner": "KH/POL", "key_id": key, "revoked_at": A_DAY_AGO})
    assert read_canonical(raw.split(b"\n")[1], most=10_000)["type"] == message.type


def test_a_node_that_cannot_be_told_does_not_keep_the_list_from_being_taken(
    stations: Stations, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trust_telling, "has_keys", lambda: True)
    registries.payload_owners.pop("key.revoked@1")
    with override_settings(SAMAKKI_EXCHANGE_NAME="KH/POL"):
        assert trust_telling.tell_revoked([("KH/POL", stations.here.signing.id)]) == 0
    assert AuditEntry.objects.filter(action="tell_revocation", outcome="failed").count() == 1
    assert not Message.objects.exists()


def test_a_node_outside_the_exchange_tells_nobody(stations: Stations) -> None:
    assert trust_telling.tell_revoked([("KH/POL", stations.here.signing.id)]) == 0
