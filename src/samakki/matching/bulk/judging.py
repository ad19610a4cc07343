"""The levels that SQL leaves to Python: for pairs of different cells, each pair once, by the one definition."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from samakki import names
from samakki.matching.bulk.cells import COMPANY, FIELD, is_single, values
from samakki.matching.bulk.engine import Answer
from samakki.matching.bulk.spreading import spread
from samakki.matching.domain import levels
from samakki.matching.domain.definition import Comparison, Definition
from samakki.matching.domain.identifiers import document_level
from samakki.matching.domain.records import Document, Named, Record

if TYPE_CHECKING:
    from samakki.names.parsing import Name

Pair = tuple[str, str]


def places(one: Comparison, pairs: Sequence[Pair]) -> list[int]:
    """The place of the level for each pair of cells, as `levels.compare` finds it."""
    if one.kind == "name":
        return _names(one, pairs)
    alone = Definition("", 0.5, (one,))
    return [_place(alone, a, b) for a, b in pairs]


def _place(alone: Definition, a: str, b: str) -> int:
    (one,) = alone.comparisons
    if one.kind == "document" and is_single(a) and is_single(b):  # what is asked most, without the detour
        (first,), (second,) = values(a, one.kind), values(b, one.kind)
        if isinstance(first, Document) and isinstance(second, Document):
            return one.place(document_level(first, second))
    mine, theirs = (Record("", values={one.code: values(cell, one.kind)}) for cell in (a, b))
    (place,) = levels.pattern(alone, levels.compare(alone, mine, theirs))
    return place


def _names(one: Comparison, pairs: Sequence[Pair]) -> list[int]:
    """Names, scored many at a time; of several on a side the pair that is worth most."""
    from samakki.names.comparing import score_names, shipped_comparer  # noqa: PLC0415  (a tenth of a second)

    found = [len(one.levels) - 1] * len(pairs)
    owners: list[int] = []
    read: list[tuple[Name, Name]] = []
    alone = Definition("", 0.5, (one,))
    for number, (a, b) in enumerate(pairs):
        if _is_of_bodies(a) or _is_of_bodies(b):  # by their words, which takes no model where both are in Latin letters
            found[number] = _place(alone, a, b)
            continue
        for x in _read(a):
            for y in _read(b):
                if x[1] and x[1] == y[1]:
                    found[number] = 0
                else:
                    owners.append(number)
                    read.append((x[0], y[0]) if x[2] <= y[2] else (y[0], x[0]))
    for number, score in zip(owners, score_names(read, shipped_comparer()), strict=True):
        if found[number]:
            found[number] = min(found[number], max(one.graded(score), 1))
    return found


def _is_of_bodies(cell: str) -> bool:
    return f"{FIELD}{COMPANY}" in cell


@lru_cache(maxsize=1 << 16)
def _read(cell: str) -> "tuple[tuple[Name, tuple[str, ...], Pair], ...]":
    """Names of a cell: as read, its words in order of the alphabet, and what puts two names in one order."""
    found = []
    for value in values(cell, "name"):
        if not isinstance(value, Named):
            raise TypeError
        name = names.parse(value.text, value.language)
        found.append((name, tuple(sorted(name.words)), (value.text, value.language)))
    return tuple(found)


Batch = tuple[list[int], list[int], list[int]]
"""Numbers of the two cells, and the place of the level."""


def judged(one: Comparison, batches: Iterable[list[Answer]], *, processes: int) -> Iterator[Batch]:
    """Batches of (number, number, cell, cell), each with the places of its levels."""
    return spread(partial(judged_batch, one), batches, processes=processes)


def judged_batch(one: Comparison, batch: Sequence[Answer]) -> Batch:
    """One batch."""
    ones, others, left, right = zip(*batch, strict=True)
    return list(ones), list(others), places(one, list(zip(left, right, strict=True)))
