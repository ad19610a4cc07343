"""What subjects above cases fill when the node starts; cases call it and know nothing of who answers.

A rules test lists every registration.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from samakki.access.queries import Officer, Sign
from samakki.ui.wording import Text


class Tab(Enum):
    """The three lists of "My work"."""

    TO_DO = "to_do"
    INCOMING = "incoming"
    WATCHING = "watching"


@dataclass(frozen=True, slots=True)
class WorkRow:
    """One row of "My work".

    Attributes:
        tab: the list it stands in.
        reference: of what it is about: "T-…", "R-…"; may be empty for what has none.
        title: what the team calls it: nickname of the case, never a person's name.
        next_step: what to do with it.
        why: why it is this officer's: "assigned to you", "your desk owns it".
        url: where to do it.
        due: by which day; None for no day.
        at: since when it is there; sorts rows without a day.
        case: reference of the case it belongs to; may be empty.
    """

    tab: Tab
    reference: str
    title: Text
    next_step: Text
    why: Text
    url: str
    due: date | None = None
    at: datetime | None = None
    case: str = ""


@dataclass(frozen=True, slots=True)
class TeamChange:
    """An officer joined or left the team of a case."""

    case: str
    officer: str
    purpose: str  # Purpose value; empty for who left
    has_joined: bool
    by: str


Rows = Callable[[Officer], Sequence[WorkRow]]
"""Takes an officer; returns what waits for them, each row only where the policy lets them know of it."""

Count = Callable[[Officer], int]
"""Takes an officer; returns how many rows the list beside it would give them now."""


@dataclass(frozen=True, slots=True)
class WorkList:
    """Rows of one sort, in one tab of "My work".

    Attributes:
        tab: where they stand.
        rows: makes them; asked when its tab is shown.
        count: says how many there are; asked when another tab is shown. The two must agree.
        sign: rows of tables without any of which the list is empty; a list that has none is always asked.
    """

    tab: Tab
    rows: Rows
    count: Count
    sign: Sign | None = None


TeamChanged = Callable[[Officer, TeamChange], None]
"""Takes who changed the team and the change; called inside the transaction that changes it."""

Describe = Callable[[Officer, Sequence[str]], Mapping[str, str]]
"""Takes who reads and references of one prefix; returns words for those they may see, and leaves the others out."""

work_lists: dict[str, WorkList] = {}
team_changes: dict[str, TeamChanged] = {}
describers: dict[str, Describe] = {}


def work_rows(name: str, tab: Tab, given: Rows, *, count: Count | None = None, sign: Sign | None = None) -> None:
    """Have `given` asked for rows of one tab of "My work" whenever an officer opens it.

    Args:
        name: "cases: tasks".
        tab: where its rows stand.
        given: makes them.
        count: how many there are, where that takes less than making them.
        sign: what has to be there for the list to have a row; all signs are asked for at once.
    """
    work_lists[name] = WorkList(tab, given, count or (lambda by: len(given(by))), sign)


def team_changed(name: str, told: TeamChanged) -> None:
    """Have `told` called whenever somebody joins or leaves the team of a case."""
    team_changes[name] = told


def describe_references(prefix: str, describe: Describe) -> None:
    """Say in words what references of one prefix stand for: "X" exhibits, "I" items of reports, "E" entities."""
    describers[prefix] = describe
