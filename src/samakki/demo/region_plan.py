"""Invents sixty cases of three countries, with people and things of which some turn up in several. Needs no Django.

The same seed gives the same region, whichever countries are asked for. Brokers belong to the region: a country writes
the name of its own in its own script, and another country's as it hears it, in Latin letters.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from samakki.demo.crowd import name, person, place, respelled, vehicle
from samakki.demo.crowd_names import Part
from samakki.entities.domain.kinds import PHONE_SERVICE
from samakki.entities.domain.statements import NewEntity, NewStatement

SEED = 1
CASES = 20  # of each country
BROKERS = 24
OTHERS = (4, 7)  # people in a case beside the broker
BORDER_EVERY = 3  # one case in so many is of the border desk
PROSECUTION_EVERY = 10  # and one of the prosecution service, which began it itself
NUMBERS = {"KH": ("+85512", "012"), "TH": ("+6681", "081"), "VN": ("+8491", "091")}


@dataclass(frozen=True, slots=True)
class Broker:
    """Somebody who turns up in cases of several countries."""

    country: str
    name: Part
    language: str
    phone: NewEntity


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One fact: as it was told, as another desk may read it, and what it describes."""

    raw: str
    sanitised: str
    entity: NewEntity


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A case with one report in it.

    Attributes:
        nickname: names nobody.
        is_border: a smuggling case of the border desk.
        is_prosecution: a case of the prosecution service; the police know nothing of it.
        countries: ISO codes.
        headline: of the report.
        language: of its words.
        items: the broker first, then the telephone, the house, what they travelled by, and the others.
        journey: title of a dated event.
        days_ago: when that was.
        grade: of all items, 4x4.
        task: what is to be done next, where it is of the prosecution.
    """

    nickname: str
    is_border: bool
    is_prosecution: bool
    countries: tuple[str, ...]
    headline: str
    language: str
    items: tuple[PlannedItem, ...]
    journey: str
    days_ago: int
    grade: str
    task: str


@dataclass(frozen=True, slots=True)
class Words:
    """Sentences of a country; ``{}`` is the name, number or place."""

    language: str
    things: tuple[str, ...]
    places: tuple[str, ...]
    headline: str
    broker: tuple[str, str]
    phone: str
    house: tuple[str, str]
    travel: str
    other: tuple[str, str]
    journey: str
    boats: tuple[str, ...]
    task: str  # of the prosecution


WORDS: Mapping[str, Words] = MappingProxyType(
    {
        "KH": Words(
            "km",
            ("ឡានពណ៌ក្រហម", "ទូកតូច", "ផ្លូវព្រៃ", "រោងចក្រចាស់", "ផ្សារព្រឹក"),
            ("ប៉ោយប៉ែត", "កោះកុង", "បាវិត", "ស្វាយរៀង"),
            "អ្នកនាំផ្លូវនៅ{}",
            ("បុរសឈ្មោះ {} សន្យាការងារ ហើយដកយកឯកសារ។", "បុរសម្នាក់សន្យាការងារ ហើយដកយកឯកសារ។"),
            "លេខទូរសព្ទ {}។",
            ("មនុស្សស្នាក់នៅ {}។", "មនុស្សស្នាក់នៅផ្ទះជួលមួយ។"),
            "ធ្វើដំណើរដោយ {}។",
            ("{} ក៏នៅទីនោះដែរ។", "មនុស្សម្នាក់ទៀតក៏នៅទីនោះដែរ។"),
            "ធ្វើដំណើរពី{}",
            ("នាវាមាស", "ទូកសំណាង", "រលកខៀវ"),
            "រៀបចំការចោទប្រកាន់",
        ),
        "TH": Words(
            "th",
            ("รถกระบะแดง", "เรือเล็ก", "ทางป่า", "โรงงานเก่า", "ตลาดเช้า"),
            ("อรัญประเทศ", "แม่สอด", "ระนอง", "มุกดาหาร"),
            "คนนำทางที่{}",
            ("ชายชื่อ {} สัญญาว่ามีงานและเก็บเอกสารไว้", "ชายคนหนึ่งสัญญาว่ามีงานและเก็บเอกสารไว้"),
            "เบอร์โทรศัพท์ {}",
            ("คนพักอยู่ที่ {}", "คนพักอยู่ในบ้านเช่าหลังหนึ่ง"),
            "เดินทางด้วย {}",
            ("{} ก็อยู่ที่นั่นด้วย", "อีกคนหนึ่งก็อยู่ที่นั่นด้วย"),
            "เดินทางจาก{}",
            ("โชคทะเล", "เรือทองคำ", "คลื่นคราม"),
            "ร่างคำฟ้อง",
        ),
        "VN": Words(
            "vi",
            ("xe tải đỏ", "thuyền nhỏ", "đường rừng", "xưởng cũ", "chợ sáng"),
            ("Mộc Bài", "Lao Bảo", "Hà Tiên", "Móng Cái"),
            "Người dẫn đường ở {}",
            ("Một người tên {} hứa việc làm và giữ giấy tờ.", "Một người hứa việc làm và giữ giấy tờ."),
            "Số điện thoại {}.",
            ("Mọi người ở {}.", "Mọi người ở một căn nhà trọ."),
            "Đi bằng {}.",
            ("{} cũng ở đó.", "Một người khác cũng ở đó."),
            "Đi từ {}",
            ("Biển Xanh", "Sao Mai", "Thuận Buồm"),
            "Soạn bản cáo trạng",
        ),
    }
)


def brokers(seed: int) -> tuple[Broker, ...]:
    """Those whom several countries come upon."""
    found = []
    for number in range(BROKERS):
        rng = Random(f"broker {seed}/{number}")  # noqa: S311  (invents people, not keys)
        country = rng.choice(("KH", "KH", "TH", "TH", "VN", "VN", "LA", "MM"))
        called, language = name(rng, country)
        found.append(Broker(country, called, language, _phone(rng, country)))
    return tuple(found)


def cases_of(country: str, *, seed: int = SEED, most: int = CASES) -> tuple[PlannedCase, ...]:
    """Cases of one country.

    >>> [len(cases_of(one, most=2)) for one in ("KH", "TH")]
    [2, 2]
    """
    known = brokers(seed)
    return tuple(_case(country, number, known, seed) for number in range(most))


def _case(country: str, number: int, known: tuple[Broker, ...], seed: int) -> PlannedCase:
    rng = Random(f"case {seed}/{country}/{number}")  # noqa: S311  (as above)
    words = WORDS[country]
    broker = rng.choice([*known, *(one for one in known if one.country == country)])
    town = rng.choice(words.places)
    house, travels = place(rng, country), _travels(rng, country)
    others = [person(rng, country) for _ in range(rng.randint(*OTHERS))]
    called = _as_heard(rng, broker, country)
    items = (
        PlannedItem(words.broker[0].format(called[0].value), words.broker[1], NewEntity("Person", called)),
        _told(words.phone, broker.phone),
        PlannedItem(words.house[0].format(_first(house)), words.house[1], house),
        _told(words.travel, travels),
        *(PlannedItem(words.other[0].format(_first(one)), words.other[1], one) for one in others),
    )
    return PlannedCase(
        f"{rng.choice(words.things)} {number + 1}",
        number % BORDER_EVERY == BORDER_EVERY - 1,
        number % PROSECUTION_EVERY == PROSECUTION_EVERY - 1,
        tuple(dict.fromkeys((country, broker.country, rng.choice(("KH", "TH", "VN"))))),
        words.headline.format(town),
        words.language,
        items,
        words.journey.format(town),
        rng.randint(10, 400),
        rng.choice(("A1", "B2", "B2", "B3", "C3")),
        words.task,
    )


def _phone(rng: Random, country: str) -> NewEntity:
    """A number that ends in 000 to 009, as all of the demonstration do, dialled at home or from abroad."""
    abroad, home = NUMBERS.get(country, NUMBERS["KH"])
    first, last = f"{rng.randint(200, 999)}", f"{rng.randint(0, 9)}{rng.choice(('000', '001', '003', '007', '009'))}"
    middle = last[:-3] if abroad != "+85512" else ""
    digits = f"{first}{middle}{last[-3:]}"
    as_written = rng.choice((f"{home} {first} {middle}{last[-3:]}", f"{abroad} {digits}", f"{home}{digits}"))
    said = (NewStatement("number", f"{abroad}{digits}", as_written=as_written), NewStatement("service", PHONE_SERVICE))
    return NewEntity("UserAccount", said)


def _travels(rng: Random, country: str) -> NewEntity:
    """A boat one time in three, else a vehicle."""
    if rng.randrange(3):
        return vehicle(rng, country)
    words = WORDS[country]
    called = f"{rng.choice(words.boats)} {rng.randint(1, 99)}"
    return NewEntity("Vessel", (NewStatement("name", called, language=words.language),))


def _as_heard(rng: Random, broker: Broker, country: str) -> tuple[NewStatement, ...]:
    local, latin = broker.name
    if broker.country != country:
        return (NewStatement("name", respelled(rng, latin)),)
    mine = NewStatement("name", local, language=broker.language)
    return (mine, NewStatement("alias", respelled(rng, latin))) if rng.random() < 0.5 else (mine,)  # noqa: PLR2004  (half of them)


def _told(words: str, thing: NewEntity) -> PlannedItem:
    return PlannedItem(words.format(_first(thing)), words.format(_first(thing)), thing)


def _first(thing: NewEntity) -> str:
    """What a report calls it: as written, or the value."""
    said = thing.statements[0]
    return said.as_written or said.value
