"""Keeping an officer or a desk away from a record without telling them."""

from enum import Enum

from samakki.access.domain.membership import NOT_AVAILABLE
from samakki.access.domain.policy import ResourceFacts
from samakki.kernel.refusals import Refusal


class ExclusionReason(Enum):
    """Why somebody must not see a record."""

    NAMED_IN_IT = "named_in_it"
    RELATED = "related"
    SUSPECTED = "suspected"
    CONFLICT_OF_INTEREST = "conflict_of_interest"


UNTOLD_ACTIONS = frozenset({"exclude", "lift_exclusion"})
"""Entries of the audit log that only an overseer reads: anybody else could pass them on to the person concerned."""


def refusals_of_target(
    resource: ResourceFacts | None, *, officer_exists: bool | None, desk: str, desk_exists: bool, is_excluded: bool
) -> tuple[Refusal, ...]:
    """Why this officer or desk cannot be excluded.

    Args:
        resource: the record; None when there is none, which another rule answers.
        officer_exists: None when a desk is meant.
        desk: address of the desk meant; empty when an officer is.
        desk_exists: whether there is such a desk.
        is_excluded: an exclusion is in force already.
    """
    if (officer_exists is None) == (not desk):
        return (Refusal("officer-or-desk"),)
    if officer_exists is False:
        return (NOT_AVAILABLE,)
    if desk and not desk_exists:
        return (Refusal("desk-not-available"),)
    reasons = {
        # Nobody would be left to answer for it. Exclude officers one by one, or move the record first.
        "owner-desk-stays": resource is not None and desk == resource.owner_desk,
        "excluded-already": is_excluded,
    }
    return tuple(Refusal(code) for code, holds in reasons.items() if holds)
