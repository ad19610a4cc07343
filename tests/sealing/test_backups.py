import io
import os
import stat
from pathlib import Path

import pytest

from samakki.sealing.backups import create_recovery_key, open_backup, seal_backup
from samakki.sealing.errors import KeyFileBroken, KeyMissing, SealBroken

CONTENT = b"samakki backup" * 10_000


@pytest.fixture(scope="module")
def key() -> tuple[str, str]:
    return create_recovery_key()


@pytest.fixture
def backup(tmp_path: Path, key: tuple[str, str]) -> Path:
    target = tmp_path / "node.backup"
    seal_backup(io.BytesIO(CONTENT), target, recipient=key[0])
    return target


def test_a_backup_opens_with_the_secret_half_to_the_same_bytes(backup: Path, key: tuple[str, str]) -> None:
    restored = backup.with_name("restored")
    open_backup(backup, restored, secret=f" {key[1]}\n")  # as pasted from a paper
    assert restored.read_bytes() == CONTENT
    assert {stat.S_IMODE(file.stat().st_mode) for file in (backup, restored)} == {0o600}


def test_a_backup_can_be_made_of_a_file(tmp_path: Path, key: tuple[str, str]) -> None:
    (tmp_path / "node.tar").write_bytes(CONTENT)
    seal_backup(tmp_path / "node.tar", tmp_path / "node.backup", recipient=key[0])
    open_backup(tmp_path / "node.backup", tmp_path / "again.tar", secret=key[1])
    assert (tmp_path / "again.tar").read_bytes() == CONTENT


def test_a_backup_is_an_age_file(backup: Path) -> None:
    assert backup.read_bytes().startswith(b"age-encryption.org/v1\n-> X25519 ")


def test_another_recovery_key_is_told_apart_from_a_damaged_backup(backup: Path) -> None:
    with pytest.raises(KeyMissing, match="another recovery key"):
        open_backup(backup, backup.with_name("restored"), secret=create_recovery_key()[1])


@pytest.mark.parametrize("kept", [0, 20, 70_000, -1])
def test_a_backup_cut_short_is_refused_and_leaves_nothing(backup: Path, key: tuple[str, str], kept: int) -> None:
    backup.write_bytes(backup.read_bytes()[:kept])
    with pytest.raises(SealBroken):
        open_backup(backup, backup.with_name("restored"), secret=key[1])
    assert os.listdir(backup.parent) == ["node.backup"]


def test_a_changed_byte_is_refused(backup: Path, key: tuple[str, str]) -> None:
    content = bytearray(backup.read_bytes())
    content[-100] ^= 1
    backup.write_bytes(content)
    with pytest.raises(SealBroken, match="earlier backup"):
        open_backup(backup, backup.with_name("restored"), secret=key[1])


def test_halves_of_the_key_that_are_mistyped_are_told_apart_from_broken_backups(
    tmp_path: Path, key: tuple[str, str]
) -> None:
    with pytest.raises(KeyFileBroken, match="age1"):
        seal_backup(io.BytesIO(CONTENT), tmp_path / "x", recipient=key[1])
    with pytest.raises(KeyFileBroken, match="AGE-SECRET-KEY-1"):
        open_backup(tmp_path / "x", tmp_path / "y", secret=key[0])


class FullDisk(io.RawIOBase):
    def readable(self) -> bool:
        return True

    def readinto(self, _buffer: object) -> int:
        raise OSError(28, "No space left on device")


def test_a_source_that_fails_is_an_error_of_the_disk_and_leaves_no_backup(tmp_path: Path, key: tuple[str, str]) -> None:
    with pytest.raises(OSError, match="No space left"):
        seal_backup(io.BufferedReader(FullDisk()), tmp_path / "node.backup", recipient=key[0])
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_disk_while_restoring_is_not_called_a_broken_backup(
    backup: Path, key: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real_open = os.open
    monkeypatch.setattr(os, "open", lambda path, flags, mode=0: real_open("/dev/full", os.O_WRONLY))
    monkeypatch.setattr(Path, "unlink", lambda _path: None)
    with pytest.raises(OSError, match="No space left"):
        open_backup(backup, backup.with_name("restored"), secret=key[1])
