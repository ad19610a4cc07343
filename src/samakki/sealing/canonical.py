"""JSON in the one form in which it is signed and hashed: RFC 8785, and nothing that two readers could read apart.

Narrower than RFC 8785 on purpose. Numbers are whole and lie within 2**53 - 1 on both sides of zero, names of members
are ASCII. Within these bounds the standard library's encoder writes RFC 8785 byte for byte; tests hold it against the
package ``rfc8785``, which takes seven times as long. What is read must be what would be written: a doubled member, a
float, a blank, another order or another escape is refused, never repaired.
"""

import binascii
import hashlib
import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NoReturn

from samakki.sealing.errors import EnvelopeMalformed

DEEPEST = 16
MOST_NUMBER = 2**53 - 1

_ATOMS = frozenset({str, bool, type(None)})
_LEAVES = _ATOMS | {int}
_SEQUENCES = (list, tuple)
_MAPPINGS = (dict, Mapping)  # a dictionary is known at once, others are asked
_STANDARD = bytes.maketrans(b"-_+/=", b"+/!!!")  # letters of base64url to those of base64, which are none of its own
_URL = bytes.maketrans(b"+/", b"-_")
# What it gets is no deeper than DEEPEST, or came from a decoder: nothing in it is its own container.
_encode = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
).encode


def canonical(value: object) -> bytes:
    """RFC 8785 bytes of objects, arrays, texts, whole numbers, true, false and null.

    Raises:
        ValueError: it holds something else, is nested deeper than sixteen, or a number or a member's name is out of
            bounds.
    """
    try:
        return _encode(_plain(value, DEEPEST)).encode("utf-8")
    except UnicodeEncodeError as error:  # half of a surrogate pair
        message = "a text holds half a character"
        raise ValueError(message) from error


def read_canonical(raw: bytes, *, most: int) -> Mapping[str, Any]:
    """The object that these bytes are the one canonical form of; frozen all the way down.

    Args:
        raw: as received.
        most: bytes it may have.

    Raises:
        EnvelopeMalformed: too large, not JSON, not an object, or not in canonical form.
    """
    if len(raw) > most:
        raise malformed("oversize")
    if raw[:1] != b"{":
        raise malformed("not-an-object")
    try:
        text = raw.decode("utf-8")
        value, _end = _decode(text)
        # Doubled members, blanks, other spellings and what follows come out differently: one comparison finds them all.
        if _encode(value) != text:
            raise malformed("not-canonical")
        content: Mapping[str, Any] = _frozen(value, DEEPEST, is_ascii=raw.isascii())
    except (ValueError, RecursionError):
        raise malformed("not-canonical") from None
    return content


def sha256(*parts: bytes) -> str:
    """Digest as it stands in headers, receipts and names of chunks: 64 small hexadecimal digits."""
    digest = hashlib.sha256(parts[0] if parts else b"")
    for part in parts[1:]:
        digest.update(part)
    return digest.hexdigest()


def b64(content: bytes) -> str:
    """Base64url without padding (RFC 7515, section 2)."""
    return binascii.b2a_base64(content, newline=False).translate(_URL, b"=").decode("ascii")


def unb64(text: object) -> bytes:
    """What ``b64`` wrote; no other spelling is taken.

    Raises:
        EnvelopeMalformed: another spelling, or not a text.
    """
    if not isinstance(text, str):
        raise malformed("not-base64url")
    try:
        letters = text.encode("ascii").translate(_STANDARD) + b"=" * (-len(text) % 4)
        content = binascii.a2b_base64(letters, strict_mode=True)
    except ValueError:
        raise malformed("not-base64url") from None
    if not text.endswith(b64(content[len(content) // 3 * 3 :])):  # the last letter has bits to spare
        raise malformed("not-base64url")
    return content


def malformed(why: str) -> EnvelopeMalformed:
    """The error for what cannot be read, with the reason as a fact."""
    return EnvelopeMalformed(f"This is not what another node of this protocol writes ({why}).", why=why)


def _plain(value: object, depth: int) -> object:
    """Mappings and sequences as dictionaries and lists, checked against the bounds of this module."""
    if type(value) in _ATOMS:
        return value
    if type(value) is int:
        if not -MOST_NUMBER <= value <= MOST_NUMBER:
            message = "a number is larger than every reader keeps exactly"
            raise ValueError(message)
        return value
    if depth and isinstance(value, _SEQUENCES):
        return [item if type(item) in _ATOMS else _plain(item, depth - 1) for item in value]
    if depth and isinstance(value, _MAPPINGS):
        _require_names(value)
        return {
            name: it
            if (of := type(it)) in _ATOMS or (of is int and -MOST_NUMBER <= it <= MOST_NUMBER)
            else _plain(it, depth - 1)
            for name, it in value.items()
        }
    message = f"canonical JSON does not hold {type(value).__name__} here"
    raise ValueError(message)


def _frozen(value: Any, depth: int, *, is_ascii: bool) -> Any:  # noqa: ANN401 (whatever JSON can hold)
    """What the decoder made, in mappings and tuples that cannot be changed; too deep is refused.

    Where the whole text is ASCII, so is every name. The decoder's own dictionaries are kept: nobody else has them.
    """
    if not depth:
        raise malformed("too-deep")
    if type(value) is dict:
        if not is_ascii:
            _require_names(value)
        for name, it in value.items():
            if type(it) not in _LEAVES:
                value[name] = _frozen(it, depth - 1, is_ascii=is_ascii)
        return MappingProxyType(value)
    return tuple([it if type(it) in _LEAVES else _frozen(it, depth - 1, is_ascii=is_ascii) for it in value])


def _require_names(value: Mapping[Any, Any]) -> None:
    """Names of members are ASCII; one look at all of them together."""
    try:
        is_ascii = "".join(value).isascii()
    except TypeError:
        is_ascii = False
    if not is_ascii:
        message = "the name of a member is not an ASCII text"
        raise ValueError(message)


def _number(digits: str) -> int:
    # The length first, before Python builds a number of a thousand digits.
    if len(digits) > len(f"-{MOST_NUMBER}") or abs(int(digits)) > MOST_NUMBER:
        raise malformed("number")
    return int(digits)


def _no_float(_: str) -> NoReturn:
    raise malformed("number")


_decode = json.JSONDecoder(parse_float=_no_float, parse_constant=_no_float, parse_int=_number).raw_decode
