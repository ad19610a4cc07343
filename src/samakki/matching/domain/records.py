"""What is known of a person or thing, as it is compared: values by comparison, read from statements."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from samakki.entities.domain import gazetteer
from samakki.entities.domain.ages import age_of_value
from samakki.entities.domain.properties import OWN
from samakki.kernel.ages import birth_span
from samakki.kernel.dates import PartialDate
from samakki.kernel.refusals import InvalidValue
from samakki.matching.domain.companies import has_form

NICKNAME = "weakAlias"
NAMES = ("name", "alias", NICKNAME, "previousName")
"""Properties that hold whole names; compared across properties, since one record's name is another's alias."""
PARTS = (("firstName", "givenName"), ("middleName", "secondName"), ("lastName", "matronymic"))
REST = "*"
"""Stands for what nobody remembers of a number: "*678" ends so, "012*" begins so, "*345*" holds it."""
LEAST_IN_PART = 3  # digits or letters
MOST = 6
"""Values of one comparison that are looked at; a record with more is a list, not a person."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name as written.

    Attributes:
        text: with titles and all.
        language: BCP 47 where it is known.
        is_nickname: what somebody is called, which many others are called too.
        is_company: of a company or another body: compared by the words that are its own (`companies`).
    """

    text: str
    language: str = ""
    is_nickname: bool = False
    is_company: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is or somebody comes from, as far as it is known.

    Attributes:
        text: as told.
        country: ISO 3166-1 alpha-2, in capitals, or empty.
        province: code of the gazetteer, or empty.
        district: code of the gazetteer, or empty.
        latitude: degrees, WGS 84; together with `longitude`.
        longitude: degrees.
        radius_m: how far off the pin may be, metres; 0 where nobody said.
    """

    text: str = ""
    country: str = ""
    province: str = ""
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_m: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    """A paper or a registration that a number names.

    Attributes:
        number: as the statement has it.
        type: "passport", "identity", "registration", "tax"; empty where nobody said.
        country: ISO 3166-1 alpha-2, in capitals, or empty.
    """

    number: str
    type: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Plate:
    """A number plate.

    Attributes:
        number: as the statement has it: "1กข 1234".
        country: ISO 3166-1 alpha-2, in capitals, or empty.
    """

    number: str
    country: str = ""


Value = Named | PartialDate | Spot | Document | Plate | str
"""What a comparison looks at: by its kind `Named` (name), `PartialDate` (birth; an age as the span of days on which the
person can have been born), `Spot` (place, spot), `Document`, `Plate`, or a text (sex "male"/"female"; phone "+855…",
"KH:…" or "*678"; account "service:name" or a number; text)."""


@dataclass(frozen=True, slots=True)
class Record:
    """A person or thing as one source describes it.

    Attributes:
        reference: what people call it.
        schema: FollowTheMoney's: "Person".
        values: by code of a comparison, in a fixed order; what is not known is not there.
    """

    reference: str
    schema: str = "Person"
    values: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)

    def of(self, code: str) -> tuple[Value, ...]:
        """Values for a comparison; empty where nothing is known."""
        return self.values.get(code, ())


@dataclass(frozen=True, slots=True)
class Saying:
    """One statement that holds now, as this module reads it.

    Attributes:
        prop: property of FollowTheMoney or one of ours.
        value: as the statement has it.
        language: BCP 47 of a name.
    """

    prop: str
    value: str
    language: str = ""


DOCUMENTS: Mapping[str, str] = {
    "passportNumber": "passport",
    "idNumber": "identity",
    "taxNumber": "tax",
    "vatCode": "tax",
    "registrationNumber": "registration",
    "imoNumber": "imo",
    "mmsi": "mmsi",
    "callSign": "callsign",
}
"""Properties whose value is a number of a paper or a register, and which."""
PAPERS = frozenset({"Passport", "Identification"})
ACCOUNTS = ("accountNumber", "iban", "publicKey", "email", "website")
SEXES = frozenset({"male", "female"})


def read_record(reference: str, schema: str, said: Iterable[Saying], *, where: Iterable[Spot] = ()) -> Record:
    """A record from statements that hold now.

    Trap: nationality, country of citizenship and ethnicity are never read, here or anywhere else in matching.

    Args:
        reference: of the entity.
        schema: of the entity.
        said: statements, in the order they were made.
        where: of an Address its place; of a person places that the person is linked to.
    """
    by_prop: dict[str, list[Saying]] = {}
    for one in said:
        by_prop.setdefault(one.prop.removeprefix(OWN), []).append(one)

    def texts(*props: str) -> list[str]:
        return [one.value for prop in props for one in by_prop.get(prop, ())]

    countries = [one.upper() for one in texts("country", "jurisdiction", "flag") if len(one) == len("kh")]
    country = countries[0] if len(set(countries)) == 1 else ""
    is_place = schema == "Address"
    found: dict[str, list[Value]] = {
        "name": [_of_a_body(one, schema) for one in _names(by_prop)],
        "father": [Named(one.value, one.language) for one in by_prop.get("fatherName", ())],
        "mother": [Named(one.value, one.language) for one in by_prop.get("motherName", ())],
        "birth": list(_births(by_prop)),
        "sex": [one for one in texts("gender") if one in SEXES],
        "origin": [resolved(one) for one in texts("birthPlace")],
        "home": [] if is_place else [*where, *(resolved(one) for one in texts("address"))],
        "spot": list(where) if is_place else [],
        "words": list(texts("full", "name")) if is_place else [],
        "phone": list(_phones(schema, texts)),
        "document": list(_documents(schema, texts, country)),
        "plate": [Plate(one, country) for one in _plates(schema, texts)],
        "account": list(_accounts(schema, texts)),
        "marks": list(texts("scar", "tattoo")),
    }
    if is_place:
        del found["name"]
    return Record(reference, schema, {code: _distinct(values) for code, values in found.items() if values})


def _distinct(values: Iterable[Value]) -> tuple[Value, ...]:
    return tuple(dict.fromkeys(values))[:MOST]


def _names(by_prop: Mapping[str, list[Saying]]) -> Iterable[Named]:
    whole = [Named(one.value, one.language, prop == NICKNAME) for prop in NAMES for one in by_prop.get(prop, ())]
    if whole:
        return whole
    parts = [next((by_prop[prop][0] for prop in props if prop in by_prop), None) for props in PARTS]
    joined = [one for one in parts if one is not None]
    return [Named(" ".join(one.value for one in joined), joined[0].language)] if joined else []


BODIES = frozenset({"Organization", "Company", "PublicBody", "PublicOrganization"})


def _of_a_body(name: Named, schema: str) -> Named:
    """The name, marked where it is a body's; of a legal entity where a legal form stands in it."""
    is_body = schema in BODIES or (schema == "LegalEntity" and has_form(name.text))
    return replace(name, is_company=True) if is_body else name


def _births(by_prop: Mapping[str, list[Saying]]) -> Iterable[PartialDate]:
    for one in by_prop.get("birthDate", ()):
        try:
            yield PartialDate(one.value)
        except InvalidValue:
            continue
    for one in by_prop.get("age", ()):
        try:
            yield PartialDate(birth_span(age_of_value(one.value)).iso)
        except InvalidValue:
            continue


Texts = Callable[..., list[str]]
"""Values of the properties it is asked for, in their order."""


def _phones(schema: str, texts: Texts) -> Iterable[str]:
    yield from texts("phone")
    if schema == "UserAccount" and "phone" in texts("service"):
        yield from texts("number")
    yield from _in_part(texts("partialPhone"))


def _plates(schema: str, texts: Texts) -> Iterable[str]:
    if schema == "Vehicle":
        yield from texts("registrationNumber")
        yield from _in_part(texts("partialPlate"))


def _in_part(told: Iterable[str]) -> Iterable[str]:
    """Numbers remembered in part, where that is enough to say anything."""
    return (one for one in told if REST in one and sum(map(str.isalnum, one)) >= LEAST_IN_PART)


def _documents(schema: str, texts: Texts, country: str) -> Iterable[Document]:
    if schema in PAPERS:
        kind = "passport" if schema == "Passport" else next(iter(texts("type")), "").casefold()
        yield from (Document(one, kind, country) for one in texts("number", "passportNumber"))
        return
    for prop, kind in DOCUMENTS.items():
        if prop != "registrationNumber" or schema != "Vehicle":
            yield from (Document(one, kind, country) for one in texts(prop))


def _accounts(schema: str, texts: Texts) -> Iterable[str]:
    yield from texts(*ACCOUNTS)
    if schema == "UserAccount":
        service = next((one for one in texts("service") if one != "phone"), "")
        yield from (f"{service}:{one}" for one in texts("username"))
        if service:
            yield from (f"{service}:{one}" for one in texts("number"))


@lru_cache(maxsize=16384)
def resolved(text: str, country: str = "") -> Spot:
    """A place told in words, with the codes of the gazetteer where exactly one place is called so.

    >>> resolved("Battambang").province, resolved("near the pagoda").province
    ('KH-2', '')
    """
    found = gazetteer.find(text, country=country)
    codes = {(one.code if one.is_province else one.parent) for one in found[:2]}
    if len(codes) != 1:
        return Spot(text, country)
    best = found[0]
    province = best.code if best.is_province else best.parent
    return Spot(text, best.country, province, "" if best.is_province else best.code, best.latitude, best.longitude)
