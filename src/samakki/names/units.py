"""A unit model: which letters of one script stand for which Latin letters, with weights; and its form in a file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from samakki.names import kernel
from samakki.names.reading_order import as_spoken

Ints = NDArray[np.int32]
Floats = NDArray[np.float32]


def codes_of(text: str) -> Ints:
    """Code points of a text, at most `kernel.LONGEST`."""
    return np.frombuffer(text[: kernel.LONGEST].encode("utf-32-le", "surrogatepass"), dtype=np.int32)


class GramTable:
    """Numbers of letter groups, as an open hash table that compiled code can read."""

    def __init__(self, grams: Sequence[str]) -> None:
        self.grams = list(grams)
        self.size = max(map(len, self.grams), default=1)
        places = 8
        while places < 3 * len(self.grams):
            places *= 2
        self.keys = np.full(places, -1, dtype=np.int64)
        self.ids = np.zeros(places, dtype=np.int32)
        for number, gram in enumerate(self.grams):
            key = gram_key(gram)
            slot = (key ^ (key >> 17)) & (places - 1)
            while self.keys[slot] != -1:
                slot = (slot + 1) & (places - 1)
            self.keys[slot], self.ids[slot] = key, number

    def look_up(self, text: str) -> Ints:
        """Number of the group of each length at each place, -1 for none."""
        codes = codes_of(text)
        out = np.full((len(codes), self.size), -1, dtype=np.int32)
        kernel.gram_ids(codes, self.size, self.keys, self.ids, out)
        return out


def gram_key(gram: str) -> int:
    """The key of a letter group; the same sum as in `kernel.gram_ids`, in 64 bits with sign."""
    key = 0
    for letter in gram:
        key = (key * 65599 + ord(letter) + 1) & (2**64 - 1)
    return key - 2**64 if key >= 2**63 else key


@dataclass(frozen=True, slots=True)
class Encoded:
    """A spelling as the kernel reads it: numbers of its letter groups, and the price of leaving each letter out."""

    grams: Ints
    price: Floats


@dataclass(frozen=True, slots=True)
class Orders:
    """Several Latin spellings one after the other, as the kernel reads them.

    Args:
        grams: numbers of letter groups of all.
        price: price of inserting each letter.
        offsets: where each spelling starts; one longer than there are spellings.
        word_ends: where the words of each end, counted from its own start.
        end_offsets: where the word ends of each start.
        fees: what each order costs.
        bound: the most the first could reach with any native spelling.
    """

    grams: Ints
    price: Floats
    offsets: Ints
    word_ends: Ints
    end_offsets: Ints
    fees: Floats
    bound: float


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
    heads: NDArray[np.int8] = field(init=False)
    latin_best: Floats = field(init=False)

    def __post_init__(self) -> None:
        lengths = np.array([len(gram) for gram in self.latin.grams], dtype=np.int32)
        object.__setattr__(self, "latin_lengths", lengths)
        object.__setattr__(self, "unit_factor", np.exp(self.unit_weight))
        object.__setattr__(self, "heads", np.full(len(self.latin.grams), -1, dtype=np.int8))
        best = np.full(len(self.latin.grams), -20.0, dtype=np.float32)
        stands = self.unit_latin >= 0
        np.maximum.at(best, self.unit_latin[stands], self.unit_weight[stands])
        object.__setattr__(self, "latin_best", best)

    def encode_native(self, text: str) -> Encoded:
        """The native side of a comparison."""
        grams = self.native.look_up(as_spoken(text))
        return Encoded(grams, self.native_price[grams[:, 0]])

    def encode_latin(self, text: str) -> Encoded:
        """The Latin side of a comparison, without spaces."""
        grams = self.latin.look_up(text)
        return Encoded(grams, self.latin_price[grams[:, 0]])

    def fit(self, native: Encoded, latin: Encoded, word_ends: Ints) -> Floats:
        """How well two spellings fit; see `kernel.fit` for the numbers."""
        out = np.zeros(kernel.RESULTS, dtype=np.float32)
        kernel.fit(
            native.grams,
            latin.grams,
            native.price,
            latin.price,
            self.replaced,
            self.starts,
            self.unit_latin,
            self.unit_weight,
            self.unit_factor,
            self.latin_lengths,
            word_ends,
            self.heads,
            out,
        )
        return out

    def encode_orders(self, spellings: Sequence[Sequence[str]], fees: Sequence[float] = ()) -> Orders:
        """The Latin side in several orders of its words, each with what it costs, nothing if not given."""
        parts = [self.encode_latin("".join(words)) for words in spellings]
        ends = [np.minimum(np.cumsum([len(word) for word in words]), kernel.LONGEST) for words in spellings]
        return Orders(
            np.concatenate([part.grams for part in parts]),
            np.concatenate([part.price for part in parts]),
            np.cumsum([0, *(len(part.grams) for part in parts)]).astype(np.int32),
            np.concatenate(ends).astype(np.int32),
            np.cumsum([0, *map(len, ends)]).astype(np.int32),
            np.array(fees or [0.0] * len(spellings), dtype=np.float32),
            kernel.bound(parts[0].grams, parts[0].price, self.latin_best),
        )

    def fit_best(self, native: Encoded, orders: Orders) -> tuple[int, list[float]]:
        """Place of the Latin spelling that fits best, its numbers (see `kernel.fit`), and the rating of the first."""
        out = np.empty(kernel.RESULTS + 1, dtype=np.float32)
        chosen = kernel.fit_best(
            native.grams,
            native.price,
            orders.grams,
            orders.price,
            orders.offsets,
            orders.word_ends,
            orders.end_offsets,
            orders.fees,
            self.replaced,
            self.starts,
            self.unit_latin,
            self.unit_weight,
            self.unit_factor,
            self.latin_lengths,
            self.heads,
            out,
        )
        numbers: list[float] = out.tolist()
        return chosen, numbers

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
