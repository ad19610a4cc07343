"""What ``verify`` finds, as codes and numbers; the command line and pages put it into words."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from uuid import UUID


class Why(Enum):
    """What is wrong with the first bad entry, or with the checkpoint."""

    CHANGED = "changed"  # the entry, or its place, is not what was sequenced
    DROPPED = "dropped"  # an entry was taken out
    REORDERED = "reordered"  # another entry stands where this one stood, and both are still there
    INSERTED = "inserted"  # an entry that the sequencer never placed
    CHECKPOINT_FORGED = "checkpoint-forged"  # a checkpoint that this node's key did not sign, or not for this log
    CHECKPOINT_DROPPED = "checkpoint-dropped"  # a checkpoint is in the database or in the file, and not in the other
    SUMMARY_CHANGED = "summary-changed"  # entries are right; a stored root or the edge, made from them, is not


@dataclass(frozen=True, slots=True)
class FirstBad:
    """The first thing wrong, in the order of the log.

    Attributes:
        why: what is wrong.
        position: first place concerned; for a checkpoint its size. ``None``: the entry has no place yet.
        end: the place after the last one concerned. Larger than ``position + 1`` where only a range can be told.
        entry: id of the entry, where one can be named.
    """

    why: Why
    position: int | None
    end: int | None
    entry: UUID | None = None

    @property
    def is_range(self) -> bool:
        """Whether more than one place is concerned."""
        return self.position is not None and self.end is not None and self.end > self.position + 1


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """Outcome of a walk through the whole log.

    Attributes:
        size: entries with a place.
        root: of the tree over all of them; ``None`` if something is wrong.
        first_bad: ``None`` if nothing was changed or dropped.
        unsequenced: entries without a place, counted without trusting the waiting list.
        oldest_unsequenced_at: time of the oldest of them. Minutes are usual while the keeper rests, days are not.
        checkpoints: signed checkpoints in the database that held.
        file_checkpoints: those in ``checkpoints.txt`` that held. 0 on a node with checkpoints means that the file was
            lost: the log was then checked against its own database alone.
        unguarded: tables without their triggers; see ``guards.unguarded``.
    """

    size: int
    root: bytes | None
    first_bad: FirstBad | None
    unsequenced: int
    oldest_unsequenced_at: datetime | None
    checkpoints: int
    file_checkpoints: int
    unguarded: tuple[str, ...]

    @property
    def is_ok(self) -> bool:
        """Nothing was changed or dropped. Entries may still wait for their place."""
        return self.first_bad is None


class BadFound(Exception):
    """Ends the walk at the first bad thing; never leaves this package."""

    def __init__(self, bad: FirstBad) -> None:
        super().__init__(bad.why.value)
        self.bad = bad
