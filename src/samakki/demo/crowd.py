"""Invents people, phones, plates, places, accounts and documents of ten countries, as many as are asked for.

The same seed gives the same crowd, source by source, whatever was drawn before: each source has a generator of its own.
Names follow the habits that make searching hard: local script alone, Latin letters alone, both, another romanisation,
a nickname; phones as dialled at home or abroad, with local digits or without punctuation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from samakki.demo.crowd_names import COUNTRIES, Part, parts_of
from samakki.entities.domain.kinds import PHONE_SERVICE
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement

SHARES = (28, 16, 8, 8, 13, 9, 5, 5, 3, 5)  # of the countries, in the order of `COUNTRIES`
IMPORT_EVERY, IMPORT_SIZE = 200, (200, 1_200)
REPORT_SIZE = (3, 20)
CALLING = dict(zip(COUNTRIES, ("855", "66", "856", "95", "84", "86", "880", "62", "60", "63"), strict=True))
DIGITS = {"KH": "០១២៣៤៥៦៧៨៩", "TH": "๐๑๒๓๔๕๖๗๘๙", "LA": "໐໑໒໓໔໕໖໗໘໙", "MM": "၀၁၂၃၄၅၆၇၈၉", "BD": "০১২৩৪৫৬৭৮৯"}
PROVINCES = {
    "KH": ("KH-12", "KH-8", "KH-1"),
    "TH": ("TH-10", "TH-63", "TH-27"),
    "LA": ("LA-VT", "LA-CH"),
    "MM": ("MM-06", "MM-13"),
    "VN": ("VN-SG", "VN-HN"),
    "CN": ("CN-YN", "CN-GX"),
    "BD": ("BD-13", "BD-10"),
    "ID": ("ID-JK", "ID-KR"),
    "MY": ("MY-14", "MY-01"),
    "PH": ("PH-00", "PH-CEB"),
}
PLACE_WORDS = {
    "KH": "ផ្ទះជួលក្បែរវត្ត ក្រោយស្ពាន",
    "TH": "บ้านเช่าใกล้วัด หลังสะพาน",
    "LA": "ເຮືອນເຊົ່າໃກ້ວັດ ຫຼັງຂົວ",
    "MM": "ဘုရားအနီး တံတားနောက်ကအိမ်",
    "VN": "nhà trọ gần chùa, sau cầu",
    "CN": "寺庙附近的出租屋，桥后面",
    "BD": "মন্দিরের কাছে ভাড়া বাড়ি",
    "ID": "rumah kos dekat pasar",
    "MY": "rumah sewa dekat surau",
    "PH": "bahay na paupahan malapit sa simbahan",
}
SERVICES = ("Facebook", "LINE", "Telegram", "Zalo", "WeChat", "WhatsApp")
LETTERS = "BCDFGHJKLMNPRSTVXZ"
THAI_LETTERS = "กขคงจฉชฌญฎฐฒณตถธนบผพภมยรลวศษสฬ"


@dataclass(frozen=True, slots=True)
class CrowdSource:
    """A report or an import, and what it describes.

    Attributes:
        number: counts from 0.
        kind: value of a `SourceKind`.
        obtained_on: ISO 8601 day.
        source_grade: letter of its 4x4 grade.
        information_grade: digit of it.
        entities: at least one.
    """

    number: int
    kind: str
    obtained_on: str
    source_grade: str
    information_grade: str
    entities: tuple[NewEntity, ...]


def crowd(entities: int, *, seed: int) -> Iterator[CrowdSource]:
    """So many entities, source by source.

    >>> sum(len(source.entities) for source in crowd(50, seed=1))
    50
    """
    number = 0
    while entities > 0:
        source = source_of(number, seed=seed)
        yield replace(source, entities=source.entities[:entities])
        entities -= len(source.entities)
        number += 1


def source_of(number: int, *, seed: int) -> CrowdSource:
    """One source of a crowd, whatever the others are."""
    rng = Random(f"{seed}/{number}")  # noqa: S311  (invents people, not keys)
    is_import = number % IMPORT_EVERY == IMPORT_EVERY - 1
    country = rng.choices(COUNTRIES, SHARES)[0]
    size = rng.randint(*(IMPORT_SIZE if is_import else REPORT_SIZE))
    return CrowdSource(
        number,
        "import" if is_import else "report",
        f"20{rng.randint(18, 26):02}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        rng.choice("AABBBCX"),
        rng.choice("1223334"),
        tuple(_entity(rng, country) for _ in range(size)),
    )


def name(rng: Random, country: str) -> tuple[Part, str]:
    """A full name of a country, as (local, Latin), and its language. Common parts come often, others seldom."""
    parts = parts_of(country)
    family = _often(rng, parts.family)
    first, second = _often(rng, parts.first), _often(rng, parts.second)
    between = " " if parts.apart else ""
    given = (first[0] + between + second[0], first[1] + between + second[1])
    local = parts.space.join((family[0], given[0]) if parts.is_family_first else (given[0], family[0]))
    # Latin letters follow the order of the country; Burmese names have no family name, and keep it too.
    latin = f"{family[1]} {given[1]}" if parts.is_family_first else f"{given[1]} {family[1]}"
    return (local, latin), parts.language


def _entity(rng: Random, country: str) -> NewEntity:
    country = rng.choices(COUNTRIES, SHARES)[0] if _happens(rng, 20) else country
    makers = (person, _phone, vehicle, _account, _bank_account, _document, place, _company)
    return rng.choices(makers, (46, 17, 7, 9, 6, 5, 6, 4))[0](rng, country)


def person(rng: Random, country: str) -> NewEntity:
    """Somebody, named as one of the habits of the region has it."""
    (local, latin), language = name(rng, country)
    habit = rng.choices(("local", "both", "latin"), (55, 20, 25))[0]
    said: list[NewStatement] = []
    if habit == "local":
        said.append(NewStatement("name", local, language=language))
    elif habit == "both":
        said += [NewStatement("name", local, language=language), NewStatement("alias", respelled(rng, latin))]
    else:
        said.append(NewStatement("name", respelled(rng, latin)))
    if _happens(rng, 10):
        said.append(NewStatement("weakAlias", _often(rng, parts_of(country).second)[0], language=language))
    if _happens(rng, 50):
        said.append(NewStatement("nationality", country.lower()))
    if _happens(rng, 40):
        said.append(NewStatement("birthDate", f"{rng.randint(1955, 2006)}"))
    return NewEntity("Person", tuple(said))


def respelled(rng: Random, latin: str) -> str:
    """Another way somebody might write it in Latin letters."""
    if _happens(rng, 70):
        return latin
    for one, other in (("ph", "p"), ("th", "t"), ("ou", "u"), ("ee", "i"), ("kh", "k"), ("x", "s"), ("ch", "j")):
        if one in latin and _happens(rng, 60):
            return latin.replace(one, other)
    return " ".join(reversed(latin.split())) if _happens(rng, 30) else latin.upper()


def _phone(rng: Random, country: str) -> NewEntity:
    rest = f"{rng.randint(10, 99)}{rng.randint(0, 999999):06}"
    value = f"+{CALLING[country]}{rest}"
    habit = rng.choices(("home", "local digits", "abroad", "plain"), (40, 20, 20, 20))[0]
    if habit == "home":
        as_written = f"0{rest[:2]} {rest[2:5]} {rest[5:]}"
    elif habit == "local digits":
        as_written = f"0{rest}".translate(str.maketrans("0123456789", DIGITS.get(country, "0123456789")))
    elif habit == "abroad":
        as_written = f"+{CALLING[country]} {rest[:2]}-{rest[2:5]}-{rest[5:]}"
    else:
        as_written = ""
    said = (NewStatement("number", value, as_written=as_written), NewStatement("service", PHONE_SERVICE))
    return NewEntity("UserAccount", said)


def vehicle(rng: Random, country: str) -> NewEntity:
    """A vehicle by its plate."""
    if country == "TH":
        plate = f"{rng.choice(THAI_LETTERS)}{rng.choice(THAI_LETTERS)} {rng.randint(1, 9999)}"
    elif country == "VN":
        plate = f"{rng.randint(11, 99)}{rng.choice(LETTERS)}-{rng.randint(100, 999)}.{rng.randint(10, 99)}"
    else:
        plate = f"{rng.randint(1, 3)}{rng.choice(LETTERS)}{rng.choice(LETTERS)}-{rng.randint(1000, 9999)}"
    return NewEntity("Vehicle", (NewStatement("registrationNumber", plate),))


def _account(rng: Random, country: str) -> NewEntity:
    (_, latin), _ = name(rng, country)
    handle = rng.choice(("", ".", "_")).join(latin.lower().split()) + rng.choice(("", str(rng.randint(1, 9999))))
    said = (NewStatement("username", handle), NewStatement("service", rng.choice(SERVICES)))
    return NewEntity("UserAccount", said)


def _bank_account(rng: Random, _country: str) -> NewEntity:
    number = f"{rng.randint(0, 999):03}-{rng.randint(0, 9999999):07}-{rng.randint(0, 9)}"
    return NewEntity("BankAccount", (NewStatement("accountNumber", number),))


def _document(rng: Random, country: str) -> NewEntity:
    number = f"{rng.choice(LETTERS)}{rng.randint(0, 99999999):08}"
    said = (NewStatement("number", number), NewStatement("country", country.lower()), NewStatement("type", "passport"))
    return NewEntity("Identification", said)


def place(rng: Random, country: str) -> NewEntity:
    """A rented house as people describe it."""
    words = f"{PLACE_WORDS[country]} {rng.randint(1, 400)}"
    where = NewPlace(words, kind="house", country=country, province=rng.choice(PROVINCES[country]))
    return NewEntity("Address", (NewStatement("full", words, language=parts_of(country).language),), where)


def _company(rng: Random, country: str) -> NewEntity:
    (local, latin), language = name(rng, country)
    called = f"{latin} {rng.choice(('Manpower', 'Travel', 'Trading', 'Guesthouse', 'Transport'))} Co., Ltd."
    said = (NewStatement("name", called), NewStatement("alias", local, language=language))
    return NewEntity("Company", said)


def _often(rng: Random, parts: Sequence[Part]) -> Part:
    """One of the list, the first ones most often: a third of all draws falls on the first tenth."""
    return parts[int(len(parts) * rng.random() ** 1.8)]


def _happens(rng: Random, percent: int) -> bool:
    return rng.randrange(100) < percent
