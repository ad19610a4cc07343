"""The main job at its full length: who plays beside the three of ``main_job_play``, and what a lead may be about.

A lead is the report that is given abroad. Around it stand, as somebody wishes: a file that is brought into it, a case,
leave to pass it on, a third node's desk that gets it, taking it back there too or putting it right, and a life at risk.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from tools.trial.main_job_play import Play
from tools.trial.screen import Screen


class Wish(Enum):
    """What stands around a lead."""

    FILE = "file"  # a list of people is brought into the report, and one of them is given abroad
    CASE = "case"  # a case with a person, a role, a task, and the report in it
    ONWARD = "onward"  # a desk asks to pass it on, is allowed to, and does
    OTHER_WORDS = "other words"  # allowed in other words
    REFUSED = "refused"  # not allowed
    WITHDRAWN = "withdrawn"  # taken back in the end
    CORRECTED = "corrected"  # put right
    LIFE = "life"  # an emergency that the first desk answers
    LATE = "late"  # one that it answers late, when a second desk acts; handed back, and put right


PASSES_ON = frozenset({Wish.ONWARD, Wish.OTHER_WORDS})


@dataclass(slots=True, kw_only=True)
class LongPlay(Play):
    """One lead at its full length.

    Args:
        number: of the lead; in what it is called.
        wishes: what stands around it.
        supervisor_abroad: screen of the second person at the desk abroad.
        other: of an officer of another country's desk, asked where a life is at risk.
        third: of an officer of the desk that it is passed on to.
        desks: those that it is given to.
        other_desk: in full.
        third_desk: in full.
        end_holds: has the minutes pass in which a node holds what was let go, by its key: "kh", "th".
        let_nobody_answer: has a quarter of an hour pass since the emergency was sent.
    """

    number: int
    wishes: frozenset[Wish]
    supervisor_abroad: Screen
    other: Screen
    third: Screen
    desks: tuple[str, ...]
    other_desk: str
    third_desk: str
    end_holds: Callable[[str], None]
    let_nobody_answer: Callable[[], None]
    imports_before: set[str] | None = None
    imported: str = ""
    case: str = ""
    came: dict[tuple[str, str], str] = field(default_factory=dict)  # reference at a desk: by whose it is, and of what
    came_before: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    emergencies_before: set[str] | None = None
    emergency: str = ""
    given_on: Play | None = None

    @property
    def onward(self) -> Play:
        """What came, as the desk abroad gives it to a third one: a lead of its own."""
        if self.given_on is None:
            self.given_on = Play(
                self.told, self.abroad, self.supervisor_abroad, self.third, self.people, desk=self.third_desk
            )
        return self.given_on

    def screen(self, who: str) -> Screen:
        """Of somebody to whom things come: "abroad", "other", "third"."""
        found: Screen = getattr(self, who)
        return found

    def path_of(self, who: str, what: str) -> str:
        """The page of what came to somebody's desk."""
        return f"/received/{self.came[who, what]}/"

    def wishes_any(self, *wanted: Wish) -> bool:
        """Whether one of these stands around it."""
        return not self.wishes.isdisjoint(wanted)


@dataclass(frozen=True, slots=True)
class LongStep:
    """One thing that somebody does; see ``Step``.

    Attributes:
        at: key of the node whose page it is.
        calls: whether nodes call each other by it.
    """

    name: str
    do: Callable[[LongPlay], object]
    took: Callable[[LongPlay], bool] | None = None
    wants: Callable[[LongPlay], object] = lambda _play: True
    at: str = "kh"
    calls: bool = False


def note_before(play: LongPlay, what: str, *whom: str) -> None:
    """Note what lies at desks already, before something is sent to them: "lead", "onward", "emergency"."""
    for who in whom:
        if (who, what) not in play.came_before:
            play.came_before[who, what] = came(play.screen(who))


def has_come(play: LongPlay, who: str, what: str) -> bool:
    """Whether it is at a desk."""
    if (who, what) not in play.came:
        new = came(play.screen(who)) - play.came_before[who, what]
        if new:
            play.came[who, what] = min(new)
    return (who, what) in play.came


def came(screen: Screen) -> set[str]:
    """Everything that ever came to somebody's desk."""
    screen.open("/disclosures/")
    return set(screen.found(r"/received/(DR-\w+)/"))
