"""Which reader serves which property."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from samakki.entities.domain import schemata
from samakki.entities.domain.ages import age_value, read_age
from samakki.entities.domain.properties import OWN, kept, kind_of
from samakki.entities.domain.reading.accounts import read_account
from samakki.entities.domain.reading.numbers import read_measure, read_number, read_partial
from samakki.entities.domain.reading.writing_systems import BurmeseTyping, language_of, tidy
from samakki.entities.domain.statements import CODED, LONGEST_VALUE, NewStatement, takes
from samakki.kernel.ages import AgeCounting
from samakki.kernel.calendars import Calendar
from samakki.kernel.code_tables import LONG_LANGUAGE_CODES
from samakki.kernel.codes import Country, Language
from samakki.kernel.dates import PartialDate
from samakki.kernel.digits import ascii_digits
from samakki.kernel.phones import Phone, PhoneNote, read_phone
from samakki.kernel.refusals import InvalidValue
from samakki.kernel.written_dates import DayOrder, parse_as_written


@dataclass(frozen=True, slots=True)
class Told:
    """What is known around a text that is read.

    Attributes:
        on: local calendar day it was said on.
        country: ISO 3166-1 alpha-2 of who reports: their national numbers and their order of day and month.
        language: BCP 47 of the text, where somebody said it.
        encoding: of Burmese letters, where somebody said it.
        calendar: of a date, where somebody said it.
        counting: how who told an age counts.
        service: of a social account, where somebody picked it.
    """

    on: date
    country: str = ""
    language: str = ""
    encoding: BurmeseTyping | None = None
    calendar: Calendar | None = None
    counting: AgeCounting = AgeCounting.NOT_ASKED
    service: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something a person should look at, as a code that a page words. Nothing was changed by it."""

    code: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it was read.

    Attributes:
        statement: to be written.
        remarks: what a person should look at, as codes; nothing was changed by them.
    """

    statement: NewStatement
    remarks: tuple[Remark, ...] = field(default=())


def read_value(schema: str, prop: str, text: str, *, country: str = "", language: str = "", on: date) -> NewStatement:
    """Read the text of one property; `read` without its remarks.

    Trap: the statement may carry another property than was asked for: what FollowTheMoney cannot hold goes to the
    twin that begins "samakki:".

    Args:
        schema: of the entity.
        prop: property of the schema.
        text: as typed; kept byte for byte.
        country: ISO 3166-1 alpha-2 of who reports, for telephone numbers; empty where it is not known.
        language: BCP 47 of the text, where somebody said it.
        on: local calendar day it was said on, for ages.

    Raises:
        InvalidValue: the text has no meaning for this property, or more than one.
    """
    return read(schema, prop, text, told=Told(on, country, language)).statement


def read(schema: str, prop: str, text: str, *, told: Told) -> Reading:
    """Read the text of one property, and say what is doubtful about it.

    Args:
        schema: of the entity.
        prop: property of the schema.
        text: as typed; kept byte for byte.
        told: what is known around it.

    Raises:
        InvalidValue: the text has no meaning for this property, or more than one: "value-empty", "value-too-long",
            "value-not-taken", "text-may-be-zawgyi", "year-looks-buddhist" and the like.

    >>> read("Person", "birthDate", "๑๗ พ.ค. ๒๕๕๑ พ.ศ.", told=Told(date(2026, 3, 1))).statement.value
    '2008-05-17'
    """
    found = kind_of(schema, prop)
    if found.kind == "entity":
        raise InvalidValue("target-needed", property=prop)
    if len(text) > LONGEST_VALUE:
        raise InvalidValue("value-too-long", longest=LONGEST_VALUE)
    base = prop.removeprefix(OWN)
    kind = schemata.properties(schema).get(base, found).kind  # a twin is read like what it stands in for
    reader = _OF_PROPERTY.get(base) or _OF_KIND.get(kind, _text)
    value, remarks = reader(base, text, told)
    if kind in CODED and not takes(kind, value):
        raise InvalidValue("value-not-taken", property=prop, kind=kind)
    name = prop if prop.startswith(OWN) else kept(schema, prop, value)
    language = language_of(value, told.language) if kind == "name" else told.language
    as_written = text if text != value else ""
    return Reading(NewStatement(name, value, as_written, language), remarks)


def read_told(schema: str, prop: str, phone: Phone, *, language: str = "") -> NewStatement:
    """What `read` gives for a telephone number that was read before.

    Raises:
        InvalidValue: "phone-rounded", "phone-several-numbers", and as `tidy`.
    """
    value, _ = _of_phone(phone)
    return NewStatement(kept(schema, prop, value), value, phone.as_told if phone.as_told != value else "", language)


_Read = tuple[str, tuple[Remark, ...]]
_Reader = Callable[[str, str, Told], _Read]
_NOTHING: tuple[Remark, ...] = ()


def _text(_prop: str, text: str, told: Told) -> _Read:
    return tidy(text, encoding=told.encoding), _NOTHING


def _lines(_prop: str, text: str, told: Told) -> _Read:
    return tidy(text, encoding=told.encoding, keep_lines=True), _NOTHING


def _number(prop: str, text: str, _told: Told) -> _Read:
    return read_number(prop, text), _NOTHING


def _measure(_prop: str, text: str, _told: Told) -> _Read:
    return read_measure(text), _NOTHING


def _partial(_prop: str, text: str, _told: Told) -> _Read:
    return read_partial(text), _NOTHING


def _age(_prop: str, text: str, told: Told) -> _Read:
    return age_value(read_age(text, on=told.on, counting=told.counting)), _NOTHING


def _account(_prop: str, text: str, told: Told) -> _Read:
    return read_account(text, told.service or "other").username, _NOTHING


def _date(_prop: str, text: str, told: Told) -> _Read:
    plain = tidy(text)
    if ("/" in plain and any(part in plain for part in ("..", "-"))) or plain.startswith("["):
        read_date = PartialDate(plain)
    else:
        order = DayOrder.MONTH_FIRST if told.country == "PH" else DayOrder.DAY_FIRST
        read_date = parse_as_written(plain, calendar=told.calendar, order=order)
    remarks = [Remark("date-may-be-placeholder")] if read_date.may_be_placeholder else []
    return read_date.iso, tuple(remarks)


def _phone(_prop: str, text: str, told: Told) -> _Read:
    return _of_phone(read_phone(text, region=Country(told.country) if told.country else None))


def _of_phone(phone: Phone) -> _Read:
    tidy(phone.as_told)
    if PhoneNote.DIGITS_LOST in phone.notes:
        raise InvalidValue("phone-rounded")
    if PhoneNote.SEVERAL_NUMBERS in phone.notes:
        raise InvalidValue("phone-several-numbers")
    return _phone_value(phone), tuple(Remark(f"phone-{note.value}") for note in phone.notes)


def _phone_value(phone: Phone) -> str:
    """The international number, else country and digits: "KH:1300", "-:012345"."""
    return phone.e164 or f"{phone.region or '-'}:{re.sub(r'[^0-9]', '', ascii_digits(phone.as_told))}"


def _country(_prop: str, text: str, _told: Told) -> _Read:
    return Country.parse(tidy(text)).code.lower(), _NOTHING


def _language(_prop: str, text: str, _told: Told) -> _Read:
    tag = Language.parse(tidy(text))
    longer = [long for long, short in LONG_LANGUAGE_CODES.items() if short == tag.tag]
    return next((code for code in longer if schemata.takes("language", code)), tag.tag), _NOTHING


def _sex(_prop: str, text: str, _told: Told) -> _Read:
    plain = tidy(text).casefold()
    for value, words in _SEXES.items():
        if plain == value or plain in words:
            return value, _NOTHING
    raise InvalidValue("sex-not-understood")


def _email(_prop: str, text: str, _told: Told) -> _Read:
    plain = tidy(text).replace(" ", "")
    if not schemata.takes("email", plain):
        raise InvalidValue("email-form")
    return plain, _NOTHING


def _url(_prop: str, text: str, _told: Told) -> _Read:
    plain = tidy(text).replace(" ", "%20")
    if not schemata.takes("url", plain if "://" in plain else f"https://{plain}"):
        raise InvalidValue("web-address-form")
    return plain if "://" in plain else f"https://{plain}", _NOTHING


_OF_KIND: Mapping[str, _Reader] = MappingProxyType(
    {
        "age": _age,
        "country": _country,
        "date": _date,
        "date span": _date,
        "digits": _partial,
        "email": _email,
        "gender": _sex,
        "identifier": _number,
        "language": _language,
        "number": _measure,
        "phone": _phone,
        "text": _lines,
        "url": _url,
    }
)
_OF_PROPERTY: Mapping[str, _Reader] = MappingProxyType({"username": _account})

_SEXES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "male": frozenset(
            {"m", "man", "boy", "ប្រុស", "ชาย", "ຊາຍ", "ကျား", "ယောက်ျား", "nam", "男", "পুরুষ"}
            | {"laki-laki", "pria", "l", "lelaki", "lalaki"}
        ),
        "female": frozenset(
            {"f", "woman", "girl", "ស្រី", "หญิง", "ຍິງ", "မ", "မိန်းမ", "nữ", "女", "মহিলা", "নারী"}
            | {"perempuan", "wanita", "p", "babae"}
        ),
        "other": frozenset({"x"}),
    }
)
"""Words that papers of the region have in the field for sex, in small letters."""
