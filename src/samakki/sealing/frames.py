"""The bytes of an envelope: five lines and a ciphertext.

1. ``samakki-envelope 1``
2. header: canonical JSON, readable to everybody on the way
3. digests: canonical JSON, hashes of lines 5 and 6 and the length of 6
4. signatures: a canonical JSON array of detached JWS over lines 1 to 3 with their newlines
5. wraps: a canonical JSON array, the content key wrapped for each desk
6. ciphertext: everything that follows

Canonical JSON has no newline in it. Lines 3 to 5 have one shape each, so they are written by it and compared with it.
What is signed are lines 1 to 3, so lines 5 and 6 can be dropped when a message is erased: the rest, its skeleton, still
proves who sent what to whom, and has the same digest.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from samakki.sealing.canonical import b64, malformed, read_canonical, sha256
from samakki.sealing.desks import Recipient

FIRST_LINE: Final = b"samakki-envelope 1"
MOST_BYTES: Final = 1024 * 1024
MOST_BODY: Final = 768 * 1024
MOST_HEADER: Final = 64 * 1024
MOST_RECIPIENTS: Final = 64
_MOST_WRAPS: Final = 160 * 1024
_LINES: Final = 5
_DIGESTS = re.compile(rb'\{"body":"[0-9a-f]{64}","size":(?:0|[1-9][0-9]{0,6}),"wraps":"[0-9a-f]{64}"\}')
_JWS = rb'"([A-Za-z0-9_-]{1,400}\.\.[A-Za-z0-9_-]{86})"'
_SIGNATURES = re.compile(rb"\[%b(?:,%b)?\]" % (_JWS, _JWS))
_WRAP = '{"kid":"%s","suite":"%s","to":"%s","w":"%s"}'
# Printing ASCII without the backslash: of these a text in JSON is written as it is.
_PLAIN = bytes(set(range(0x21, 0x7F)) - set(b"\\"))

Wrap: TypeAlias = tuple[str, str, str, str]
"""The content key for one key of one desk: id of the key, name of its suite, desk, and in base64url what HPKE gave."""


@dataclass(frozen=True, slots=True)
class Frame:
    """An envelope taken apart. Nothing of it is proved.

    Attributes:
        header_line: line 2.
        signed_bytes: lines 1 to 3.
        header: line 2, read.
        digests_line: line 3.
        signatures: line 4, read.
        wraps_line: line 5; None in a skeleton.
        ciphertext: line 6; empty in a skeleton.
    """

    header_line: bytes
    signed_bytes: bytes
    header: Mapping[str, Any]
    digests_line: bytes
    signatures: tuple[str, ...]
    wraps_line: bytes | None
    ciphertext: bytes

    @property
    def digest(self) -> str:
        """What receipts call the message."""
        return sha256(self.signed_bytes)

    @property
    def is_as_signed(self) -> bool:
        """Whether lines 5 and 6 are the ones that line 3 names. A skeleton has none, so nothing of it is false."""
        if self.wraps_line is None:
            return True
        return self.digests_line == digests_line_of(self.wraps_line, self.ciphertext)


def read_frame(raw: bytes) -> Frame:
    """Take an envelope or a skeleton apart.

    Raises:
        EnvelopeMalformed: it is neither.
    """
    header_line, digests_line, signature_line, rest = _lines(raw)
    if rest is None and not _DIGESTS.fullmatch(digests_line):  # of a whole envelope they are compared
        raise malformed("digests")
    signatures = _SIGNATURES.fullmatch(signature_line)
    if not signatures:
        raise malformed("signatures")
    return Frame(
        header_line=header_line,
        signed_bytes=signed_bytes(header_line, digests_line),
        header=read_canonical(header_line, most=MOST_HEADER),
        digests_line=digests_line,
        signatures=tuple(jws.decode("ascii") for jws in signatures.groups() if jws),
        wraps_line=rest[0] if rest else None,
        ciphertext=rest[1] if rest else b"",
    )


def signed_bytes(header_line: bytes, digests_line: bytes) -> bytes:
    """Lines 1 to 3 with their newlines."""
    return b"%b\n%b\n%b\n" % (FIRST_LINE, header_line, digests_line)


def envelope_digest(raw: bytes) -> str:
    """What receipts call the message: SHA-256 of lines 1 to 3, 64 hexadecimal digits. Proves nothing about it.

    Raises:
        EnvelopeMalformed: not an envelope.
    """
    header_line, digests_line, _, _ = _lines(raw)
    return sha256(signed_bytes(header_line, digests_line))


def skeleton(raw: bytes) -> bytes:
    """The envelope without wraps and body: nobody can read it any more, and its signature still proves it.

    Raises:
        EnvelopeMalformed: not an envelope.
    """
    header_line, digests_line, signature_line, _ = _lines(raw)
    return signed_bytes(header_line, digests_line) + signature_line + b"\n"


def digests_line_of(wraps_line: bytes, ciphertext: bytes) -> bytes:
    """Line 3."""
    body, wraps = sha256(ciphertext), sha256(wraps_line)
    return f'{{"body":"{body}","size":{len(ciphertext)},"wraps":"{wraps}"}}'.encode("ascii")


def signatures_line_of(signatures: Sequence[str]) -> bytes:
    """Line 4."""
    return b"[%b]" % ",".join(f'"{jws}"' for jws in signatures).encode("ascii")


def wraps_line_of(wraps: Sequence[tuple[Recipient, bytes]]) -> bytes:
    """Line 5."""
    return _wraps_line([(it.key_id, it.suite.value, it.desk, b64(wrapped)) for it, wrapped in wraps]).encode("ascii")


def read_wraps(line: bytes) -> tuple[Wrap, ...]:
    """Line 5, read.

    Raises:
        EnvelopeMalformed: not a list of wraps, or two of one key.
    """
    if len(line) > _MOST_WRAPS or line.translate(None, _PLAIN):
        raise malformed("wraps")
    text = line.decode("ascii")
    values = text.split('"')[3::4]
    key_ids, desks = values[0::4], values[2::4]
    wraps = tuple(zip(key_ids, values[1::4], desks, values[3::4], strict=False))
    # Whatever else the line may hold, it then is not what these wraps are written as.
    if not 1 <= len(wraps) <= MOST_RECIPIENTS or _wraps_line(wraps) != text:
        raise malformed("wraps")
    if len(set(zip(desks, key_ids, strict=True))) != len(wraps):
        raise malformed("wraps")
    return wraps


def _wraps_line(wraps: Iterable[Wrap]) -> str:
    return f"[{','.join([_WRAP % it for it in wraps])}]"


def _lines(raw: bytes) -> tuple[bytes, bytes, bytes, tuple[bytes, bytes] | None]:
    """Header, digests, signatures, and what a skeleton has not: wraps and ciphertext."""
    if len(raw) > MOST_BYTES:
        raise malformed("oversize")
    first, *lines = bytes(raw).split(b"\n", _LINES)
    if first != FIRST_LINE:
        raise malformed("version" if first.startswith(b"samakki-envelope ") else "not-an-envelope")
    match lines:
        case [header, digests, signatures, b""]:
            return header, digests, signatures, None
        case [header, digests, signatures, wraps, ciphertext]:
            return header, digests, signatures, (wraps, ciphertext)
    raise malformed("truncated")
