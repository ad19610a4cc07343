"""Two entities beside each other, as far as one officer sees both."""

from dataclasses import dataclass

from samakki.access.models import Officer
from samakki.entities import queries as entities
from samakki.entities.queries import Assertion, EntityDetail
from samakki.matching.domain.side_by_side import (
    Compared,
    NamesCompared,
    Said,
    compare_names,
    compare_properties,
)
from samakki.matching.queries.judgements import JudgementRow, between


@dataclass(frozen=True, slots=True)
class PairView:
    """What a page shows to judge two entities.

    Attributes:
        names: the closest pair of names; None where one has none.
        properties: everything else, those both know first.
        judgements: on these two, newest first.
    """

    a: EntityDetail
    b: EntityDetail
    names: NamesCompared | None
    properties: tuple[Compared, ...]
    judgements: tuple[JudgementRow, ...]


def pair(by: Officer, a: str, b: str) -> PairView | None:
    """Two entities beside each other; None where one of them is missing or not open to `by` in full, alike."""
    this, that = entities.entity(by, a), entities.entity(by, b)
    if this is None or that is None:
        return None
    said = [[said_of(one) for one in side.assertions if one.withdrawn_at is None] for side in (this, that)]
    return PairView(this, that, compare_names(*said), compare_properties(*said), between(by, a, b))


def said_of(one: Assertion) -> Said:
    """A statement as it is compared."""
    if one.target is not None:
        return Said(one.prop, one.target.reference, one.target.text or one.target.reference)
    return Said(one.prop, one.value, one.value, one.language)
