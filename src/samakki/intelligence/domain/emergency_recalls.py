"""Taking back or correcting what was sent because a life was at risk: at once, by one officer, to everybody who has it.

It travels as any other recall, so each holder answers by the same table. One change ends the danger and not only the
message: nobody is at risk any more. Holders are told that in so many words, since people may be on their way.
"""

from collections.abc import Collection, Mapping
from enum import Enum
from types import MappingProxyType

from samakki.intelligence.domain.emergencies import FIELDS, LEAST, LONGEST, EmergencyState
from samakki.intelligence.domain.recalls import RecallReason, RecallScope
from samakki.kernel.refusals import Refusal


class Change(Enum):
    """What is no longer so."""

    ENDED = "ended"  # nobody is at risk any more
    WRONG_DESK = "wrong_desk"  # it should not have gone to that desk; others go on with it
    NOT_TRUE = "not_true"
    CORRECTED = "corrected"  # other words for the five lines; the danger goes on


ASKS: Mapping[Change, tuple[RecallScope, RecallReason]] = MappingProxyType(
    {
        Change.ENDED: (RecallScope.WITHDRAW, RecallReason.EXPIRED),
        Change.WRONG_DESK: (RecallScope.WITHDRAW, RecallReason.WRONG_DESK),
        Change.NOT_TRUE: (RecallScope.WITHDRAW, RecallReason.WRONG),
        Change.CORRECTED: (RecallScope.CORRECT, RecallReason.WRONG),
    }
)
"""What each asks of a holder, in words that every version of the message has."""


def change_told(scope: RecallScope, reason: RecallReason, *, ended: bool) -> Change:
    """What a recall of an emergency that came says, also one of a sender that words it in another way."""
    if ended:
        return Change.ENDED
    if scope is RecallScope.CORRECT:
        return Change.CORRECTED
    return Change.WRONG_DESK if reason is RecallReason.WRONG_DESK else Change.NOT_TRUE


def refusals_to_change(
    change: Change,
    *,
    state: EmergencyState,
    texts: Mapping[str, str],
    before: Mapping[str, str],
    desks: Collection[str],
    holders: Collection[str],
) -> tuple[Refusal, ...]:
    """Why it cannot be changed so.

    Args:
        change: what is no longer so.
        state: of the emergency.
        texts: the five lines as they are right, for `Change.CORRECTED`.
        before: the five lines as they were sent.
        desks: that should not have it, for `Change.WRONG_DESK`.
        holders: desks that were sent it and were not told to stop.
    """
    if state is EmergencyState.WITHDRAWN or not holders:
        return (Refusal("emergency-taken-back"),)
    if change is Change.WRONG_DESK and not (desks and set(desks) <= set(holders)):
        return (Refusal("emergency-desk-missing"),)
    return _refusals_of_lines(texts, before) if change is Change.CORRECTED else ()


def _refusals_of_lines(texts: Mapping[str, str], before: Mapping[str, str]) -> tuple[Refusal, ...]:
    missing = sum(1 for name in FIELDS if len(texts.get(name, "").strip()) < LEAST)
    if missing:
        return (Refusal("emergency-fields", {"count": missing}),)
    if any(len(texts.get(name, "")) > LONGEST for name in FIELDS):
        return (Refusal("text-too-long", {"longest": LONGEST}),)
    if all(texts[name].strip() == before.get(name, "") for name in FIELDS):
        return (Refusal("emergency-unchanged"),)
    return ()
