"""Reads one cell as a value of one property: dates of either calendar, day numbers, telephones that lost their zero."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from babel import Locale

from samakki.entities.domain.importing.cell_words import SEXES
from samakki.entities.domain.importing.cells import Cell, CellKind
from samakki.entities.domain.importing.day_orders import is_either_way
from samakki.entities.domain.importing.encodings import from_zawgyi
from samakki.entities.domain.importing.sheet_dates import day_told, told_day
from samakki.entities.domain.importing.xlsx import day_of
from samakki.entities.domain.properties import kept, kind_of
from samakki.entities.domain.reading import read_told, read_value
from samakki.entities.domain.statements import LONGEST_VALUE, NewStatement
from samakki.kernel.calendars import Calendar
from samakki.kernel.codes import Country
from samakki.kernel.dates import PartialDate
from samakki.kernel.digits import ascii_digits
from samakki.kernel.phones import Phone, PhoneNote, Validity, read_phone
from samakki.kernel.refusals import InvalidValue, Refusal
from samakki.kernel.written_dates import DayOrder


@dataclass(frozen=True, slots=True)
class Manner:
    """How values of a sheet are to be read, as the officer said.

    Attributes:
        on: local calendar day of the import, for ages.
        country: whose people would dial a number as it is written; "" where it is not known.
        calendar: what a year such as 2561 counts in; None where nobody said: then it is asked about.
        order: of day and month in "5/6/2008".
        is_order_unsure: other cells of the column show the other order.
        is_zawgyi: Burmese in the file is typed for the Zawgyi font.
        language: BCP 47 of the names and texts, "" where mixed.
    """

    on: date
    country: str = ""
    calendar: Calendar | None = None
    order: DayOrder = DayOrder.DAY_FIRST
    is_order_unsure: bool = False
    is_zawgyi: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class ReadCell:
    """What one cell says; several statements where it holds several telephone numbers."""

    statements: tuple[NewStatement, ...] = ()
    remarks: tuple[Refusal, ...] = ()


def read_cell(schema: str, prop: str, cell: Cell, manner: Manner) -> ReadCell:
    """Read one cell that is not empty.

    Args:
        schema: of the thing that the column is about.
        prop: property of the schema.
        cell: holds text.
        manner: how.

    Returns:
        Statements, and remarks that an officer should look at.

    Raises:
        InvalidValue: the row cannot be taken: "cell-is-error", "phone-rounded", "value-too-long", what dates raise.
    """
    if cell.kind is CellKind.ERROR:
        raise InvalidValue("cell-is-error")
    text = from_zawgyi(cell.text) if manner.is_zawgyi else cell.text
    if len(text) > LONGEST_VALUE:
        raise InvalidValue("value-too-long", longest=LONGEST_VALUE)
    kind = kind_of(schema, prop).kind
    read = _READERS.get(kind, _plain)
    found = read(schema, prop, Cell(text, cell.kind), manner)
    remarks = list(found.remarks)
    if cell.kind is CellKind.NUMBER and kind in {"identifier", "string"} and len(text) > _EXACT_DIGITS:
        remarks.append(Refusal("digits-may-be-lost"))
    statements = found.statements
    if text != cell.text:
        statements = tuple(_as_written(one, cell.text) for one in statements)
    return ReadCell(statements, tuple(remarks))


_EXACT_DIGITS = 15  # a spreadsheet keeps no more of a number; the rest become zeros


def _as_written(one: NewStatement, text: str) -> NewStatement:
    return NewStatement(one.prop, one.value, text, one.language)


def _plain(schema: str, prop: str, cell: Cell, manner: Manner) -> ReadCell:
    country = manner.country
    one = read_value(schema, prop, cell.text, country=country, language=manner.language, on=manner.on)
    return ReadCell((one,))


# --- dates ---

_DAY_NUMBER = re.compile(r"[1-6]\d{4}(?:\.\d+)?")  # 18 May 1927 and later; a shorter number is a year or nothing


def _date(schema: str, prop: str, cell: Cell, manner: Manner) -> ReadCell:
    text = told_day(cell.text)
    remarks = []
    if cell.kind is not CellKind.DATE and _DAY_NUMBER.fullmatch(text):
        day = day_of(float(text))
        if day is not None:
            found = PartialDate(day.isoformat(), cell.text)
            return ReadCell(
                (NewStatement(kept(schema, prop, found.iso), found.iso, cell.text),),
                (Refusal("date-from-day-number", {"date": found.iso}),),
            )
    iso, was_buddhist = day_told(text, manner.calendar, manner.order)
    if was_buddhist:
        remarks.append(Refusal("date-was-buddhist", {"date": iso}))
    if manner.is_order_unsure and is_either_way(text):
        remarks.append(Refusal("date-order-unsure", {"date": iso}))
    as_written = cell.text if cell.text != iso else ""
    return ReadCell((NewStatement(kept(schema, prop, iso), iso, as_written),), tuple(remarks))


# --- telephones ---

_LABEL = re.compile(r"^\W*(?:tel|telephone|phone|mobile|mob|cell|hp|ph|fax|[mtph])\W*(?=[\d+(])", re.IGNORECASE)
_EXTENSION = re.compile(r"(?:ext(?:n|ension)?|x)[\s.]*\d+\s*$", re.IGNORECASE)
_LETTERED = re.compile(r"\d[-.]?[a-z?*]|[a-z?*][-.]?\d", re.IGNORECASE)
_SEPARATORS = re.compile(r"[/;,|\n；，、／]|\b(?:or|and)\b|หรือ|ឬ|或")


def _phone(schema: str, prop: str, cell: Cell, manner: Manner) -> ReadCell:
    region = Country(manner.country) if manner.country else None
    phone = read_phone(cell.text, region=region)
    if PhoneNote.SEVERAL_NUMBERS in phone.notes:
        phones = [read_phone(part, region=region) for part in _SEPARATORS.split(cell.text) if part.strip()]
    else:
        phones = [phone]
    remarks: dict[Refusal, None] = {}
    statements = []
    for one in phones:
        if PhoneNote.DIGITS_LOST in one.notes:
            raise InvalidValue("phone-rounded")
        statements.append(read_told(schema, prop, one, language=manner.language))
        told = _remarks(one)
        if _LETTERED.search(_without_plain_letters(one.as_told)):
            told = (*told, Refusal("phone-has-letters"))
        if not told and one.validity is Validity.NOT_A_NUMBER:
            told = (Refusal("phone-kept-as-written"),)
        remarks.update(dict.fromkeys(told))
    return ReadCell(tuple(statements), tuple(remarks))


def _without_plain_letters(text: str) -> str:
    """A number without "Tel." before and an extension behind it, which are read; "081 234 56x9" keeps its letter."""
    plain = _LABEL.sub("", ascii_digits(text))
    whole = _EXTENSION.sub("", plain)
    return whole if sum(map(str.isdigit, whole)) >= _WHOLE_NUMBER else plain


_WHOLE_NUMBER = 9  # digits; what is shorter was no number before its extension
_NOTED = {
    "phone-country-not-known": PhoneNote.REGION_NOT_KNOWN,
    "phone-several-readings": PhoneNote.SEVERAL_READINGS,
    "phone-plus-missing": PhoneNote.PLUS_MISSING,
}


def _remarks(phone: Phone) -> tuple[Refusal, ...]:
    found = tuple(Refusal(code) for code, note in _NOTED.items() if note in phone.notes)
    if PhoneNote.ZERO_MAY_BE_LOST not in phone.notes:
        return found
    return (Refusal("phone-zero-restored") if phone.e164 else Refusal("phone-zero-may-be-lost"), *found)


# --- sexes and countries ---


def _gender(schema: str, prop: str, cell: Cell, manner: Manner) -> ReadCell:
    sex = SEXES.get(cell.text.strip().casefold())
    if sex is None:
        text = " ".join(cell.text.split())
        return ReadCell((NewStatement(kept(schema, prop, text), text),), (Refusal("sex-kept-as-written"),))
    return ReadCell((NewStatement(prop, sex, cell.text if cell.text != sex else ""),))


def _country(schema: str, prop: str, cell: Cell, manner: Manner) -> ReadCell:
    text = " ".join(cell.text.split())
    code = country_named(text)
    if not code:
        return ReadCell((NewStatement(kept(schema, prop, text), text),), (Refusal("country-not-understood"),))
    value = code.lower()  # FollowTheMoney writes them small
    return ReadCell((NewStatement(kept(schema, prop, value), value, cell.text if cell.text != value else ""),))


def country_named(text: str) -> str:
    """The ISO 3166-1 code that a country or its people are called by, in languages of the region; "" if none is known.

    >>> country_named("ไทย"), country_named("Vietnamese"), country_named("柬埔寨"), country_named("?")
    ('TH', 'VN', 'KH', '')
    """
    plain = " ".join(text.casefold().split())
    return _country_names().get(plain, "")


_LOCALES = ("en", "km", "th", "lo", "my", "vi", "zh_Hans", "zh_Hant", "id", "ms", "fil", "bn")
_PEOPLES: Mapping[str, str] = MappingProxyType(
    {
        "KH": "khmer, cambodian, kampuchea, ខ្មែរ, เขมร, campuchia",
        "TH": "thai, สยาม, ថៃ, ໄທ, thái",
        "VN": "vietnamese, viet nam, vn, việt, viet, ญวน, យួន, ວຽດນາມ, kinh",
        "LA": "lao, laotian, lao pdr, laos, ลาว, ຄົນລາວ, lào",
        "MM": "burmese, myanmar, burma, พม่า, เมียนมา, เมียนมาร์, ဗမာ, မြန်မာ, ភូមា, bamar",
        "CN": "chinese, prc, china, จีน, ចិន, ຈີນ, trung quốc, 中国籍, 汉",
        "MY": "malaysian, malay, มาเลย์",
        "ID": "indonesian, wni",
        "PH": "filipino, filipina, philippine, phl",
        "BD": "bangladeshi, bangladeshi national, bengali",
        "SG": "singaporean",
        "TW": "taiwanese",
        "IN": "indian",
        "NP": "nepali, nepalese",
        "LK": "sri lankan",
        "PK": "pakistani",
        "US": "usa, american, u.s.a.",
        "GB": "uk, british",
        "RU": "russian",
        "JP": "japanese",
        "KR": "korean, south korean",
        "AU": "australian",
    }
)


@cache
def _country_names() -> Mapping[str, str]:
    found: dict[str, str] = {}
    for locale in _LOCALES:
        for code, name in Locale.parse(locale).territories.items():
            if len(code) == 2 and Country.is_code(code):  # noqa: PLR2004  (others are groups of countries)
                found.setdefault(name.casefold(), code)
                found.setdefault(code.casefold(), code)
    for code, words in _PEOPLES.items():
        found.update({word.strip(): code for word in words.split(",")})
    return MappingProxyType(found)


def _text(schema: str, prop: str, cell: Cell, manner: Manner) -> ReadCell:
    text = (
        " ".join(ascii_digits(cell.text).split()) if kind_of(schema, prop).kind == "identifier" else cell.text.strip()
    )
    as_written = cell.text if cell.text != text else ""
    return ReadCell((NewStatement(kept(schema, prop, text), text, as_written, manner.language),))


def _age(schema: str, prop: str, cell: Cell, manner: Manner) -> ReadCell:
    return _plain(schema, prop, Cell(cell.text.replace("--", "-"), cell.kind), manner)  # spans of data sets


_READERS = {
    "date": _date,
    "phone": _phone,
    "gender": _gender,
    "country": _country,
    "age": _age,
    "text": _text,
    "string": _text,
    "identifier": _text,
}
