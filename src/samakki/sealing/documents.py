"""Small signed documents between nodes: what a node states under its own name, readable without any key.

A document is two lines: its content in canonical JSON, and a detached signature over the first line with its newline.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from samakki.sealing.canonical import canonical, malformed, read_canonical, sha256
from samakki.sealing.errors import EnvelopeAltered, SenderUnknown
from samakki.sealing.signatures import MOST_JWS, is_signed, key_id_of, sign_detached
from samakki.sealing.signing import SigningKey

MOST_DOCUMENT: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """A document proved to be signed by the key it names.

    Attributes:
        content: what it says; cannot be changed.
        digest: SHA-256 of the first line with its newline; the same for two signatures of one content.
        key_id: of the key that signed.
    """

    content: Mapping[str, Any]
    digest: str
    key_id: str


def sign_document(content: Mapping[str, object], *, kind: str, key: SigningKey) -> bytes:
    """`content` in its canonical form and the signature below it.

    Args:
        content: up to 64 KiB of what ``canonical`` takes.
        kind: what it is: "receipt". The same is needed to verify it.
        key: of the node.

    Raises:
        ValueError: `content` is too large or has no canonical form.
    """
    line = canonical(content) + b"\n"
    if len(line) > MOST_DOCUMENT:
        message = "a signed document has at most 64 KiB"
        raise ValueError(message)
    return line + sign_detached(line, kind=f"samakki-{kind}", key=key).encode("ascii") + b"\n"


def verify_document(raw: bytes, *, kind: str, key_of: Callable[[str], bytes | None]) -> Document:
    """What a document says, proved to be signed.

    Not checked here: whether the key was valid or revoked at the time, and whether its owner may say this.

    Args:
        raw: as received.
        kind: what it must be.
        key_of: public key of an id; None where there is none.

    Raises:
        EnvelopeMalformed: not a document.
        SenderUnknown: signed with a key that `key_of` does not know.
        EnvelopeAltered: its signature is wrong, or it is of another kind.
    """
    if len(raw) > MOST_DOCUMENT + MOST_JWS + 1:
        raise malformed("oversize")
    line, newline, rest = raw.partition(b"\n")
    if not newline or rest[-1:] != b"\n" or not rest.isascii():
        raise malformed("truncated")
    content = read_canonical(line, most=MOST_DOCUMENT)
    jws = rest[:-1].decode("ascii")
    key_id = key_id_of(jws)
    public = key_of(key_id)
    if public is None:
        message = f"The document is signed with a key that nobody here knows: {key_id}."
        raise SenderUnknown(message, key=key_id)
    if not is_signed(jws, line + newline, kind=f"samakki-{kind}", key_id=key_id, public=public):
        message = "The document was changed after it was signed, or is of another kind."
        raise EnvelopeAltered(message, key=key_id)
    return Document(content, sha256(line, newline), key_id)
