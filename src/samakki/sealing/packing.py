"""Sealing a message for desks. Callers say what, to whom and who signs; nothing else is theirs to choose."""

import hashlib
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, BinaryIO, Final

from samakki.sealing.canonical import canonical
from samakki.sealing.chunks import SealedFile, Store, seal_file_in_chunks
from samakki.sealing.content_keys import KEY_BYTES, ContentKey
from samakki.sealing.desks import Recipient, desk_key_id
from samakki.sealing.errors import EnvelopeMalformed, KeyFileBroken
from samakki.sealing.frames import (
    MOST_BODY,
    MOST_HEADER,
    digests_line_of,
    signatures_line_of,
    signed_bytes,
    wraps_line_of,
)
from samakki.sealing.header_facts import (
    CONTENT_SUITE,
    MOST_ATTACHMENTS,
    OWN_FIELDS,
    VERSION,
    attachment_fields,
    read_facts,
)
from samakki.sealing.signatures import sign_detached
from samakki.sealing.signing import SigningKey
from samakki.sealing.suites import wrap

SIGNED_AS: Final = "samakki-envelope"


class Packing:
    """One envelope in the making: its content key, and what was sealed with it already.

    Sealing a file cannot be taken up again after a crash, for a new envelope has a new key: one key never seals two
    texts in the same place. Sending can be taken up again.
    """

    def __init__(self) -> None:
        self._key: ContentKey | None = ContentKey(secrets.token_bytes(KEY_BYTES))
        self._files: list[SealedFile] = []

    def attach(self, source: BinaryIO, *, store: Store) -> SealedFile:
        """Seal a file for this message, piece by piece.

        Args:
            source: read to its end; must not be written to meanwhile.
            store: keeps sealed pieces by name until every recipient has them; called once a piece.

        Returns:
            Digest and place, for the sealed body. The header gets its part by itself.

        Raises:
            ValueError: larger than 32 GiB, or the 65th.
        """
        if len(self._files) == MOST_ATTACHMENTS:
            message = "a message has at most 64 attachments"
            raise ValueError(message)
        sealed = seal_file_in_chunks(source, key=self._unused(), number=len(self._files), store=store)
        self._files.append(sealed)
        return sealed

    @property
    def roots(self) -> tuple[str, ...]:
        """Names of the lists of what is attached, in order."""
        return tuple(sealed.attachment.root for sealed in self._files)

    def seal(
        self,
        header: Mapping[str, object],
        body: bytes,
        *,
        to: Sequence[Recipient],
        sign: SigningKey,
        cosign: SigningKey | None = None,
    ) -> bytes:
        """The envelope's bytes as sent. After it this object is used up.

        Args:
            header: what the sender says, readable on the way: "from", "to", "created" and whatever else; not the
                fields of `OWN_FIELDS`, which are added here.
            body: up to 768 KiB.
            to: one key or several of every desk in the header's "to", in that order.
            sign: key of the node.
            cosign: key of the officer or desk, for formal requests.

        Raises:
            KeyFileBroken: a recipient's key is none, or not the one of its id.
            ValueError: header, body or recipients are not what they must be.
        """
        key = self._unused()
        whole = self._whole_header(header, body, key, sign, cosign)
        header_line = canonical(whole)
        _require_sendable(whole, header_line, body, to)
        self._key = None
        info = hashlib.sha256(header_line).digest()
        secret = key.secret_for_wrapping()
        wraps_line = wraps_line_of([(it, wrap(secret, suite=it.suite, public=it.public, info=info)) for it in to])
        ciphertext = key.seal_body(body, header=header_line)
        signed = signed_bytes(header_line, digests_line_of(wraps_line, ciphertext))
        signatures = [sign_detached(signed, kind=SIGNED_AS, key=signer) for signer in (sign, cosign) if signer]
        return b"%b%b\n%b\n%b" % (signed, signatures_line_of(signatures), wraps_line, ciphertext)

    def _whole_header(
        self, header: Mapping[str, object], body: bytes, key: ContentKey, sign: SigningKey, cosign: SigningKey | None
    ) -> Mapping[str, Any]:
        if taken := OWN_FIELDS & header.keys():
            message = f"these fields are added when the envelope is sealed: {', '.join(sorted(taken))}"
            raise ValueError(message)
        return {
            **header,
            "v": VERSION,
            "suite": CONTENT_SUITE,
            "signer": sign.id,
            "cek_commit": key.commitment(),
            "pt_commit": key.commitment_to(body),
            **({"cosigner": cosign.id} if cosign else {}),
            **attachment_fields(self._files),
        }

    def _unused(self) -> ContentKey:
        if self._key is None:
            message = "this envelope is sealed; a second one needs a Packing of its own"
            raise ValueError(message)
        return self._key


def seal(
    header: Mapping[str, object],
    body: bytes,
    *,
    to: Sequence[Recipient],
    sign: SigningKey,
    cosign: SigningKey | None = None,
) -> bytes:
    """An envelope without attachments; see ``Packing.seal``."""
    return Packing().seal(header, body, to=to, sign=sign, cosign=cosign)


def _require_sendable(header: Mapping[str, Any], header_line: bytes, body: bytes, to: Sequence[Recipient]) -> None:
    """Nothing leaves that a reader would refuse, and nothing to nobody."""
    try:
        facts = read_facts(header)
    except EnvelopeMalformed as error:
        message = f"no reader would take this header: {error.facts['why']}"
        raise ValueError(message) from error
    if len(header_line) > MOST_HEADER or len(body) > MOST_BODY:
        message = "header or body is too large; long content goes into an attachment"
        raise ValueError(message)
    if tuple(dict.fromkeys([it.desk for it in to])) != facts.to or len({(it.desk, it.key_id) for it in to}) != len(to):
        message = "the keys are not those of the desks that the header names"
        raise ValueError(message)
    for it in to:
        if it.key_id != desk_key_id(it.suite, it.public):
            message = f"The key {it.key_id} of {it.desk} is not the one that its id names. Fetch newer trust data."
            raise KeyFileBroken(message, desk=it.desk, key=it.key_id)
