"""Opens a backup and proves it whole: every file listed is there with its digest, and nothing else is."""

import hashlib
import tarfile
from pathlib import Path, PurePosixPath

from samakki.node.backups.manifest import MANIFEST_FILE, PIECE_BYTES, BackupError, Manifest
from samakki.sealing.backups import open_backup

MOST_MANIFEST_BYTES = 64 << 20  # half a million stored files


def unpack(source: Path, folder: Path, *, secret: str) -> Manifest:
    """Open `source` and put its files into `folder`, the manifest among them.

    Args:
        source: what ``samakki backup`` wrote.
        folder: exists and is empty; readable by its owner alone.
        secret: secret half of the recovery key.

    Raises:
        BackupError: not a backup of this software, made by a newer one, or its content does not fit its own list.
        KeyMissing, SealBroken, KeyFileBroken: as ``open_backup``.
    """
    archive = folder / "archive.tar.gz"
    open_backup(source, archive, secret=secret)
    try:
        with tarfile.open(archive, mode="r|gz") as tar:
            manifest = _manifest(tar)
            found: set[str] = set()
            while (entry := tar.next()) is not None:
                _extract(tar, entry, folder, manifest)
                found.add(entry.name)
    except tarfile.TarError as error:
        message = "It opens with the recovery key, but what is in it is no backup of this software."
        raise BackupError(message) from error
    finally:
        archive.unlink(missing_ok=True)
    missing = sorted(set(manifest.digests) - found)
    if missing:
        message = f"It lacks files of its own list: {', '.join(missing)}."
        raise BackupError(message)
    (folder / MANIFEST_FILE).write_bytes(manifest.to_bytes())
    return manifest


def _manifest(tar: tarfile.TarFile) -> Manifest:
    first = tar.next()
    file = tar.extractfile(first) if first and first.name == MANIFEST_FILE and first.isfile() else None
    if first is None or file is None or first.size > MOST_MANIFEST_BYTES:
        message = "It does not begin with a list of its contents."
        raise BackupError(message)
    return Manifest.from_bytes(file.read())


def _extract(tar: tarfile.TarFile, entry: tarfile.TarInfo, folder: Path, manifest: Manifest) -> None:
    # Names come from the manifest, which an attacker may have written: no absolute path, no way up, plain files only.
    name = PurePosixPath(entry.name)
    file = tar.extractfile(entry) if entry.isfile() else None
    if entry.name not in manifest.digests or name.is_absolute() or ".." in name.parts or file is None:
        message = f"It holds something that is not on its own list: {entry.name}."
        raise BackupError(message)
    target = folder / name
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    digest = hashlib.sha256()
    with target.open("xb") as copy:
        target.chmod(0o600)
        while piece := file.read(PIECE_BYTES):
            digest.update(piece)
            copy.write(piece)
    if digest.hexdigest() != manifest.digests[entry.name]:
        message = f"The file {entry.name} in it is not the one that was put in."
        raise BackupError(message)
