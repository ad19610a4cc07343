import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.access.audit import FirstBad, Why, verify
from samakki.access.audit.stamps import edge_content
from samakki.access.domain.merkle import Edge, leaf_hash
from samakki.access.models import AuditBlock, AuditCheckpoint, AuditEdge
from samakki.sealing.signing import SigningKey
from tests.support.audit_logs import CHECKPOINTS, SIZE, Log, found, signed, sqlite_only, tampered, tampering
from tests.support.shared import NOW

pytestmark = pytest.mark.django_db


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
