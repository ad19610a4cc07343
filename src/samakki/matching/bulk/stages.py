"""The folder in which a run leaves what it has finished, so that a run that was killed goes on from there.

Each stage is one file (or folder, as Spark writes them) that appears under its name only when it is whole. A folder
belongs to one set of inputs and settings, named by a digest; with anything else the work begins anew.
"""

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from samakki.matching.bulk.problems import CannotLink

MARK, LOCK, UNFINISHED = "inputs.json", "lock", ".part"
CHUNK = 1 << 20
Make = Callable[[Path], None]


class Stages:
    """Finished stages of one run.

    Attributes:
        folder: theirs alone.
        resumed: names of stages that an earlier run had finished.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.resumed: list[str] = []

    def path(self, name: str) -> Path:
        """Where a stage's file is or will be."""
        return self.folder / name

    def done(self, name: str, make: Make) -> Path:
        """The file of a stage, made now unless it was made before.

        Args:
            name: of the file.
            make: writes it to the path given, which is not yet its own.
        """
        target = self.path(name)
        if target.exists():
            self.resumed.append(name)
            return target
        unfinished = self.path(name + UNFINISHED)
        remove(unfinished)
        make(unfinished)
        _settle(unfinished)
        unfinished.replace(target)
        return target

    def drop(self, name: str) -> None:
        """Remove what served one stage only."""
        for one in self.folder.glob(f"{name}.*"):
            remove(one)

    def told(self, name: str, find: Callable[[], object]) -> object:
        """What a small stage found out, as JSON."""
        return json.loads(self.done(name, lambda path: _write(path, find())).read_text("utf-8"))


@contextmanager
def stages(folder: Path, inputs: Mapping[str, object]) -> Iterator[Stages]:
    """Open the folder for a run; what an earlier run with other inputs left there goes.

    Args:
        folder: made if it is not there.
        inputs: all that the result depends on: digests of files, settings, versions.

    Raises:
        CannotLink: "work-in-use", another run works there; "work-not-ours", the folder holds something else.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = folder / MARK
    if not mark.exists() and any(one.name != LOCK for one in folder.iterdir()):
        raise CannotLink("work-not-ours", folder)
    with (folder / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise CannotLink("work-in-use", folder) from error
        digest = hashlib.sha256(json.dumps(inputs, sort_keys=True).encode()).hexdigest()
        if not mark.exists() or mark.read_text("utf-8").strip() != json.dumps({"digest": digest}):
            for one in folder.iterdir():
                if one.name not in (LOCK, MARK):
                    remove(one)
            _write(mark, {"digest": digest})
        yield Stages(folder)


def digest(path: Path) -> str:
    """SHA-256 of a file's content."""
    found = hashlib.sha256()
    with path.open("rb") as content:
        while chunk := content.read(CHUNK):
            found.update(chunk)
    return found.hexdigest()


def remove(path: Path) -> None:
    """Remove a file or folder, there or not."""
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _write(path: Path, found: object) -> None:
    unfinished = path.with_name(path.name + ".new")
    unfinished.write_text(json.dumps(found), "utf-8")
    _settle(unfinished)
    unfinished.replace(path)


def _settle(path: Path) -> None:
    """Bring a file to the disk before it gets its name, so that a power cut leaves no empty one."""
    if path.is_dir():
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
