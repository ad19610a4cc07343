"""One line of the doctor's report."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from samakki.node.config import NodeConfig


class Level(Enum):
    """How a finding is meant."""

    OK = "ok"
    WARN = "warn"  # works, and should be seen to
    FAIL = "fail"  # does not work, or is not safe


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and what to do about it unless all is well."""

    level: Level
    what: str
    now: str = ""


Inspection = Callable[[NodeConfig], Iterator[Finding]]


def ok(what: str) -> Finding:
    """All is well here."""
    return Finding(Level.OK, what)


def warn(what: str, now: str) -> Finding:
    """Works, and should be seen to."""
    return Finding(Level.WARN, what, now)


def fail(what: str, now: str) -> Finding:
    """Does not work, or is not safe."""
    return Finding(Level.FAIL, what, now)
