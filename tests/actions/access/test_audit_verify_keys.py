from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError

from samakki.access import audit
from samakki.access.audit import FirstBad, Why, pages, verify
from samakki.access.models import AuditEntry, AuditPlace, AuditWaiting
from samakki.sealing.signing import SigningKey
from tests.support.audit_logs import SIZE, Log, found, signed, sqlite_only, tampered

pytestmark = pytest.mark.django_db


# --- keys ---------------------------------------------------------------------------------------------------------


def test_a_log_signed_by_one_key_after_another_holds(log: Log) -> None:
    for _ in range(2):
        SigningKey.rotate(log.key_file)
        log.grow(5)
        audit.checkpoint()
    assert verify().is_ok
    assert verify().checkpoints == 6


def test_what_an_earlier_key_signs_or_stamps_after_a_later_one_is_not_believed(log: Log) -> None:
    stolen = SigningKey.load(log.key_file)
    SigningKey.rotate(log.key_file)
    log.grow(4)
    audit.checkpoint()
    log.grow(1)
    with tampered() as hands:
        place = AuditPlace.objects.get(position=SIZE + 4)
        stamp = stolen.stamp(b"samakki audit place\n" + place.position.to_bytes(8, "big") + bytes(place.leaf_hash))
        hands.set_place(place.position, "stamp", stamp)
        assert found().position == place.position
    log.grow(1)
    newest = audit.checkpoint()
    assert newest is not None
    with tampered() as hands:
        note = signed(newest.size, bytes(newest.root), by=stolen)
        hands.set("auditcheckpoint", "note", note, key="size", at=newest.size)
        assert found() == FirstBad(Why.CHECKPOINT_FORGED, newest.size, newest.size)


# --- entries without a place --------------------------------------------------------------------------------------


def test_entries_without_a_place_are_counted_with_the_time_of_the_oldest(log: Log) -> None:
    audit.record("node", "first")
    oldest = AuditEntry.objects.get(action="first").at
    audit.record("node", "second")
    report = verify()
    assert report.is_ok
    assert (report.size, report.unsequenced, report.oldest_unsequenced_at) == (SIZE, 2, oldest)


def test_entries_taken_off_the_waiting_list_are_still_counted(log: Log) -> None:
    audit.record("node", "first")
    AuditWaiting.objects.all().delete()
    assert verify().unsequenced == 1


def test_a_changed_entry_without_a_place_is_found_and_named(log: Log) -> None:
    audit.record("node", "first")
    entry = AuditEntry.objects.get(action="first").pk
    with tampered() as hands:
        hands.set("auditentry", "actor", "nobody", key="id", at=hands.stored(entry))
        assert found() == FirstBad(Why.CHANGED, None, None, entry)
        assert not found().is_range


def test_an_entry_dropped_before_it_got_its_place_is_found_and_named(log: Log) -> None:
    audit.record("node", "first")
    entry = AuditEntry.objects.get(action="first").pk
    with tampered() as hands:
        hands.sql("DELETE FROM access_auditentry WHERE id = %s", hands.stored(entry))
        assert found() == FirstBad(Why.DROPPED, None, None, entry)


@sqlite_only
def test_an_entry_without_a_place_that_python_cannot_read_is_found(log: Log) -> None:
    audit.record("node", "first")
    entry = AuditEntry.objects.get(action="first").pk
    with tampered() as hands:
        hands.set("auditentry", "at", "zzz", key="id", at=entry.hex)
        assert found() == FirstBad(Why.CHANGED, None, None, entry)
        assert verify().oldest_unsequenced_at is None
    with tampered() as hands:
        hands.set("auditentry", "id", "no id", key="id", at=entry.hex)
        assert found() == FirstBad(Why.CHANGED, None, None)


# --- the node goes on working -------------------------------------------------------------------------------------


def test_what_the_node_adds_during_the_walk_is_left_for_the_next_one(log: Log) -> None:
    def go_on(_proved: int) -> None:
        log.grow(1)
        audit.checkpoint()

    before = verify(go_on)
    assert before.is_ok
    assert before.size == SIZE
    after = verify()
    assert after.is_ok
    assert after.size > SIZE


def test_missing_triggers_are_reported_beside_a_sound_log(log: Log) -> None:
    with tampered():
        report = verify()
    assert report.is_ok
    assert len(report.unguarded) == 4


def test_a_lost_connection_is_an_error_and_not_called_tampering(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(**_given: object) -> None:
        message = "server closed the connection unexpectedly"
        raise OperationalError(message)

    monkeypatch.setattr(pages, "AuditEntry", SimpleNamespace(objects=SimpleNamespace(filter=gone)))
    with pytest.raises(OperationalError, match="closed the connection"):
        verify()


def test_ids_are_random_so_that_a_leaf_hash_tells_nothing(log: Log) -> None:
    assert all(
        isinstance(place.entry_id, UUID) and place.entry_id.version == uuid4().version
        for place in AuditPlace.objects.all()
    )
