"""A file in the home folder that stands there while a restore is under way, so that half a node never starts."""

import json
from dataclasses import asdict, dataclass
from enum import Enum
from pathlib import Path

MARK_FILE = "restore-under-way.json"
STAGING = "restoring"  # where a backup is opened, inside the home folder


class Stage(Enum):
    """How far a restore came; decides what the next try may delete."""

    MOVING = "moving"  # the content of before is being put aside: nothing here may be deleted
    PLACING = "placing"  # all of it is aside: what lies here came from the backup


@dataclass(frozen=True, slots=True)
class Mark:
    """A restore that was begun and did not end."""

    stage: str
    aside: str  # folder inside home where the content of before is, "" if there was none

    def what(self, home: Path) -> str:
        """What is wrong, in words."""
        return f"A restore was begun in {home} and did not end."

    @property
    def now(self) -> str:
        """What to do, in words."""
        told = f" What was here before is in {self.aside}." if self.aside else ""
        return f"Run `samakki restore` again with --replace and the same backup.{told}"


def interrupted_restore(home: Path) -> Mark | None:
    """The restore that was begun here and did not end, if there is one."""
    try:
        given = json.loads((home / MARK_FILE).read_text("utf-8"))
        return Mark(Stage(given["stage"]).value, str(given["aside"]))
    except FileNotFoundError:
        return None


def set_mark(home: Path, stage: Stage, *, aside: str) -> None:
    """Say how far a restore is."""
    draft = home / f"{MARK_FILE}.new"
    draft.write_text(json.dumps(asdict(Mark(stage.value, aside))), "utf-8")
    draft.replace(home / MARK_FILE)


def clear_mark(home: Path) -> None:
    """The restore ended."""
    (home / MARK_FILE).unlink(missing_ok=True)
