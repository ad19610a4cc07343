"""Checks before anything leaves that belong to no single subject."""

from collections.abc import Sequence

from django.conf import settings

from samakki.access.registries import Departure
from samakki.entities.registries import held_back
from samakki.kernel.refusals import Refusal

HELD_BACK, NODE_LEAVES = "entities: held back", "node: leaves the network"
BEGINNINGS = frozenset({"disclosure.offer", "release.request"})  # all else answers, takes back, or saves a life


def refuse_held_back(departure: Departure) -> Sequence[Refusal]:
    """Nothing leaves about people whose protection is still being looked at."""
    if not departure.subjects:
        return []  # about nobody: no list of people has to be read for it
    held = {reference for ask in held_back.values() for reference in ask()}
    return [Refusal("about-somebody-held-back", {"reference": one}) for one in departure.subjects if one in held]


def refuse_when_leaving(departure: Departure) -> Sequence[Refusal]:
    """A node that is about to leave the network begins nothing that it could not answer for any more."""
    begins = departure.type.partition("@")[0] in BEGINNINGS
    return [Refusal("node-leaves-network")] if begins and getattr(settings, "SAMAKKI_LEAVING", False) else []
