"""Vectors: the eight-leaf tree of the certificate-transparency reference tests, and its published proofs."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.access.domain.merkle import (
    EMPTY_ROOT,
    Edge,
    Range,
    consistency_ranges,
    inclusion_ranges,
    is_consistent,
    is_included,
    leaf_hash,
)

LEAVES = [
    leaf_hash(bytes.fromhex(leaf))
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAF_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
LEAF_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
LEAF_6 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
LEAVES_2_3 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
LEAVES_4_5 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
LEAVES_6_7 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
LEAVES_4_7 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"

INCLUSION = [
    (0, 1, []),
    (0, 8, [LEAF_1, LEAVES_2_3, LEAVES_4_7]),
    (5, 8, [LEAF_4, LEAVES_6_7, ROOTS[4]]),
    (2, 3, [ROOTS[2]]),
    (1, 5, [ROOTS[1], LEAVES_2_3, LEAF_4]),
]
CONSISTENCY = [
    (1, 1, []),
    (1, 8, [LEAF_1, LEAVES_2_3, LEAVES_4_7]),
    (6, 8, [LEAVES_4_5, LEAVES_6_7, ROOTS[4]]),
    (2, 5, [LEAVES_2_3, LEAF_4]),
    (6, 7, [LEAVES_4_5, LEAF_6, ROOTS[4]]),
]

sizes = st.integers(1, 200)


def some_leaves(size: int) -> list[bytes]:
    return [leaf_hash(str(position).encode()) for position in range(size)]


def root_by_definition(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return hashlib.sha256(b"\x01" + root_by_definition(leaves[:k]) + root_by_definition(leaves[k:])).digest()


def resolved(ranges: Sequence[Range], leaves: Sequence[bytes]) -> list[bytes]:
    return [root_by_definition(leaves[start:end]) for start, end in ranges]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_the_reference_tree(size: int) -> None:
    assert Edge().extended(LEAVES[:size]).root.hex() == ROOTS[size]


@pytest.mark.parametrize(("position", "size", "published"), INCLUSION)
def test_inclusion_proofs_are_the_published_ones(position: int, size: int, published: list[str]) -> None:
    proof = resolved(inclusion_ranges(position, size), LEAVES)
    assert [step.hex() for step in proof] == published
    assert is_included(LEAVES[position], position, size, proof, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "new", "published"), CONSISTENCY)
def test_consistency_proofs_are_the_published_ones(old: int, new: int, published: list[str]) -> None:
    proof = resolved(consistency_ranges(old, new), LEAVES)
    assert [step.hex() for step in proof] == published
    assert is_consistent(old, new, proof, bytes.fromhex(ROOTS[old]), bytes.fromhex(ROOTS[new]))


@given(first=st.integers(0, 200), more=st.integers(0, 200))
def test_an_edge_grown_in_any_steps_has_the_root_of_the_definition(first: int, more: int) -> None:
    leaves = some_leaves(first + more)
    grown = Edge().extended(leaves[:first]).extended(leaves[first:])
    assert grown == Edge().extended(leaves)
    assert grown.root == root_by_definition(leaves)
    assert Edge.from_bytes(grown.size, grown.to_bytes()) == grown


@given(blocks=st.integers(0, 9), rest=st.integers(0, 7))
def test_an_edge_grown_by_whole_subtrees_is_the_same_as_leaf_by_leaf(blocks: int, rest: int) -> None:
    leaves = some_leaves(blocks * 8 + rest)
    subtrees = [Edge().extended(leaves[at * 8 : at * 8 + 8]).root for at in range(blocks)]
    assert Edge().extended(subtrees, leaves_each=8).extended(leaves[blocks * 8 :]) == Edge().extended(leaves)


@given(first=st.integers(0, 40), more=st.integers(0, 40))
def test_an_edge_tells_the_roots_of_the_blocks_it_filled(first: int, more: int) -> None:
    leaves = some_leaves(first + more)
    grown, full = Edge().extended(leaves[:first]).grown(leaves[first:], block=8)
    assert grown == Edge().extended(leaves)
    blocks = range(first // 8, (first + more) // 8)
    assert list(full) == [root_by_definition(leaves[at * 8 : at * 8 + 8]) for at in blocks]


def test_the_root_of_an_empty_tree_is_the_hash_of_nothing() -> None:
    assert Edge().root == EMPTY_ROOT == hashlib.sha256(b"").digest()


@pytest.mark.parametrize(("size", "peaks"), [(1, b""), (3, bytes(32)), (1, bytes(31)), (0, bytes(32))])
def test_peaks_that_do_not_fit_the_size_are_refused(size: int, peaks: bytes) -> None:
    with pytest.raises(ValueError, match="peaks"):
        Edge.from_bytes(size, peaks)


@given(size=sizes, data=st.data())
def test_every_leaf_of_every_tree_has_a_proof_that_holds_for_it_alone(size: int, data: st.DataObject) -> None:
    leaves = some_leaves(size)
    root = root_by_definition(leaves)
    position = data.draw(st.integers(0, size - 1))
    proof = resolved(inclusion_ranges(position, size), leaves)
    assert is_included(leaves[position], position, size, proof, root)

    other = data.draw(st.integers(0, size - 1).filter(lambda at: at != position)) if size > 1 else size
    assert not is_included(leaves[position], other, size, proof, root)
    assert not is_included(leaf_hash(b"another"), position, size, proof, root)
    assert not is_included(leaves[position], position, size, [*proof, root], root)
    assert not is_included(leaves[position], position, size, proof, EMPTY_ROOT)
    for left_out in range(len(proof)):
        assert not is_included(leaves[position], position, size, proof[:left_out] + proof[left_out + 1 :], root)


@given(old=sizes, more=st.integers(0, 200))
def test_every_tree_is_proved_to_begin_with_every_smaller_one(old: int, more: int) -> None:
    new = old + more
    leaves = some_leaves(new)
    old_root, new_root = root_by_definition(leaves[:old]), root_by_definition(leaves)
    proof = resolved(consistency_ranges(old, new), leaves)
    assert is_consistent(old, new, proof, old_root, new_root)

    rewritten = root_by_definition([leaf_hash(b"another"), *leaves[1:old]])
    assert not is_consistent(old, new, proof, rewritten, new_root)
    assert not is_consistent(old, new, proof, old_root, EMPTY_ROOT)
    assert not is_consistent(old, new, [*proof, new_root], old_root, new_root)
    for left_out in range(len(proof)):
        assert not is_consistent(old, new, proof[:left_out] + proof[left_out + 1 :], old_root, new_root)


@pytest.mark.parametrize(("position", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_there_is_no_proof_for_a_position_outside_the_tree(position: int, size: int) -> None:
    with pytest.raises(ValueError, match="no position"):
        inclusion_ranges(position, size)
    assert not is_included(LEAVES[0], position, size, [], LEAVES[0])


@pytest.mark.parametrize(("old", "new"), [(0, 3), (4, 3), (-1, 3)])
def test_there_is_no_proof_from_nothing_or_backwards(old: int, new: int) -> None:
    with pytest.raises(ValueError, match="no proof"):
        consistency_ranges(old, new)
    assert not is_consistent(old, new, [], EMPTY_ROOT, EMPTY_ROOT)


def test_an_empty_proof_of_growth_proves_nothing() -> None:
    assert not is_consistent(3, 5, [], bytes.fromhex(ROOTS[3]), bytes.fromhex(ROOTS[5]))


@given(size=st.integers(1, 2**40), data=st.data())
def test_proofs_of_a_large_log_stay_short(size: int, data: st.DataObject) -> None:
    assert len(inclusion_ranges(data.draw(st.integers(0, size - 1)), size)) <= size.bit_length()
    assert len(consistency_ranges(data.draw(st.integers(1, size)), size)) <= size.bit_length() + 1
