"""Telephone numbers: as they were told, and as one international number where that can be known.

The country that completes a number comes from who reports it, never from the node: a Cambodian officer's "012" is not
a Thai one. Numbering plans are those of the phonenumbers library (Google's libphonenumber), which follow the plans
of today: a number from an older plan comes out as possible, not valid, and is kept.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

import phonenumbers
from phonenumbers import (
    NumberParseException,
    PhoneNumber,
    PhoneNumberFormat,
    PhoneNumberType,
    is_possible_number,
)
from phonenumbers.shortnumberinfo import is_possible_short_number_for_region, is_valid_short_number_for_region

from samakki.kernel.codes import Country
from samakki.kernel.digits import ascii_digits
from samakki.kernel.refusals import InvalidValue


class Validity(Enum):
    """What the numbering plan says of a number. Says nothing about who answers it."""

    VALID = "valid"  # in use according to the plan
    POSSIBLE = "possible"  # right length; the plan does not know the range
    NOT_A_NUMBER = "not_a_number"


class PhoneKind(Enum):
    """What kind of line the plan gives the number."""

    MOBILE = "mobile"
    FIXED = "fixed"
    FIXED_OR_MOBILE = "fixed_or_mobile"
    INTERNET = "internet"
    FREE = "free"  # free of charge for the caller
    PAID = "paid"  # premium or shared cost
    SHORT = "short"  # emergency numbers and hotlines; dialled in one country only
    OTHER = "other"
    UNKNOWN = "unknown"


class PhoneNote(Enum):
    """What a person should look at before relying on the number."""

    ZERO_MAY_BE_LOST = "zero-may-be-lost"  # told without the 0 that is dialled first; spreadsheets drop it
    PLUS_MISSING = "plus-missing"  # read as international although no + or 00 was told
    SEVERAL_READINGS = "several-readings"  # valid in more than one country as told
    SEVERAL_NUMBERS = "several-numbers"  # more than one number in the text: record each
    DIGITS_LOST = "digits-lost"  # "8.55123E+10": a spreadsheet rounded it, the number is gone
    DIGITS_NOT_READ = "digits-not-read"  # the number does not end with the digits that were told
    REGION_NOT_KNOWN = "region-not-known"  # a national number, and nobody said of which country


@dataclass(frozen=True, slots=True)
class Phone:
    """One number.

    Attributes:
        as_told: the text, character by character, leading zeros and local digits included.
        region: country of the reporter, used to complete it; None where it was not known.
        e164: "+85512345678"; None where no single reading is right, and for short numbers.
        other_readings: further international numbers that the same text can mean.
        validity: of `e164`, or of the short number.
        kind: of `e164`, or SHORT.
        extension: digits behind the number, "" without one.
        notes: what to look at, in a fixed order.
    """

    as_told: str
    region: Country | None
    e164: str | None = None
    other_readings: tuple[str, ...] = ()
    validity: Validity = Validity.NOT_A_NUMBER
    kind: PhoneKind = PhoneKind.UNKNOWN
    extension: str = ""
    notes: tuple[PhoneNote, ...] = ()

    @property
    def keys(self) -> frozenset[str]:
        """What to compare: each international reading, else country and digits ("TH:1300").

        Empty where the text is not one number: a rounded number equals nothing, not even itself. The extension is
        left out: two people behind one switchboard share its number.
        """
        if {PhoneNote.DIGITS_LOST, PhoneNote.SEVERAL_NUMBERS} & set(self.notes):
            return frozenset()
        readings = frozenset(filter(None, (self.e164, *self.other_readings)))
        return readings or frozenset({f"{self.region or '-'}:{_digits(self.as_told)}"})


def could_be_same(one: Phone, other: Phone) -> bool:
    """Whether some reading of both is one number. Symmetric."""
    return not one.keys.isdisjoint(other.keys)


def read_phone(text: str, *, region: Country | None) -> Phone:
    """Read one telephone number, and say what is doubtful about it.

    Trap: "0085512345678" dialled from Thailand or Cambodia is not 855…, because 008 and 00855 are prefixes of
    their own there; people write it all the same, so 00 is also read as a plus sign.

    Trap: a number that no plan knows is kept with its digits. It may be an old number, a bank account, or mistyped.

    Args:
        text: as told: "012 345 678", "០១២ ៣៤៥ ៦៧៨", "+855 (0)12-345-678", "02 123 4567 ต่อ 12", "1300".
        region: country whose people would dial it as written: the reporter's. None: only international numbers read.

    Raises:
        InvalidValue: "phone-without-digits".

    >>> read_phone("០១២ ៣៤៥ ៦៧៨", region=Country("KH")).e164
    '+85512345678'
    >>> read_phone("12345678", region=Country("KH")).notes
    (<PhoneNote.ZERO_MAY_BE_LOST: 'zero-may-be-lost'>,)
    """
    plain = unicodedata.normalize("NFKC", ascii_digits(text)).strip()
    if not _digits(plain):
        raise InvalidValue("phone-without-digits")
    if _ROUNDED.fullmatch(plain.lstrip(_APOSTROPHES)):
        return Phone(text, region, notes=(PhoneNote.DIGITS_LOST,))
    plain = _without_words(_SPREADSHEET_TAIL.sub(r"\1", plain))
    first, *further = _SEPARATORS.split(plain)
    if len(_digits(first)) >= _SHORTEST_NUMBER and any(_digits(part.partition("x")[0]) for part in further):
        return Phone(text, region, notes=(PhoneNote.SEVERAL_NUMBERS,))
    return _short(text, plain, region) or _chosen(text, plain, region)


_SHORTEST_NUMBER = 6  # digits; fewer are a short number or a piece of one
_APOSTROPHES = "'’"  # spreadsheets put one before a number kept as text
_ROUNDED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,2}")
_SPREADSHEET_TAIL = re.compile(r"^(\d{6,})\.0+$")
_EXTENSION = re.compile(
    r"(?:ext(?:n|ension)?\b|(?<![^\W\d_])x(?=[\s.]*\d)|#|ต่อ|ຕໍ່|máy lẻ|转|轉|內線|内线|sambungan)", re.IGNORECASE
)
_SEPARATORS = re.compile(r"[/;,|]")
_NO_PART_OF_A_NUMBER = re.compile(r"[^\d+().~\s/;,|\x00-]+")


def _without_words(plain: str) -> str:
    """Drop letters, so that none is dialled as a digit; keep "x" where an extension begins, a comma for a new line."""
    marked = _EXTENSION.sub("\0", re.sub(r"\n|\bor\b", ",", plain))
    return re.sub(r"^\((?=\+)", "", _NO_PART_OF_A_NUMBER.sub(" ", marked).replace("\0", " x").strip())


_KINDS = MappingProxyType(
    {
        PhoneNumberType.MOBILE: PhoneKind.MOBILE,
        PhoneNumberType.FIXED_LINE: PhoneKind.FIXED,
        PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.FIXED_OR_MOBILE,
        PhoneNumberType.VOIP: PhoneKind.INTERNET,
        PhoneNumberType.TOLL_FREE: PhoneKind.FREE,
        PhoneNumberType.PREMIUM_RATE: PhoneKind.PAID,
        PhoneNumberType.SHARED_COST: PhoneKind.PAID,
        PhoneNumberType.UNKNOWN: PhoneKind.UNKNOWN,
    }
)


def _short(text: str, plain: str, region: Country | None) -> Phone | None:
    """A hotline or emergency number, if it has the length of one in that country."""
    if region is None or len(_digits(plain)) > _SHORTEST_NUMBER or plain.startswith("+"):
        return None
    number = _parsed(plain, region)
    if number is None or not is_possible_short_number_for_region(number, region.code):
        return None
    is_valid = is_valid_short_number_for_region(number, region.code)
    return Phone(text, region, validity=Validity.VALID if is_valid else Validity.POSSIBLE, kind=PhoneKind.SHORT)


def _chosen(text: str, plain: str, region: Country | None) -> Phone:
    """Weigh the readings: what the reporter would dial comes first, else the only one that is valid."""
    dialled, *further = _readings(plain, region)
    written = [(_e164(number), number) for number in (dialled, *further) if number]
    valid = {e164: number for e164, number in written if _line(e164, number) != PhoneNumberType.UNKNOWN}
    e164, number = (written[0][0], dialled) if dialled else ("", None)
    if e164 not in valid:
        if len(valid) == 1:
            e164, number = next(iter(valid.items()))
        elif valid or dialled is None or not _may_be_unknown_range(dialled, plain):
            e164, number = "", None
    others = tuple(one for one in valid if one != e164)
    found = [PhoneNote.SEVERAL_READINGS] if others else []
    if number is None:
        if region is None and not others and not plain.startswith("+"):
            found.append(PhoneNote.REGION_NOT_KNOWN)
        return Phone(text, region, other_readings=others, notes=tuple(found))
    return Phone(
        text,
        region,
        e164,
        others,
        Validity.VALID if e164 in valid else Validity.POSSIBLE,
        _KINDS.get(_line(e164, number), PhoneKind.OTHER),
        number.extension or "",
        (*_notes(number, plain), *found),
    )


def _readings(plain: str, region: Country | None) -> list[PhoneNumber | None]:
    """As dialled in the region first; then what people may have left out: plus, 00 for plus, the first 0."""
    if plain.startswith("+"):
        return [_parsed(plain, None)]
    dialled = _parsed(plain, region) if region else None
    if plain.startswith("00"):
        return [dialled, _parsed(f"+{plain[2:]}", None)]
    if plain.startswith("0"):
        return [dialled]
    with_zero = _parsed(f"0{plain}", region) if dialled else None
    # A zero put back may also make a prefix of a foreign call; that is not what a spreadsheet drops.
    is_national = with_zero and dialled and with_zero.country_code == dialled.country_code
    return [dialled, _parsed(f"+{plain}", None), with_zero if is_national else None]


def _may_be_unknown_range(number: PhoneNumber, plain: str) -> bool:
    return is_possible_number(number) and len(_digits(plain)) > _SHORTEST_NUMBER


def _notes(number: PhoneNumber, plain: str) -> list[PhoneNote]:
    typed = _digits(plain)
    # Italy keeps its zero abroad, most countries do not; without it the two compare alike.
    national = phonenumbers.national_significant_number(number).removeprefix("0") + (number.extension or "")
    notes = []
    if typed == national and _is_dialled_with_zero(number):
        notes.append(PhoneNote.ZERO_MAY_BE_LOST)
    if typed == f"{number.country_code}{national}" and not plain.startswith("+"):
        notes.append(PhoneNote.PLUS_MISSING)
    if not typed.endswith(national):
        notes.append(PhoneNote.DIGITS_NOT_READ)
    return notes


def _is_dialled_with_zero(number: PhoneNumber) -> bool:
    return phonenumbers.format_number(number, PhoneNumberFormat.NATIONAL).lstrip("(").startswith("0")


_lines: dict[str, int] = {}
_MOST_LINES = 8_192


def _line(e164: str, number: PhoneNumber) -> int:
    """The kind of line by the plan; UNKNOWN for a number that is not valid. Kept a while: each is asked for again."""
    found = _lines.get(e164)
    if found is None:
        if len(_lines) >= _MOST_LINES:
            _lines.clear()
        found = _lines[e164] = phonenumbers.number_type(number)
    return found


def is_international(text: str) -> bool:
    """Whether a text is a valid number in its one international form.

    >>> is_international("+85512345678"), is_international("+855 12345678"), is_international("012345678")
    (True, False, False)
    """
    if text in _lines:
        return _lines[text] != PhoneNumberType.UNKNOWN
    number = _parsed(text, None) if text.startswith("+") else None
    return number is not None and _e164(number) == text and _line(text, number) != PhoneNumberType.UNKNOWN


def _parsed(plain: str, region: Country | None) -> PhoneNumber | None:
    try:
        return phonenumbers.parse(plain, region.code if region else None)
    except NumberParseException:
        return None


def _e164(number: PhoneNumber) -> str:
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def _digits(text: str) -> str:
    return re.sub(r"\D", "", ascii_digits(text))
