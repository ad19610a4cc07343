"""A new entity as it was written, for whoever must know of it in the same transaction and need not read it back."""

from collections.abc import Sequence
from dataclasses import dataclass

from samakki.entities.domain.statements import NewStatement


@dataclass(frozen=True, slots=True)
class MadeEntity:
    """One new entity.

    Attributes:
        reference: "E-7K3QX".
        resource: number of the record that the policy reads.
        schema: FollowTheMoney's.
        caption: what lists show.
        statements: as they were written; none of them names its target by anything but `NewStatement.target`.
        on: partial date of its source, or the day it was written where that has none.
        source_grade: of its source, 4x4; a statement's own goes before it.
        information_grade: the same.
        country: of the place that it is, or of the first that it names; ISO 3166-1 alpha-2.
        province: the same, a code of the gazetteer.
    """

    reference: str
    resource: int
    schema: str
    caption: str
    statements: Sequence[NewStatement]
    on: str
    source_grade: str = ""
    information_grade: str = ""
    country: str = ""
    province: str = ""
