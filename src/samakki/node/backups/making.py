"""Writes a backup while the node runs.

Steps, in this order:
    1. checkpoints.txt is copied, so that no checkpoint in it is ahead of the database.
    2. The database is copied as of one moment. Stored files and pieces of messages get a second name before it, and
       once more after it: a file is there before its row, never changes, and goes after its row says so, so every row
       of the copy has its file, also if the node clears it before the backup is written.
    3. Keys and settings are copied, so that no field in the copy was sealed with a key that is not there.
    4. Everything gets a digest in the manifest.
    5. Manifest and files go through a pipe into the seal; the sealed file appears whole or not at all.
"""

import gzip
import io
import os
import shutil
import tarfile
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO, cast

from samakki.node import schema
from samakki.node.backups import postgresql, sqlite
from samakki.node.backups.holding import hold_stored
from samakki.node.backups.manifest import MANIFEST_FILE, Manifest, Table, digest_of
from samakki.node.backups.report import note_backup
from samakki.node.config import FILE, NodeConfig
from samakki.node.databases import connection_parameters
from samakki.node.founding import RECOVERY_FILE
from samakki.sealing.backups import seal_backup

SUFFIX = ".samakki.age"
CHECKPOINTS_FILE = "checkpoints.txt"
STAGING_PREFIX = "backup-"
COMPRESSION = 3  # of 9; higher ones take several times longer for a few per cent


def make_backup(config: NodeConfig, target: Path | None = None) -> Path:
    """Write one sealed backup of the running node.

    Args:
        config: of the node.
        target: the file to write; by default a new one in the backups folder, named by node and time.

    Returns:
        The file.

    Raises:
        OSError: the disk is full or the folder cannot be written.
        KeyFileBroken: the public half of the recovery key is spoiled.
    """
    made_at = datetime.now(UTC)
    target = target or config.path("backups.folder") / f"{config.text('name')}-{made_at:%Y%m%dT%H%M%SZ}{SUFFIX}"
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    config.state.mkdir(mode=0o700, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=STAGING_PREFIX, dir=config.state) as name:
        folder = Path(name)
        _copy(config.home / CHECKPOINTS_FILE, folder / CHECKPOINTS_FILE)  # 1
        hold_stored(config.home, folder)  # 2
        tables, sequences = _copy_database(config, folder)
        elsewhere = hold_stored(config.home, folder)
        for path in sorted(config.keys.iterdir()):  # 3
            _copy(path, folder / "keys" / path.name)
        _copy(config.file, folder / FILE)
        contents = {str(path.relative_to(folder)): path for path in _files(folder)} | elsewhere
        manifest = Manifest(  # 4
            node=config.text("name"),
            made_at=made_at,
            version=version("samakki"),
            engine="sqlite" if config.is_sqlite else "postgresql",
            steps=schema.state().applied,
            digests={name: digest_of(path) for name, path in contents.items()},
            tables=tables,
            sequences=sequences,
        )
        recipient = (config.keys / RECOVERY_FILE).read_text("ascii").strip()
        with _archive(contents, manifest) as archive:  # 5
            seal_backup(cast("BinaryIO", archive), target, recipient=recipient)
    note_backup(config, made_at, target)
    return target


def remove_older(folder: Path, *, keep: int) -> int:
    """Delete all backups in `folder` but the newest `keep`; the answer is how many went."""
    found = sorted(folder.glob(f"*{SUFFIX}"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in found[keep:]:
        path.unlink()
    return len(found[keep:])


def _copy_database(config: NodeConfig, folder: Path) -> tuple[tuple[Table, ...], dict[str, int]]:
    if config.is_sqlite:
        sqlite.copy_database(config.database_file, folder / sqlite.DATABASE_FILE)
        return (), {}
    rows = folder / "tables"
    rows.mkdir(mode=0o700)
    return postgresql.dump(connection_parameters(config), rows)


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        target.parent.mkdir(mode=0o700, exist_ok=True)
        shutil.copyfile(source, target)


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


@contextmanager
def _archive(contents: Mapping[str, Path], manifest: Manifest) -> Iterator["_Whole"]:
    """A stream of the tar archive, made by a thread while it is read: no second copy lies on the disk."""
    reading, writing = os.pipe()
    whole = _Whole(os.fdopen(reading, "rb"))

    def write() -> None:
        try:
            with (
                os.fdopen(writing, "wb") as pipe,
                gzip.GzipFile(fileobj=pipe, mode="wb", compresslevel=COMPRESSION, mtime=0) as packed,
                tarfile.open(fileobj=packed, mode="w|") as tar,
            ):
                _add(tar, MANIFEST_FILE, io.BytesIO(manifest.to_bytes()), len(manifest.to_bytes()))
                for name, path in contents.items():
                    with path.open("rb") as file:
                        _add(tar, name, file, path.stat().st_size)
            whole.is_complete.set()
        except OSError as error:  # a file that cannot be read, or a reader that gave up
            whole.failure = error

    thread = threading.Thread(target=write, daemon=True)
    whole.writer = thread
    thread.start()
    try:
        yield whole
    finally:
        whole.close()
        thread.join()


class _Whole(io.RawIOBase):
    """Reads a pipe to its end; an end that comes because the writer failed is an error, not an end."""

    def __init__(self, pipe: io.BufferedReader) -> None:
        super().__init__()
        self._pipe = pipe
        self.writer: threading.Thread | None = None
        self.is_complete = threading.Event()
        self.failure: OSError | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._pipe.read(size)
        if not piece and self.writer is not None:
            self.writer.join()
            if not self.is_complete.is_set():
                message = "the content of the backup could not be read to its end"
                raise OSError(message) from self.failure
        return piece

    def close(self) -> None:
        self._pipe.close()
        super().close()


def _add(tar: tarfile.TarFile, name: str, file: BinaryIO, size: int) -> None:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    tar.addfile(entry, file)
