"""When two entities may be judged, when a judgement needs a second officer, and when it may be confirmed or taken back.

Every rule gives all its reasons at once; empty means yes.
"""

from dataclasses import dataclass

from samakki.kernel.refusals import Refusal
from samakki.matching.domain.vocabulary import FITTING, Judgement, Reason

NOT_FOUND = Refusal("not-found")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two entities, as far as these rules look at it.

    Attributes:
        schema: FollowTheMoney's: "Person".
        agency: code of the agency whose record describes it.
        is_link: it connects others and is no thing of its own.
        is_draft: of an import that nobody accepted yet.
    """

    reference: str
    schema: str
    agency: str
    is_protected: bool
    is_link: bool
    is_draft: bool


def refusals_to_judge(
    a: Side | None, b: Side | None, judgement: Judgement, reason: Reason, *, may_write: bool, are_of_a_kind: bool
) -> tuple[Refusal, ...]:
    """Why these two may not be judged so.

    Args:
        a: None where it is missing or not open to the officer in full.
        b: likewise.
        judgement: what the officer says.
        reason: why.
        may_write: a role of the officer writes.
        are_of_a_kind: one's schema is the other's, or a kind of it.
    """
    if a is None or b is None or not may_write:
        return (NOT_FOUND,)
    if a.reference == b.reference:
        return (Refusal("same-entity"),)
    reasons = []
    if a.is_protected or b.is_protected:
        reasons.append(Refusal("protected-not-judged"))
    if a.is_link or b.is_link:
        reasons.append(Refusal("link-not-judged"))
    elif not are_of_a_kind:
        reasons.append(Refusal("different-kinds"))
    if a.is_draft or b.is_draft:
        reasons.append(Refusal("draft-not-judged"))
    if reason not in FITTING[judgement]:
        reasons.append(Refusal("reason-does-not-fit"))
    return tuple(reasons)


def needs_second(a: Side, b: Side, judgement: Judgement, *, officer_agency: str) -> bool:
    """Whether a judgement waits for an officer of another agency: records of two agencies, or of another than theirs.

    That it cannot be told binds nobody, so it never waits.
    """
    return judgement is not Judgement.UNSURE and {a.agency, b.agency} != {officer_agency}


def refusals_to_confirm(
    *, is_visible: bool, is_waiting: bool, is_protected: bool, made_by: str, made_in: str, officer: str, agency: str
) -> tuple[Refusal, ...]:
    """Why an officer may not confirm a judgement.

    Args:
        is_visible: they see both entities in full and have a role that writes.
        is_waiting: it waits for a second officer and was not withdrawn.
        is_protected: one of the two is a protected person by now.
        made_by: code of who judged.
        made_in: that officer's agency then.
        officer: who wants to confirm.
        agency: theirs.
    """
    if not is_visible:
        return (NOT_FOUND,)
    if not is_waiting:
        return (Refusal("judgement-not-waiting"),)
    if is_protected:
        return (Refusal("protected-not-judged"),)
    if officer == made_by:
        return (Refusal("own-judgement"),)
    if agency == made_in:
        return (Refusal("same-agency-as-first"),)
    return ()


def refusals_to_withdraw(*, is_visible: bool, is_withdrawn: bool) -> tuple[Refusal, ...]:
    """Why a judgement may not be taken back. Whoever sees both and may write may do it: apart is the safer mistake."""
    if not is_visible:
        return (NOT_FOUND,)
    return (Refusal("judgement-withdrawn-already"),) if is_withdrawn else ()
