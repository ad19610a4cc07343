"""Checks before anything leaves that belong to no single subject."""

from collections.abc import Sequence

from samakki.access.registries import Departure
from samakki.entities.registries import held_back
from samakki.kernel.refusals import Refusal

HELD_BACK = "entities: held back"


def refuse_held_back(departure: Departure) -> Sequence[Refusal]:
    """Nothing leaves about people whose protection is still being looked at."""
    held = {reference for ask in held_back.values() for reference in ask()}
    return [Refusal("about-somebody-held-back", {"reference": one}) for one in departure.subjects if one in held]
