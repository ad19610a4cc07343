"""Chain of custody as plain values: what happened to an exhibit, who holds it, and what a hand-over must be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from samakki.kernel.digits import ascii_digits
from samakki.kernel.refusals import Refusal

CLOCK_SLACK = timedelta(minutes=5)


class CustodyKind(Enum):
    """What happened."""

    SEIZED = "seized"
    HANDED_OVER = "handed_over"
    TAKEN_OVER = "taken_over"  # somebody holds it, and nobody recorded handing it to them
    RESEALED = "resealed"
    RETURNED = "returned"  # to its owner; ends custody
    DESTROYED = "destroyed"  # by order; ends custody


class CustodyPurpose(Enum):
    """What an exhibit changes hands for."""

    STORAGE = "storage"
    TRANSPORT = "transport"
    EXAMINATION = "examination"
    COPYING = "copying"
    COURT = "court"
    RETURN = "return"


class SealState(Enum):
    """How the seal was found."""

    INTACT = "intact"
    BROKEN = "broken"
    NONE = "none"  # there was no seal
    NOT_CHECKED = "not_checked"


class Answer(Enum):
    """What is said to a recorded hand-over."""

    CONFIRMED = "confirmed"  # by the receiver
    DISPUTED = "disputed"  # by the receiver: not received, or not so
    TAKEN_BACK = "taken_back"  # by the giver, before an answer: recorded by mistake


@dataclass(frozen=True, slots=True)
class Party:
    """Who gives or holds: an officer of this node by code, or somebody outside it in words."""

    officer: str = ""
    outside: str = ""

    def __bool__(self) -> bool:
        return bool(self.officer or self.outside)


NOBODY = Party()


@dataclass(frozen=True, slots=True)
class Reply:
    """The last answer to a hand-over."""

    answer: Answer
    by: str
    at: datetime
    received_at: datetime | None = None
    seal_found: str = ""
    seal_state: SealState = SealState.NOT_CHECKED


@dataclass(frozen=True, slots=True)
class Step:
    """One event of custody.

    Attributes:
        number: from 1, the seizure, in the order of recording.
        at: when it happened.
        giver: NOBODY for a seizure, a new seal, and where nobody recorded giving it.
        receiver: who holds it afterwards; NOBODY for a new seal and at the end.
        seal_before: number on the seal as found.
        seal_after: number on the seal as left.
        has_paper: a signed paper is kept with it.
    """

    number: int
    kind: CustodyKind
    at: datetime
    recorded_at: datetime
    giver: Party = NOBODY
    receiver: Party = NOBODY
    seal_before: str = ""
    seal_after: str = ""
    seal_state: SealState = SealState.NOT_CHECKED
    has_paper: bool = False
    reply: Reply | None = None

    @property
    def counts(self) -> bool:
        """Whether it is part of the chain: a hand-over that its giver took back is not."""
        return self.reply is None or self.reply.answer is not Answer.TAKEN_BACK

    @property
    def needs_reply(self) -> bool:
        """Whether the receiver has to confirm: both are officers of this node. Others sign a paper."""
        return self.kind is CustodyKind.HANDED_OVER and bool(self.giver.officer and self.receiver.officer)

    @property
    def is_waiting(self) -> bool:
        """Whether the receiver has not answered."""
        return self.needs_reply and self.reply is None

    @property
    def moved_it(self) -> bool:
        """Whether the receiver holds it now, as far as recorded."""
        is_disputed = self.reply is not None and self.reply.answer is Answer.DISPUTED
        return self.counts and bool(self.receiver) and not is_disputed


@dataclass(frozen=True, slots=True)
class Holding:
    """Who holds an exhibit now.

    Attributes:
        holder: NOBODY once it was returned or destroyed.
        since: when it came to them.
        number: of the event.
        seal: number on it.
        waiting: the hand-over that its receiver has not answered, if there is one; the holder is then the giver.
        ended: how custody ended.
    """

    holder: Party
    since: datetime
    number: int
    seal: str
    waiting: Step | None = None
    ended: CustodyKind | None = None


@dataclass(frozen=True, slots=True)
class NewMove:
    """A change of hands as it is entered.

    Attributes:
        giver: who gives.
        receiver: who receives.
        at: aware moment.
        zone: IANA name of the zone it was told in.
        purpose: what for.
        seal_before: number on the seal as found; "" for none.
        seal_after: number as left; the same where nobody opened it.
        seal_state: as found.
        place: where.
        condition: of the exhibit.
        remark: what else is to be known.
    """

    giver: Party
    receiver: Party
    at: datetime
    zone: str
    purpose: CustodyPurpose | None = None
    seal_before: str = ""
    seal_after: str = ""
    seal_state: SealState = SealState.NOT_CHECKED
    place: str = ""
    condition: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True)
class NewReply:
    """An answer to a hand-over as it is entered; see `Reply`."""

    answer: Answer
    received_at: datetime | None = None
    seal_found: str = ""
    seal_state: SealState = SealState.NOT_CHECKED
    condition: str = ""
    remark: str = ""


def holding(steps: Sequence[Step]) -> Holding:
    """Who holds it after `steps`, of which the first is the seizure."""
    first = steps[0]
    now = Holding(first.receiver, first.at, first.number, first.seal_after)
    for step in steps[1:]:
        if not step.counts:
            continue
        if step.kind in {CustodyKind.RETURNED, CustodyKind.DESTROYED}:
            return Holding(NOBODY, step.at, step.number, "", ended=step.kind)
        if step.is_waiting:  # unless somebody else takes it over afterwards, it is with the giver until the answer
            now = Holding(now.holder, now.since, now.number, now.seal, waiting=step)
        elif step.kind is CustodyKind.RESEALED:
            now = Holding(now.holder, now.since, now.number, step.seal_after)
        elif step.moved_it:
            reply = step.reply
            since = reply.received_at if reply and reply.received_at else step.at
            now = Holding(step.receiver, since, step.number, seal_left_by(step))
    return now


def seal_left_by(step: Step) -> str:
    """The seal number that is on the exhibit after a step: as the receiver read it, where they did."""
    return (step.reply.seal_found if step.reply else "") or step.seal_after


def is_same_seal(one: str, other: str) -> bool:
    """Whether two readings are one number: spaces, hyphens, capitals and local digits aside.

    >>> is_same_seal("KH ០៤៥-a", "kh045A")
    True
    """
    return _plain(one) == _plain(other)


def _plain(seal: str) -> str:
    return "".join(sign for sign in ascii_digits(seal).casefold() if sign.isalnum())


def refusals_to_move(
    now_held: Holding, *, by: str, giver: Party, receiver: Party, at: datetime, now: datetime
) -> tuple[Refusal, ...]:
    """Why a hand-over cannot be recorded so; empty means it can.

    Who holds an exhibit records giving it. What an outside person gives back, whoever receives it records.
    """
    reasons = [*_refusals_of_time(now_held, at, now)]
    if now_held.waiting is not None:
        reasons.append(Refusal("custody-hand-over-waits"))
    if giver == receiver:
        reasons.append(Refusal("custody-receiver-is-giver"))
    if giver.officer and (giver.officer != by or now_held.holder != giver):
        reasons.append(Refusal("custody-not-the-holder"))
    if not giver.officer and receiver.officer and receiver.officer != by:
        reasons.append(Refusal("custody-receiver-records"))
    if not giver.officer and now_held.holder.officer:
        reasons.append(Refusal("custody-held-by-officer"))
    return tuple(reasons)


def refusals_to_take_over(now_held: Holding, *, by: str, at: datetime, now: datetime) -> tuple[Refusal, ...]:
    """Why somebody cannot record that they hold it without a hand-over; empty means they can."""
    reasons = [*_refusals_of_time(now_held, at, now)]
    if now_held.waiting is not None and now_held.waiting.receiver.officer == by:
        reasons.append(Refusal("custody-answer-first"))
    if now_held.holder.officer == by:
        reasons.append(Refusal("custody-held-already"))
    return tuple(reasons)


def refusals_of_holder_act(now_held: Holding, *, by: str, at: datetime, now: datetime) -> tuple[Refusal, ...]:
    """Why somebody cannot seal it anew, return or destroy it; empty means they can."""
    reasons = [*_refusals_of_time(now_held, at, now)]
    if now_held.waiting is not None:
        reasons.append(Refusal("custody-hand-over-waits"))
    if now_held.holder.officer != by:
        reasons.append(Refusal("custody-not-the-holder"))
    return tuple(reasons)


LEAST_REMARK = 10


def refusals_to_answer(step: Step | None, reply: NewReply, *, by: str, now: datetime) -> tuple[Refusal, ...]:
    """Why somebody cannot answer a hand-over so; empty means they can."""
    if step is None or not step.is_waiting:
        return (Refusal("custody-nothing-to-answer"),)
    reasons = []
    who = step.giver.officer if reply.answer is Answer.TAKEN_BACK else step.receiver.officer
    if who != by:
        reasons.append(Refusal("custody-not-yours-to-answer"))
    if reply.answer is Answer.CONFIRMED and reply.received_at is None:
        reasons.append(Refusal("custody-received-when"))
    if reply.answer is not Answer.CONFIRMED and len(reply.remark.strip()) < LEAST_REMARK:
        reasons.append(Refusal("custody-say-why", {"characters": LEAST_REMARK}))
    if reply.received_at is not None and reply.received_at > now + CLOCK_SLACK:
        reasons.append(Refusal("custody-time-in-future"))
    if reply.received_at is not None and reply.received_at < step.at:
        reasons.append(Refusal("custody-received-before-given"))
    return tuple(reasons)


def _refusals_of_time(now_held: Holding, at: datetime, now: datetime) -> list[Refusal]:
    reasons = []
    if now_held.ended is not None:
        reasons.append(Refusal("custody-ended"))
    if at > now + CLOCK_SLACK:
        reasons.append(Refusal("custody-time-in-future"))
    return reasons
