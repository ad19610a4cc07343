"""What is told of cells in a few numbers, and what levels can be worth, as the inner loops over pairs take them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from samakki.matching.bulk.meeting import Ints

Places = NDArray[np.int8]
Floats = NDArray[np.float64]
Signs = NDArray[np.uint64]


class Told(NamedTuple):
    """What three numbers of each cell tell, for all comparisons.

    Attributes:
        kind: of each comparison: `WORD` and so on.
        begins: where the cells of each comparison begin in `cells`; cell 0 is nothing known.
        cells: three numbers for each. Of texts: a mask of the signs, the first eight, how many. Of births: the day, the
            year. Of telephones: the number, its end.
        numbers: of each comparison places of its levels, and what is known of all its cells: up to eight, a byte each.
        tables: for words the best level by lengths, shared signs and a shared beginning, one table behind the other.
        tabled: where the table of each comparison begins.
    """

    kind: Places
    begins: Ints
    cells: Signs
    numbers: Ints
    tables: Places
    tabled: Ints


class Worth(NamedTuple):
    """What levels can be worth.

    Attributes:
        most: for each comparison and place the most that the level there, or one behind it, can be worth.
        same: for each cell of `Told.cells` the most that it can be worth with itself.
        order: of comparisons, those that tell most first.
        rest: for each place in that order the most that all behind it can be worth.
        least: bits that a pair must reach.
    """

    most: Floats
    same: Floats
    order: Ints
    rest: Floats
    least: float
