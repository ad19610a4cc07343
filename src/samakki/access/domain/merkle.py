"""The Merkle tree of RFC 6962 as plain functions over hashes: its right edge, roots, proofs and their checks.

Positions count from 0. A tree of size n has leaves 0 … n-1. A *range* ``(start, end)`` is the subtree over the leaves
start … end-1; a proof is a row of such ranges, and whoever holds the leaves turns each into its hash.

Source:
    RFC 6962, 2.1 (hashes and proofs); RFC 9162, 2.1.3.2 and 2.1.4.2 (their checks).
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Self

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()

Range = tuple[int, int]


def leaf_hash(leaf: bytes) -> bytes:
    """Hash of one entry: SHA-256(0x00 || leaf)."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of two subtrees side by side: SHA-256(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Edge:
    """The right edge of a tree: all that is needed to append to it and to know its root, whatever its size.

    Attributes:
        size: number of leaves.
        peaks: hashes of the perfect subtrees that the size splits into, largest first; one for each 1 in its binary
            form, so at most 63.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if len(self.peaks) != self.size.bit_count():
            message = f"a tree of {self.size} has {self.size.bit_count()} peaks, not {len(self.peaks)}"
            raise ValueError(message)

    @property
    def root(self) -> bytes:
        """Root of the whole tree."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = node_hash(peak, root)
        return root

    def extended(self, hashes: Iterable[bytes], *, leaves_each: int = 1) -> Self:
        """The edge after appending leaves, or perfect subtrees of equal size.

        Args:
            hashes: leaf hashes, or roots of perfect subtrees.
            leaves_each: leaves under each of them, a power of two that divides ``size``.
        """
        size, peaks = self.size, list(self.peaks)
        for appended in hashes:
            merged = appended
            # A carry in binary addition: each 1 that is added to merges two subtrees of equal size.
            carry = size // leaves_each
            while carry & 1:
                merged = node_hash(peaks.pop(), merged)
                carry >>= 1
            peaks.append(merged)
            size += leaves_each
        return type(self)(size, tuple(peaks))

    def grown(self, leaf_hashes: Iterable[bytes], *, block: int) -> tuple[Self, tuple[bytes, ...]]:
        """The edge after appending leaves, and the roots of the blocks of leaves that became full by it.

        Args:
            leaf_hashes: of the leaves to append.
            block: leaves in a block, a power of two; blocks begin at its multiples.
        """
        rest = self.size % block
        cut = len(self.peaks) - rest.bit_count()
        whole, partial = type(self)(self.size - rest, self.peaks[:cut]), type(self)(rest, self.peaks[cut:])
        full: list[bytes] = []
        leaves = iter(leaf_hashes)
        while piece := list(islice(leaves, block - partial.size)):
            partial = partial.extended(piece)
            if partial.size == block:
                full.append(partial.root)
                whole, partial = whole.extended(full[-1:], leaves_each=block), type(self)()
        return type(self)(whole.size + partial.size, whole.peaks + partial.peaks), tuple(full)

    def to_bytes(self) -> bytes:
        """The peaks one after the other; the size stands beside them."""
        return b"".join(self.peaks)

    @classmethod
    def from_bytes(cls, size: int, peaks: bytes) -> Self:
        """Back from ``to_bytes``.

        Raises:
            ValueError: not the peaks of a tree of this size.
        """
        if len(peaks) % HASH_BYTES:
            message = "peaks are 32 bytes each"
            raise ValueError(message)
        return cls(size, tuple(peaks[at : at + HASH_BYTES] for at in range(0, len(peaks), HASH_BYTES)))


def inclusion_ranges(position: int, size: int) -> tuple[Range, ...]:
    """The ranges whose hashes prove that a leaf is at `position` in a tree of `size`, from the leaf upwards.

    Raises:
        ValueError: no such position.
    """
    if not 0 <= position < size:
        message = f"a tree of {size} has no position {position}"
        raise ValueError(message)
    ranges: list[Range] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _left_size(end - start)
        if position < middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
    return tuple(reversed(ranges))


def consistency_ranges(old: int, new: int) -> tuple[Range, ...]:
    """The ranges whose hashes prove that a tree of size `new` begins with the one of size `old`.

    Raises:
        ValueError: not 0 < old <= new; about an empty tree there is nothing to prove.
    """
    if not 0 < old <= new:
        message = f"no proof leads from size {old} to {new}"
        raise ValueError(message)
    ranges: list[Range] = []
    start, end = 0, new
    is_whole = True  # the old tree, or what is left of it, begins at 0: the reader has its hash
    while old != end:
        middle = start + _left_size(end - start)
        if old <= middle:
            ranges.append((middle, end))
            end = middle
        else:
            ranges.append((start, middle))
            start = middle
            is_whole = False
    if not is_whole:
        ranges.append((start, end))
    return tuple(reversed(ranges))


def is_included(leaf: bytes, position: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether `proof` shows that the entry with leaf hash `leaf` is at `position` in the tree with `root`."""
    if not 0 <= position < size:
        return False
    node, last = position, size - 1
    found = leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            found = node_hash(sibling, found)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> bool:
    """Whether `proof` shows that the tree (`new`, `new_root`) only appended to the tree (`old`, `old_root`)."""
    if not 0 < old <= new:
        return False
    if old == new:
        return not proof and old_root == new_root
    # A power of two is one perfect subtree: its root is the first node, and the proof leaves it out.
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return False
    node, last = old - 1, new - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    found_old = found_new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            found_old, found_new = node_hash(sibling, found_old), node_hash(sibling, found_new)
            while not node & 1 and node:
                node, last = node >> 1, last >> 1
        else:
            found_new = node_hash(found_new, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and found_old == old_root and found_new == new_root


def _left_size(size: int) -> int:
    """Largest power of two below `size`; leaves in the left subtree (RFC 6962, 2.1)."""
    return 1 << (size - 1).bit_length() - 1
