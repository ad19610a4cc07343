"""Numbers that name things: plates, papers, accounts, wallets; and digits of which only some are remembered."""

import re
import unicodedata

from samakki.entities.domain.reading.writing_systems import tidy
from samakki.kernel.digits import ascii_digits
from samakki.kernel.refusals import InvalidValue

_ROUNDED = re.compile(r"[0-9](?:[.,][0-9]+)?e\+?[0-9]{1,2}", re.IGNORECASE)
_SPREADSHEET_TAIL = re.compile(r"([0-9]{6,})\.0+")
_ONLY_MARKS = re.compile(r"[\W_]+")

CLOSED_UP = frozenset(
    {"accountNumber", "iban", "number", "passportNumber", "idNumber", "imoNumber", "mmsi", "callSign"}
)
"""Numbers whose spaces and hyphens say nothing. Those of a plate do: "1กข 1234" is a series and a number."""

AS_IT_IS = frozenset({"publicKey", "privateKey"})
"""Capital and small letters differ."""


def read_number(prop: str, text: str) -> str:
    """A number that names a thing, in one form: ASCII digits, capitals, no spaces where they say nothing.

    Raises:
        InvalidValue: "number-digits-lost" (a spreadsheet rounded it); "number-without-signs"; and as `tidy`.

    >>> read_number("registrationNumber", "២អ ១២៣៤"), read_number("accountNumber", "123-4-56789-0")
    ('2អ 1234', '1234567890')
    """
    plain = tidy(text).lstrip("'’")
    if prop in AS_IT_IS:
        return _some(plain.replace(" ", ""))
    plain = unicodedata.normalize("NFKC", ascii_digits(plain)).upper()
    if _ROUNDED.fullmatch(plain):
        raise InvalidValue("number-digits-lost")
    plain = _SPREADSHEET_TAIL.sub(r"\1", plain)
    if prop in CLOSED_UP:
        plain = re.sub(r"[\s.\-‐‑–_/]+", "", plain)
    return _some(" ".join(plain.split()))


def read_measure(text: str, *, unit: str = "cm") -> str:
    """A measure in its unit, without it.

    Raises:
        InvalidValue: "measure-form"; and as `tidy`.

    >>> read_measure("១៧០ cm"), read_measure("1.70 m")
    ('170', '170')
    """
    plain = unicodedata.normalize("NFKC", ascii_digits(tidy(text))).casefold().replace(",", ".")
    found = re.fullmatch(r"([0-9]{1,12}(?:\.[0-9]{1,8})?)\s*([a-z]{0,3})", plain)
    if not found or found[2] not in {"", unit, "m"}:
        raise InvalidValue("measure-form", unit=unit)
    number = float(found[1])
    if found[2] == "m" and unit == "cm":
        number = round(number * 100)
    return f"{number:.8f}".rstrip("0").rstrip(".")


_FEWEST_DIGITS = 2


def read_partial(text: str) -> str:
    """Digits or signs of which some are remembered: "*678" ends so, "012*" begins so, "*34*" holds it, "?" is one sign.

    Without a mark the signs stand somewhere in the number.

    Raises:
        InvalidValue: "partial-form"; "partial-too-short" (fact `fewest`); and as `tidy`.

    >>> read_partial("…678"), read_partial("012 3?? *"), read_partial("៦៧៨")
    ('*678', '0123??*', '*678*')
    """
    plain = unicodedata.normalize("NFKC", ascii_digits(tidy(text))).upper()
    plain = re.sub(r"\.{2,}|…|⋯", "*", plain)
    plain = re.sub(r"\*+", "*", re.sub(r"[\s.\-‐‑–()+/]+", "", plain))
    if not all(sign.isalnum() or sign in "*?" or unicodedata.category(sign).startswith("M") for sign in plain):
        raise InvalidValue("partial-form")
    if sum(sign not in "*?" for sign in plain) < _FEWEST_DIGITS:
        raise InvalidValue("partial-too-short", fewest=_FEWEST_DIGITS)
    return plain if "*" in plain else f"*{plain}*"


def _some(plain: str) -> str:
    if not _ONLY_MARKS.sub("", plain):
        raise InvalidValue("number-without-signs")
    return plain
