"""States of a message on its way out and of one that came in: which follow which, and at which step.

These tables are the only list. Actions move by them, pages take what may come next from them, and the diagram in
``docs/reference/delivery-states.md`` is drawn from them.

A message out has one state for each desk it is for, since one desk may have opened it while the line to the other is
still down. Everything up to "transported" concerns the node, and all its desks move together.
"""

from collections.abc import Iterable, Mapping
from enum import Enum
from types import MappingProxyType

from samakki.kernel.refusals import SamakkiError


class Lane(Enum):
    """How soon a message goes. No lane waits for another."""

    URGENT = "urgent"
    NORMAL = "normal"
    BULK = "bulk"


LANES = tuple(Lane)


class Sent(Enum):
    """Where a message that one of our desks sends stands, for one desk it is for."""

    DRAFT = "draft"  # asked for; nothing of it is stored in this state
    HELD = "held"  # may still be undone without a trace
    SEALED = "sealed"  # only the recipients can read it now
    QUEUED = "queued"  # waits for a line to the other node
    SENDING = "sending"  # on the line now
    TRANSPORTED = "transported"  # R1: the other node has it
    DELIVERED = "delivered"  # R2: it is at the desk
    OPENED = "opened"  # R3
    ANSWERED = "answered"  # R4
    DECLINED = "declined"  # R4: the desk had it and said no; its answer says why
    REFUSED = "refused"  # the desk or the node did not take it, and why
    EXPIRED = "expired"  # nobody could be reached in time
    FAILED = "failed"  # could not be sealed or was not taken; will not be tried again by itself
    PARKED = "parked"  # tried in vain for a reason that waiting does not mend; goes on when somebody says so
    RECALLED = "recalled"  # taken back by its sender


_S = Sent

SENT_TRANSITIONS: Mapping[Sent, tuple[Sent, ...]] = MappingProxyType(
    {
        _S.DRAFT: (_S.HELD, _S.SEALED),  # without a hold where life is at risk
        _S.HELD: (_S.SEALED, _S.FAILED),  # undone: the row is gone, which is no state
        _S.SEALED: (_S.QUEUED,),
        # A receipt of what the desk did may be the first that comes, and the only one: earlier ones can be lost.
        _S.QUEUED: (
            _S.SENDING,
            _S.TRANSPORTED,
            _S.DELIVERED,
            _S.OPENED,
            _S.ANSWERED,
            _S.DECLINED,
            _S.REFUSED,
            _S.EXPIRED,
            _S.PARKED,
            _S.RECALLED,
        ),
        _S.SENDING: (
            _S.QUEUED,
            _S.TRANSPORTED,
            _S.DELIVERED,
            _S.OPENED,
            _S.ANSWERED,
            _S.DECLINED,
            _S.REFUSED,
            _S.FAILED,
            _S.EXPIRED,
            _S.PARKED,
            _S.RECALLED,
        ),
        _S.TRANSPORTED: (_S.DELIVERED, _S.OPENED, _S.ANSWERED, _S.DECLINED, _S.REFUSED, _S.RECALLED),
        _S.DELIVERED: (_S.OPENED, _S.ANSWERED, _S.DECLINED, _S.REFUSED, _S.RECALLED),
        _S.OPENED: (_S.ANSWERED, _S.DECLINED, _S.REFUSED, _S.RECALLED),
        _S.ANSWERED: (_S.RECALLED,),
        _S.DECLINED: (_S.RECALLED,),
        _S.REFUSED: (),
        # A receipt may come by hand long after the line was given up.
        _S.EXPIRED: (_S.QUEUED, _S.TRANSPORTED, _S.DELIVERED, _S.OPENED, _S.ANSWERED, _S.DECLINED, _S.REFUSED),
        _S.FAILED: (),
        _S.PARKED: (
            _S.QUEUED,
            _S.TRANSPORTED,
            _S.DELIVERED,
            _S.OPENED,
            _S.ANSWERED,
            _S.DECLINED,
            _S.REFUSED,
            _S.EXPIRED,
        ),
        _S.RECALLED: (),
    }
)
"""Every state with those that may follow it, for one desk."""

WAITS_FOR_LINE = frozenset({_S.QUEUED, _S.SENDING, _S.PARKED})
"""States in which the other node is not known to have it."""

UNSETTLED = WAITS_FOR_LINE | {_S.TRANSPORTED}
"""States in which no desk is known to have it: the deadline for the receipt R2 counts here."""


class Arrived(Enum):
    """Where a message that came in stands."""

    STORED = "stored"  # taken in; waits for attachments, or for its owner to be tried
    DELIVERED = "delivered"  # its effect is in our tables
    OPENED = "opened"
    CLOSED = "closed"  # answered
    REJECTED = "rejected"  # no effect, and it is on record why
    PARKED = "parked"  # its owner broke on it; kept whole, tried again when somebody says so
    QUARANTINED = "quarantined"  # signed with a key that was withdrawn


_A = Arrived

ARRIVED_TRANSITIONS: Mapping[Arrived, tuple[Arrived, ...]] = MappingProxyType(
    {
        _A.STORED: (_A.DELIVERED, _A.REJECTED, _A.PARKED, _A.QUARANTINED),
        _A.PARKED: (_A.DELIVERED, _A.REJECTED, _A.PARKED, _A.QUARANTINED),
        _A.DELIVERED: (_A.OPENED, _A.CLOSED, _A.QUARANTINED),
        _A.OPENED: (_A.CLOSED, _A.QUARANTINED),
        _A.CLOSED: (_A.QUARANTINED,),
        _A.REJECTED: (),
        _A.QUARANTINED: (),
    }
)


class ImpossibleStep(SamakkiError):
    """The program tried to move a message where the table knows no way: a mistake of the program."""


def may_follow(state: Sent, wanted: Sent) -> bool:
    """Whether a message out may go from one state to another."""
    return wanted in SENT_TRANSITIONS[state]


def after_receipt(state: Sent, told: Sent) -> Sent:
    """The state after a receipt that says `told`: receipts overtake each other, so an earlier one changes nothing.

    >>> after_receipt(Sent.OPENED, Sent.TRANSPORTED)
    <Sent.OPENED: 'opened'>
    >>> after_receipt(Sent.EXPIRED, Sent.DELIVERED)
    <Sent.DELIVERED: 'delivered'>
    """
    return told if may_follow(state, told) else state


def least_far(states: Iterable[Sent]) -> Sent:
    """The one state to show for several desks: the one that most wants looking at."""
    return min(states, key=_ATTENTION.index)


_ATTENTION = (
    _S.FAILED, _S.PARKED, _S.EXPIRED, _S.REFUSED, _S.DECLINED, _S.HELD, _S.DRAFT, _S.SEALED, _S.QUEUED, _S.SENDING,
    _S.TRANSPORTED, _S.DELIVERED, _S.OPENED, _S.ANSWERED, _S.RECALLED,
)  # fmt: skip


def require_step(state: Arrived, wanted: Arrived) -> None:
    """Refuse a step of a message that came in which the table does not have.

    Raises:
        ImpossibleStep: as it says.
    """
    if wanted not in ARRIVED_TRANSITIONS[state]:
        message = f"a message that came in does not go from {state.value} to {wanted.value}"
        raise ImpossibleStep(message)
