"""Taking back what was given: what is asked of every holder, what each answers, and what may not be erased.

The table below decides an answer from the scope of a recall and from what the holder did with its copy. It is drawn
again by hand in the tests.

Sources: Dir. (EU) 2016/680, Art. 16 (erasure, and restriction where data must be kept as evidence); ICCPR,
Art. 14(3)(b) (what may help the defence stays).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from types import MappingProxyType

from samakki.intelligence.domain.holdings import HoldingState
from samakki.kernel.refusals import Refusal

LEAST_NOTE, LONGEST_NOTE = 10, 500


class RecallScope(Enum):
    """What holders are asked to do."""

    WITHDRAW = "withdraw"  # stop using it; its words are put away
    CORRECT = "correct"  # other words take the place of those that were sent
    RESTRICT = "restrict"  # stop using it until told otherwise
    ERASE = "erase"  # destroy the words for good


class RecallReason(Enum):
    """Why; a code, since it travels and is logged."""

    WRONG = "wrong"  # it is not true
    WRONG_DESK = "wrong_desk"  # it should not have gone there
    SAFETY = "safety"  # somebody is in danger; nothing more is said
    NO_GROUND = "no_ground"  # it should not have been recorded, or not be kept any longer
    EXPIRED = "expired"  # its day has come
    ORDER = "order"  # a court or an authority said so


class RecallResult(Enum):
    """What a holder answers."""

    ASKED = "asked"  # no answer yet
    DONE = "done"
    RESTRICTED = "restricted"
    KEPT = "kept"  # a legal ground keeps it; it is restricted to that
    PASSED_ON = "passed_on"  # the copy here was dealt with, and those who got it from here were told
    NOT_FOUND = "not_found"


class KeepGround(Enum):
    """What keeps a copy from being erased until a prosecutor releases it."""

    ARREST = "arrest"
    CHARGE = "charge"
    REQUEST = "request"  # stands in a formal request
    COURT_FILE = "court_file"
    DEFENCE = "defence"  # may help the defence


KEEPING: tuple[KeepGround, ...] = (
    KeepGround.COURT_FILE,
    KeepGround.CHARGE,
    KeepGround.ARREST,
    KeepGround.REQUEST,
    KeepGround.DEFENCE,
)
"""Grounds from the one that is named first, where several hold."""


@dataclass(frozen=True, slots=True)
class CopyFacts:
    """One copy as the table sees it.

    Attributes:
        state: None where there is no such copy here.
        grounds: what it was used for and what else keeps it.
        passed_on: desks that got it from here.
        is_released: a prosecutor said that it need not be kept any longer.
    """

    state: HoldingState | None
    grounds: frozenset[KeepGround] = frozenset()
    passed_on: frozenset[str] = frozenset()
    is_released: bool = False

    @property
    def ground(self) -> KeepGround | None:
        """What keeps it, the strongest first; None where nothing does."""
        if self.is_released:
            return None
        return next((one for one in KEEPING if one in self.grounds), None)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is done with one copy, and what is answered.

    Attributes:
        state: it is in afterwards; None where there is none.
        result: for the originator.
        ground: for `RecallResult.KEPT`.
        is_erased: its key is destroyed now.
        is_put_away: its words leave reports and search; the sealed copy stays until its day.
        takes_words: corrected words take the place of the old ones.
    """

    state: HoldingState | None
    result: RecallResult
    ground: KeepGround | None = None
    is_erased: bool = False
    is_put_away: bool = False
    takes_words: bool = False


def outcome_of(scope: RecallScope, copy: CopyFacts) -> Outcome:
    """What a recall does to one copy.

    Correcting keeps a copy in use with other words. Withdrawing takes the words out of everything people read and keeps
    a sealed copy until its day; erasing destroys that too. Both leave a copy that a ground keeps: it is restricted to
    that ground and says so. A copy that was erased or declined before stays so.
    """
    if copy.state is None:
        return Outcome(None, RecallResult.NOT_FOUND)
    if copy.state in {HoldingState.ERASED, HoldingState.DECLINED}:
        return Outcome(copy.state, _result(copy, RecallResult.DONE))
    if scope is RecallScope.CORRECT:
        kept = copy.state in {HoldingState.KEPT, HoldingState.OFFERED}
        return Outcome(copy.state if kept else HoldingState.HELD, _result(copy, RecallResult.DONE), takes_words=True)
    if scope is RecallScope.RESTRICT:
        stays = copy.state in {HoldingState.KEPT, HoldingState.WITHDRAWN}
        return Outcome(copy.state if stays else HoldingState.RESTRICTED, _result(copy, RecallResult.RESTRICTED))
    ground = copy.ground
    if ground is not None:
        return Outcome(HoldingState.KEPT, RecallResult.KEPT, ground)
    is_erased = scope is RecallScope.ERASE
    state = HoldingState.ERASED if is_erased else HoldingState.WITHDRAWN
    return Outcome(state, _result(copy, RecallResult.DONE), is_erased=is_erased, is_put_away=not is_erased)


def _result(copy: CopyFacts, result: RecallResult) -> RecallResult:
    return RecallResult.PASSED_ON if copy.passed_on and result is RecallResult.DONE else result


def refusals_to_recall(
    scope: RecallScope,
    *,
    is_out: bool,
    note: str,
    corrections: Mapping[str, str],
    items: Collection[str],
    wanted: Collection[str],
) -> tuple[Refusal, ...]:
    """Why a recall cannot be made so.

    Args:
        scope: what holders are asked.
        is_out: some desk has the disclosure.
        note: why, for the overseers and the desk; never travels.
        corrections: other words by id of an item.
        items: ids in the disclosure.
        wanted: ids to be recalled; empty for all.
    """
    reasons = []
    if not is_out:
        reasons.append(Refusal("recall-nothing-out"))
    if not set(wanted) <= set(items):
        reasons.append(Refusal("item-not-there"))
    if scope is RecallScope.CORRECT and not any(text.strip() for text in corrections.values()):
        reasons.append(Refusal("recall-words-missing"))
    if not LEAST_NOTE <= len(note.strip()) <= LONGEST_NOTE:
        reasons.append(Refusal("recall-note", {"least": LEAST_NOTE, "longest": LONGEST_NOTE}))
    return tuple(reasons)


NEEDS_SECOND = frozenset({RecallScope.ERASE})
"""What one officer asks for and another lets go: words that are destroyed do not come back."""


def refusals_to_agree(*, by: str, asked_by: str, has_duty: bool, is_waiting: bool) -> tuple[Refusal, ...]:
    """Why `by` may not let an erasure go as the second person."""
    reasons = []
    if not is_waiting:
        reasons.append(Refusal("recall-not-waiting"))
    if not has_duty:
        reasons.append(Refusal("disclosure-needs-duty"))
    if by == asked_by:
        reasons.append(Refusal("disclosure-own-work"))
    return tuple(reasons)


STILL_HELD: Mapping[RecallResult, bool] = MappingProxyType(
    {
        RecallResult.ASKED: True,
        RecallResult.DONE: False,
        RecallResult.RESTRICTED: True,
        RecallResult.KEPT: True,
        RecallResult.PASSED_ON: False,
        RecallResult.NOT_FOUND: False,
    }
)
"""For the board "who still holds this", by the answer to a recall that takes words away."""


def due_scope(*, review_on: date | None, destroy_on: date | None, today: date) -> RecallScope | None:
    """What the day asks of a copy by itself: erase it when it is to be destroyed, restrict it when a review is due."""
    if destroy_on is not None and destroy_on <= today:
        return RecallScope.ERASE
    if review_on is not None and review_on <= today:
        return RecallScope.RESTRICT
    return None
