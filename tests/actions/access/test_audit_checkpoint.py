import stat
from pathlib import Path

import pytest
from pytest_django import Settings

from samakki.access import audit
from samakki.access.audit import LogBroken, checkpoints
from samakki.access.audit.notebook import End, Notebook
from samakki.access.domain.merkle import Edge
from samakki.access.models import AuditCheckpoint, AuditPlace
from samakki.sealing.errors import KeyMissing
from samakki.sealing.notes import open_note, parse_checkpoint
from samakki.sealing.signing import SigningKey
from tests.support.append_only import unguarded
from tests.support.audit_logs import ORIGIN, Hands, Log, make_log

pytestmark = pytest.mark.django_db


@pytest.fixture
def log(tmp_path: Path, settings: Settings) -> Log:
    return make_log(tmp_path, settings)


def sizes() -> list[int]:
    return list(AuditCheckpoint.objects.order_by("size").values_list("size", flat=True))


def test_a_checkpoint_states_size_and_root_and_anybody_with_the_public_key_can_check_it(log: Log) -> None:
    log.grow(7)
    made = audit.checkpoint()
    assert made is not None
    text = open_note(made.note, name=ORIGIN, public_key=SigningKey.load(log.key_file).public)
    said = parse_checkpoint(text)
    leaves = [bytes(hashed) for hashed in AuditPlace.objects.order_by("position").values_list("leaf_hash", flat=True)]
    assert (said.origin, said.size, said.root) == (ORIGIN, 7, Edge().extended(leaves).root)


def test_a_checkpoint_stands_in_the_database_and_in_a_file_of_its_owners_alone(log: Log) -> None:
    for _ in range(3):
        log.grow(2)
        audit.checkpoint()
    notes = AuditCheckpoint.objects.order_by("size").values_list("note", flat=True)
    assert log.checkpoints.read_text("utf-8") == "".join(f"{note}\n" for note in notes)
    assert stat.S_IMODE(log.checkpoints.stat().st_mode) == 0o600


def test_a_log_that_has_not_grown_is_not_signed_again(log: Log) -> None:
    assert audit.checkpoint() is None
    log.grow(2)
    assert audit.checkpoint() is not None
    assert audit.checkpoint() is None
    assert sizes() == [2]


def test_entries_that_wait_for_their_place_are_not_in_a_checkpoint(log: Log) -> None:
    log.grow(2)
    audit.record("node", "act")
    made = audit.checkpoint()
    assert made is not None
    assert made.size == 2


def test_without_the_nodes_key_nothing_is_signed(log: Log) -> None:
    log.grow(2)
    log.key_file.unlink()
    with pytest.raises(KeyMissing):
        audit.checkpoint()
    assert sizes() == []


def test_the_newest_key_signs(log: Log) -> None:
    key = SigningKey.rotate(log.key_file)
    log.grow(2)
    made = audit.checkpoint()
    assert made is not None
    assert open_note(made.note, name=ORIGIN, public_key=key.public)


def test_a_file_that_fell_behind_catches_up_at_the_next_checkpoint(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    log.grow(2)
    audit.checkpoint()
    with monkeypatch.context() as crash:
        crash.setattr(checkpoints, "_publish", lambda *_given: None)
        log.grow(2)
        audit.checkpoint()
    assert Notebook(log.checkpoints).end() == End(2, b"")
    audit.checkpoint()  # nothing new to sign; the file is brought up to date all the same
    assert Notebook(log.checkpoints).end() == End(4, b"")
    assert audit.verify().file_checkpoints == 2


def test_a_lost_file_is_written_again_whole(log: Log) -> None:
    for _ in range(3):
        log.grow(2)
        audit.checkpoint()
    before = log.checkpoints.read_bytes()
    log.checkpoints.unlink()
    audit.checkpoint()
    assert log.checkpoints.read_bytes() == before


@pytest.mark.parametrize("letters", [1, 30, 100, 180])
def test_a_note_cut_off_by_a_loss_of_power_is_completed(log: Log, letters: int) -> None:
    for _ in range(3):
        log.grow(2)
        audit.checkpoint()
    whole = log.checkpoints.read_bytes()
    last_note = whole.rindex(ORIGIN.encode() + b"\n6\n")
    log.checkpoints.write_bytes(whole[: last_note + letters])
    assert Notebook(log.checkpoints).end().rest
    audit.checkpoint()
    assert log.checkpoints.read_bytes() == whole
    assert audit.verify().is_ok


@pytest.mark.parametrize("garbage", ["garbage", "garbage\n", "x" * 10_000])
def test_garbage_at_the_end_of_the_file_is_kept_for_the_next_verification_and_written_after(
    log: Log, garbage: str
) -> None:
    log.grow(2)
    audit.checkpoint()
    with log.checkpoints.open("a") as file:
        file.write(garbage)
    log.grow(2)
    audit.checkpoint()
    assert garbage in log.checkpoints.read_text("utf-8")
    assert Notebook(log.checkpoints).end().size == 4
    assert not audit.verify().is_ok


def test_a_log_shorter_than_a_checkpoint_is_not_signed(log: Log) -> None:
    log.grow(4)
    audit.checkpoint()
    with unguarded():
        Hands().drop_place(3)
        Hands().forget_edge()
    audit.rebuild_edge()
    with pytest.raises(LogBroken, match="3 entries, and a checkpoint says there were 4"):
        audit.checkpoint()
    with unguarded():
        Hands().sql("DELETE FROM access_auditcheckpoint")
    with pytest.raises(LogBroken, match="there were 4"):  # the file says so too
        audit.checkpoint()


def test_a_file_of_many_checkpoints_is_read_from_its_end(log: Log) -> None:
    log.grow(1)
    audit.checkpoint()
    note = log.checkpoints.read_bytes()
    log.checkpoints.write_bytes(note * 200)
    assert Notebook(log.checkpoints).end() == End(1, b"")
    assert len(list(Notebook(log.checkpoints).notes(len(note) * 3))) == 3
