"""Which bytes of a chunk are here: sorted ranges ``((from, to), …)`` that neither meet nor overlap; `to` is not in."""

from collections.abc import Iterable, Sequence

Ranges = tuple[tuple[int, int], ...]


def joined(ranges: Iterable[Sequence[int]]) -> Ranges:
    """Ranges in their one form; empty ones vanish.

    >>> joined([(5, 9), (0, 5), (12, 12)])
    ((0, 9),)
    """
    found: list[tuple[int, int]] = []
    for start, end in sorted((one[0], one[1]) for one in ranges):
        if end <= start:
            continue
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return tuple(found)


def missing(have: Iterable[Sequence[int]], size: int) -> Ranges:
    """What of ``0..size`` is not in `have`.

    >>> missing([(0, 4), (6, 8)], 10)
    ((4, 6), (8, 10))
    """
    gaps, reached = [], 0
    for start, end in joined(have):
        if start > reached:
            gaps.append((reached, min(start, size)))
        reached = max(reached, end)
    if reached < size:
        gaps.append((reached, size))
    return joined(gaps)


def is_whole(have: Iterable[Sequence[int]], size: int) -> bool:
    """Whether nothing is missing."""
    return not missing(have, size)
