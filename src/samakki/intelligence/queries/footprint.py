"""How much of this node lies with others, and of others here: counts alone, for whoever closes the node."""

from dataclasses import dataclass

from samakki.intelligence.domain.disclosures import DisclosureState
from samakki.intelligence.domain.holdings import HoldingState
from samakki.intelligence.models import Disclosure, Holding

_LEFT = [DisclosureState.HELD.value, DisclosureState.SENT.value, DisclosureState.RECALLED.value]
_GONE = [HoldingState.DECLINED.value, HoldingState.ERASED.value]


@dataclass(frozen=True, slots=True)
class Footprint:
    """Counts.

    Attributes:
        given: disclosures of this node that have left it or will within minutes; their boards say what became of them.
        copies: copies of what others gave that are still here, with conditions of their owners.
    """

    given: int
    copies: int


def footprint() -> Footprint:
    """Count both."""
    return Footprint(
        given=Disclosure.objects.filter(state__in=_LEFT).count(),
        copies=Holding.objects.exclude(state__in=_GONE).count(),
    )
