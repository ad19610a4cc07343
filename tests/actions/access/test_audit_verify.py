from collections.abc import Callable
from pathlib import Path
from secrets import token_bytes
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from samakki.access import audit
from samakki.access.audit import FirstBad, VerifyReport, Why, pages, verify
from samakki.access.audit.entries import canonical_leaf
from samakki.access.audit.stamps import edge_content
from samakki.access.domain.merkle import Edge, leaf_hash
from samakki.access.models import AuditBlock, AuditCheckpoint, AuditEdge, AuditEntry, AuditPlace, AuditWaiting
from samakki.sealing.errors import KeyMissing
from samakki.sealing.notes import checkpoint_text, sign_note
from samakki.sealing.signing import SigningKey
from tests.support.audit_logs import ORIGIN, Hands, Log, Value, make_log, make_small, tampered
from tests.support.shared import NOW

pytestmark = pytest.mark.django_db

SIZE = 29
CHECKPOINTS = (5, 12, 13, 24)
sqlite_only = pytest.mark.skipif("sqlite" not in connection.vendor, reason="PostgreSQL keeps the type of a column")
tampering = settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
positions = st.integers(0, SIZE - 1)


@pytest.fixture
def log(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Log:
    """29 entries in blocks of eight, with checkpoints at `CHECKPOINTS`, all of them in the file too."""
    make_small(monkeypatch)
    log = make_log(tmp_path, settings)
    size = 0
    for checkpoint in CHECKPOINTS:
        log.grow(checkpoint - size)
        audit.checkpoint()
        size = checkpoint
    log.grow(SIZE - size)
    return log


def found() -> FirstBad:
    report = verify()
    assert not report.is_ok
    assert report.root is None
    assert report.first_bad is not None
    return report.first_bad


def test_a_sound_log_holds(log: Log) -> None:
    report = verify()
    assert report == VerifyReport(
        size=SIZE,
        root=bytes(AuditCheckpoint.objects.get(size=audit.checkpoint().size).root),  # type: ignore[union-attr]  # the log has grown
        first_bad=None,
        unsequenced=0,
        oldest_unsequenced_at=None,
        checkpoints=4,
        file_checkpoints=4,
        unguarded=(),
    )
    assert report.is_ok


def test_an_empty_log_holds(tmp_path: Path, settings: Settings) -> None:
    make_log(tmp_path, settings)
    assert verify().is_ok


def test_the_walk_tells_how_far_it_is(log: Log) -> None:
    told: list[int] = []
    verify(told.append)
    assert told == sorted(set(told))
    assert told[-1] == SIZE


def test_without_the_nodes_key_nothing_is_proved(log: Log) -> None:
    log.key_file.unlink()
    with pytest.raises(KeyMissing):
        verify()


COLUMNS = st.one_of(
    st.tuples(st.just("actor"), st.sampled_from(["O-9999", "nobody", ""])),
    st.tuples(st.just("action"), st.sampled_from(["write", "read "])),
    st.tuples(st.just("reference"), st.sampled_from(["C-ZZZZ", "Sok Dara", "c-1"])),
    st.tuples(st.just("outcome"), st.sampled_from(["refused", "failed"])),
    st.tuples(st.just("at"), st.sampled_from(["2026-03-01 02:59:59", "2020-02-29 00:00:00.000001"])),
    st.tuples(st.just("facts"), st.sampled_from(["{}", '{"count": 1000}', '{"count": 1, "more": 2}', "[]", "7"])),
    st.tuples(st.just("leaf"), st.sampled_from([b"", b"{}"])),
)


@tampering
@given(position=positions, change=COLUMNS)
def test_one_changed_column_of_one_entry_is_found_and_the_entry_named(
    log: Log, position: int, change: tuple[str, Value]
) -> None:
    with tampered() as hands:
        entry = hands.entry_id(position)
        hands.set_entry(position, *change)
        assert found() == FirstBad(Why.CHANGED, position, position + 1, entry)


@tampering
@given(position=positions)
def test_an_entry_changed_together_with_its_leaf_and_hash_is_found(log: Log, position: int) -> None:
    with tampered() as hands:
        entry = AuditEntry.objects.get(pk=hands.entry_id(position))
        leaf = canonical_leaf(
            entry.pk, entry.at, actor="nobody", action=entry.action, reference="", outcome="done", facts=entry.facts
        )
        hands.set_entry(position, "actor", "nobody")
        hands.set_entry(position, "reference", "")
        hands.set_entry(position, "leaf", leaf)
        hands.set_place(position, "leaf_hash", leaf_hash(leaf))
        assert found() == FirstBad(Why.CHANGED, position, position + 1, entry.pk)


@tampering
@given(position=positions, column=st.sampled_from(["leaf_hash", "stamp"]), value=st.binary(max_size=32))
def test_a_changed_place_is_found(log: Log, position: int, column: str, value: bytes) -> None:
    with tampered() as hands:
        entry = hands.entry_id(position)
        hands.set_place(position, column, value)
        assert found() == FirstBad(Why.CHANGED, position, position + 1, entry)


@tampering
@given(position=positions)
def test_a_dropped_entry_is_named(log: Log, position: int) -> None:
    with tampered() as hands:
        entry = hands.entry_id(position)
        hands.drop_entry(position)
        assert found() == FirstBad(Why.DROPPED, position, position + 1, entry)


@tampering
@given(first=positions, count=st.integers(1, 12))
def test_dropped_places_leave_a_gap_that_is_told_as_a_range(log: Log, first: int, count: int) -> None:
    end = min(first + count, SIZE)
    with tampered() as hands:
        for position in range(first, end):
            hands.drop_entry(position)
            hands.drop_place(position)
        bad = found()
        assert bad == FirstBad(Why.DROPPED, first, end)
        assert bad.is_range is (end - first > 1)


@tampering
@given(position=positions)
def test_an_entry_dropped_with_the_gap_closed_is_found_where_it_was(log: Log, position: int) -> None:
    with tampered() as hands:
        hands.drop_entry(position)
        hands.drop_place(position)
        hands.shift(position + 1, -1)
        end = SIZE if position == SIZE - 1 else position + 1
        assert found() == FirstBad(Why.DROPPED, position, end)


@tampering
@given(two=st.lists(positions, min_size=2, max_size=2, unique=True))
def test_entries_that_changed_places_are_found_at_the_first_of_them(log: Log, two: list[int]) -> None:
    first = min(two)
    with tampered() as hands:
        moved_here = hands.entry_id(max(two))
        hands.swap_places(*two)
        assert found() == FirstBad(Why.REORDERED, first, first + 1, moved_here)


@tampering
@given(two=st.lists(positions, min_size=2, max_size=2, unique=True))
def test_places_that_name_each_others_entries_are_found_at_the_first_of_them(log: Log, two: list[int]) -> None:
    first = min(two)
    with tampered() as hands:
        moved_here = hands.entry_id(max(two))
        hands.swap_entries(*two)
        assert found() == FirstBad(Why.REORDERED, first, first + 1, moved_here)


@tampering
@given(order=st.permutations(range(SIZE)).filter(lambda order: order != sorted(order)))
def test_any_other_order_is_found_at_the_first_entry_that_moved(log: Log, order: list[int]) -> None:
    first = next(position for position, now in enumerate(order) if position != now)
    with tampered() as hands:
        hands.sql("UPDATE access_auditplace SET position = -1 - position")
        for position, now in enumerate(order):
            hands.sql("UPDATE access_auditplace SET position = %s WHERE position = %s", position, -1 - now)
        assert found() == FirstBad(Why.REORDERED, first, first + 1, hands.entry_id(first))


def forged_entry() -> AuditEntry:
    entry = AuditEntry(at=NOW, actor="O-9999", action="read", reference="C-9999", outcome="done", facts={})
    entry.leaf = canonical_leaf(
        entry.pk, NOW, actor="O-9999", action="read", reference="C-9999", outcome="done", facts={}
    )
    entry.save()
    return entry


@tampering
@given(position=st.integers(0, SIZE), stamp=st.sampled_from(["random", "copied"]))
def test_an_inserted_entry_is_found_and_named(log: Log, position: int, stamp: str) -> None:
    with tampered() as hands:
        entry = forged_entry()
        copied = AuditPlace.objects.get(position=min(position, SIZE - 1)).stamp
        hands.shift(position, 1)
        AuditPlace(
            position=position,
            entry_id=entry.pk,
            leaf_hash=leaf_hash(bytes(entry.leaf)),
            stamp=bytes(copied) if stamp == "copied" else token_bytes(32),
        ).save()
        assert found() == FirstBad(Why.INSERTED, position, position + 1, entry.pk)


ACTS: dict[str, Callable[[Hands, int], None]] = {
    "actor": lambda hands, at: hands.set_entry(at, "actor", "nobody"),
    "drop entry": lambda hands, at: hands.drop_entry(at),
    "drop place": lambda hands, at: hands.drop_place(at),
    "stamp": lambda hands, at: hands.set_place(at, "stamp", b""),
    "hash": lambda hands, at: hands.set_place(at, "leaf_hash", b""),
}


@tampering
@given(acts=st.dictionaries(positions, st.sampled_from(sorted(ACTS)), min_size=2, max_size=8))
def test_of_many_things_wrong_the_first_is_named(log: Log, acts: dict[int, str]) -> None:
    with tampered() as hands:
        for position, act in sorted(acts.items(), reverse=True):
            ACTS[act](hands, position)
        assert found().position == min(acts)


@sqlite_only
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("at", "yesterday"),
        ("at", "2026-02-31 03:00:00"),
        ("at", 7),
        ("facts", "{"),
        ("leaf", "text"),
    ],
)
@pytest.mark.parametrize("position", [0, 9, SIZE - 1])
def test_what_python_cannot_read_is_named_like_any_change(log: Log, position: int, column: str, value: Value) -> None:
    with tampered() as hands:
        entry = hands.entry_id(position)
        hands.sql("PRAGMA ignore_check_constraints = ON")
        hands.set_entry(position, column, value)
        assert found() == FirstBad(Why.CHANGED, position, position + 1, entry)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = OFF")


@sqlite_only
@pytest.mark.parametrize(("column", "value"), [("leaf_hash", "text"), ("stamp", "text"), ("entry_id", "no id")])
def test_a_place_that_python_cannot_read_is_named(log: Log, column: str, value: Value) -> None:
    with tampered() as hands:
        hands.set_place(9, column, value)
        hands.drop_place(20)
        assert found() == FirstBad(Why.CHANGED, 9, 10)


@sqlite_only
@pytest.mark.parametrize(
    ("table", "column", "key"), [("auditentry", "actor", "id"), ("auditplace", "entry_id", "position")]
)
def test_a_text_that_is_none_is_named(log: Log, table: str, column: str, key: str) -> None:
    with tampered() as hands:
        entry = hands.entry_id(9)
        at = 9 if key == "position" else entry.hex
        hands.sql(f"UPDATE access_{table} SET {column} = CAST(%s AS TEXT) WHERE {key} = %s", b"\xff", at)  # noqa: S608  (names of this test)
        assert found() == FirstBad(Why.CHANGED, 9, 10, entry if table == "auditentry" else None)


@sqlite_only
def test_a_place_that_cannot_be_read_does_not_hide_what_happened_before_it(log: Log) -> None:
    with tampered() as hands:
        hands.swap_places(3, 12)
        hands.set_place(6, "entry_id", "no id")
        assert found() == FirstBad(Why.REORDERED, 3, 4, hands.entry_id(3))


@sqlite_only
def test_a_gap_before_a_place_that_cannot_be_read_is_named_first(log: Log) -> None:
    with tampered() as hands:
        hands.drop_place(8)
        hands.set_place(9, "entry_id", "no id")
        assert found() == FirstBad(Why.DROPPED, 8, 9)


# --- the end of the log -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("left", [0, 3, 8, 24, SIZE - 1])
def test_entries_cut_off_at_the_end_are_told_as_a_range(log: Log, left: int) -> None:
    with tampered() as hands:
        for position in range(left, SIZE):
            hands.drop_entry(position)
            hands.drop_place(position)
        assert found() == FirstBad(Why.DROPPED, left, SIZE)


def test_entries_cut_off_together_with_the_edge_are_missed_by_the_checkpoint(log: Log) -> None:
    with tampered() as hands:
        for position in range(20, SIZE):
            hands.drop_place(position)
        hands.forget_edge()
        assert found() == FirstBad(Why.DROPPED, 20, 24)


def test_entries_cut_off_with_every_checkpoint_in_the_database_are_missed_by_the_file(log: Log) -> None:
    with tampered() as hands:
        hands.sql("DELETE FROM access_auditcheckpoint")
        hands.sql("DELETE FROM access_auditplace")
        hands.sql("DELETE FROM access_auditblock")
        hands.forget_edge()
        assert found() == FirstBad(Why.DROPPED, 0, 5)


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": SIZE + 1},
        {"size": SIZE - 1},
        {"peaks": b""},
        {"stamp": b""},
        {"size": 0, "peaks": b""},
    ],
)
def test_an_edge_that_the_sequencer_did_not_stamp_is_found(log: Log, wrong: dict[str, object]) -> None:
    with tampered():
        AuditEdge.objects.update(**wrong)
        assert found() == FirstBad(Why.SUMMARY_CHANGED, SIZE, SIZE)


def test_a_missing_edge_is_found(log: Log) -> None:
    with tampered() as hands:
        hands.forget_edge()
        assert found() == FirstBad(Why.SUMMARY_CHANGED, SIZE, SIZE)


def test_an_edge_stamped_over_other_entries_names_those_since_the_last_checkpoint(log: Log) -> None:
    key = SigningKey.load(log.key_file)
    other = Edge().extended([leaf_hash(b"another")] * SIZE)
    with tampered():
        AuditEdge.objects.update(peaks=other.to_bytes(), stamp=key.stamp(edge_content(other)))
        assert found() == FirstBad(Why.CHANGED, 24, SIZE)


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_changed_or_dropped_block_root_is_found(log: Log, number: int) -> None:
    assert AuditBlock.objects.count() == 3
    expected = FirstBad(Why.SUMMARY_CHANGED, number * 8, number * 8 + 8)
    with tampered() as hands:
        hands.set("auditblock", "root", bytes(32), key="number", at=number)
        assert found() == expected
    with tampered() as hands:
        hands.sql("DELETE FROM access_auditblock WHERE number = %s", number)
        assert found() == expected


# --- checkpoints --------------------------------------------------------------------------------------------------


def signed(size: int, root: bytes, *, by: SigningKey, name: str = ORIGIN, origin: str = ORIGIN) -> str:
    return sign_note(checkpoint_text(origin, size, root), name=name, key=by)


@pytest.mark.parametrize("size", CHECKPOINTS)
def test_a_checkpoint_that_another_key_signed_is_found(log: Log, size: int) -> None:
    root = bytes(AuditCheckpoint.objects.get(size=size).root)
    with tampered() as hands:
        hands.set("auditcheckpoint", "note", signed(size, root, by=SigningKey(bytes(32))), key="size", at=size)
        assert found() == FirstBad(Why.CHECKPOINT_FORGED, size, size)


def test_a_checkpoint_that_does_not_say_what_its_row_says_is_found(log: Log) -> None:
    with tampered() as hands:
        hands.set("auditcheckpoint", "root", bytes(32), key="size", at=12)
        assert found() == FirstBad(Why.CHECKPOINT_FORGED, 12, 12)
    with tampered() as hands:
        hands.set("auditcheckpoint", "size", 7, key="size", at=12)
        assert found() == FirstBad(Why.CHECKPOINT_FORGED, 7, 7)


@pytest.mark.parametrize("size", [-3, 0, 7, 10**9])
def test_a_checkpoint_that_was_added_is_found(log: Log, size: int) -> None:
    with tampered():
        AuditCheckpoint(size=size, root=bytes(32), note="not a note", at=NOW).save()
        assert found() == FirstBad(Why.CHECKPOINT_FORGED, size, size)


def test_a_checkpoint_of_another_log_is_found(log: Log) -> None:
    key, root = SigningKey.load(log.key_file), bytes(AuditCheckpoint.objects.get(size=12).root)
    for note in (
        signed(12, root, by=key, origin="other.samakki.example"),
        signed(12, root, by=key, name="other.samakki.example"),
        signed(13, root, by=key),
    ):
        with tampered() as hands:
            hands.set("auditcheckpoint", "note", note, key="size", at=12)
            assert found() == FirstBad(Why.CHECKPOINT_FORGED, 12, 12)


@sqlite_only
def test_a_note_that_python_cannot_read_is_found(log: Log) -> None:
    with tampered() as hands:
        hands.sql("UPDATE access_auditcheckpoint SET note = CAST(%s AS TEXT) WHERE size = 12", b"\xff")
        assert found() == FirstBad(Why.CHECKPOINT_FORGED, 12, 12)
    with tampered() as hands:
        hands.set("auditcheckpoint", "root", "text", key="size", at=12)
        assert found() == FirstBad(Why.CHECKPOINT_FORGED, 12, 12)


def test_where_history_was_rewritten_with_the_nodes_own_key_the_range_since_the_last_true_checkpoint_is_told(
    log: Log,
) -> None:
    key = SigningKey.load(log.key_file)
    with tampered() as hands:
        hands.set("auditcheckpoint", "note", signed(13, bytes(32), by=key), key="size", at=13)
        hands.set("auditcheckpoint", "root", bytes(32), key="size", at=13)
        assert found() == FirstBad(Why.CHANGED, 12, 13)
    with tampered() as hands:
        hands.set("auditcheckpoint", "note", signed(24, bytes(32), by=key), key="size", at=24)
        hands.set("auditcheckpoint", "root", bytes(32), key="size", at=24)
        bad = found()
        assert bad == FirstBad(Why.CHANGED, 13, 24)
        assert bad.is_range


@pytest.mark.parametrize("size", CHECKPOINTS)
def test_a_checkpoint_dropped_from_the_database_is_missed_beside_the_file(log: Log, size: int) -> None:
    with tampered() as hands:
        hands.sql("DELETE FROM access_auditcheckpoint WHERE size = %s", size)
        assert found() == FirstBad(Why.CHECKPOINT_DROPPED, size, size)


@pytest.fixture
def notes(log: Log) -> list[str]:
    return [checkpoint.note for checkpoint in AuditCheckpoint.objects.order_by("size")]


def write(log: Log, notes: list[str], more: str = "") -> None:
    log.checkpoints.write_text("".join(f"{note}\n" for note in notes) + more, "utf-8")


@pytest.mark.parametrize("left_out", [0, 1, 2])
def test_a_checkpoint_dropped_from_the_middle_of_the_file_is_missed(log: Log, notes: list[str], left_out: int) -> None:
    write(log, notes[:left_out] + notes[left_out + 1 :])
    size = CHECKPOINTS[left_out]
    assert found() == FirstBad(Why.CHECKPOINT_DROPPED, size, size)


@pytest.mark.parametrize("kept", [0, 1, 3])
def test_a_file_that_lags_behind_the_database_or_was_lost_is_no_tampering(
    log: Log, notes: list[str], kept: int
) -> None:
    write(log, notes[:kept])
    report = verify()
    assert report.is_ok
    assert (report.checkpoints, report.file_checkpoints) == (4, kept)


@pytest.mark.parametrize("letters", [1, 20, 60, 150])
def test_a_note_cut_off_by_a_loss_of_power_is_no_tampering(log: Log, notes: list[str], letters: int) -> None:
    write(log, notes[:3], more=notes[3][:letters])
    report = verify()
    assert report.is_ok
    assert report.file_checkpoints == 3


@pytest.mark.parametrize(
    "more", ["something else", "\n", "\n\n\n", "test.samakki.example\n99\n", "x" * 70_000, "y\n" * 40_000]
)
def test_anything_else_written_into_the_file_is_found(log: Log, notes: list[str], more: str) -> None:
    write(log, notes, more=more)
    assert found() == FirstBad(Why.CHECKPOINT_FORGED, 24, 24)


def test_a_file_in_another_order_is_found(log: Log, notes: list[str]) -> None:
    write(log, [notes[0], notes[2], notes[1], notes[3]])
    assert found().why in (Why.CHECKPOINT_FORGED, Why.CHECKPOINT_DROPPED)


@tampering
@given(data=st.data())
def test_one_flipped_bit_anywhere_in_the_file_is_found(log: Log, notes: list[str], data: st.DataObject) -> None:
    write(log, notes)
    content = bytearray(log.checkpoints.read_bytes())
    last_newline = len(content) - 1  # without it the last note is one that was cut off
    bit = data.draw(st.integers(0, last_newline * 8 - 1))
    content[bit // 8] ^= 1 << bit % 8
    log.checkpoints.write_bytes(content)
    assert not verify().is_ok


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
