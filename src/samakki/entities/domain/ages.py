"""Ages as they are told, kept as completed years from and to with the day they were said on."""

import re
import unicodedata
from datetime import date

from samakki.kernel.ages import AgeCounting, AgeRange
from samakki.kernel.digits import ascii_digits
from samakki.kernel.refusals import InvalidValue

_FORM = re.compile(r"([0-9]{1,3})\.\.([0-9]{1,3})@([0-9]{4}-[0-9]{2}-[0-9]{2})")
_TO = r"(?:-|–|—|~|to|until|and|or|ถึง|ដល់|ຫາ|至|到|đến|hingga|sampai)"
_ONE_OR_TWO = re.compile(rf"([0-9]{{1,3}})(?:\s*{_TO}\s*([0-9]{{1,3}}))?")
_YEARS = re.compile(r"(?:years?|yrs?|y)(?: old)?|ปี|ឆ្នាំ|ປີ|နှစ်|岁|歲|tuổi|বছর|tahun|taon|taong gulang", re.IGNORECASE)


def read_age(text: str, *, on: date, counting: AgeCounting = AgeCounting.NOT_ASKED) -> AgeRange:
    """Read an age: one number or two.

    Trap: "about sixteen" is not read. Whoever records it says from and to; the words stay beside it as written.

    Trap: unless somebody asked how the person counts, one number already is a span: "eighteen" may be 16.

    Args:
        text: "16", "16-18", "១៦ ឆ្នាំ".
        on: local calendar day it was said on.
        counting: how the person who told it counts.

    Raises:
        InvalidValue: "age-not-understood"; what `AgeRange` raises.

    >>> age = read_age("១៦-១៨ ឆ្នាំ", on=date(2026, 3, 1), counting=AgeCounting.COMPLETED)
    >>> age.low, age.high
    (16, 18)
    """
    plain = unicodedata.normalize("NFKC", ascii_digits(text)).casefold()
    found = _ONE_OR_TWO.fullmatch(_YEARS.sub(" ", plain).strip())
    if not found:
        raise InvalidValue("age-not-understood")
    low = int(found[1])
    return AgeRange.counted(low, int(found[2] or low), by=counting, said_on=on, as_told=text)


def age_value(age: AgeRange) -> str:
    """An age as a statement keeps it.

    >>> age_value(AgeRange(16, 18, date(2026, 3, 1)))
    '16..18@2026-03-01'
    """
    return f"{age.low}..{age.high}@{age.said_on.isoformat()}"


def age_of_value(value: str) -> AgeRange:
    """The age that a statement keeps.

    Raises:
        InvalidValue: "age-not-understood"; what `AgeRange` raises.
    """
    found = _FORM.fullmatch(value)
    if not found:
        raise InvalidValue("age-not-understood")
    try:
        said_on = date.fromisoformat(found[3])
    except ValueError:
        raise InvalidValue("age-not-understood") from None
    return AgeRange(int(found[1]), int(found[2]), said_on)
