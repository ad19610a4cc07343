"""Urgent access: one record, 24 hours, a written reason, a notice to its owner, a review before the next use."""

from datetime import timedelta
from enum import Enum

from samakki.access.domain.accounts import Actor
from samakki.access.domain.policy import NOT_FOUND, Decision, ResourceFacts, decide_duty
from samakki.access.domain.roles import ROLES, Roles
from samakki.access.domain.vocabulary import Basis, Duty, View
from samakki.kernel.refusals import Refusal

LASTS = timedelta(hours=24)
LEAST_REASON = 20  # characters: "danger" alone tells a reviewer nothing
LONGEST_REASON = 2000


class Finding(Enum):
    """What a reviewer found."""

    JUSTIFIED = "justified"
    NOT_JUSTIFIED = "not_justified"


def refusals_beyond_agency(actor: Actor, resource: ResourceFacts | None) -> tuple[Refusal, ...]:
    """Why urgent access does not reach a record: it is another agency's.

    Not even one that the officer sees a part of: what was not handed over is not for them to take, and whoever has it
    can be telephoned.

    Args:
        actor: who asks.
        resource: None when there is no such record, which another rule answers.
    """
    if resource is None or resource.owner_desk.split("/")[:2] == actor.agency.split("/"):
        return ()
    return (Refusal("record-of-another-agency"),)


def refusals_to_open(
    actor: Actor,
    *,
    reason: str,
    awaiting_review: str,
    now_sees: Decision,
    would_see: Decision,
    roles: Roles = ROLES,
) -> tuple[Refusal, ...]:
    """Why `actor` may not open a record in urgent danger.

    Trap: nothing here may tell a missing record from one that urgent access never opens. Both are `NOT_FOUND`, from
    `would_see`: the policy's own answer once the tie is supposed to be there.

    Args:
        actor: who asks; has just typed their password again, which the page checks.
        reason: free text, as typed.
        awaiting_review: code of an earlier use without a review, or "".
        now_sees: the policy's decision without urgent access.
        would_see: the policy's decision with it.
        roles: the node's roles.
    """
    reasons = list(decide_duty(actor.viewer, Duty.BREAK_GLASS, roles=roles))
    length = len(" ".join(reason.split()))
    if length < LEAST_REASON:
        reasons.append(Refusal("break-glass-reason-short", {"least": LEAST_REASON}))
    if length > LONGEST_REASON:
        reasons.append(Refusal("break-glass-reason-long", {"longest": LONGEST_REASON}))
    if awaiting_review:
        reasons.append(Refusal("break-glass-awaits-review", {"use": awaiting_review}))
    if now_sees.view is View.FULL:
        reasons.append(Refusal("break-glass-not-needed"))
    elif would_see.basis is not Basis.BREAK_GLASS:
        reasons.append(NOT_FOUND)
    return tuple(reasons)


def refusals_to_review(
    actor: Actor,
    *,
    resource: ResourceFacts | None,
    opened_by: str,
    is_reviewed: bool,
    excluded: bool,
    roles: Roles = ROLES,
) -> tuple[Refusal, ...]:
    """Why `actor` may not review a use; empty means they may.

    Another person of the desk that owns the record, or an overseer, with the duty. For everybody else, and for who is
    excluded from the record, there is no such use.

    Args:
        actor: who reviews.
        resource: the record that was opened; None when there is no such use.
        opened_by: code of who opened it.
        is_reviewed: there is a finding already.
        excluded: `actor` is kept away from the record.
        roles: the node's roles.
    """
    reasons = list(decide_duty(actor.viewer, Duty.REVIEW_BREAK_GLASS, roles=roles))
    is_desks = resource is not None and resource.owner_desk == actor.viewer.desk
    if resource is None or excluded or not (is_desks or actor.is_overseer()):
        return (*reasons, NOT_FOUND)
    if opened_by == actor.code:
        reasons.append(Refusal("own-use"))
    if is_reviewed:
        reasons.append(Refusal("reviewed-already"))
    return tuple(reasons)
