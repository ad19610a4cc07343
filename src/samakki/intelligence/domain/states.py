"""States of a report: which follow which, under which verb, and whose turn it is in each.

This table is the only list. Actions move a report by it, the log takes its words from it, pages show what may come next
from it, and the diagram in ``docs/reference/report-states.md`` is drawn from it.

Steps that another node takes part in stand in the table, because they belong to a report's life, and are marked: no
action on this node reaches them.

Source:
    UNODC, Criminal Intelligence: Manual for Analysts (evaluation, sanitisation, dissemination, review).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

from samakki.kernel.refusals import Refusal


class State(Enum):
    """Where a report stands."""

    DRAFT = "draft"
    GRADED = "graded"
    SANITISED = "sanitised"
    AUTHORISED = "supervisor_authorised"
    DISSEMINATED = "disseminated"
    ACKNOWLEDGED = "acknowledged"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    ACTIONED = "actioned"
    FEEDBACK = "feedback"
    REVIEWED = "reviewed"
    RETAINED = "retained"
    RE_GRADED = "re_graded"
    DESTROYED = "destroyed"


class Turn(Enum):
    """Whose turn it is."""

    AUTHOR = "author"  # who writes the report, or a colleague who may change it
    AUTHORISER = "authoriser"  # a second person with the duty
    PARTNER = "partner"  # the desk elsewhere that has a copy
    DESK = "desk"  # the desk that keeps the report
    NOBODY = "nobody"


class Step(Enum):
    """The verb that moves a report; also the act in the audit log."""

    GRADE = "grade_report"
    SANITISE = "sanitise_report"
    AUTHORISE = "authorise_release"
    RETURN = "return_report"
    REOPEN = "reopen_report"
    DISSEMINATE = "disseminate_report"
    ACKNOWLEDGE = "acknowledge_report"
    ACCEPT = "accept_report"
    DECLINE = "decline_report"
    ACT_ON = "act_on_report"
    NOTE_FEEDBACK = "note_feedback"
    REVIEW = "review_report"
    RETAIN = "retain_report"
    RE_GRADE = "regrade_report"
    DESTROY = "destroy_report"


@dataclass(frozen=True, slots=True)
class Transition:
    """One arrow: from a state, by a verb, to a state."""

    start: State
    step: Step
    end: State
    needs_exchange: bool = False  # another node takes part


def _table() -> tuple[Transition, ...]:
    s, v = State, Step
    return (
        Transition(s.DRAFT, v.GRADE, s.GRADED),
        Transition(s.GRADED, v.SANITISE, s.SANITISED),
        Transition(s.SANITISED, v.AUTHORISE, s.AUTHORISED),
        Transition(s.SANITISED, v.RETURN, s.GRADED),
        # A change of text, grade or conditions ends what was decided on the old one.
        Transition(s.GRADED, v.REOPEN, s.DRAFT),
        Transition(s.SANITISED, v.REOPEN, s.DRAFT),
        Transition(s.AUTHORISED, v.REOPEN, s.DRAFT),
        Transition(s.RE_GRADED, v.REOPEN, s.DRAFT),
        Transition(s.AUTHORISED, v.DISSEMINATE, s.DISSEMINATED, needs_exchange=True),
        Transition(s.DISSEMINATED, v.ACKNOWLEDGE, s.ACKNOWLEDGED, needs_exchange=True),
        Transition(s.ACKNOWLEDGED, v.ACCEPT, s.ACCEPTED, needs_exchange=True),
        Transition(s.ACKNOWLEDGED, v.DECLINE, s.DECLINED, needs_exchange=True),
        Transition(s.ACCEPTED, v.ACT_ON, s.ACTIONED, needs_exchange=True),
        Transition(s.ACTIONED, v.NOTE_FEEDBACK, s.FEEDBACK, needs_exchange=True),
        Transition(s.DECLINED, v.NOTE_FEEDBACK, s.FEEDBACK, needs_exchange=True),
        # Used on this node: what came of it is noted without a journey abroad.
        Transition(s.AUTHORISED, v.NOTE_FEEDBACK, s.FEEDBACK),
        Transition(s.GRADED, v.REVIEW, s.REVIEWED),
        Transition(s.SANITISED, v.REVIEW, s.REVIEWED),
        Transition(s.AUTHORISED, v.REVIEW, s.REVIEWED),
        Transition(s.FEEDBACK, v.REVIEW, s.REVIEWED),
        Transition(s.RETAINED, v.REVIEW, s.REVIEWED),
        Transition(s.REVIEWED, v.RETAIN, s.RETAINED),
        Transition(s.REVIEWED, v.RE_GRADE, s.RE_GRADED),
        Transition(s.RE_GRADED, v.SANITISE, s.SANITISED),
        Transition(s.RE_GRADED, v.REVIEW, s.REVIEWED),
        Transition(s.REVIEWED, v.DESTROY, s.DESTROYED),
        Transition(s.DRAFT, v.DESTROY, s.DESTROYED),  # written by mistake, and used by nobody
    )


TRANSITIONS: tuple[Transition, ...] = _table()

TURNS: Mapping[State, Turn] = MappingProxyType(
    {
        State.DRAFT: Turn.AUTHOR,
        State.GRADED: Turn.AUTHOR,
        State.SANITISED: Turn.AUTHORISER,
        State.AUTHORISED: Turn.DESK,
        State.DISSEMINATED: Turn.PARTNER,
        State.ACKNOWLEDGED: Turn.PARTNER,
        State.ACCEPTED: Turn.PARTNER,
        State.DECLINED: Turn.DESK,
        State.ACTIONED: Turn.PARTNER,
        State.FEEDBACK: Turn.DESK,
        State.REVIEWED: Turn.DESK,
        State.RETAINED: Turn.DESK,
        State.RE_GRADED: Turn.AUTHOR,
        State.DESTROYED: Turn.NOBODY,
    }
)
"""Whose turn it is in each state."""

SHOWN_TO_AUTHORISE = frozenset({State.SANITISED})
CHANGEABLE = frozenset({State.DRAFT})
"""Where texts, grades and conditions change; elsewhere the report is reopened first, in the open."""

LEAVING = frozenset({State.AUTHORISED})
"""Where a report may be offered to another desk."""


def after(state: State, step: Step) -> State:
    """The state that `step` leads to.

    Raises:
        KeyError: the table has no such arrow; ask `refusals_to_take` first.
    """
    return {(one.start, one.step): one.end for one in TRANSITIONS}[state, step]


def steps_from(state: State, *, with_exchange: bool = False) -> tuple[Step, ...]:
    """What may come next, in the order of the table.

    Args:
        state: where the report stands.
        with_exchange: steps that need another node too.
    """
    return tuple(one.step for one in TRANSITIONS if one.start is state and (with_exchange or not one.needs_exchange))


def refusals_to_take(state: State, step: Step) -> tuple[Refusal, ...]:
    """Why a report in `state` may not take `step` on this node; empty means the table lets it."""
    if step in steps_from(state):
        return ()
    return (Refusal("report-not-in-state", {"report_state": state.value}),)
