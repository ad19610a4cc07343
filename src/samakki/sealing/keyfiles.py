"""Key files on disk: readable by their owner alone, written whole or not at all, changed by one program at a time."""

import os
import stat
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from samakki.sealing.drafts import appearing
from samakki.sealing.errors import KeyExposed, KeyFileBusy, KeyMissing


def read_key_file(path: Path) -> bytes:
    """Content of a key file.

    Raises:
        KeyMissing: there is none.
        KeyExposed: its mode lets anyone but the owner in.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        message = f"The key file {path} is missing. Put it back from a backup, or run `samakki init` on a new node."
        raise KeyMissing(message, file=path.name) from None
    with open(descriptor, "rb") as file:
        mode = stat.S_IMODE(os.fstat(descriptor).st_mode)
        if mode & 0o077:
            message = (
                f"The key file {path} has mode {mode:04o}, so other users of this machine can reach it. "
                f"Run `chmod 600 {path}`, and rotate the key if someone may have read it."
            )
            raise KeyExposed(message, file=path.name, mode=f"{mode:04o}")
        return file.read()


def create_key_file(path: Path, content: bytes) -> None:
    """Write a key file that does not exist yet; its folder is made for the owner alone.

    Raises:
        FileExistsError: there is one. It is never overwritten: what it sealed could not be opened again.
        KeyFileBusy: another program is making it at this moment.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)

    def first_content() -> bytes:
        if path.exists():
            message = f"{path} exists and is not overwritten."
            raise FileExistsError(message)
        return content

    _write(path, first_content)


def destroy_key_file(path: Path) -> bool:
    """Write zeros over a key file and delete it; false where there was none.

    Trap: a disk that spreads its writes, a copy or a backup may still hold it.
    """
    try:
        with path.open("r+b") as file:
            file.write(bytes(path.stat().st_size))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return False
    path.unlink()
    return True


def change_key_file(path: Path, change: Callable[[bytes], bytes]) -> None:
    """Replace a key file's content by ``change(content)``. Readers see the old or the new one, never a mixture.

    Raises:
        KeyMissing, KeyExposed: as ``read_key_file``.
        KeyFileBusy: another program is changing it; of two rotations at once one would lose its key.
    """
    _write(path, lambda: change(read_key_file(path)))


def _write(path: Path, content: Callable[[], bytes]) -> None:
    # The draft is also the lock: only one program can create it.
    draft = path.with_name(path.name + ".new")
    with ExitStack() as stack:
        try:
            file = stack.enter_context(appearing(path, draft))
        except FileExistsError:
            message = (
                f"Another program is changing {path}. If none is running, one was stopped half-way: delete {draft} "
                "and try again."
            )
            raise KeyFileBusy(message, file=path.name) from None
        file.write(content())
