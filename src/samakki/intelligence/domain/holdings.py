"""Originator control at whoever holds a copy: what may be done with it, and what has to be asked for first.

A copy belongs to who made it. Three uses go beyond reading it, and each needs the originator's recorded answer unless
the conditions give it already: passing it on, showing it in court, and acting so that others notice.

Source: Europol handling codes; Regulation (EU) 2016/794, Art. 19; the third-party rule of police cooperation.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import Enum

from samakki.kernel.addresses import DeskAddress
from samakki.kernel.handling import Action, EvidentialUse, Handling, HandlingCode, Onward
from samakki.kernel.refusals import Refusal

LEAST_WHY, LONGEST_WHY = 10, 1_000
LONGEST_DEADLINE_DAYS = 60


class HoldingState(Enum):
    """What may be done with a copy now."""

    OFFERED = "offered"  # arrived, and the desk has not said whether it takes it
    HELD = "held"
    DECLINED = "declined"  # the desk did not want it; its words are gone
    RESTRICTED = "restricted"  # taken back: nobody uses it until its originator says otherwise
    WITHDRAWN = "withdrawn"  # taken back for good: the sealed copy waits for its day, nobody opens it
    KEPT = "kept"  # asked back, but a legal ground keeps it; used for that ground alone
    ERASED = "erased"  # its key is destroyed; id and digest stay


USABLE = frozenset({HoldingState.HELD})


class OfferState(Enum):
    """What a desk has said to an offer that came to it."""

    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"  # the originator took it back before anybody answered


class DeclineReason(Enum):
    """Why a desk does not take an offer."""

    NOT_OURS = "not_ours"
    KNOWN_ALREADY = "known_already"
    CONDITIONS = "conditions"  # the desk cannot keep to them
    NO_GROUND = "no_ground"  # the law gives the desk no ground to hold it
    RISK = "risk"  # a danger that the sender cannot see


class Use(Enum):
    """What goes beyond reading."""

    ONWARD = "onward"
    COURT = "court"
    OVERT = "overt"


class ReleaseState(Enum):
    """What the originator said to a request."""

    ASKED = "asked"
    APPROVED = "approved"
    APPROVED_SANITISED = "approved_sanitised"  # with other words than were sent
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"  # who asked does not want it any more


ANSWERS = frozenset({ReleaseState.APPROVED, ReleaseState.APPROVED_SANITISED, ReleaseState.REFUSED})
GRANTS = frozenset({ReleaseState.APPROVED, ReleaseState.APPROVED_SANITISED})


@dataclass(frozen=True, slots=True)
class Grant:
    """One answer of an originator that opens a use.

    Attributes:
        use: which.
        to: desk that may read it; empty for uses inside the holder's own country.
        until: last day on which it holds; None without an end.
    """

    use: Use
    to: str = ""
    until: date | None = None

    def holds(self, use: Use, to: str, today: date) -> bool:
        """Whether it opens this use today."""
        return self.use is use and self.to == to and (self.until is None or today <= self.until)


def is_free(handling: Handling, use: Use) -> bool:
    """Whether the conditions of a copy give a use without a question."""
    free = {
        Use.ONWARD: handling.onward is Onward.OPEN and HandlingCode.H2 not in handling.codes,
        Use.COURT: handling.evidential_use is EvidentialUse.YES and HandlingCode.H1 not in handling.codes,
        Use.OVERT: handling.action is Action.OVERT,
    }
    return free[use] and HandlingCode.H3 not in handling.codes


def refusals_to_use(
    state: HoldingState, handling: Handling, use: Use, *, to: str, grants: Collection[Grant], today: date
) -> tuple[Refusal, ...]:
    """Why a copy may not be used so; empty means that it may.

    Args:
        state: of the copy.
        handling: its conditions.
        use: what is wanted.
        to: desk that would read it, for passing on; else empty.
        grants: answers of the originator about this copy.
        today: local day.
    """
    if state not in USABLE:
        return (Refusal("copy-not-usable", {"holding_state": state.value}),)
    if handling.destroy_on is not None and handling.destroy_on <= today:
        return (Refusal("copy-past-its-day"),)
    if is_free(handling, use) or any(one.holds(use, to, today) for one in grants):
        return ()
    return (Refusal("copy-needs-release", {"copy_use": use.value}),)


def refusals_to_print(
    state: HoldingState, handling: Handling, *, grants: Collection[Grant], today: date
) -> tuple[Refusal, ...]:
    """Why a numbered print of a case may not hold the words of a copy; empty means that it may.

    A print is made for a court file and goes where nobody can follow it, so it takes what showing it in court takes.
    What is kept for a court is printed for that court alone: where showing it there was allowed.
    """
    as_held = HoldingState.HELD if state is HoldingState.KEPT else state
    return refusals_to_use(as_held, handling, Use.COURT, to="", grants=grants, today=today)


def refusals_to_take_out(
    state: HoldingState, handling: Handling, *, grants: Collection[Grant], today: date
) -> tuple[Refusal, ...]:
    """Why no file may hold the words of a copy; empty means that one may.

    A file goes to anybody, into a court file too, and cannot be called back. So it takes what passing on to anybody
    takes, which no release for one desk gives, and what showing it in court takes.
    """
    passed_on = refusals_to_use(state, handling, Use.ONWARD, to="", grants=(), today=today)
    return passed_on or refusals_to_use(state, handling, Use.COURT, to="", grants=grants, today=today)


def refusals_to_ask(
    state: HoldingState, use: Use, *, to: str, why: str, reply_by: date | None, today: date
) -> tuple[Refusal, ...]:
    """Why a request for a release is not one yet.

    Args:
        state: of the copy.
        use: what is wanted.
        to: desk that would read it; needed for passing on and for nothing else.
        why: for the originator to judge by; travels.
        reply_by: local day.
        today: local day.
    """
    reasons = []
    if state not in USABLE:
        reasons.append(Refusal("copy-not-usable", {"holding_state": state.value}))
    if not LEAST_WHY <= len(why.strip()) <= LONGEST_WHY:
        reasons.append(Refusal("release-why", {"least": LEAST_WHY, "longest": LONGEST_WHY}))
    if (use is Use.ONWARD) is not bool(to):
        reasons.append(Refusal("release-desk"))
    if reply_by is None or not 0 < (reply_by - today).days <= LONGEST_DEADLINE_DAYS:
        reasons.append(Refusal("release-day", {"days": LONGEST_DEADLINE_DAYS}))
    return tuple(reasons)


def refusals_to_answer_release(
    state: ReleaseState, answer: ReleaseState, *, texts: Collection[str], reason: str
) -> tuple[Refusal, ...]:
    """Why an originator's answer is none.

    Args:
        state: of the request.
        answer: approved, approved with other words, or refused.
        texts: other words, for `APPROVED_SANITISED`.
        reason: why it is refused; travels.
    """
    reasons = []
    if state is ReleaseState.WITHDRAWN:
        reasons.append(Refusal("release-not-open"))
    elif state is not ReleaseState.ASKED or answer not in ANSWERS:
        reasons.append(Refusal("release-answered-already"))
    if answer is ReleaseState.APPROVED_SANITISED and not any(text.strip() for text in texts):
        reasons.append(Refusal("release-words-missing"))
    if answer is ReleaseState.REFUSED and not reason.strip():
        reasons.append(Refusal("release-reason-missing"))
    return tuple(reasons)


def refusals_to_answer_offer(
    state: OfferState, *, is_accepted: bool, reason: DeclineReason | None
) -> tuple[Refusal, ...]:
    """Why a desk may not answer an offer so: it was answered, or was declined without a reason."""
    if state is not OfferState.OFFERED:
        return (Refusal("offer-answered-already", {"offer_state": state.value}),)
    if not is_accepted and reason is None:
        return (Refusal("decline-reason-missing"),)
    return ()


def granted_desks(grants: Collection[Grant], to: Collection[DeskAddress], today: date) -> frozenset[str]:
    """Desks among `to` that some grant lets read the copy."""
    return frozenset(str(desk) for desk in to if any(one.holds(Use.ONWARD, str(desk), today) for one in grants))
