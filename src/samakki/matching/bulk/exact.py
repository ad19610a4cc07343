"""The levels of cells that are held in memory: what `sql` says of them, and `judging` of the rest.

Machine code as in `kernel`.
"""

import numpy as np
from numpy.typing import NDArray

from samakki.names.compiling import compiled

Data = NDArray[np.uint8]
Numbers = NDArray[np.int32]
Floats = NDArray[np.float64]
Places = NDArray[np.int8]
Flags = NDArray[np.bool_]
ASK = -2
"""As `sql.ASK`."""
PREFIX, ENOUGH, PREFIX_WORTH, SIDES = 4, 0.7, 0.1, 3.0
"""Of Jaro-Winkler: signs of a shared beginning that count, the likeness from which they do, and what each is worth."""
LEAST_WITH_SLIP, ONE_SLIP, SWAP = 6, 2, 2
TEN_THOUSAND, CENTURY, DECADE, FEW = 10_000, 100, 10, 3


@compiled
def words(
    data: Data,
    starts: Numbers,
    ends: Numbers,
    leasts: Floats,
    x: Numbers,
    y: Numbers,
    some: NDArray[np.int64],
    found: Places,
) -> None:
    """The levels of some pairs of words by likeness after Jaro and Winkler, as DuckDB has it.

    Args:
        data: holds the words.
        starts: where each begins, from number 1.
        ends: and ends.
        leasts: of each level but the last the least likeness.
        x: of each pair the lower number.
        y: the higher; another one.
        some: which pairs.
        found: filled in.
    """
    longest = np.int64(0)
    for k in range(len(starts)):
        longest = np.int64(max(longest, ends[k] - starts[k]))
    mine, theirs = np.zeros(longest, np.bool_), np.zeros(longest, np.bool_)
    for k in some:
        i, j = starts[x[k] - 1], starts[y[k] - 1]
        m, n = ends[x[k] - 1] - i, ends[y[k] - 1] - j
        reach = max(max(m, n) // 2 - 1, 0)
        mine[:m], theirs[:n] = False, False
        common = 0
        for there in range(n):
            for here in range(max(there - reach, 0), min(there + reach + 1, m)):
                if not mine[here] and data[i + here] == data[j + there]:
                    mine[here] = theirs[there] = True
                    common += 1
                    break
        alike = 0.0
        if common:
            here, swapped = 0, 0
            for there in range(n):
                if theirs[there]:
                    while not mine[here]:
                        here += 1
                    swapped += data[i + here] != data[j + there]
                    here += 1
            alike = (common / m + common / n + (common - swapped // 2) / common) / SIDES
        if alike > ENOUGH:
            shared = 0
            while shared < min(PREFIX, m, n) and data[i + shared] == data[j + shared]:
                shared += 1
            alike += shared * PREFIX_WORTH * (1.0 - alike)
        place = 0
        while place < len(leasts) and (leasts[place] >= 1.0 or alike < leasts[place]):
            place += 1
        found[k] = place


@compiled
def births(known: Numbers, places: Places, x: Numbers, y: Numbers, some: NDArray[np.int64], found: Places) -> None:
    """The levels of some pairs of births; `ASK` where a side is of a form that has no number.

    Args:
        known: of each cell, from number 1 (`spelling.days`).
        places: of the levels day, month, year, swapped, day_other_year, year_near, few_years, differs.
        x: of each pair one number.
        y: the other.
        some: which pairs.
        found: filled in.
    """
    day, month, year, swapped, other_year, near, few, differs = places
    for k in some:
        a, b = np.int64(known[x[k] - 1]), np.int64(known[y[k] - 1])
        if not a or not b:
            found[k] = ASK
            continue
        is_month, is_day = a % TEN_THOUSAND > 0 and b % TEN_THOUSAND > 0, a % CENTURY > 0 and b % CENTURY > 0
        apart = abs(a // TEN_THOUSAND - b // TEN_THOUSAND)
        if is_day and a == b:
            place = day
        elif is_month and not is_day and a // CENTURY == b // CENTURY:
            place = month
        elif not is_month and apart == 0:
            place = year
        elif is_day and apart == 0 and a // CENTURY % CENTURY == b % CENTURY and b // CENTURY % CENTURY == a % CENTURY:
            place = swapped
        elif is_day and apart in (1, DECADE) and a % TEN_THOUSAND == b % TEN_THOUSAND:
            place = other_year
        elif is_day and a // CENTURY == b // CENTURY:
            place = month
        elif apart == 0:
            place = year
        elif apart == 1:
            place = near
        else:
            place = few if apart <= FEW else differs
        found[k] = place


@compiled
def is_one_slip(data: Data, i: int, m: int, j: int, n: int, like: Flags) -> bool:
    """As `identifiers.is_one_slip`, for two numbers of ASCII.

    Args:
        data: holds both.
        i: where one begins.
        m: how long it is.
        j: where the other begins.
        n: how long that is.
        like: for each two signs whether they are taken for each other.
    """
    if min(m, n) < LEAST_WITH_SLIP or abs(m - n) > 1:
        return False
    same, rest = 0, 0
    while same < min(m, n) and data[i + same] == data[j + same]:
        same += 1
    while rest < min(m, n) - same and data[i + m - 1 - rest] == data[j + n - 1 - rest]:
        rest += 1
    if m != n:
        return same + rest >= min(m, n)
    wrong, cost = 0, 0
    for place in range(same, m - rest):
        a, b = data[i + place], data[j + place]
        if a != b:
            wrong += 1
            cost += 1 if like[a, b] else ONE_SLIP
    is_swap = m - rest - same == SWAP and data[i + same] == data[j + same + 1] and data[j + same] == data[i + same + 1]
    if is_swap and wrong == SWAP:
        return True
    return wrong > 0 and cost <= ONE_SLIP


@compiled
def papers(
    data: Data,
    starts: Numbers,
    ends: Numbers,
    marks: Places,
    like: Flags,
    places: Places,
    x: Numbers,
    y: Numbers,
    some: NDArray[np.int64],
    found: Places,
) -> None:
    """The levels of some pairs of numbers of papers of one sort; `ASK` where one is not held as ASCII.

    Args:
        data: holds the numbers, folded.
        starts: where each begins, from number 1.
        ends: and ends.
        marks: of each 1 where its check digit is kept and 2 where people have it for life; `ASK` where it is not held.
        like: as `is_one_slip`.
        places: of the levels same, slip, differs, differs_for_life.
        x: of each pair one number.
        y: the other.
        some: which pairs.
        found: filled in.
    """
    same, slip, differs, for_life = places
    for k in some:
        a, b = x[k] - 1, y[k] - 1
        if marks[a] == ASK or marks[b] == ASK:
            found[k] = ASK
            continue
        i, j = starts[a], starts[b]
        m, n = ends[a] - i, ends[b] - j
        is_same = m == n
        for place in range(m if is_same else 0):
            is_same = is_same and data[i + place] == data[j + place]
        if not m or not n:
            place = differs
        elif is_same:
            place = same
        elif is_one_slip(data, i, m, j, n, like) and not (marks[a] & 1 and marks[b] & 1):
            place = slip
        else:
            place = for_life if marks[a] & 2 and marks[b] & 2 and m == n else differs
        found[k] = place
