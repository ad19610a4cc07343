"""Backups sealed to the agency's recovery key, as age files that the ``age`` program opens too.

The node holds only the public half: whoever takes the node, its disk or a backup cannot open one. The agency keeps the
secret half away from the node, on paper or in a safe; without it a backup is lost. Content passes through in pieces.

Source:
    https://c2sp.org/age
"""

from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

import pyrage
from pyrage import x25519

from samakki.sealing.drafts import appearing
from samakki.sealing.errors import KeyFileBroken, KeyMissing, SealBroken


def create_recovery_key() -> tuple[str, str]:
    """A new key pair of the agency.

    Returns:
        (public, secret): "age1…", which the node keeps, and "AGE-SECRET-KEY-1…", which it shows once and forgets.
    """
    identity = x25519.Identity.generate()
    return str(identity.to_public()), str(identity)


def is_secret_of(secret: str, *, recipient: str) -> bool:
    """Whether this is the secret half that belongs to a public one: who has it keeps the agency's recovery key.

    Args:
        secret: as it was written down; space around it does not matter.
        recipient: public half, as the node keeps it.
    """
    try:
        return str(x25519.Identity.from_str(secret.strip()).to_public()) == recipient.strip()
    except pyrage.IdentityError:
        return False


def seal_backup(source: Path | BinaryIO, target: Path, *, recipient: str) -> None:
    """Seal all of `source` into `target`, which appears whole or not at all, with mode 0600.

    Args:
        source: a file, or anything that is read to its end.
        target: replaced if it is there.
        recipient: public half of the recovery key.

    Raises:
        KeyFileBroken: `recipient` is not one.
        OSError: `source` cannot be read or `target` not written.
    """
    try:
        key = x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        message = "This is not the public half of a recovery key: it begins with age1 and is written in small letters."
        raise KeyFileBroken(message) from error
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as plain, appearing(target) as sealed:
        try:
            pyrage.encrypt_io(plain, sealed, [key])
        except pyrage.EncryptError as error:  # how it reports a full disk or a source that cannot be read
            raise OSError(str(error)) from error


def open_backup(source: Path, target: Path, *, secret: str) -> None:
    """Open a sealed backup into `target`, which appears only once all of it has proved whole.

    Args:
        source: what ``seal_backup`` wrote.
        target: replaced if it is there; mode 0600.
        secret: secret half of the recovery key.

    Raises:
        KeyFileBroken: `secret` is not one.
        KeyMissing: sealed to another recovery key.
        SealBroken: changed, cut short, or not a sealed backup.
    """
    try:
        key = x25519.Identity.from_str(secret.strip())
    except pyrage.IdentityError as error:
        message = "This is not the secret half of a recovery key: it begins with AGE-SECRET-KEY-1."
        raise KeyFileBroken(message) from error
    with source.open("rb") as sealed, appearing(target) as plain:
        try:
            pyrage.decrypt_io(sealed, plain, [key])
        except (pyrage.DecryptError, OSError) as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise  # the disk, not the content
            if "No matching keys" in str(error):
                message = f"{source} was sealed to another recovery key. Try the agency's earlier keys."
                raise KeyMissing(message, file=source.name) from error
            message = f"{source} does not open: it was changed, cut short, or is no backup. Try an earlier backup."
            raise SealBroken(message, file=source.name) from error
