"""Kinds of place, what a place says in statements, and what statements say of a place."""

from collections.abc import Collection, Iterable, Iterator
from enum import Enum

from samakki.entities.domain import gazetteer
from samakki.entities.domain.statements import DESCRIBERS, NewEntity, NewPlace, NewStatement

KIND, RADIUS, TOLD_BY = "samakki:placeKind", "samakki:radius", "samakki:toldBy"
PLACE_PROPERTIES = ("full", "country", "state", "region", "latitude", "longitude", KIND, RADIUS, TOLD_BY)
"""Properties that together say where a place is. Correcting one of them is correcting the place."""


class PlaceKind(Enum):
    """What a place is used for, as far as it matters to a case."""

    HOME = "home"
    REST_HOUSE = "rest_house"  # where people are kept between two legs of a journey
    WORKPLACE = "workplace"
    FACTORY = "factory"
    FARM = "farm"  # plantation, pond, field
    FISHING = "fishing"  # pier, raft, floating house
    CONSTRUCTION = "construction"
    ENTERTAINMENT = "entertainment"  # bar, karaoke, massage
    COMPOUND = "compound"  # guarded buildings in which people are made to work
    GUESTHOUSE = "guesthouse"  # hotel, rented room
    OFFICE = "office"  # agency, shop front
    CROSSING = "crossing"  # gate, ford or path over a border
    BOAT_LANDING = "boat_landing"
    TRANSPORT = "transport"  # bus station, port, airport
    MEETING_PLACE = "meeting_place"
    OTHER = "other"


def said_by_place(place: NewPlace) -> Iterator[NewStatement]:
    """What a place says, as statements on its Address, so that exports and searches find it there."""
    yield NewStatement("full", place.words)
    if place.country:
        yield NewStatement("country", place.country.lower())
    for prop, code in (("state", place.province), ("region", place.district)):
        if (found := gazetteer.area(code)) is not None:
            yield NewStatement(prop, found.latin, found.local)
    if place.latitude is not None and place.longitude is not None:
        yield NewStatement("latitude", _degrees(place.latitude))
        yield NewStatement("longitude", _degrees(place.longitude))
        if place.radius_m is not None:
            yield NewStatement(RADIUS, str(place.radius_m))
    if place.kind:
        yield NewStatement(KIND, place.kind)
    if place.described_by:
        yield NewStatement(TOLD_BY, place.described_by)


def place_said(current: Iterable[tuple[str, str]], *, ever: Collection[str], before: NewPlace) -> NewPlace:
    """Where a place is, by its statements; of a property with several values the first said counts.

    Args:
        current: property and value of each current statement, in the order they were made.
        ever: properties that a statement ever said, withdrawn ones among them. Kind, radius and who told it were kept
            in no statement once; where none ever said one, what the place had stays.
        before: the place as it was kept so far.
    """
    said: dict[str, str] = {}
    for prop, value in current:
        said.setdefault(prop, value)
    country = said.get("country", "").upper()
    province = _code(said.get("state", ""), gazetteer.provinces(country), before.province)
    pin = (_number(said.get("latitude", "")), _number(said.get("longitude", "")))
    latitude, longitude = pin if None not in pin else (None, None)
    kind = said.get(KIND, "") if KIND in ever else before.kind
    told_by = said.get(TOLD_BY, "") if TOLD_BY in ever else before.described_by
    radius = _number(said.get(RADIUS, "")) if RADIUS in ever else before.radius_m
    return NewPlace(
        said.get("full", ""),
        kind=kind if kind in {one.value for one in PlaceKind} else "",
        country=country,
        province=province,
        district=_code(said.get("region", ""), gazetteer.districts(province), before.district),
        latitude=latitude,
        longitude=longitude,
        radius_m=int(radius) if radius is not None and latitude is not None else None,
        described_by=told_by if told_by in DESCRIBERS else "",
    )


def with_place(entity: NewEntity) -> NewEntity:
    """The same entity, with what its place says as statements too, so that nothing is known of it in one form only."""
    if entity.place is None:
        return entity
    said = {statement.prop for statement in entity.statements}
    added = tuple(one for one in said_by_place(entity.place) if one.prop not in said)
    return NewEntity(entity.schema, (*added, *entity.statements), entity.place)


def _degrees(value: float) -> str:
    """Degrees with seven figures after the point, which is a centimetre, and no nought at the end.

    >>> _degrees(13.659), _degrees(102.5632187)
    ('13.659', '102.5632187')
    """
    return f"{value:.7f}".rstrip("0").rstrip(".")


def _number(text: str) -> float | None:
    try:
        return float(text) if text else None
    except ValueError:
        return None


def _code(name: str, among: Iterable[gazetteer.Area], before: str) -> str:
    """Code of the area with this name; two of one name are told apart by the code there was before."""
    codes = [one.code for one in among if name and one.latin == name]
    return before if before in codes else next(iter(codes), "")
