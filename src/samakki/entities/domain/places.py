"""Kinds of place, and what a place says in statements."""

from collections.abc import Iterator
from enum import Enum

from samakki.entities.domain import gazetteer
from samakki.entities.domain.statements import NewEntity, NewPlace, NewStatement


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
        yield NewStatement("latitude", f"{place.latitude:g}")
        yield NewStatement("longitude", f"{place.longitude:g}")


def with_place(entity: NewEntity) -> NewEntity:
    """The same entity, with what its place says as statements too, so that nothing is known of it in one form only."""
    if entity.place is None:
        return entity
    said = {statement.prop for statement in entity.statements}
    added = tuple(one for one in said_by_place(entity.place) if one.prop not in said)
    return NewEntity(entity.schema, (*added, *entity.statements), entity.place)
