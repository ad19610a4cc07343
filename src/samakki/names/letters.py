"""The spellings of many names as one unit model reads them, one after the other in a few arrays.

A spelling is named by its number. So a name that is remembered costs a few hundred bytes and no objects, and thousands
of pairs are fitted in one call.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from samakki.names import kernel, units
from samakki.names.fits import FEES
from samakki.names.likeness import Words
from samakki.names.loop_arrays import Latins, Natives
from samakki.names.units import UnitModel

Doubles = NDArray[np.float64]
Ints = NDArray[np.int32]
Way = tuple[Words, int]
"""Words in some order, and what was changed: a place of `fits.FEES`."""


class Rows:
    """Numbers, or rows of them, that are added at the end."""

    def __init__(self, kind: type[np.generic], *, width: int = 0, first: Sequence[int] = ()) -> None:
        self.held: NDArray[Any] = np.empty((256, width) if width else 256, dtype=kind)
        self.size = 0
        self.add(np.array(first, dtype=kind)) if first else None

    def add(self, more: NDArray[Any]) -> None:
        """Put rows at the end."""
        end = self.size + len(more)
        if end > len(self.held):
            grown = np.empty((2 * end, *self.held.shape[1:]), dtype=self.held.dtype)
            grown[: self.size] = self.held[: self.size]
            self.held = grown
        self.held[self.size : end] = more
        self.size = end

    @property
    def last(self) -> int:
        """The last number."""
        return int(self.held[self.size - 1])


class Fitted(NamedTuple):
    """How well pairs fit, a row or a number for each.

    Attributes:
        numbers: what `kernel.fit_many` found of the best way, and the rating of the first.
        letters: letters of the best way.
        fitted: those of them that were looked at.
        way: place of it within its group.
        changed: what was changed in it.
        native: letters of the native side.
        bound: the most the first way could reach.
    """

    numbers: Doubles
    letters: Doubles
    fitted: Doubles
    way: Ints
    changed: Ints
    native: Doubles
    bound: Doubles

    @property
    def rating(self) -> Doubles:
        """Score per letter, less something for what was changed."""
        found: Doubles = (self.numbers[:, kernel.SUM] - np.array(FEES)[self.changed]) / (self.letters + 4)
        return found

    @property
    def rating_of_fitted(self) -> Doubles:
        """The same by the letters that were looked at."""
        found: Doubles = (self.numbers[:, kernel.SUM] - np.array(FEES)[self.changed]) / (self.fitted + 4)
        return found


class Letters:
    """Spellings for one model; `forget` makes all numbers of spellings invalid."""

    def __init__(self, model: UnitModel) -> None:
        self.model = model
        self.forget()

    def forget(self) -> None:
        """Begin anew."""
        model = self.model
        self.natives: dict[str, int] = {}
        self.groups: dict[Words, int] = {}
        self.native_grams = Rows(np.int32, width=model.native.size)
        self.native_price, self.native_factor = Rows(np.float32), Rows(np.float32)
        self.native_starts, self.native_letters = Rows(np.int32, first=[0]), Rows(np.float64)
        self.latin_grams = Rows(np.int32, width=model.latin.size)
        self.latin_price, self.latin_factor = Rows(np.float32), Rows(np.float32)
        self.latin_starts, self.letters = Rows(np.int32, first=[0]), Rows(np.float64)
        self.word_ends, self.end_starts = Rows(np.int32), Rows(np.int32, first=[0])
        self.changed, self.fees = Rows(np.int32), Rows(np.float32)
        self.way_starts, self.bound = Rows(np.int32, first=[0]), Rows(np.float64)

    def native(self, text: str) -> int:
        """The number of a native spelling without spaces."""
        found = self.natives.get(text)
        if found is None:
            found = self.natives[text] = len(self.natives)
            letters = self.model.encode_native(text)
            self.native_grams.add(letters.grams)
            self.native_price.add(letters.price)
            self.native_factor.add(letters.factor)
            self.native_starts.add(np.array([self.native_grams.size], dtype=np.int32))
            self.native_letters.add(np.array([len(text)], dtype=np.float64))
        return found

    def word(self, word: str) -> int:
        """The number of a Latin word, written as it is."""
        found = self.groups.get((word,))
        if found is None:
            found = self.groups[(word,)] = self.add((((word,), 0),))
        return found

    def add(self, ways: Sequence[Way]) -> int:
        """The number of a new group of ways to write a name in Latin letters."""
        texts = ["".join(words) for words, _ in ways]
        letters = self.model.encode_latin(*texts)
        self.latin_grams.add(letters.grams)
        self.latin_price.add(letters.price)
        self.latin_factor.add(letters.factor)
        looked_at = [min(len(text), kernel.LONGEST) for text in texts]
        first = slice(0, looked_at[0])
        self.bound.add(np.array([units.bound(letters.grams[first], letters.price[first], self.model.latin_best)]))
        sizes = [[len(word) for word in words] for words, _ in ways]
        self.letters.add(np.array([sum(size) for size in sizes], dtype=np.float64))
        self.latin_starts.add(self.latin_starts.last + np.cumsum(looked_at))
        for size in sizes:
            self.word_ends.add(np.minimum(np.cumsum(size), kernel.LONGEST))
        self.end_starts.add(self.end_starts.last + np.cumsum([len(size) for size in sizes]))
        self.changed.add(np.array([changed for _, changed in ways]))
        self.fees.add(np.array([FEES[changed] for _, changed in ways]))
        self.way_starts.add(np.array([self.changed.size]))
        return self.bound.size - 1

    def fit(self, natives: Sequence[int], groups: Sequence[int]) -> Fitted:
        """Fit pairs of a native spelling and a group of ways, by their numbers."""
        pairs = np.array([natives, groups], dtype=np.int32).T
        left, right = pairs[:, 0], pairs[:, 1]
        out = np.empty((len(left), kernel.RESULTS + 1), dtype=np.float32)
        chosen = np.empty(len(left), dtype=np.int32)
        kernel.fit_many(
            np.ascontiguousarray(pairs),
            Natives(self.native_grams.held, self.native_price.held, self.native_factor.held, self.native_starts.held),
            Latins(
                self.latin_grams.held,
                self.latin_price.held,
                self.latin_factor.held,
                self.latin_starts.held,
                self.word_ends.held,
                self.end_starts.held,
                self.fees.held,
                self.way_starts.held,
            ),
            self.model.known,
            out,
            chosen,
        )
        way = self.way_starts.held[right] + chosen
        starts = self.latin_starts.held
        return Fitted(
            out.astype(np.float64),
            self.letters.held[way],
            (starts[way + 1] - starts[way]).astype(np.float64),
            chosen,
            self.changed.held[way],
            self.native_letters.held[left],
            self.bound.held[right],
        )
