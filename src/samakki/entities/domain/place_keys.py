"""Keys of the names of the gazetteer's places: made once, and shipped beside the table.

Making them takes seconds and leaves tens of megabytes of spellings behind, in each process that looks for a place.
``python -m tools.place_keys`` makes them from the table; a test makes them again and compares.
"""

import io
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from samakki.names import KEYS_VERSION, keys


@dataclass(frozen=True, slots=True)
class PlaceKeys:
    """Which places have a name with which key.

    Attributes:
        version: `KEYS_VERSION` of when they were made.
        keys: every key there is, ascending.
        starts: where the places of each begin in `places`; one longer than `keys`.
        places: lines of the table, from 0, ascending for each key.
    """

    version: int
    keys: NDArray[np.bytes_]
    starts: NDArray[np.uint32]
    places: NDArray[np.uint16]

    def with_any(self, wanted: Iterable[str]) -> set[int]:
        """Places that have at least one of these keys."""
        found: set[int] = set()
        for key in wanted:
            at = bisect_left(self.keys, key.encode())
            if at < len(self.keys) and self.keys[at] == key.encode():
                found.update(self.places[self.starts[at] : self.starts[at + 1]].tolist())
        return found

    def each(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Every key with its places."""
        for at, key in enumerate(self.keys.tolist()):
            yield key.decode(), tuple(self.places[self.starts[at] : self.starts[at + 1]].tolist())

    def packed(self) -> bytes:
        """What `unpacked` reads; the same keys give the same bytes."""
        arrays = {"keys": self.keys, "starts": self.starts, "places": self.places}
        buffer = io.BytesIO()
        np.savez_compressed(buffer, allow_pickle=False, version=np.uint32(self.version), **arrays)
        return buffer.getvalue()


def made(places: Iterable[Iterable[str]]) -> PlaceKeys:
    """Make the keys of some places, of each its names, in the order of the table."""
    by_key: dict[bytes, list[int]] = defaultdict(list)
    for place, names in enumerate(places):
        for key in frozenset[str]().union(*map(keys, names)):
            by_key[key.encode()].append(place)
    ordered = sorted(by_key)
    return PlaceKeys(
        KEYS_VERSION,
        np.array(ordered, dtype=np.bytes_),
        np.cumsum([0, *(len(by_key[key]) for key in ordered)], dtype=np.uint32),
        np.array([place for key in ordered for place in by_key[key]], dtype=np.uint16),
    )


def unpacked(content: bytes) -> PlaceKeys:
    """Read what `PlaceKeys.packed` gave; nothing in it is executed."""
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        return PlaceKeys(int(arrays["version"]), arrays["keys"], arrays["starts"], arrays["places"])


@cache
def shipped() -> PlaceKeys:
    """The keys of this package's table."""
    return unpacked(files("samakki.entities").joinpath("data/place_keys.npz").read_bytes())
