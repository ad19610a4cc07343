"""Spellings one after the other in a few arrays, and the units that a model knows, as the inner loops take them."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]
Doubles = NDArray[np.float64]
Bytes = NDArray[np.int8]


class Units(NamedTuple):
    """What a model knows.

    Attributes:
        replaced: extra weight of replacing one letter by another that no unit pairs with it.
        starts: where the units of each native gram start; one longer than there are grams.
        latin: number of the Latin gram of each unit; -1 for none.
        weight: its weight.
        factor: the exponential of its weight.
        lengths: letters of each Latin gram.
    """

    replaced: float
    starts: Ints
    latin: Ints
    weight: Floats
    factor: Floats
    lengths: Ints


class Natives(NamedTuple):
    """Native spellings one after the other.

    Attributes:
        grams: (letters, k) numbers of the native grams at each place.
        price: weight of dropping each letter, negative.
        factor: its exponential.
        starts: where each spelling starts; one longer than there are spellings.
    """

    grams: Ints
    price: Floats
    factor: Floats
    starts: Ints


class Latins(NamedTuple):
    """Latin spellings (*ways* to write a name) one after the other, in groups.

    Attributes:
        grams: (letters, l) numbers of the Latin grams at each place.
        price: weight of inserting each letter, negative.
        factor: its exponential.
        starts: where each way starts; one longer than there are ways.
        word_ends: places of a way after which a word ends, ascending, from its own start; the last is its length.
        end_starts: where the word ends of each way start.
        fees: what each way costs.
        groups: the first way of each group; one longer than there are groups.
    """

    grams: Ints
    price: Floats
    factor: Floats
    starts: Ints
    word_ends: Ints
    end_starts: Ints
    fees: Floats
    groups: Ints
