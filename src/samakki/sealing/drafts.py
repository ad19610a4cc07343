"""Files that appear whole or not at all, readable by their owner alone, and stay through a loss of power."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def appearing(target: Path, draft: Path | None = None) -> Iterator[BinaryIO]:
    """A file to write, mode 0600, that becomes `target` when the block ends well and vanishes when it does not.

    Args:
        target: replaced if it is there.
        draft: where it is written meanwhile, in the same folder; a fresh random name unless given.

    Raises:
        FileExistsError: `draft` is there.
    """
    if draft is None:
        draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(descriptor)
        draft.replace(target)
    except BaseException:
        draft.unlink()
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file's entry in `folder` survive a loss of power."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
