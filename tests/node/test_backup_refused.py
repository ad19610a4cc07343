"""Backups that are spoiled, foreign or do not fit: refused in words, with nothing left behind."""

import json
import tarfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, cast

import pytest

from samakki.node.backups import sqlite
from samakki.node.backups.manifest import MANIFEST_FILE, BackupError, Manifest, digest_of
from samakki.node.restoring.place import opened
from samakki.sealing.backups import create_recovery_key, open_backup, seal_backup
from samakki.sealing.errors import SealingError
from tests.support.backed_up import recovery_key
from tools.trial.node import TrialNode


@pytest.fixture
def sealed(made_backup: TrialNode) -> tuple[Path, Path]:
    """A backup that nobody changes, and the file with the secret half of its key."""
    (path,) = (made_backup.home / "backups").glob("*.age")
    return path, recovery_key(made_backup)


def refusal(backup: Path, home: Path, secret: str) -> str:
    """Why the first steps of a restore refuse a backup."""
    with pytest.raises((BackupError, SealingError)) as error, opened(backup, home, secret=secret):
        pytest.fail("it was opened")
    assert not (home / "restoring").exists()
    return str(error.value)


def test_without_the_recovery_key_a_backup_tells_nothing(sealed: tuple[Path, Path], tmp_path: Path) -> None:
    backup, _ = sealed
    assert "another recovery key" in refusal(backup, tmp_path, create_recovery_key()[1])
    assert b"kh.samakki.example" not in backup.read_bytes()


@pytest.mark.parametrize("where", ["cut", "flipped"])
def test_a_spoiled_backup_is_refused(sealed: tuple[Path, Path], tmp_path: Path, where: str) -> None:
    backup, key = sealed
    content = bytearray(backup.read_bytes())
    if where == "cut":
        del content[-1000:]
    else:
        content[len(content) // 2] ^= 1
    spoiled = tmp_path / "spoiled.age"
    spoiled.write_bytes(content)
    assert "does not open" in refusal(spoiled, tmp_path, key.read_text("ascii"))


def change_manifest(**values: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        path = folder / MANIFEST_FILE
        path.write_text(json.dumps(json.loads(path.read_text("ascii")) | values), "ascii")

    return change


def damage(folder: Path) -> None:
    """Spoil a page of the database and write its new digest into the manifest: only the database itself can tell."""
    database = folder / sqlite.DATABASE_FILE
    content = bytearray(database.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 4096] = b"x" * 4096
    database.write_bytes(content)
    manifest = json.loads((folder / MANIFEST_FILE).read_text("ascii"))
    manifest["digests"][sqlite.DATABASE_FILE] = digest_of(database)
    (folder / MANIFEST_FILE).write_text(json.dumps(manifest), "ascii")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (change_manifest(format=2), "format 2"),
        (change_manifest(steps=[["access", "0099_from_the_future"]]), "newer version"),
        (change_manifest(engine="postgresql"), "the other kind"),
        (lambda folder: (folder / MANIFEST_FILE).write_text("{}"), "no list of contents"),
        (lambda folder: (folder / "checkpoints.txt").write_text("forged"), "not the one that was put in"),
        (lambda folder: (folder / "keys" / "django.key").write_text("swapped"), "not the one that was put in"),
        (damage, "is damaged"),
    ],
    ids=["newer-format", "newer-tables", "other-engine", "no-list", "checkpoints", "key", "damaged"],
)
def test_a_backup_that_does_not_fit_is_refused_in_words(
    sealed: tuple[Path, Path], tmp_path: Path, change: Callable[[Path], None], words: str
) -> None:
    backup, key = sealed
    archive, folder, home = tmp_path / "archive.tar.gz", tmp_path / "inside", tmp_path / "home"
    open_backup(backup, archive, secret=key.read_text("ascii"))
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        for name in names:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(cast("IO[bytes]", tar.extractfile(name)).read())
    change(folder)
    with tarfile.open(archive, "w:gz") as tar:
        for name in names:
            tar.add(folder / name, name)
    public, secret = create_recovery_key()
    seal_backup(archive, tmp_path / "changed.age", recipient=public)
    assert words in refusal(tmp_path / "changed.age", home, secret)
    assert list(home.iterdir()) == []


def test_a_name_that_leads_out_of_the_folder_is_not_written(tmp_path: Path) -> None:
    manifest = Manifest("x", datetime.now(UTC), "0", "sqlite", frozenset(), {"../evil": "0" * 64})
    (tmp_path / MANIFEST_FILE).write_bytes(manifest.to_bytes())
    with tarfile.open(tmp_path / "evil.tar.gz", "w:gz") as tar:
        tar.add(tmp_path / MANIFEST_FILE, MANIFEST_FILE)
        tar.add(tmp_path / MANIFEST_FILE, "../evil")
    public, secret = create_recovery_key()
    seal_backup(tmp_path / "evil.tar.gz", tmp_path / "evil.age", recipient=public)
    home = tmp_path / "deep" / "home"
    assert "not on its own list" in refusal(tmp_path / "evil.age", home, secret)
    assert not list(tmp_path.rglob("evil"))


def test_another_nodes_backup_does_not_replace_this_node(sealed: tuple[Path, Path], tmp_path: Path) -> None:
    backup, key = sealed
    (tmp_path / "node.toml").write_text('name = "th.samakki.example"\n', "ascii")
    told = refusal(backup, tmp_path, key.read_text("ascii"))
    assert "kh.samakki.example" in told
    assert "th.samakki.example" in told
