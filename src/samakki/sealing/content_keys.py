"""The one key of one message: it seals the body and the attachments, commits to both, and is wrapped for each desk.

32 random bytes, never used for a second message. Every use has a key of its own, HKDF-Expand (RFC 5869) of the content
key with a label; it is uniform already, so nothing is extracted first. As each derived key seals one text and no more,
the nonce is twelve zero bytes.
"""

import hmac
import struct
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from samakki.sealing.errors import SealBroken
from samakki.sealing.fields import open_field, seal_field
from samakki.sealing.keyring import Keyring

KEY_BYTES: Final = 32
TAG_BYTES: Final = 16
_NONCE: Final = bytes(12)
_STORED = {"table": "content-keys", "column": "key"}


class ContentKey:
    """Opens what belongs to one message. Whoever holds it reads everything of it; destroying it erases the message."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            message = "a content key has 32 bytes"
            raise ValueError(message)
        self._secret = secret

    def commitment(self) -> str:
        """What the header says of this key: no two keys have the same, and it gives nothing away.

        ChaCha20-Poly1305 alone would let a sender build one ciphertext that opens to two texts under two keys.
        """
        return self._derived(b"samakki cek 1").hex()

    def commitment_to(self, plain: bytes) -> str:
        """What the header says of the text; a court that is shown key and text ties them to the signature by this."""
        return hmac.digest(self._derived(b"samakki text 1"), plain, "sha256").hex()

    def seal_body(self, plain: bytes, *, header: bytes) -> bytes:
        """The text, sealed beside this header; 16 bytes longer."""
        return ChaCha20Poly1305(self._derived(b"samakki body 1")).encrypt(_NONCE, plain, header)

    def open_body(self, sealed: bytes, *, header: bytes) -> bytes | None:
        """What ``seal_body`` sealed; None where it does not open beside this header."""
        return _opened(self._derived(b"samakki body 1"), sealed, header)

    def seal_chunk(self, plain: bytes, *, attachment: int, index: int) -> bytes:
        """One piece of one attachment, both counted from 0; 16 bytes longer."""
        return ChaCha20Poly1305(self._of_chunk(attachment, index)).encrypt(_NONCE, plain, None)

    def open_chunk(self, sealed: bytes, *, attachment: int, index: int) -> bytes | None:
        """What ``seal_chunk`` sealed for this place; None where it does not open there."""
        return _opened(self._of_chunk(attachment, index), sealed, None)

    def secret_for_wrapping(self) -> bytes:
        """The key itself, for wraps and stores inside this package."""
        return self._secret

    def _of_chunk(self, attachment: int, index: int) -> bytes:
        return self._derived(b"samakki chunk 1" + struct.pack(">II", attachment, index))

    def _derived(self, label: bytes) -> bytes:
        return hmac.digest(self._secret, label + b"\x01", "sha256")

    def __reduce__(self) -> str | tuple[object, ...]:
        """Never into a cache, a queue or another process by accident."""
        message = "a content key is stored by seal_content_key and in no other way"
        raise TypeError(message)


def seal_content_key(key: ContentKey, keyring: Keyring, *, item: str) -> bytes:
    """The key of a message that this node keeps, sealed by the node's ring.

    Args:
        key: of an opened message.
        keyring: whose active key seals.
        item: reference under which the message is kept; the same is needed to open.
    """
    return seal_field(key.secret_for_wrapping(), keyring=keyring, row=item, **_STORED)


def open_content_key(sealed: bytes, keyring: Keyring, *, item: str) -> ContentKey:
    """The key that ``seal_content_key`` sealed for this item.

    Raises:
        KeyMissing: sealed with a key that is not on the ring.
        SealBroken: changed, or of another item.
    """
    try:
        return ContentKey(open_field(sealed, keyring=keyring, row=item, **_STORED))
    except ValueError as error:
        message = "A sealed content key holds something else."
        raise SealBroken(message, item=item) from error


def _opened(key: bytes, sealed: bytes, aad: bytes | None) -> bytes | None:
    try:
        return ChaCha20Poly1305(key).decrypt(_NONCE, sealed, aad)
    except InvalidTag:
        return None
