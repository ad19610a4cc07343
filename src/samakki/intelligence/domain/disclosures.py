"""The life of a disclosure, as one table: what an officer may do with it, and whose turn it is.

A disclosure is built from ticks, frozen into bytes, looked at as those bytes, held for some minutes and sent. Whatever
changes after it was frozen begins with freezing it again. Nothing here knows how it travels.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from types import MappingProxyType

from samakki.kernel.refusals import Refusal

HOLD = timedelta(minutes=5)
"""How long a disclosure waits before it leaves, and everything can be undone. A node may set another time."""

MOST_COUNTRIES = 1
"""Countries that one officer may send to without a second person. A node may set another number."""


class DisclosureState(Enum):
    """Where a disclosure stands on the side that sends."""

    DRAFT = "draft"
    FROZEN = "frozen"  # its bytes are made, and nobody has let them go
    WAITING = "waiting"  # a second person has to agree
    HELD = "held"  # it leaves when the hold is over; until then undo is total
    SENT = "sent"
    RECALLED = "recalled"  # at least a part was taken back from at least one holder
    STOPPED = "stopped"  # it never left and never will


class DisclosureStep(Enum):
    """The verb that moves a disclosure; also the act in the audit log."""

    FREEZE = "freeze_disclosure"
    CHANGE = "change_disclosure"
    HAND_OVER = "hand_over_disclosure"
    CONFIRM = "confirm_disclosure"
    RETURN = "return_disclosure"
    SEND = "send_disclosure"
    UNDO = "undo_disclosure"
    LEAVE = "let_disclosure_leave"
    RECALL = "recall_disclosure"
    STOP = "stop_disclosure"


@dataclass(frozen=True, slots=True)
class Way:
    """One arrow: from a state, by a verb, to a state."""

    start: DisclosureState
    step: DisclosureStep
    end: DisclosureState


def _ways() -> tuple[Way, ...]:
    s, v = DisclosureState, DisclosureStep
    return (
        Way(s.DRAFT, v.CHANGE, s.DRAFT),
        Way(s.DRAFT, v.FREEZE, s.FROZEN),
        Way(s.DRAFT, v.STOP, s.STOPPED),
        Way(s.FROZEN, v.CHANGE, s.DRAFT),
        Way(s.FROZEN, v.HAND_OVER, s.WAITING),
        Way(s.FROZEN, v.SEND, s.HELD),
        Way(s.FROZEN, v.STOP, s.STOPPED),
        Way(s.WAITING, v.RETURN, s.DRAFT),
        Way(s.WAITING, v.CONFIRM, s.HELD),
        Way(s.WAITING, v.CHANGE, s.DRAFT),
        Way(s.HELD, v.UNDO, s.DRAFT),
        Way(s.HELD, v.LEAVE, s.SENT),
        Way(s.SENT, v.RECALL, s.RECALLED),
        Way(s.RECALLED, v.RECALL, s.RECALLED),
    )


WAYS: tuple[Way, ...] = _ways()

CHANGEABLE = frozenset({DisclosureState.DRAFT})
"""Where ticks, answers and recipients change. A frozen one is made a draft again, in the open."""

OUT = frozenset({DisclosureState.SENT, DisclosureState.RECALLED})
"""Where somebody else has it."""


def disclosure_after(state: DisclosureState, step: DisclosureStep) -> DisclosureState:
    """The state that `step` leads to.

    Raises:
        KeyError: the table has no such arrow; ask `refusals_to_step` first.
    """
    return {(way.start, way.step): way.end for way in WAYS}[state, step]


def disclosure_steps_from(state: DisclosureState) -> tuple[DisclosureStep, ...]:
    """What may come next, in the order of the table."""
    return tuple(way.step for way in WAYS if way.start is state)


def refusals_to_step(state: DisclosureState, step: DisclosureStep) -> tuple[Refusal, ...]:
    """Why a disclosure in `state` may not take `step`; empty means the table lets it."""
    if step in disclosure_steps_from(state):
        return ()
    return (Refusal("disclosure-not-in-state", {"disclosure_state": state.value}),)


def standing_at(state: DisclosureState, *, held_until: datetime | None, now: datetime) -> DisclosureState:
    """The state as a reader sees it: a hold that is over has let the disclosure leave.

    Args:
        state: as stored.
        held_until: aware moment at which the hold ends; None outside a hold.
        now: aware moment.
    """
    if state is DisclosureState.HELD and held_until is not None and held_until <= now:
        return DisclosureState.SENT
    return state


class SecondReason(Enum):
    """Why one officer is not enough to let a disclosure go."""

    COUNTRIES = "countries"  # more countries read it than the node lets one officer send to
    PROTECTED = "protected"  # the code of a protected person is in it
    RISK = "risk"  # a question about danger was answered with yes or "not known"


def second_reasons(
    *, countries: Collection[str], most_countries: int, codes: Collection[str], is_risky: bool
) -> tuple[SecondReason, ...]:
    """Why a second person is needed; empty means that one officer may send.

    Args:
        countries: of every desk that will read it.
        most_countries: that one officer may send to.
        codes: of protected people in it.
        is_risky: some question about danger was not answered with no.
    """
    found = {
        SecondReason.COUNTRIES: len(set(countries)) > most_countries,
        SecondReason.PROTECTED: bool(codes),
        SecondReason.RISK: is_risky,
    }
    return tuple(reason for reason, holds in found.items() if holds)


def refusals_to_confirm(
    state: DisclosureState, *, by: str, writers: Collection[str], has_duty: bool, seen: str, digest: str
) -> tuple[Refusal, ...]:
    """Why `by` may not let a waiting disclosure go as the second person.

    Args:
        state: where it stands.
        by: code of who would confirm.
        writers: codes of who ticked, answered or changed any of it.
        has_duty: a role of theirs has the duty.
        seen: digest of the bytes that the page showed.
        digest: of the bytes that would leave.
    """
    reasons = list(refusals_to_step(state, DisclosureStep.CONFIRM))
    if not has_duty:
        reasons.append(Refusal("disclosure-needs-duty"))
    if by in writers:
        reasons.append(Refusal("disclosure-own-work"))
    if seen != digest:
        reasons.append(Refusal("disclosure-changed-meanwhile"))
    return tuple(reasons)


class Turn(Enum):
    """Whose turn it is."""

    SENDER = "sender"
    SECOND = "second"  # a second person of the desk
    CLOCK = "clock"  # the hold
    PARTNER = "partner"
    NOBODY = "nobody"


DISCLOSURE_TURNS: Mapping[DisclosureState, Turn] = MappingProxyType(
    {
        DisclosureState.DRAFT: Turn.SENDER,
        DisclosureState.FROZEN: Turn.SENDER,
        DisclosureState.WAITING: Turn.SECOND,
        DisclosureState.HELD: Turn.CLOCK,
        DisclosureState.SENT: Turn.PARTNER,
        DisclosureState.RECALLED: Turn.PARTNER,
        DisclosureState.STOPPED: Turn.NOBODY,
    }
)
"""Whose turn it is in each state."""


class PartState(Enum):
    """How far one desk is with a disclosure, as the sender knows it."""

    TO_SEND = "to_send"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    UNDELIVERED = "undelivered"  # it did not arrive, and will not
