"""Letter groups by number: how a model knows the letters of a spelling."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from samakki.names.compiling import compiled
from samakki.names.kernel import LONGEST

Ints = NDArray[np.int32]


@compiled
def gram_ids(codes: Ints, size: int, keys: NDArray[np.int64], ids: Ints, out: Ints) -> None:
    """For each place and length up to `size`, the number of the letters that start there, or -1.

    `keys` and `ids` are an open hash table with a power of two of places.
    """
    last = len(keys) - 1
    for place in range(len(codes)):
        key = np.int64(0)
        for length in range(size):
            found = -1
            if place + length < len(codes) and codes[place + length] >= 0:
                key = key * np.int64(65599) + np.int64(codes[place + length]) + np.int64(1)
                slot = (key ^ (key >> 17)) & last
                while keys[slot] != -1:
                    if keys[slot] == key:
                        found = ids[slot]
                        break
                    slot = (slot + 1) & last
            else:
                key = np.int64(-(2**62))
            out[place, length] = found


def codes_of(text: str) -> Ints:
    """Code points of a text, at most `LONGEST`."""
    return np.frombuffer(text[:LONGEST].encode("utf-32-le", "surrogatepass"), dtype=np.int32)


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
        gram_ids(codes, self.size, self.keys, self.ids, out)
        return out


def gram_key(gram: str) -> int:
    """The key of a letter group; the same sum as in `gram_ids`, in 64 bits with sign."""
    key = 0
    for letter in gram:
        key = (key * 65599 + ord(letter) + 1) & (2**64 - 1)
    return key - 2**64 if key >= 2**63 else key
