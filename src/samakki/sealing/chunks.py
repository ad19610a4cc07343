"""Attachments: pieces of 1 MiB, each sealed on its own and named by the hash of its sealed bytes.

A message names an attachment by its root: the hash of the list of its pieces' hashes, 32 bytes each, one after the
other. The list is itself fetched by that name, so everything that travels is found by its hash, from whoever has it, in
any order, as often as the line breaks. A file passes through in pieces; memory use does not grow with it. Names and
kinds of files stand in the sealed body, never here.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Final

from samakki.sealing.canonical import sha256
from samakki.sealing.content_keys import TAG_BYTES, ContentKey
from samakki.sealing.errors import ChunkBroken

CHUNK_BYTES: Final = 1024 * 1024
HASH_BYTES: Final = 32
MOST_CHUNKS: Final = CHUNK_BYTES // HASH_BYTES  # so that the list fits a piece: files up to 32 GiB

Store = Callable[[str, bytes], None]
"""Keeps sealed bytes under their name until they are fetched."""
Fetch = Callable[[str], bytes]
"""Gives the bytes kept under a name."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """What the header says of an attachment.

    Attributes:
        root: name of the list of pieces.
        size: bytes of the file.
        number: place in the message, from 0.
    """

    root: str
    size: int
    number: int

    @property
    def chunks(self) -> int:
        """How many pieces it has; an empty file has one."""
        return chunk_count(self.size)


@dataclass(frozen=True, slots=True)
class SealedFile:
    """An attachment that was just sealed.

    Attributes:
        attachment: what the header will say.
        digest: SHA-256 of the file, for the sealed body; it would tell a known file to everybody if it stood outside.
    """

    attachment: Attachment
    digest: str


def seal_file_in_chunks(source: BinaryIO, *, key: ContentKey, number: int, store: Store) -> SealedFile:
    """Seal all that `source` gives, piece by piece, and hand every sealed piece and then the list to `store`.

    Args:
        source: must not be written to meanwhile.
        key: of the message.
        number: of the attachment in the message.
        store: called once a piece, in order.

    Raises:
        ValueError: larger than 32 GiB.
    """
    whole, hashes, size = hashlib.sha256(), bytearray(), 0
    for index, piece in enumerate(_pieces(source)):
        if index == MOST_CHUNKS:
            message = "an attachment has at most 32 GiB"
            raise ValueError(message)
        sealed = key.seal_chunk(piece, attachment=number, index=index)
        name = hashlib.sha256(sealed)
        store(name.hexdigest(), sealed)
        hashes += name.digest()
        whole.update(piece)
        size += len(piece)
    root = sha256(bytes(hashes))
    store(root, bytes(hashes))
    return SealedFile(Attachment(root, size, number), whole.hexdigest())


def chunk_names(listed: bytes, attachment: Attachment) -> tuple[str, ...]:
    """Names of an attachment's pieces, in order.

    Args:
        listed: bytes fetched under the attachment's root.
        attachment: from a header that is proved.

    Raises:
        ChunkBroken: they are not the list that the message names.
    """
    if len(listed) != attachment.chunks * HASH_BYTES or sha256(listed) != attachment.root:
        raise _broken(attachment, "list")
    return tuple(listed[start : start + HASH_BYTES].hex() for start in range(0, len(listed), HASH_BYTES))


def open_chunk(sealed: bytes, *, name: str, key: ContentKey, attachment: Attachment, index: int) -> bytes:
    """The content of one piece.

    Args:
        sealed: bytes fetched under `name`.
        name: as ``chunk_names`` has it at `index`.
        key: of the message.
        attachment: from a header that is proved.
        index: of the piece, from 0.

    Raises:
        ChunkBroken: not the piece that was sealed for this place.
    """
    if sha256(sealed) != name:
        raise _broken(attachment, "chunk")
    piece = key.open_chunk(sealed, attachment=attachment.number, index=index)
    wanted = min(CHUNK_BYTES, attachment.size - index * CHUNK_BYTES)
    if piece is None or len(piece) != wanted:
        raise _broken(attachment, "chunk")
    return piece


def open_chunks(attachment: Attachment, *, key: ContentKey, fetch: Fetch, start: int = 0) -> Iterator[bytes]:
    """Contents of the pieces from `start` on, each proved before it is given.

    Args:
        attachment: from a header that is proved.
        key: of the message.
        fetch: gives list and pieces by name.
        start: first piece wanted, to go on where an earlier run was stopped.

    Raises:
        ChunkBroken: list or piece is not the one that was sealed.
    """
    for index, name in enumerate(chunk_names(fetch(attachment.root), attachment)):
        if index >= start:
            yield open_chunk(fetch(name), name=name, key=key, attachment=attachment, index=index)


def chunk_count(size: int) -> int:
    """Pieces of a file of so many bytes."""
    return max(1, -(-size // CHUNK_BYTES))


def sealed_bytes(attachment: Attachment) -> int:
    """Bytes of all pieces and the list together: what has to travel."""
    return attachment.size + attachment.chunks * (TAG_BYTES + HASH_BYTES)


def _pieces(source: BinaryIO) -> Iterator[bytes]:
    """Pieces of full length, the last one shorter; one empty piece of an empty file."""
    piece = _full(source)
    while True:
        following = _full(source) if len(piece) == CHUNK_BYTES else b""
        yield piece
        if not following:
            return
        piece = following


def _full(source: BinaryIO) -> bytes:
    """As many bytes as a piece has, however few the source gives at a time."""
    piece = source.read(CHUNK_BYTES)
    while piece and len(piece) < CHUNK_BYTES and (more := source.read(CHUNK_BYTES - len(piece))):
        piece += more
    return piece


def _broken(attachment: Attachment, part: str) -> ChunkBroken:
    return ChunkBroken(f"A {part} of attachment {attachment.number} is not what the message names.", part=part)
