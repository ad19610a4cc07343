"""Why a case does not move, and when to look at it again."""

from collections.abc import Set
from datetime import date, timedelta
from enum import Enum

from samakki.kernel.refusals import Refusal

STALE_AFTER = timedelta(days=60)
LONGEST_PAUSE = timedelta(days=366)


class StalledReason(Enum):
    """Why a case is stalled; more than one may hold."""

    NO_SUSPECT = "no_suspect"  # nobody is known who may have done it
    SUSPECT_ABROAD = "suspect_abroad"
    NO_ANSWER_ABROAD = "no_answer_abroad"
    NO_ANSWER_HERE = "no_answer_here"
    VICTIM_NOT_READY = "victim_not_ready"  # and has the right not to be
    VICTIM_LEFT = "victim_left"
    EVIDENCE_MISSING = "evidence_missing"
    FORENSICS_WAIT = "forensics_wait"
    LANGUAGE = "language"  # no interpreter or translation
    NO_STAFF = "no_staff"
    LAW_UNCLEAR = "law_unclear"
    SAFETY = "safety"  # going on would endanger somebody


def refusals_to_review(
    reasons: Set[StalledReason], next_review_on: date | None, *, today: date, moves_on: bool
) -> tuple[Refusal, ...]:
    """Every reason a review may not be kept like this.

    Args:
        reasons: why the case is stalled; empty where it moves on.
        next_review_on: day to look again.
        today: the officer's day.
        moves_on: the officer found that the case is not stalled.
    """
    found = []
    if moves_on == bool(reasons):
        found.append(Refusal("stalled-or-not"))
    if next_review_on is None or not today < next_review_on <= today + LONGEST_PAUSE:
        found.append(Refusal("review-day-range", {"days": LONGEST_PAUSE.days}))
    return tuple(found)


def is_review_due(*, next_review_on: date | None, last_change: date, today: date) -> bool:
    """Whether somebody should ask why a case does not move: its day has come, or nothing changed for long."""
    if next_review_on is not None:
        return next_review_on <= today
    return today - last_change >= STALE_AFTER
