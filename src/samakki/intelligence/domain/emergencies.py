"""Life at risk: a form that one officer sends at once, who is called when nobody answers, and the look back at it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from samakki.kernel.refusals import Refusal

CALL_AFTER = timedelta(minutes=15)
REVIEW_WITHIN = timedelta(hours=24)
FIELDS = ("who", "where", "danger", "needed", "call_back")
"""All that travels."""
LEAST, LONGEST = 2, 500
LEAST_REASON = 10
MOST_DESKS = 4


class EmergencyState(Enum):
    """Where an emergency stands."""

    SENT = "sent"
    UNANSWERED = "unanswered"  # fifteen minutes went by: call, and the next desk has it too
    TAKEN = "taken"  # a desk said that it acts
    WITHDRAWN = "withdrawn"  # nobody is at risk any more, or it was not so: everybody who has it was told


class EmergencyFinding(Enum):
    """What a supervisor says of it afterwards."""

    RIGHT = "right"
    TOO_MUCH = "too_much"  # more was told than was needed to act
    NO_EMERGENCY = "no_emergency"


@dataclass(frozen=True, slots=True)
class EmergencyFacts:
    """An emergency as the clock sees it.

    Attributes:
        desks: whom it goes to, one after the other.
        asked: how many of them have it.
        asked_at: when the last of these got it.
        is_taken: some desk said that it acts.
        is_refused: every desk that has it said that it does not act.
    """

    desks: Sequence[str]
    asked: int
    asked_at: datetime
    is_taken: bool
    is_refused: bool = False


def refusals_to_alarm(texts: Mapping[str, str], *, desks: Sequence[str], reason: str) -> tuple[Refusal, ...]:
    """Why the form cannot be sent yet.

    Args:
        texts: by name of `FIELDS`.
        desks: whom it goes to, in order.
        reason: why it could not wait for the usual way; kept for the review, never sent.
    """
    reasons = []
    missing = sum(1 for name in FIELDS if len(texts.get(name, "").strip()) < LEAST)
    if missing:
        reasons.append(Refusal("emergency-fields", {"count": missing}))
    if any(len(texts.get(name, "")) > LONGEST for name in FIELDS):
        reasons.append(Refusal("text-too-long", {"longest": LONGEST}))
    if not desks:
        reasons.append(Refusal("recipients-missing"))
    if len(desks) > MOST_DESKS or len(set(desks)) < len(desks):
        reasons.append(Refusal("recipients-many", {"most": MOST_DESKS}))
    if len(reason.strip()) < LEAST_REASON:
        reasons.append(Refusal("emergency-reason", {"least": LEAST_REASON}))
    return tuple(reasons)


def read_lines(text: str) -> dict[str, str]:
    """The five lines in a correction that came, cut to their length; empty where it is none."""
    try:
        said = json.loads(text)
        lines = {name: str(said[name]).strip()[:LONGEST] for name in FIELDS}
    except (ValueError, KeyError, TypeError, RecursionError):
        return {}
    return lines if all(lines.values()) else {}


def is_call_due(facts: EmergencyFacts, now: datetime) -> bool:
    """Whether the officer is to pick up the telephone now."""
    return not facts.is_taken and (facts.is_refused or now >= facts.asked_at + CALL_AFTER)


def is_alarm_on(state: EmergencyState, *, asked_at: datetime, called_at: datetime | None) -> bool:
    """Whether every page of the desk that sent it still says to call: nobody answered, nobody noted a call since.

    Args:
        state: of the emergency.
        asked_at: when the last desk got it.
        called_at: when somebody noted that a desk was called; None where nobody did.
    """
    return state is EmergencyState.UNANSWERED and (called_at is None or called_at < asked_at)


def next_desk(facts: EmergencyFacts, now: datetime) -> str:
    """The desk that gets it now because nobody answered; empty where nobody is left, or it is too early."""
    if not is_call_due(facts, now) or facts.asked >= len(facts.desks):
        return ""
    return facts.desks[facts.asked]


def refusals_to_review(*, by: str, sent_by: str, has_duty: bool, is_reviewed: bool) -> tuple[Refusal, ...]:
    """Why `by` may not look back at it as the supervisor."""
    reasons = []
    if is_reviewed:
        reasons.append(Refusal("emergency-reviewed-already"))
    if not has_duty:
        reasons.append(Refusal("disclosure-needs-duty"))
    if by == sent_by:
        reasons.append(Refusal("disclosure-own-work"))
    return tuple(reasons)
