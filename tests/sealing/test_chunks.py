import hashlib
import io
import pickle
from collections.abc import Iterable
from dataclasses import replace

import pytest

from samakki.sealing import chunks
from samakki.sealing.chunks import (
    CHUNK_BYTES,
    HASH_BYTES,
    Attachment,
    chunk_names,
    open_chunk,
    open_chunks,
    seal_file_in_chunks,
    sealed_bytes,
)
from samakki.sealing.content_keys import ContentKey, open_content_key, seal_content_key
from samakki.sealing.envelopes import Packing
from samakki.sealing.errors import ChunkBroken, SealBroken
from samakki.sealing.fields import seal_field
from samakki.sealing.keyring import create_keyring
from tests.support.post import KEY, NODE, header, opened, seed

CONTENT_KEY = ContentKey(seed("chunks"))
SIZES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES]


def content(size: int) -> bytes:
    return hashlib.shake_256(b"file").digest(size)


def sealed(size: int) -> tuple[Attachment, dict[str, bytes]]:
    stored: dict[str, bytes] = {}
    made = seal_file_in_chunks(io.BytesIO(content(size)), key=CONTENT_KEY, number=0, store=stored.__setitem__)
    assert made.digest == hashlib.sha256(content(size)).hexdigest()
    return made.attachment, stored


def joined(pieces: Iterable[bytes]) -> bytes:
    return b"".join(pieces)


@pytest.mark.parametrize("size", SIZES)
def test_a_file_comes_together_again(size: int) -> None:
    attachment, stored = sealed(size)
    assert joined(open_chunks(attachment, key=CONTENT_KEY, fetch=stored.__getitem__)) == content(size)
    assert len(stored) == attachment.chunks + 1
    assert sum(map(len, stored.values())) == sealed_bytes(attachment)


@pytest.mark.parametrize("size", SIZES)
def test_every_piece_is_named_by_its_own_hash(size: int) -> None:
    attachment, stored = sealed(size)
    assert all(hashlib.sha256(piece).hexdigest() == name for name, piece in stored.items())
    names = chunk_names(stored[attachment.root], attachment)
    assert [*names, attachment.root] == list(stored)


def test_equal_pieces_of_a_file_do_not_show_as_equal() -> None:
    stored: dict[str, bytes] = {}
    seal_file_in_chunks(io.BytesIO(bytes(3 * CHUNK_BYTES)), key=CONTENT_KEY, number=0, store=stored.__setitem__)
    assert len(stored) == 4


def test_a_source_that_gives_little_at_a_time_is_cut_into_the_same_pieces() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            return super().read(min(size or 0, 100_000))

    stored: dict[str, bytes] = {}
    made = seal_file_in_chunks(Slow(content(CHUNK_BYTES + 1)), key=CONTENT_KEY, number=0, store=stored.__setitem__)
    assert (made.attachment, stored) == sealed(CHUNK_BYTES + 1)


def test_opening_goes_on_where_it_was_stopped() -> None:
    attachment, stored = sealed(3 * CHUNK_BYTES)
    fetched: list[str] = []

    def fetch(name: str) -> bytes:
        fetched.append(name)
        return stored[name]

    assert (
        joined(open_chunks(attachment, key=CONTENT_KEY, fetch=fetch, start=2))
        == content(3 * CHUNK_BYTES)[-CHUNK_BYTES:]
    )
    assert len(fetched) == 2


def test_a_piece_in_another_place_of_another_file_or_key_does_not_open() -> None:
    attachment, stored = sealed(2 * CHUNK_BYTES)
    name = chunk_names(stored[attachment.root], attachment)[0]
    good = {"name": name, "key": CONTENT_KEY, "attachment": attachment, "index": 0}
    assert open_chunk(stored[name], **good) == content(CHUNK_BYTES)  # type: ignore[arg-type] # as the table has them
    for change in (
        {"index": 1},
        {"attachment": replace(attachment, number=1)},
        {"attachment": replace(attachment, size=CHUNK_BYTES - 1)},
        {"key": ContentKey(seed("another"))},
        {"name": attachment.root},
    ):
        with pytest.raises(ChunkBroken):
            open_chunk(stored[name], **{**good, **change})  # type: ignore[arg-type] # as above


@pytest.mark.parametrize(
    "change", [lambda piece: piece[:-1], lambda piece: piece + b"\0", lambda piece: bytes(len(piece))]
)
def test_a_changed_piece_or_list_is_refused(change: object) -> None:
    attachment, stored = sealed(CHUNK_BYTES + 1)
    for name in stored:
        spoilt = {**stored, name: change(stored[name])}  # type: ignore[operator] # a function of the table
        with pytest.raises(ChunkBroken):
            joined(open_chunks(attachment, key=CONTENT_KEY, fetch=spoilt.__getitem__))


def test_a_list_cut_short_is_refused() -> None:
    attachment, stored = sealed(2 * CHUNK_BYTES)
    cut = stored[attachment.root][:HASH_BYTES]
    with pytest.raises(ChunkBroken):
        chunk_names(cut, replace(attachment, root=hashlib.sha256(cut).hexdigest()))


def test_attachments_travel_in_the_header_and_open_with_the_messages_key() -> None:
    stored: dict[str, bytes] = {}
    packing = Packing()
    files = [packing.attach(io.BytesIO(content(size)), store=stored.__setitem__) for size in (5, CHUNK_BYTES + 5)]
    read = opened(packing.seal(header(), b"two files", to=[KEY.recipient], sign=NODE))
    assert read.attachments == tuple(file.attachment for file in files)
    assert [joined(open_chunks(it, key=read.content_key, fetch=stored.__getitem__)) for it in read.attachments] == [
        content(5), content(CHUNK_BYTES + 5),
    ]  # fmt: skip
    with pytest.raises(ValueError, match="a second one"):
        packing.attach(io.BytesIO(b""), store=stored.__setitem__)


def test_a_message_has_at_most_64_attachments() -> None:
    packing = Packing()
    for _ in range(64):
        packing.attach(io.BytesIO(b""), store=lambda _name, _piece: None)
    with pytest.raises(ValueError, match="64"):
        packing.attach(io.BytesIO(b""), store=lambda _name, _piece: None)
    assert len(packing.roots) == 64


def test_the_key_of_a_message_is_kept_for_its_item_alone(tmp_path_factory: pytest.TempPathFactory) -> None:
    ring = create_keyring(tmp_path_factory.mktemp("keys") / "fields.json")
    stored = seal_content_key(CONTENT_KEY, ring, item="M-7K3QX")
    again = open_content_key(stored, ring, item="M-7K3QX")
    assert again.commitment() == CONTENT_KEY.commitment()
    with pytest.raises(SealBroken):
        open_content_key(stored, ring, item="M-OTHER")
    with pytest.raises(ValueError, match="32 bytes"):
        ContentKey(b"short")


def test_a_file_beyond_the_list_is_not_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "MOST_CHUNKS", 1)
    with pytest.raises(ValueError, match="32 GiB"):
        sealed(CHUNK_BYTES + 1)


def test_a_content_key_leaves_the_program_in_no_other_way(tmp_path_factory: pytest.TempPathFactory) -> None:
    with pytest.raises(TypeError):
        pickle.dumps(CONTENT_KEY)
    assert CONTENT_KEY.secret_for_wrapping().hex() not in repr(CONTENT_KEY)
    ring = create_keyring(tmp_path_factory.mktemp("keys") / "fields.json")
    short = seal_field(b"short", keyring=ring, table="content-keys", row="M-7K3QX", column="key")
    with pytest.raises(SealBroken):
        open_content_key(short, ring, item="M-7K3QX")
