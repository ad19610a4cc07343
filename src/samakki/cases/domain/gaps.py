"""What is missing in a chain of custody, found from the events alone.

A gap accuses nobody. It is what the defence will ask about, told while it can still be explained.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from samakki.cases.domain.custody import (
    NOBODY,
    Answer,
    CustodyKind,
    Party,
    SealState,
    Step,
    is_same_seal,
    seal_left_by,
)

TOLERANCE = timedelta(hours=1)  # between giving and receiving: across a table, not across a country
ANSWER_WITHIN = timedelta(hours=24)
RECORD_WITHIN = timedelta(days=3)


class GapCode(Enum):
    """What is wrong."""

    NOBODY_HELD = "nobody_held"  # from `since` to `until` nobody is recorded as holding it
    NO_HAND_OVER = "no_hand_over"  # from `first` to `second`, and no hand-over between the two is recorded
    NOT_CONFIRMED = "not_confirmed"  # the receiver never answered
    DISPUTED = "disputed"
    SEAL_DIFFERS = "seal_differs"  # number `first` left, number `second` found
    SEAL_BROKEN = "seal_broken"
    SEAL_MISSING = "seal_missing"  # number `first` left, no seal found
    TIME_RUNS_BACK = "time_runs_back"  # told later, said to have happened before the event before it
    RECORDED_LATE = "recorded_late"
    PAPER_MISSING = "paper_missing"  # an outside person, and no signed paper


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing.

    Attributes:
        number: of the event where it shows.
        since: beginning of the time concerned, where there is one.
        until: its end; None where it goes on.
        giver: who had it last, where two people are concerned.
        receiver: who has it next.
        first: seal number left.
        second: seal number found.
    """

    code: GapCode
    number: int
    since: datetime | None = None
    until: datetime | None = None
    giver: Party = NOBODY
    receiver: Party = NOBODY
    first: str = ""
    second: str = ""


def gaps(steps: Sequence[Step], *, now: datetime) -> tuple[Gap, ...]:
    """Everything that is missing in a chain, in the order of its events.

    Args:
        steps: in the order of recording; the first is the seizure.
        now: what an unanswered hand-over is measured against.
    """
    found: list[Gap] = []
    holder, last_at, seal = NOBODY, steps[0].at if steps else now, ""
    for step in steps:
        if not step.counts:
            continue
        found += _of_time(step, last_at)
        if step.kind is not CustodyKind.SEIZED:
            found += _of_holder(step, holder, last_at)
            found += _of_seal(step.number, seal, step.seal_before, step.seal_state)
        found += _of_confirmation(step, now)
        reply = step.reply
        if reply is not None and reply.answer is Answer.CONFIRMED:
            found += _of_seal(step.number, step.seal_after, reply.seal_found, reply.seal_state)
        if step.kind is CustodyKind.RESEALED or step.moved_it:
            seal = seal_left_by(step)
        holder = step.receiver if step.moved_it else holder
        received_at = reply.received_at if reply is not None and reply.received_at else step.at
        last_at = max(last_at, step.at, received_at)
    return tuple(found)


def _of_time(step: Step, last_at: datetime) -> Iterator[Gap]:
    if step.at < last_at:
        yield Gap(GapCode.TIME_RUNS_BACK, step.number, since=step.at, until=last_at)
    if step.recorded_at - step.at > RECORD_WITHIN:
        yield Gap(GapCode.RECORDED_LATE, step.number, since=step.at, until=step.recorded_at)


def _of_holder(step: Step, holder: Party, last_at: datetime) -> Iterator[Gap]:
    taken = step.kind is CustodyKind.TAKEN_OVER
    if taken or (step.kind is CustodyKind.HANDED_OVER and step.giver != holder):
        next_holder = step.receiver if taken else step.giver
        yield Gap(GapCode.NO_HAND_OVER, step.number, since=last_at, until=step.at, giver=holder, receiver=next_holder)


def _of_confirmation(step: Step, now: datetime) -> Iterator[Gap]:
    reply = step.reply
    if step.kind is CustodyKind.HANDED_OVER and not step.needs_reply and not step.has_paper:
        yield Gap(GapCode.PAPER_MISSING, step.number, giver=step.giver, receiver=step.receiver)
    if step.is_waiting and now - step.recorded_at > ANSWER_WITHIN:
        yield Gap(GapCode.NOT_CONFIRMED, step.number, since=step.at, giver=step.giver, receiver=step.receiver)
    if reply is None or not step.needs_reply:
        return
    if reply.answer is Answer.DISPUTED:
        yield Gap(GapCode.DISPUTED, step.number, since=step.at, giver=step.giver, receiver=step.receiver)
    elif reply.received_at is not None and reply.received_at - step.at > TOLERANCE:
        yield Gap(
            GapCode.NOBODY_HELD,
            step.number,
            since=step.at,
            until=reply.received_at,
            giver=step.giver,
            receiver=step.receiver,
        )


def _of_seal(number: int, left: str, found: str, state: SealState) -> Iterator[Gap]:
    if state is SealState.BROKEN:
        yield Gap(GapCode.SEAL_BROKEN, number, first=left)
    elif state is SealState.NONE and left:
        yield Gap(GapCode.SEAL_MISSING, number, first=left)
    if left and found and not is_same_seal(left, found):
        yield Gap(GapCode.SEAL_DIFFERS, number, first=left, second=found)
