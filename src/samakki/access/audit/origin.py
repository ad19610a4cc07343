"""Whose log this is: its name, its keys and its place on disk, as the settings tell them."""

from pathlib import Path

from django.conf import settings

from samakki.sealing.signing import SigningKey


def origin() -> str:
    """Name of the log, signed into every checkpoint; the node's own name."""
    return str(settings.SAMAKKI_NAME)


def signing_keys() -> tuple[SigningKey, ...]:
    """Every key that ever signed this log, the one that signs now last.

    Raises:
        KeyMissing, KeyExposed, KeyFileBroken: as ``SigningKey.load_all``.
    """
    return SigningKey.load_all(Path(settings.SAMAKKI_KEYS) / "checkpoint.key")


def checkpoint_file() -> Path:
    """Where checkpoints are kept outside the database.

    A backup takes this file before it takes the database: a copy of the database that is older than the newest
    checkpoint looks as if entries had been dropped.
    """
    return Path(settings.SAMAKKI_HOME) / "checkpoints.txt"
