"""What is said of an entity, before it is written: statements, places, entities, and what is wrong with them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from samakki.entities.domain import schemata
from samakki.entities.domain.ages import age_of_value
from samakki.entities.domain.gazetteer import check_codes
from samakki.entities.domain.properties import kind_of
from samakki.kernel.codes import Country
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import Grade
from samakki.kernel.refusals import InvalidValue

FACT, ASSESSMENT = "fact", "assessment"
BASES = frozenset({FACT, ASSESSMENT})
LONGEST_VALUE = 20_000  # characters
LONGEST_REFERENCE = 40
WIDEST_RADIUS_M = 2_000_000
DESCRIBERS = ("source", "officer", "document", "map")
"""Who or what told where a place is."""

IN_THIS_CALL = re.compile(r"#(0|[1-9][0-9]{0,7})")
"""A target that is written together with the statement: "#3" is the fourth entity of the same call."""


@dataclass(frozen=True, slots=True)
class NewStatement:
    """One value of one property, as somebody said it.

    Attributes:
        prop: a property of the entity's schema, FollowTheMoney's or one beginning "samakki:" (`properties`).
        value: as FollowTheMoney takes it; what a person typed is read by `reading.read_value` first. Left empty where
            `target` is given.
        as_written: the words, where they differ from the value.
        language: BCP 47 tag of a name or text.
        target: reference of another entity that the value names, or "#n" for the entity number n, counted from 0, of
            the same call of `write_entities`.
        item: reference of the report's item that says so.
        basis: "fact" or "assessment".
        grade: of the item; None where the source's own holds.
        since: partial date from which on it was so.
        until: partial date until which it was so.

    Source: Dir. (EU) 2016/680, Art. 7 (facts apart from assessments).
    """

    prop: str
    value: str = ""
    as_written: str = ""
    language: str = ""
    target: str = ""
    item: str = ""
    basis: str = FACT
    grade: Grade | None = None
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class NewPlace:
    """Where something is, as told; only the words are needed.

    Attributes:
        words: "near the pagoda after the bridge".
        kind: value of a `PlaceKind`, or empty.
        country: ISO 3166-1 alpha-2, in capitals, or empty.
        province: code of the gazetteer.
        district: code of the gazetteer.
        latitude: degrees, WGS 84; together with `longitude`.
        longitude: degrees, WGS 84.
        radius_m: how far off the pin may be, metres.
        described_by: one of `DESCRIBERS`, or empty.
    """

    words: str
    kind: str = ""
    country: str = ""
    province: str = ""
    district: str = ""
    latitude: float | None = None
    longitude: float | None = None
    radius_m: int | None = None
    described_by: str = ""


@dataclass(frozen=True, slots=True)
class NewEntity:
    """A person or thing as one source describes it. A place belongs to an Address only."""

    schema: str
    statements: Sequence[NewStatement] = field(default=())
    place: NewPlace | None = None


def check_entity(entity: NewEntity) -> None:
    """Refuse an entity that cannot be written.

    Trap: it does not need a name. A person nobody can name is kept by what is remembered.

    Raises:
        InvalidValue: "schema-unknown"; "entity-empty" (nothing is said of it); "place-not-for-this" (fact `schema`);
            what `check_statement` and `check_place` raise.
    """
    if not entity.statements and entity.place is None:
        if entity.schema not in schemata.names():
            raise InvalidValue("schema-unknown")
        raise InvalidValue("entity-empty")
    if entity.place is not None:
        if not schemata.is_a(entity.schema, "Address"):
            raise InvalidValue("place-not-for-this", schema=entity.schema)
        check_place(entity.place)
    for statement in entity.statements:
        check_statement(entity.schema, statement)


def check_statement(schema: str, statement: NewStatement) -> None:
    """Refuse a statement that an entity of this schema cannot carry.

    Not checked here: whether the target exists and is of the right schema. Whoever writes looks it up.

    Raises:
        InvalidValue: "schema-unknown"; "property-unknown"; "value-empty"; "value-too-long" (fact `longest`);
            "value-not-taken" (facts `property`, `kind`); "value-not-text"; "target-needed"; "target-not-for-this";
            "basis-unknown"; what `PartialDate` raises for `since` and `until`.
    """
    prop = kind_of(schema, statement.prop)
    if statement.basis not in BASES:
        raise InvalidValue("basis-unknown")
    if statement.target and prop.kind != "entity":
        raise InvalidValue("target-not-for-this", property=prop.name)
    if prop.kind == "entity" and not statement.target:
        raise InvalidValue("target-needed", property=prop.name)
    if not statement.target:
        _check_value(prop, statement)
    _check_text(f"{statement.value}{statement.as_written}{statement.language}{statement.item}")
    for day in (statement.since, statement.until):
        if day:
            PartialDate(day)


def check_place(place: NewPlace) -> None:
    """Refuse a place that says nothing, or points nowhere.

    Raises:
        InvalidValue: "place-without-words"; "value-too-long"; "country-unknown"; "pin-half"; "pin-outside";
            "radius-out-of-range" (fact `widest`); "radius-without-pin"; "describer-unknown"; what `check_codes` raises.
    """
    if not place.words.strip():
        raise InvalidValue("place-without-words")
    if len(place.words) > LONGEST_VALUE:
        raise InvalidValue("value-too-long", longest=LONGEST_VALUE)
    _check_text(place.words)
    if place.country:
        Country(place.country)
    check_codes(place.country, place.province, place.district)
    _check_pin(place)
    if place.described_by and place.described_by not in DESCRIBERS:
        raise InvalidValue("describer-unknown")


_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # no database keeps a zero byte, and half a letter is none


def _check_text(text: str) -> None:
    if _NO_TEXT.search(text):
        raise InvalidValue("value-not-text")


def _check_value(prop: schemata.Property, statement: NewStatement) -> None:
    if not statement.value.strip():
        raise InvalidValue("value-empty", property=prop.name)
    if max(len(statement.value), len(statement.as_written)) > LONGEST_VALUE:
        raise InvalidValue("value-too-long", longest=LONGEST_VALUE)
    if prop.kind == "date span":
        PartialDate(statement.value)
    elif prop.kind == "age":
        age_of_value(statement.value)
    elif not takes(prop.kind, statement.value):
        raise InvalidValue("value-not-taken", property=prop.name, kind=prop.kind)


CODED = {
    "place kind": re.compile("[a-z_]{1,24}"),
    "metres": re.compile("[1-9][0-9]{0,6}"),
    "describer": re.compile("|".join(DESCRIBERS)),
}
"""Kinds whose values are codes of ours, which nobody writes in words."""
_NORTH, _EAST = 90.0, 180.0


def takes(kind: str, value: str) -> bool:
    """Whether a value has the form of a kind; codes of ours among them."""
    form = CODED.get(kind)
    return schemata.takes(kind, value) if form is None else form.fullmatch(value) is not None


def _check_pin(place: NewPlace) -> None:
    if (place.latitude is None) != (place.longitude is None):
        raise InvalidValue("pin-half")
    if place.latitude is None or place.longitude is None:
        if place.radius_m is not None:
            raise InvalidValue("radius-without-pin")
        return
    if not (-_NORTH <= place.latitude <= _NORTH and -_EAST <= place.longitude <= _EAST):
        raise InvalidValue("pin-outside")
    if place.radius_m is not None and not 0 < place.radius_m <= WIDEST_RADIUS_M:
        raise InvalidValue("radius-out-of-range", widest=WIDEST_RADIUS_M)
