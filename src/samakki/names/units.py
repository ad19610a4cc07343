"""A unit model: which letters of one script stand for which Latin letters, with weights; and its form in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samakki.names import kernel
from samakki.names.compiling import compiled
from samakki.names.grams import GramTable
from samakki.names.loop_arrays import Floats, Ints, Latins, Natives, Units
from samakki.names.reading_order import as_spoken


@compiled
def factors(prices: Floats, out: Floats) -> None:
    """Exponentials of prices."""
    for place in range(len(prices)):
        out[place] = np.exp(prices[place])


@compiled
def bound(latin: Ints, price: Floats, best: Floats) -> float:
    """The highest weight any native spelling could reach beside this Latin one."""
    size = latin.shape[0]
    reached = np.full(size + 1, -1e9)
    reached[0] = 0.0
    for place in range(size):
        reached[place + 1] = max(reached[place + 1], reached[place] + price[place])
        for length in range(latin.shape[1]):
            gram = latin[place, length]
            if gram >= 0 and best[gram] > -19.0:
                reached[place + length + 1] = max(reached[place + length + 1], reached[place] + best[gram])
    return float(reached[size])


@dataclass(frozen=True, slots=True)
class Encoded:
    """A spelling as the kernel reads it: numbers of its letter groups, and the price of leaving each letter out."""

    grams: Ints
    price: Floats

    @property
    def factor(self) -> Floats:
        """Exponentials of the prices."""
        found = np.empty_like(self.price)
        factors(self.price, found)
        return found


@dataclass(frozen=True)
class UnitModel:
    """Weights of units.

    Args:
        native: letter groups of the native side.
        latin: letter groups of the Latin side.
        starts: where the units of each native group start in the next two; one longer than there are groups.
        unit_latin: Latin group of each unit, -1 for none.
        unit_weight: its weight, a log ratio.
        native_price: weight of dropping a letter, by native group of one letter; the last entry is for unknown letters.
        latin_price: weight of inserting a letter, likewise.
        replaced: weight added when one letter stands for another without a unit.
    """

    native: GramTable
    latin: GramTable
    starts: Ints
    unit_latin: Ints
    unit_weight: Floats
    native_price: Floats
    latin_price: Floats
    replaced: float
    latin_lengths: Ints = field(init=False)
    unit_factor: Floats = field(init=False)
    latin_best: Floats = field(init=False)

    def __post_init__(self) -> None:
        lengths = np.array([len(gram) for gram in self.latin.grams], dtype=np.int32)
        object.__setattr__(self, "latin_lengths", lengths)
        object.__setattr__(self, "unit_factor", np.exp(self.unit_weight))
        best = np.full(len(self.latin.grams), -20.0, dtype=np.float32)
        stands = self.unit_latin >= 0
        np.maximum.at(best, self.unit_latin[stands], self.unit_weight[stands])
        object.__setattr__(self, "latin_best", best)

    def encode_native(self, text: str) -> Encoded:
        """The native side of a comparison."""
        grams = self.native.look_up(as_spoken(text))
        return Encoded(grams, self.native_price[grams[:, 0]])

    def encode_latin(self, *texts: str) -> Encoded:
        """The Latin side of a comparison, without spaces; of several spellings one after the other."""
        grams = np.concatenate([self.latin.look_up(text) for text in texts])
        return Encoded(grams, self.latin_price[grams[:, 0]])

    @cached_property
    def known(self) -> Units:
        """The model as the kernel reads it."""
        return Units(
            self.replaced, self.starts, self.unit_latin, self.unit_weight, self.unit_factor, self.latin_lengths
        )

    def fit(self, native: Encoded, latin: Encoded, word_ends: Ints) -> Floats:
        """How well two spellings fit; see `kernel.fit_many` for the numbers."""
        out, only = np.zeros((1, kernel.RESULTS + 1), dtype=np.float32), np.array([0, 1], dtype=np.int32)
        whole = [np.array([0, len(part)], dtype=np.int32) for part in (native.grams, latin.grams, word_ends)]
        free = np.zeros(1, dtype=np.float32)
        kernel.fit_many(
            np.zeros((1, 2), dtype=np.int32),
            Natives(native.grams, native.price, native.factor, whole[0]),
            Latins(latin.grams, latin.price, latin.factor, whole[1], word_ends.astype(np.int32), whole[2], free, only),
            self.known,
            out,
            np.zeros(1, dtype=np.int32),
        )
        found: Floats = out[0, : kernel.RESULTS]
        return found

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """The model as arrays for `numpy.savez`; weights in half precision."""
        return {
            "native": np.frombuffer("\n".join(self.native.grams).encode(), dtype=np.uint8),
            "latin": np.frombuffer("\n".join(self.latin.grams).encode(), dtype=np.uint8),
            "starts": self.starts,
            "unit_latin": self.unit_latin.astype(np.int16 if len(self.latin.grams) < 2**15 else np.int32),
            "unit_weight": self.unit_weight.astype(np.float16),
            "native_price": self.native_price.astype(np.float16),
            "latin_price": self.latin_price.astype(np.float16),
            "replaced": np.array(self.replaced, dtype=np.float32),
        }

    def save(self, path: Path) -> None:
        """Write the model to a packed file."""
        np.savez_compressed(path, allow_pickle=False, **self.to_arrays())


def from_arrays(arrays: Mapping[str, NDArray[np.generic]]) -> UnitModel:
    """A model from what `UnitModel.to_arrays` gave."""

    def grams(name: str) -> GramTable:
        return GramTable(bytes(arrays[name].astype(np.uint8)).decode().split("\n"))

    return UnitModel(
        native=grams("native"),
        latin=grams("latin"),
        starts=arrays["starts"].astype(np.int32),
        unit_latin=arrays["unit_latin"].astype(np.int32),
        unit_weight=arrays["unit_weight"].astype(np.float32),
        native_price=arrays["native_price"].astype(np.float32),
        latin_price=arrays["latin_price"].astype(np.float32),
        replaced=float(arrays["replaced"].astype(np.float32)),
    )


def load(path: Path) -> UnitModel:
    """Read a model that `UnitModel.save` wrote; nothing in the file is executed."""
    with np.load(path, allow_pickle=False) as arrays:
        return from_arrays(arrays)


def assembled(
    by_native: Mapping[str, Sequence[tuple[str, float]]],
    native_price: Mapping[str, float],
    latin_price: Mapping[str, float],
    unknown: float,
    replaced: float,
) -> UnitModel:
    """A model from weights by native letters.

    Args:
        by_native: Latin letters each group stands for, with weights.
        native_price: weight of dropping each native letter.
        latin_price: weight of inserting each Latin letter.
        unknown: weight of a letter neither has.
        replaced: weight added when one letter stands for another without a unit.
    """
    native_grams = [*sorted(native_price), *sorted(set(by_native) - set(native_price))]
    found = {y for units in by_native.values() for y, _ in units if y}
    latin_grams = [*sorted(latin_price), *sorted(found - set(latin_price))]
    number = {gram: n for n, gram in enumerate(latin_grams)}
    starts, unit_latin, unit_weight = [0], [], []
    for gram in native_grams:
        for y, weight in sorted(by_native.get(gram, [])):
            unit_latin.append(number.get(y, -1))
            unit_weight.append(weight)
        starts.append(len(unit_latin))
    return UnitModel(
        native=GramTable(native_grams),
        latin=GramTable(latin_grams),
        starts=np.array(starts, dtype=np.int32),
        unit_latin=np.array(unit_latin, dtype=np.int32),
        unit_weight=np.array(unit_weight, dtype=np.float32),
        native_price=np.array([native_price.get(gram, unknown) for gram in native_grams] + [unknown], dtype=np.float32),
        latin_price=np.array([latin_price.get(gram, unknown) for gram in latin_grams] + [unknown], dtype=np.float32),
        replaced=replaced,
    )
