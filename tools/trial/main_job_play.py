"""Who plays the main job, what they are told, what is known of a lead on its way, and what a step of it is."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tools.trial.screen import Screen
from tools.trial.visitor import Unexpected

LOOK_SECONDS = 0.25
MOST_SECONDS = 120.0
"""After so long what is waited for from elsewhere does not come."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What somebody needs to be let in."""

    username: str
    password: str
    secret: str  # of the authenticator app, base32


@dataclass(frozen=True, slots=True)
class Told:
    """What a source told, invented.

    Attributes:
        headline: a few words by which the officer knows the report; in no other one.
        person: name in Latin letters, of somebody the node may know by another name.
        elsewhere: the name in another script or spelling, as somebody would search it.
        phone: national number.
        house: words for it.
    """

    headline: str
    person: str
    elsewhere: str
    phone: str
    house: str = "house behind the pagoda, after the bridge"

    @property
    def items(self) -> tuple[tuple[str, str, str, str], ...]:
        """For each item: what was told, the words that may leave, what is captured, and as what."""
        return (
            (f"The broker is {self.person}.", "A broker brings people.", self.person, "person"),
            (f"The broker uses the telephone {self.phone}.", f"A broker uses {self.phone}.", self.phone, "phone"),
            (f"People stay in the {self.house}.", "People stay in a house near a pagoda.", self.house, "place"),
        )

    @property
    def text(self) -> str:
        """The report."""
        return "\n\n".join(raw for raw, *_ in self.items)


@dataclass(slots=True)
class Play:
    """One lead on its way, and who plays.

    Args:
        told: what it is about.
        officer, second, abroad: screens of the three people.
        people: what each needs to sign in, in the same order.
        desk: of the third, in full.
        before: references of what had come to that desk before.
    """

    told: Told
    officer: Screen
    second: Screen
    abroad: Screen
    people: tuple[SignIn, SignIn, SignIn]
    desk: str
    before: set[str] = field(default_factory=set)
    report: str = ""
    items: list[str] = field(default_factory=list)
    captured: dict[str, str] = field(default_factory=dict)  # reference by kind
    matches: list[str] = field(default_factory=list)  # what may be the same person
    disclosure: str = ""
    received: str = ""

    @property
    def report_path(self) -> str:
        """The report's page."""
        return f"/reports/{self.report}/"

    @property
    def disclosure_path(self) -> str:
        """The disclosure's page."""
        return f"/disclosures/{self.disclosure}/"

    @property
    def screens(self) -> tuple[Screen, Screen, Screen]:
        """All three."""
        return self.officer, self.second, self.abroad

    @property
    def seconds(self) -> float:
        """Of all clicks so far, without pauses."""
        return sum(sum(one.clicks) for one in self.screens)


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that somebody does.

    Attributes:
        name: "write-report".
        do: does it; again where it was cut off.
        took: asks whether it took effect, changing nothing; None where asking is no easier than doing it again.
        wants: without this there is nothing to do, and that is no fault.
    """

    name: str
    do: Callable[[Play], None]
    took: Callable[[Play], bool] | None = None
    wants: Callable[[Play], object] = lambda _play: True


def played(play: Play, steps: tuple[Step, ...]) -> Iterator[tuple[Step, float]]:
    """Do steps one after the other; each with the seconds of its clicks together, without pauses."""
    for step in steps:
        if step.wants(play):
            before = play.seconds
            step.do(play)
            yield step, play.seconds - before


def wait_until(is_so: Callable[[Play], bool], play: Play, what: str) -> float:
    """Load a page again and again until it says so; seconds it took.

    Raises:
        Unexpected: it never did.
    """
    began = time.perf_counter()
    while not is_so(play):
        if time.perf_counter() - began > MOST_SECONDS:
            message = f"after {MOST_SECONDS:.0f} seconds {what} had not happened"
            raise Unexpected(message)
        time.sleep(LOOK_SECONDS)
    return time.perf_counter() - began
