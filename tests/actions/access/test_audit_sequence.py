import threading
from pathlib import Path
from uuid import UUID

import pytest
from django.db import close_old_connections, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from samakki.access import audit
from samakki.access.audit import LogBroken, sequencing
from samakki.access.audit.sequencing import BLOCK
from samakki.access.domain.merkle import Edge, leaf_hash
from samakki.access.models import AuditBlock, AuditEdge, AuditEntry, AuditPlace, AuditWaiting
from samakki.sealing.errors import KeyMissing
from tests.support.append_only import unguarded
from tests.support.audit_logs import Hands, Log, make_log, make_small


@pytest.fixture
def log(tmp_path: Path, settings: Settings) -> Log:
    return make_log(tmp_path, settings)


def order() -> list[str]:
    """Actions of the placed entries, in the order of their places."""
    actions = dict(AuditEntry.objects.values_list("pk", "action"))
    return [actions[entry] for entry in AuditPlace.objects.order_by("position").values_list("entry_id", flat=True)]


@pytest.mark.django_db
def test_entries_get_places_in_the_order_of_writing_without_a_gap(log: Log) -> None:
    for action in ("one", "two", "three"):
        audit.record("node", action)
    assert audit.unsequenced() == 3
    assert audit.sequence() == 3
    assert audit.sequence() == 0
    assert audit.unsequenced() == 0
    audit.record("node", "four")
    assert audit.sequence() == 1
    assert order() == ["one", "two", "three", "four"]
    assert list(AuditPlace.objects.order_by("position").values_list("position", flat=True)) == [0, 1, 2, 3]


@pytest.mark.django_db
def test_a_place_holds_the_hash_of_the_entrys_leaf(log: Log) -> None:
    log.grow(2)
    place = AuditPlace.objects.get(position=1)
    assert bytes(place.leaf_hash) == leaf_hash(bytes(AuditEntry.objects.get(pk=place.entry_id).leaf))


@pytest.mark.django_db
@pytest.mark.parametrize("limit", [1, 4, 5, 7, 12, 100])
def test_batches_and_a_limit_change_nothing_but_the_number_placed(
    log: Log, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(sequencing, "BATCH", 5)
    for number in range(12):
        audit.record("node", f"act_{number}")
    assert audit.sequence(limit) == min(limit, 12)
    assert audit.unsequenced() == 12 - min(limit, 12)
    audit.sequence()
    assert order() == [f"act_{number}" for number in range(12)]


@pytest.mark.django_db
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.integers(1, 20), min_size=1, max_size=6))
def test_the_stored_edge_and_block_roots_are_those_of_the_tree(
    log: Log, monkeypatch: pytest.MonkeyPatch, steps: list[int]
) -> None:
    make_small(monkeypatch)
    for step in steps:
        log.grow(step)
    hashes = [bytes(hashed) for hashed in AuditPlace.objects.order_by("position").values_list("leaf_hash", flat=True)]
    row = AuditEdge.objects.get()
    assert Edge.from_bytes(row.size, bytes(row.peaks)) == Edge().extended(hashes)
    blocks = [Edge().extended(hashes[at : at + 8]).root for at in range(0, len(hashes) - 7, 8)]
    assert [bytes(root) for root in AuditBlock.objects.order_by("number").values_list("root", flat=True)] == blocks


@pytest.mark.django_db(transaction=True)
def test_an_entry_that_has_not_committed_gets_its_place_later(log: Log) -> None:
    """On SQLite the open transaction keeps the sequencer waiting; on PostgreSQL the others go ahead."""
    if connection.vendor == "sqlite":
        pytest.skip("on SQLite there is one writer")
    audit.record("node", "early")
    written, committed = threading.Event(), threading.Event()

    def slow_act() -> None:
        with transaction.atomic():
            audit.record("node", "slow")
            written.set()
            committed.wait(20)
        close_old_connections()
        connection.close()

    act = threading.Thread(target=slow_act)
    act.start()
    assert written.wait(20)
    audit.record("node", "late")
    assert audit.sequence() == 2
    committed.set()
    act.join()
    assert audit.sequence() == 1
    assert order() == ["early", "late", "slow"]
    assert audit.verify().is_ok


@pytest.mark.django_db(transaction=True)
def test_twenty_officers_and_two_sequencers_at_once_lose_nothing(log: Log) -> None:
    each = 10
    errors: list[BaseException] = []

    def work(act: object, times: int) -> None:
        try:
            for _ in range(times):
                act()  # type: ignore[operator]  # a function of no arguments
        except BaseException as error:  # noqa: BLE001  (handed to the test)
            errors.append(error)
        finally:
            connection.close()

    officers = [
        threading.Thread(target=work, args=(lambda name=f"act_{number}": audit.record("node", name), each))
        for number in range(20)
    ]
    keepers = [threading.Thread(target=work, args=(audit.sequence, 15)) for _ in range(2)]
    for thread in (*officers, *keepers):
        thread.start()
    for thread in (*officers, *keepers):
        thread.join()

    assert errors == []
    audit.sequence()
    assert sorted(order()) == sorted(f"act_{number}" for number in range(20) for _ in range(each))
    assert audit.verify().is_ok


@pytest.mark.django_db
def test_without_the_nodes_key_entries_are_recorded_and_wait(log: Log) -> None:
    log.key_file.unlink()
    audit.record("node", "act")
    with pytest.raises(KeyMissing, match="backup"):
        audit.sequence()
    assert audit.unsequenced() == 1


@pytest.mark.django_db
def test_nothing_waiting_takes_no_lock_and_needs_no_key(log: Log) -> None:
    log.key_file.unlink()
    assert audit.sequence() == 0
    assert not AuditEdge.objects.exists()


@pytest.mark.django_db
def test_entries_taken_off_the_waiting_list_can_be_put_back(log: Log) -> None:
    log.grow(2)
    for action in ("one", "two"):
        audit.record("node", action)
    AuditWaiting.objects.filter(entry_id=AuditEntry.objects.get(action="one").pk).delete()
    assert audit.requeue() == 1
    assert audit.requeue() == 0
    assert audit.sequence() == 2
    assert audit.verify().is_ok


@pytest.mark.django_db
def test_what_cannot_be_placed_does_not_hold_up_the_rest(log: Log) -> None:
    log.grow(1)
    AuditWaiting.objects.create(entry_id=UUID(int=7))
    AuditWaiting.objects.create(entry_id=log.entry(0))
    audit.record("node", "act")
    assert audit.sequence() == 1
    assert order() == ["read", "act"]


@pytest.mark.django_db
@pytest.mark.parametrize("wrong", [{"size": 1}, {"peaks": b"x"}, {"stamp": bytes(32)}])
def test_an_edge_that_the_sequencer_did_not_stamp_stops_it(log: Log, wrong: dict[str, object]) -> None:
    log.grow(3)
    AuditEdge.objects.update(**wrong)
    audit.record("node", "act")
    with pytest.raises(LogBroken):
        audit.sequence()
    with pytest.raises(LogBroken):
        audit.checkpoint()
    assert audit.unsequenced() == 1


@pytest.mark.django_db
def test_places_added_behind_the_sequencers_back_stop_it(log: Log) -> None:
    log.grow(3)
    AuditPlace(position=3, entry_id=UUID(int=7), leaf_hash=bytes(32), stamp=b"").save()
    audit.record("node", "act")
    with pytest.raises(LogBroken, match="4 places"):
        audit.sequence()


@pytest.mark.django_db
def test_a_log_cut_off_at_the_end_goes_on_behind_the_gap_so_that_the_gap_stays_to_be_seen(log: Log) -> None:
    log.grow(5)
    with unguarded():
        Hands().drop_place(4)
    audit.record("node", "act")
    assert audit.sequence() == 1
    assert AuditPlace.objects.filter(position=5).exists()
    assert audit.verify().first_bad == audit.FirstBad(audit.Why.DROPPED, 4, 5)


@pytest.mark.django_db
def test_after_a_lost_edge_the_log_goes_on_once_somebody_says_so_and_that_is_recorded(log: Log) -> None:
    log.grow(BLOCK // 100)
    AuditEdge.objects.all().delete()
    audit.record("node", "act")
    with pytest.raises(LogBroken):
        audit.sequence()
    assert audit.rebuild_edge() == BLOCK // 100
    assert audit.sequence() == 2
    assert order()[-2:] == ["act", "rebuild_audit_edge"]
    assert audit.verify().is_ok


@pytest.mark.django_db
def test_a_sound_edge_is_not_computed_anew_so_that_nothing_cut_off_is_hidden(log: Log) -> None:
    log.grow(5)
    with unguarded():
        Hands().drop_place(4)
    assert audit.rebuild_edge() == 5
    assert audit.verify().first_bad == audit.FirstBad(audit.Why.DROPPED, 4, 5)
    assert not AuditEntry.objects.filter(action="rebuild_audit_edge").exists()


@pytest.mark.django_db
def test_an_edge_is_not_computed_over_a_gap(log: Log) -> None:
    log.grow(5)
    AuditEdge.objects.update(stamp=b"")
    with unguarded():
        Hands().drop_place(2)
    with pytest.raises(LogBroken, match="last one is number 4"):
        audit.rebuild_edge()
    assert AuditEdge.objects.exists()
