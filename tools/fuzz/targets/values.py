"""Single values that people wrote: dates, telephones, references, ages, places, and every property of every thing."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, datetime
from itertools import product

from samakki.entities.domain import gazetteer, schemata
from samakki.entities.domain.ages import age_of_value, age_value, read_age
from samakki.entities.domain.properties import kind_of
from samakki.entities.domain.reading import read, tidy
from samakki.entities.domain.reading.reader import Told
from samakki.entities.domain.statements import NewPlace, check_place, check_statement
from samakki.kernel.addresses import DeskAddress, NodeName
from samakki.kernel.ages import AgeCounting, AgeRange, age_bounds
from samakki.kernel.calendars import Calendar
from samakki.kernel.codes import Country, Language, Script
from samakki.kernel.dates import PartialDate, could_be_same, overlaps
from samakki.kernel.digits import ascii_digits
from samakki.kernel.grades import Grade, GradeSystem, NativeGrade
from samakki.kernel.moments import read_moment, write_moment
from samakki.kernel.phones import could_be_same as phones_could_be_same
from samakki.kernel.phones import read_phone
from samakki.kernel.references import parse_reference
from samakki.kernel.refusals import InvalidValue
from samakki.kernel.written_dates import DayOrder, parse_as_written
from samakki.matching.domain import identifiers
from tools.fuzz.target import Target
from tools.fuzz.targets.names import text_of

ON = date(2026, 3, 1)
COUNTRIES = ("", "KH", "TH", "VN", "LA", "MM", "MY", "SG", "ID", "PH", "BD", "CN", "US", "XX")
CALENDARS = (None, *Calendar)
MANNERS = tuple(product(CALENDARS, DayOrder))


def read_date(data: bytes) -> None:
    """A date as written, in a calendar and an order that the first byte says; and as it is stored."""
    (calendar, order), text = MANNERS[(data[0] if data else 0) % len(MANNERS)], text_of(data[1:])
    with suppress(InvalidValue):
        stored = PartialDate(text)
        assert PartialDate(str(stored)) == stored
    found = parse_as_written(text, calendar=calendar, order=order)
    assert PartialDate(found.iso) is not None
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest
    assert overlaps(found, found)
    assert could_be_same(found, found)
    found.buddhist_years(Calendar.BUDDHIST_THAI)
    with suppress(InvalidValue):
        age_bounds(found, on=ON)


DATES = (
    "17/05/2551|๑๗ พ.ค. ๒๕๕๑|17 May 2008|ថ្ងៃទី១៧ ខែឧសភា ឆ្នាំ២០០៨|2008-05-17|2008-05|2008|"
    "2008-05-17/2008-06|5/2008|tháng 5 năm 2008|၁၇ မေ ၂၀၀၈|about 1990|1990~|2008?|195X|17.5.08|พ.ศ. 2551|"
    "1987/1988|민국 80年|2008年5月17日|[1990,1991]|{1990..1992}|199u|-0001|9999-12-31|29/02/2568|../2000"
)


def dates() -> Iterator[bytes]:
    """As people write them."""
    for place, text in enumerate(DATES.split("|")):
        yield b"\0" + text.encode()
        yield bytes((place % len(MANNERS),)) + text.encode()


def read_telephone(data: bytes) -> None:
    """A telephone number, where the first byte says who wrote it down."""
    country = COUNTRIES[(data[0] if data else 0) % len(COUNTRIES)]
    phone = read_phone(text_of(data[1:]), region=Country(country) if Country.is_code(country) else None)
    assert phones_could_be_same(phone, phone) or not phone.keys
    identifiers.phone_level(min(phone.keys, default="1"), "+85512345678")


PHONES = (
    "012 345 678|+855 12 345 678|00855-12-345-678|๐๘๑-๒๓๔-๕๖๗๘|081-234-5678 ext. 12|tel: 02/123/4567|113|"
    "*100#|012345678/098765432|8.12345E+11|85512345678|၀၉၁၂၃၄၅၆၇|+1 (650) 253-0000|0|+|09xx xxx 123"
)


def phones() -> Iterator[bytes]:
    """As people write them."""
    for place, text in enumerate(PHONES.split("|")):
        yield bytes((place % len(COUNTRIES),)) + text.encode()
        yield b"\1" + text.encode()


SCHEMATA = tuple(sorted(schemata.names()))


def read_property(data: bytes) -> None:
    """A text for any property of any thing: accounts, plates, documents, addresses of pages and letters, numbers."""
    schema = SCHEMATA[int.from_bytes(data[:2], "big") % len(SCHEMATA)]
    known = sorted(schemata.properties(schema))
    prop = known[int.from_bytes(data[2:4], "big") % len(known)]
    if kind_of(schema, prop).kind == "entity":
        return
    statement = read(
        schema, prop, text_of(data[5:]), told=Told(ON, COUNTRIES[sum(data[4:5]) % len(COUNTRIES)])
    ).statement
    check_statement(schema, statement)


VALUES = (
    "https://www.facebook.com/profile.php?id=100|@handle|LINE: abc|t.me/x|a@example.org|172 cm|5'8\"|"
    "บจ 1234 กรุงเทพ|2AB-1234|N1234567|male|ស្រី|ខ្មែរ|Khmer|km|1234567890123|http://[::1|1,5|๑๗|"
    "Cambodia|between 5 and 6|12-14 years|ประมาณ 17 ปี|line 1\nline 2|XXXX1234|wechat:abc|0x12|1e9|∞|½"
)


def properties() -> Iterator[bytes]:
    """Some of everything."""
    wanted = (
        ("Person", "name"),
        ("Person", "email"),
        ("Person", "birthDate"),
        ("Person", "height"),
        ("Person", "gender"),
        ("Person", "nationality"),
        ("Person", "idNumber"),
        ("Vehicle", "registrationNumber"),
        ("Address", "full"),
        ("UserAccount", "username"),
        ("BankAccount", "accountNumber"),
        ("Person", "phone"),
        ("Person", "website"),
    )
    for place, text in enumerate(VALUES.split("|")):
        for schema, prop in (wanted[place % len(wanted)], wanted[(place * 7 + 3) % len(wanted)]):
            known = sorted(schemata.properties(schema))
            places = (SCHEMATA.index(schema), known.index(prop) if prop in known else 0)
            yield b"".join(place.to_bytes(2, "big") for place in places) + b"\1" + text.encode()


CODES: tuple[Callable[[str], object], ...] = (
    DeskAddress.parse,
    NodeName.parse,
    Country.parse,
    Script.parse,
    Language.parse,
    Grade.parse,
    read_moment,
    parse_reference,
    lambda text: read_age(text, on=ON),
    lambda text: read_age(text, on=ON, counting=AgeCounting.AT_NEW_YEAR),
    age_of_value,
    tidy,
    *(lambda text, system=system: NativeGrade.parse(text, system=system) for system in GradeSystem),
    ascii_digits,
    lambda text: parse_reference(text, prefix="E"),
)


def read_code(data: bytes) -> None:
    """A short form: addresses, codes of countries and languages, grades, moments, references, ages."""
    reader = CODES[(data[0] if data else 0) % len(CODES)]
    found = reader(text_of(data[1:]))
    if isinstance(found, datetime):
        write_moment(found)
    if isinstance(found, AgeRange):
        age_value(found)


def codes() -> Iterator[bytes]:
    """One that each takes."""
    for place in range(len(CODES)):
        for text in (
            "KH/POL/AHTJPD/duty",
            "KH/POL",
            "KH",
            "Khmr",
            "zh-Hant",
            "B2",
            "2026-11-22T06:00:00Z",
            "E-7K3QX",
            "17",
            "15-17",
            "A*1!",
        ):
            yield bytes((place,)) + text.encode()


def read_place(data: bytes) -> None:
    """Words of a place looked up among areas, and a pin: two numbers, a radius, codes."""
    words, latitude, longitude, radius, codes_ = ([*text_of(data).split("\n"), "", "", "", "", ""])[:5]
    for area in gazetteer.find(words[:200]):
        gazetteer.chain(area.code)
    province, _, district = codes_.partition(" ")
    check_place(
        NewPlace(
            words,
            country=province[:2],
            province=province,
            district=district,
            latitude=number(latitude),
            longitude=number(longitude),
            radius_m=int(radius) if radius.isdecimal() else None,
        )
    )


def number(text: str) -> float | None:
    """As a form reads it."""
    try:
        return float(text)
    except ValueError:
        return None


def places() -> Iterator[bytes]:
    """Places with and without a pin."""
    yield b"Battambang\n13.1\n103.2\n500\nKH.02 KH.0201"
    yield "ចំការលើ\nnan\ninf\n-1\n".encode()
    yield "บุรีรัมย์ near the pagoda\n-0\n1e308\n".encode()


TARGETS = (
    Target(
        "date",
        "dates as written",
        read_date,
        (InvalidValue,),
        dates,
        ("samakki.kernel.written_dates", "samakki.kernel.dates", "samakki.kernel.calendars"),
        longest=512,
        words=tuple(word.encode() for word in ("พ.ศ.", "ព.ស.", "May", "tháng", "年", "/", "..", "XX", "~", "?")),
    ),
    Target(
        "phone", "telephone numbers", read_telephone, (InvalidValue,), phones, ("samakki.kernel.phones",), longest=512
    ),
    Target(
        "property",
        "a text for any property",
        read_property,
        (InvalidValue,),
        properties,
        ("samakki.entities.domain.reading", "samakki.entities.domain.statements"),
        longest=2048,
        words=(b"https://", b"facebook.com/", b"@", b"t.me/", b" cm", b"xn--", b"[::1]"),
    ),
    Target(
        "code",
        "short forms: addresses, grades, moments, references, ages",
        read_code,
        (InvalidValue,),
        codes,
        ("samakki.kernel", "samakki.entities.domain.ages"),
        longest=512,
    ),
    Target(
        "place",
        "places and pins",
        read_place,
        (InvalidValue,),
        places,
        ("samakki.entities.domain.gazetteer",),
        longest=512,
        words=(b"nan", b"inf", b"-0", b"1e308", b"KH.02"),
    ),
)
