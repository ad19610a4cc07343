"""Bytes of chunks on disk: sealed, under their hash, in two hundred and fifty-six folders."""

import os
from pathlib import Path

from samakki.sealing.canonical import sha256
from samakki.sealing.drafts import appearing


def path_of(folder: Path, digest: str) -> Path:
    """Where a whole chunk lies."""
    return folder / digest[:2] / digest


def write_whole(folder: Path, digest: str, sealed: bytes) -> None:
    """Store a chunk that is whole, so that it stays through a loss of power."""
    target = path_of(folder, digest)
    if target.exists():
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with appearing(target) as file:
        file.write(sealed)


def write_piece(folder: Path, digest: str, start: int, piece: bytes) -> None:
    """Store a range of a chunk that is not whole yet. The same range again does no harm."""
    target = _part(folder, digest)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT, 0o600)
    try:
        os.pwrite(descriptor, piece, start)
        os.fdatasync(descriptor)
    finally:
        os.close(descriptor)


def finish(folder: Path, digest: str) -> bool:
    """Make a chunk of its ranges; False, and nothing left, where they are not what the hash says."""
    part, target = _part(folder, digest), path_of(folder, digest)
    if not part.exists():
        return target.exists()
    if sha256(part.read_bytes()) != digest:
        part.unlink()
        return False
    part.replace(target)
    return True


def read(folder: Path, digest: str, start: int = 0, size: int | None = None) -> bytes:
    """A range of a whole chunk; all of it without a size.

    Raises:
        FileNotFoundError: it is not here.
    """
    with path_of(folder, digest).open("rb") as file:
        file.seek(start)
        return file.read() if size is None else file.read(size)


def forget(folder: Path, digest: str) -> None:
    """Remove a chunk and what there is of it."""
    for path in (path_of(folder, digest), _part(folder, digest)):
        path.unlink(missing_ok=True)


def _part(folder: Path, digest: str) -> Path:
    return folder / digest[:2] / f"{digest}.part"
