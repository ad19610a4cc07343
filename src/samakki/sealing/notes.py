"""Signed notes and log checkpoints in the form that transparency logs share, signed with Ed25519.

A note is a text, an empty line, and signature lines ``— name base64(key id || signature)``. The key id is the first
four bytes of SHA-256(name || 0x0A || 0x01 || public key). Signatures by unknown keys are passed over, as witnesses add
theirs below ours; a wrong signature by a known key spoils the whole note.

Source:
    https://c2sp.org/signed-note, https://c2sp.org/tlog-checkpoint
"""

import base64
import hashlib
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from samakki.sealing.errors import SealBroken
from samakki.sealing.signing import SigningKey

MOST_SIGNATURES = 64
_ED25519 = b"\x01"
_KEY_ID_BYTES = 4
_LEAST_LINES = 3  # origin, size, root
_CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f]")
_NAME = re.compile(r"[^\s+]+")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """What a log states about itself: so many entries, with this root."""

    origin: str
    size: int
    root: bytes  # 32 bytes, RFC 6962


def key_id(name: str, public_key: bytes) -> bytes:
    """Four bytes that tell keys of one name apart; a label, not a proof."""
    return hashlib.sha256(name.encode("utf-8") + b"\n" + _ED25519 + public_key).digest()[:_KEY_ID_BYTES]


def verifier_key(name: str, public_key: bytes) -> str:
    """The public key as other tools take it: ``name+key id in hexadecimal+base64``."""
    _require_name(name)
    encoded = base64.b64encode(_ED25519 + public_key).decode("ascii")
    return f"{name}+{key_id(name, public_key).hex()}+{encoded}"


def sign_note(text: str, *, name: str, key: SigningKey) -> str:
    """`text` with one signature below it.

    Args:
        text: ends with a newline; no other control characters.
        name: of the signer, without spaces and plus signs: "kh.samakki.example".
        key: of the signer.

    Raises:
        ValueError: `text` or `name` has another form.
    """
    _require_name(name)
    if not text.endswith("\n") or _CONTROLS.search(text):
        message = "the text of a note ends with a newline and has no other control character"
        raise ValueError(message)
    signature = key_id(name, key.public) + key.sign(text.encode("utf-8"))
    return f"{text}\n— {name} {base64.b64encode(signature).decode('ascii')}\n"


def open_note(note: str, *, name: str, public_key: bytes) -> str:
    """The text of a note, proved to be signed by this key.

    Raises:
        SealBroken: not a note, not signed by this key, or its signature is wrong.
    """
    text, separator, rest = note.rpartition("\n\n")
    text += "\n"
    lines = rest.split("\n")
    if not separator or lines.pop() or not 0 < len(lines) <= MOST_SIGNATURES or _CONTROLS.search(note):
        raise _not_a_note()
    wanted = key_id(name, public_key)
    is_signed = False
    for line in lines:
        signer, signature = _signature(line)
        if signer != name or signature[:_KEY_ID_BYTES] != wanted:
            continue
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature[_KEY_ID_BYTES:], text.encode("utf-8"))
        except InvalidSignature:
            message = f"The note has a wrong signature of {name}: it was changed after signing, or forged."
            raise SealBroken(message, name=name) from None
        is_signed = True
    if not is_signed:
        message = f"The note is not signed by the key {wanted.hex()} of {name}."
        raise SealBroken(message, name=name, key=wanted.hex())
    return text


def checkpoint_text(origin: str, size: int, root: bytes) -> str:
    """The text that a log signs: origin, size and root, one line each."""
    return f"{origin}\n{size}\n{base64.b64encode(root).decode('ascii')}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """What a checkpoint's text says; open its note first, because nothing here is proved.

    Extension lines after the root are passed over.

    Raises:
        SealBroken: not the text of a checkpoint.
    """
    lines = text.split("\n")
    if lines.pop() or len(lines) < _LEAST_LINES or not all(lines) or not _SIZE.fullmatch(lines[1]):
        raise _not_a_checkpoint()
    root = _decoded(lines[2])
    if len(root) != hashlib.sha256().digest_size:
        raise _not_a_checkpoint()
    return Checkpoint(lines[0], int(lines[1]), root)


def _signature(line: str) -> tuple[str, bytes]:
    dash, _, rest = line.partition(" ")
    name, _, encoded = rest.partition(" ")
    signature = _decoded(encoded)
    if dash != "—" or not _NAME.fullmatch(name) or len(signature) <= _KEY_ID_BYTES:
        raise _not_a_note()
    return name, signature


def _decoded(encoded: str) -> bytes:
    try:
        decoded = base64.b64decode(encoded, validate=True)
    except ValueError:
        return b""
    # The last character has spare bits; only one spelling of them is taken, so that no changed note passes.
    return decoded if base64.b64encode(decoded).decode("ascii") == encoded else b""


def _require_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        message = f"a signer's name has no space and no plus sign: {name!r}"
        raise ValueError(message)


def _not_a_note() -> SealBroken:
    return SealBroken("This is not a signed note: text, an empty line, and signature lines are expected.")


def _not_a_checkpoint() -> SealBroken:
    return SealBroken("This is not a log checkpoint: origin, size and root are expected, one line each.")
