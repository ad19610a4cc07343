import io
import os
import stat
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samakki.sealing import files
from samakki.sealing.errors import KeyMissing, SealBroken
from samakki.sealing.files import open_file, open_stream, seal_file, seal_stream
from samakki.sealing.keyring import Keyring, create_keyring, rotate

PIECE = 16
HEAD = len(b"samakki-file 1\n") + 8 + 32
NAME = "X-7K3Q/original"


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Keyring:
    return create_keyring(tmp_path_factory.mktemp("keys") / "fields.json")


@pytest.fixture(scope="module", autouse=True)
def small_pieces() -> Iterator[None]:
    """A file of many pieces is then a few dozen bytes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "PIECE_BYTES", PIECE)
        yield


def sealed(plain: bytes, ring: Keyring, name: str = NAME) -> bytes:
    target = io.BytesIO()
    seal_stream(io.BytesIO(plain), target, keyring=ring, name=name)
    return target.getvalue()


def opened(content: bytes, ring: Keyring, name: str = NAME) -> bytes:
    return b"".join(open_stream(io.BytesIO(content), keyring=ring, name=name))


def pieces(content: bytes) -> list[bytes]:
    body = content[HEAD:]
    return [body[at : at + PIECE + 16] for at in range(0, len(body), PIECE + 16)]


@given(plain=st.binary(max_size=5 * PIECE) | st.sampled_from([bytes(PIECE * n) for n in range(4)]))
def test_what_was_sealed_opens_to_the_same_bytes(ring: Keyring, plain: bytes) -> None:
    assert opened(sealed(plain, ring), ring) == plain


@given(plain=st.binary(max_size=3 * PIECE), data=st.data())
def test_one_flipped_bit_anywhere_is_refused(ring: Keyring, plain: bytes, data: st.DataObject) -> None:
    content = bytearray(sealed(plain, ring))
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    content[bit // 8] ^= 1 << bit % 8
    with pytest.raises((SealBroken, KeyMissing)):
        opened(bytes(content), ring)


@given(plain=st.binary(max_size=4 * PIECE), data=st.data())
def test_a_file_cut_short_anywhere_is_refused(ring: Keyring, plain: bytes, data: st.DataObject) -> None:
    content = sealed(plain, ring)
    with pytest.raises(SealBroken):
        opened(content[: data.draw(st.integers(0, len(content) - 1))], ring)


@given(extra=st.binary(min_size=1, max_size=40))
def test_a_file_with_something_added_is_refused(ring: Keyring, extra: bytes) -> None:
    with pytest.raises(SealBroken):
        opened(sealed(bytes(2 * PIECE), ring) + extra, ring)


@given(order=st.lists(st.integers(0, 3), max_size=6).filter(lambda order: order != [0, 1, 2, 3]))
def test_pieces_left_out_doubled_or_in_another_order_are_refused(ring: Keyring, order: list[int]) -> None:
    content = sealed(bytes(range(4 * PIECE)), ring)
    parts = pieces(content)
    with pytest.raises(SealBroken):
        opened(content[:HEAD] + b"".join(parts[at] for at in order), ring)


def test_a_piece_of_another_file_under_the_same_key_is_refused(ring: Keyring) -> None:
    one, other = sealed(bytes(3 * PIECE), ring), sealed(bytes(3 * PIECE), ring)
    foreign = one[:HEAD] + pieces(one)[0] + pieces(other)[1] + pieces(one)[2]
    with pytest.raises(SealBroken):
        opened(foreign, ring)


def test_a_file_under_the_name_of_another_is_refused(ring: Keyring) -> None:
    with pytest.raises(SealBroken, match="X-9999/original"):
        opened(sealed(b"photograph", ring), ring, name="X-9999/original")


def test_a_file_opens_after_rotation(tmp_path: Path) -> None:
    path = tmp_path / "fields.json"
    content = sealed(b"photograph", create_keyring(path))
    assert opened(content, rotate(path)) == b"photograph"


def test_a_source_that_gives_a_few_bytes_at_a_time_makes_the_same_pieces(ring: Keyring) -> None:
    class Trickle(io.RawIOBase):
        def __init__(self, content: bytes) -> None:
            self.left = content

        def readable(self) -> bool:
            return True

        def read(self, size: int = -1) -> bytes:
            taken, self.left = self.left[: min(size, 5)], self.left[min(size, 5) :]
            return taken

    plain = bytes(range(3 * PIECE + 7))
    target = io.BytesIO()
    seal_stream(Trickle(plain), target, keyring=ring, name=NAME)  # type: ignore[arg-type]  # enough of a file
    assert opened(target.getvalue(), ring) == plain


def test_a_sealed_file_is_readable_by_its_owner_alone_and_opens_as_it_was(ring: Keyring, tmp_path: Path) -> None:
    source, target, again = tmp_path / "photo.jpg", tmp_path / "X-7K3Q", tmp_path / "again.jpg"
    source.write_bytes(b"photograph" * 9)
    seal_file(source, target, keyring=ring, name=NAME)
    open_file(target, again, keyring=ring, name=NAME)
    assert again.read_bytes() == source.read_bytes()
    assert {stat.S_IMODE(file.stat().st_mode) for file in (target, again)} == {0o600}


def test_nothing_of_a_broken_file_is_left_behind(ring: Keyring, tmp_path: Path) -> None:
    source, target = tmp_path / "X-7K3Q", tmp_path / "photo.jpg"
    source.write_bytes(sealed(bytes(3 * PIECE), ring)[:-1])
    target.write_bytes(b"what was there before")
    with pytest.raises(SealBroken):
        open_file(source, target, keyring=ring, name=NAME)
    assert target.read_bytes() == b"what was there before"
    assert sorted(os.listdir(tmp_path)) == ["X-7K3Q", "photo.jpg"]


def test_memory_does_not_grow_with_the_file(ring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PIECE_BYTES", 64 * 1024)
    source, target, again = tmp_path / "film", tmp_path / "sealed", tmp_path / "again"
    with source.open("wb") as film:
        film.truncate(24_000_000)
    tracemalloc.start()
    try:
        seal_file(source, target, keyring=ring, name=NAME)
        open_file(target, again, keyring=ring, name=NAME)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert again.stat().st_size == 24_000_000
    assert peak < 1_000_000
