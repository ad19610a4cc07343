"""What the node clears while a backup is made does not stop it: the backup has every file that a row of it names."""

import errno
import os
from pathlib import Path

import pytest

from samakki.node import schema
from samakki.node.backups import making, manifest, sqlite
from samakki.node.backups.holding import hold_stored
from samakki.node.backups.reading import unpack
from samakki.node.config import load
from tests.support.backed_up import recovery_key
from tools.trial.node import TrialNode

BEFORE, MEANWHILE, HALF = "a" * 32, "b" * 32, "c" * 32 + ".part"
PIECE = "d" * 64


def lay(home: Path, folder: str, name: str) -> Path:
    path = home / folder / name[:2] / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    path.write_bytes(b"sealed " + name.encode())
    return path


def test_a_file_that_goes_while_the_backup_is_made_is_in_it(
    node: TrialNode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = [lay(node.home, "files", BEFORE), lay(node.home, "chunks", PIECE)]
    lay(node.home, "files", HALF)
    copied, digested = sqlite.copy_database, manifest.digest_of

    def copy_database(source: Path, target: Path) -> None:
        copied(source, target)
        files.append(lay(node.home, "files", MEANWHILE))

    def digest_of(path: Path) -> str:
        for one in files:  # the keeper clears in the middle
            one.unlink(missing_ok=True)
        return digested(path)

    monkeypatch.setattr(sqlite, "copy_database", copy_database)
    monkeypatch.setattr(making, "digest_of", digest_of)
    monkeypatch.setattr(schema, "state", lambda: schema.SchemaState(frozenset(), frozenset()))
    made = making.make_backup(load(node.home), tmp_path / "one.age")
    opened = tmp_path / "opened"
    opened.mkdir(mode=0o700)
    unpack(made, opened, secret=recovery_key(node).read_text("ascii"))
    found = {path.name for folder in ("files", "chunks") for path in (opened / folder).rglob("*") if path.is_file()}
    assert found == {BEFORE, MEANWHILE, PIECE}
    assert not list(load(node.home).state.glob(f"{making.STAGING_PREFIX}*"))
    assert not any(one.exists() for one in files)


def test_where_the_disk_knows_no_second_names_files_are_read_where_they_lie(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lay(tmp_path / "home", "files", BEFORE)

    def link(source: Path, target: Path) -> None:
        raise OSError(errno.EXDEV, "another disk", str(source), None, str(target))

    monkeypatch.setattr(os, "link", link)
    assert hold_stored(tmp_path / "home", tmp_path / "held") == {f"files/{BEFORE[:2]}/{BEFORE}": path}
