"""What a support agency may decide about a community report, and who has to agree."""

from collections.abc import Mapping
from types import MappingProxyType

from samakki.intelligence.domain.vocabulary import Use
from samakki.kernel.refusals import Refusal

USES: Mapping[Use, frozenset[Use]] = MappingProxyType(
    {
        Use.UNDECIDED: frozenset({Use.OWN_USE, Use.STATISTICS, Use.LEAD_PROPOSED}),
        Use.OWN_USE: frozenset({Use.STATISTICS, Use.LEAD_PROPOSED}),
        Use.STATISTICS: frozenset({Use.OWN_USE, Use.LEAD_PROPOSED}),
        Use.LEAD_PROPOSED: frozenset({Use.UNDECIDED, Use.LEAD_SENT}),  # sent back, or agreed to
        Use.LEAD_SENT: frozenset(),  # what the police have, they have
    }
)
"""Which decision may follow which. A decision can be changed until police have the text."""


def refusals_to_decide(now: Use, use: Use) -> tuple[Refusal, ...]:
    """Why the decision `use` may not follow `now`; empty means it may."""
    if use in USES[now]:
        return ()
    return (Refusal("community-use-not-next", {"community_use": now.value}),)


def refusals_to_send(
    now: Use, *, by: str, proposed_by: str, writers: frozenset[str], has_duty: bool, has_text: bool
) -> tuple[Refusal, ...]:
    """Why `by` may not let a lead go to the police.

    Args:
        now: the decision so far.
        by: who would let it go.
        proposed_by: who proposed it.
        writers: who wrote the report or the text for the police.
        has_duty: whether a role of `by` has the duty to authorise.
        has_text: whether there is a text for the police.
    """
    reasons = list(refusals_to_decide(now, Use.LEAD_SENT))
    if not has_duty:
        reasons.append(Refusal("release-needs-duty"))
    if by == proposed_by or by in writers:
        reasons.append(Refusal("author-does-not-authorise"))
    if not has_text:
        reasons.append(Refusal("lead-text-missing"))
    return tuple(reasons)
