"""What the defence may have to be shown: every exhibit, and what else the file refers to, each with a decision.

Not disclosing what helps the defence can undo a conviction. The list therefore begins with every exhibit undecided,
rather than with what somebody remembered to put on it.
"""

from dataclasses import dataclass
from enum import Enum

from samakki.kernel.refusals import Refusal

LEAST_REASON = 10


class DisclosureKind(Enum):
    """What stands on the list besides exhibits. A reference only; what it says stays where it is."""

    REPORT = "report"
    STATEMENT = "statement"
    DOCUMENT = "document"


class HelpsDefence(Enum):
    """Whether something may help the defence: against the charge, for a lesser one, or against a witness."""

    UNDECIDED = "undecided"
    MAY_HELP = "may_help"
    DOES_NOT = "does_not"


class DisclosureState(Enum):
    """Whether the defence has seen it."""

    NOT_YET = "not_yet"
    SHOWN = "shown"
    WITHHELD = "withheld"  # on a legal ground, which is written down


@dataclass(frozen=True, slots=True)
class DisclosureChoice:
    """One decision as an officer gives it."""

    helps: HelpsDefence
    state: DisclosureState
    reason: str


def refusals_to_decide(choice: DisclosureChoice) -> tuple[Refusal, ...]:
    """What is wrong with a decision; empty if nothing is."""
    reasons = []
    if choice.helps is HelpsDefence.UNDECIDED and choice.state is not DisclosureState.NOT_YET:
        reasons.append(Refusal("disclosure-undecided"))
    needs_reason = choice.state is DisclosureState.WITHHELD or choice.helps is HelpsDefence.DOES_NOT
    if needs_reason and len(choice.reason.strip()) < LEAST_REASON:
        reasons.append(Refusal("disclosure-reason-missing", {"characters": LEAST_REASON}))
    return tuple(reasons)
