"""One line of the doctor's report, and the subjects that lines belong to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import Enum

from samakki.node.config import NodeConfig

INSTALL = "docs/how-to/install.md"


class Level(Enum):
    """How a finding is meant."""

    OK = "ok"
    WARN = "warn"  # works, and should be seen to
    FAIL = "fail"  # does not work, or is not safe


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found, and, unless all is well, why it matters, what to do now, and where to read on.

    Attributes:
        level: how it is meant.
        what: was found.
        now: to do; empty where all is well.
        why: it matters.
        see: page and heading, "docs/how-to/install.md#backups".
        topic: code of the subject; monitoring may count on it.
    """

    level: Level
    what: str
    now: str = ""
    why: str = ""
    see: str = ""
    topic: str = ""


Inspection = Callable[[NodeConfig], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Topic:
    """A subject that is looked into.

    Attributes:
        code: of it; never changes.
        inspect: looks, and yields what it found.
        why: problems with it matter; a finding that says why itself is left as it is.
        see: where the page sets it up.
    """

    code: str
    inspect: Inspection
    why: str
    see: str

    def findings(self, config: NodeConfig) -> Iterator[Finding]:
        """What is found, complete. What cannot be looked at is a finding too."""
        try:
            for found in self.inspect(config):
                why, see = (found.why or self.why, self.see) if found.level is not Level.OK else ("", "")
                yield replace(found, why=why, see=see, topic=self.code)
        except OSError as error:
            yield Finding(
                Level.FAIL,
                f"This could not be looked at: {error}.",
                "Run the doctor as the user of the node, and look at the rights of what it names.",
                self.why,
                self.see,
                self.code,
            )


def ok(what: str) -> Finding:
    """All is well here."""
    return Finding(Level.OK, what)


def warn(what: str, now: str, *, why: str = "") -> Finding:
    """Works, and should be seen to."""
    return Finding(Level.WARN, what, now, why)


def fail(what: str, now: str, *, why: str = "") -> Finding:
    """Does not work, or is not safe."""
    return Finding(Level.FAIL, what, now, why)
