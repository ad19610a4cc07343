"""Blocks of an invented crowd, ready for the tables. Needs no Django, so that other processes can make them."""

from random import Random

from samakki.demo.crowd import CrowdSource, source_of
from samakki.entities.domain.prepared import PreparedSource, prepare
from samakki.kernel.references import new_reference

OWNERS = 20
"""Officers among whom the sources are dealt: each sees a twentieth."""
BLOCK = 200
"""Sources that are made at a time."""
REFERENCE_BYTES = 10  # 4e14 references: none comes twice in a million


def block(number: int, seed: int) -> list[PreparedSource]:
    """Some sources of the crowd, ready for the tables."""
    return [_prepared(source_of(one, seed=seed), seed) for one in range(number * BLOCK, (number + 1) * BLOCK)]


def _prepared(source: CrowdSource, seed: int) -> PreparedSource:
    """A source with references, and an owner drawn by lot."""
    rng = Random(f"owner {seed}/{source.number}")  # noqa: S311  (invents people, not keys)
    prefix = "M" if source.kind == "import" else "R"
    return PreparedSource(
        new_reference(prefix, rng.randbytes(REFERENCE_BYTES)),
        source.kind,
        source.obtained_on,
        source.source_grade,
        source.information_grade,
        rng.randrange(OWNERS),
        tuple(prepare(new_reference("E", rng.randbytes(REFERENCE_BYTES)), one) for one in source.entities),
    )
