"""Codes that stand for people and records: ``O-7K3QR``. Sayable on the telephone, safe in a URL, a log or a file name.

Symbols are those of Crockford's base 32 without the letters that can be confused (I, L, O, U are not in it) and
without A, E and Y, so that no word can appear in any of the languages written in Latin letters. That leaves 29, a
prime number: one check symbol then finds every single wrong symbol and every swap of two neighbours.

Source: https://www.crockford.com/base32.html (alphabet, forgiving reading); ISO/IEC 7064 for the idea of a weighted
sum modulo a prime.
"""

import re

from samakki.kernel.digits import ascii_digits
from samakki.kernel.refusals import InvalidValue

SYMBOLS = "0123456789BCDFGHJKMNPQRSTVWXZ"
LONGEST_BODY = 16
LONGEST_PREFIX = 3

_LOOK_ALIKES = str.maketrans("OIL", "011")
_PREFIX_LOOK_ALIKES = str.maketrans("01", "OI")
_PREFIX = re.compile(rf"[A-Z]{{1,{LONGEST_PREFIX}}}")


def new_reference(prefix: str, random_bytes: bytes) -> str:
    """Make a reference from `prefix` and bytes that the caller drew at random.

    Trap: short references collide. The caller keeps them unique (a unique column) and draws again; four bytes give
    707,281 different references for one prefix. A reference names a record, it does not open it: it is no secret.

    Args:
        prefix: one to three capital letters saying what is named: "O" officer, "P" protected person.
        random_bytes: 1 to 16 bytes; as many symbols follow the prefix, then the check symbol.

    Raises:
        ValueError: prefix or number of bytes is out of range (a mistake of the program, not of a person).

    >>> new_reference("O", bytes.fromhex("0002d328"))
    'O-7K3QR'
    """
    if not _PREFIX.fullmatch(prefix) or not 1 <= len(random_bytes) <= LONGEST_BODY:
        message = "a reference needs 1 to 3 capital letters and 1 to 16 bytes"
        raise ValueError(message)
    number = int.from_bytes(random_bytes)
    body = ""
    for _ in random_bytes:
        number, rest = divmod(number, len(SYMBOLS))
        body = SYMBOLS[rest] + body
    return f"{prefix}-{body}{_check_symbol(prefix, body)}"


def parse_reference(text: str, *, prefix: str = "") -> str:
    """Read a reference as a person typed it and give its one right form.

    Forgives lower case, spaces, extra hyphens, local digits, and O for 0, I or L for 1. Never repairs a wrong
    symbol: a mistyped reference must not open somebody else's record.

    Args:
        text: "o 7k3 qr", "O-7K3QR".
        prefix: the only prefix that is wanted here; empty takes any.

    Raises:
        InvalidValue: "reference-form" (not written like one), "reference-prefix" (names another kind of thing; fact
            `expected`), "reference-check" (a symbol is wrong or two are swapped).

    >>> parse_reference("o 7k3 qr")
    'O-7K3QR'
    """
    found, _, rest = re.sub(r"[\s\-‐‑–_]+", "-", ascii_digits(text).strip().upper()).partition("-")
    found = found.translate(_PREFIX_LOOK_ALIKES)
    body = rest.replace("-", "").translate(_LOOK_ALIKES)
    if not _PREFIX.fullmatch(found) or not 1 < len(body) <= LONGEST_BODY + 1 or not set(body) <= set(SYMBOLS):
        raise InvalidValue("reference-form")
    if prefix and found != prefix:
        raise InvalidValue("reference-prefix", expected=prefix)
    if _check_symbol(found, body[:-1]) != body[-1]:
        raise InvalidValue("reference-check")
    return f"{found}-{body}"


def _check_symbol(prefix: str, body: str) -> str:
    values = [ord(letter) - ord("A") for letter in prefix] + [SYMBOLS.index(symbol) for symbol in body]
    return SYMBOLS[sum(weight * value for weight, value in enumerate(values, start=1)) % len(SYMBOLS)]
