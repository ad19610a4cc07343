"""The things of one row of a sheet while it is read, and what of them is a victim's alone."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from samakki.entities.domain.importing.cells import Row
from samakki.entities.domain.importing.targets import Thing
from samakki.entities.domain.importing.victims import hers_of, is_said_of_one, is_victim
from samakki.entities.domain.kinds import Kind
from samakki.entities.domain.statements import NewPlace, NewStatement

PEOPLE = (Thing.EITHER, Thing.PERSON, Thing.PERSON_2, Thing.PERSON_3)
_HERS_ALONE = frozenset(
    {Kind.PHONE, Kind.PLACE, Kind.PASSPORT, Kind.DOCUMENT, Kind.BANK_ACCOUNT, Kind.SOCIAL_ACCOUNT, Kind.WALLET}
)
"""What belongs to a victim and nobody else, unless an officer says otherwise (ADR 0045)."""


@dataclass(slots=True)
class RowThing:
    """One thing that a row is about."""

    kind: Kind
    statements: list[NewStatement] = field(default_factory=list)
    place: NewPlace | None = None


def victims_of(row: Row, things: Mapping[Thing, Sequence[RowThing]], always: Collection[Thing]) -> frozenset[Thing]:
    """People of a row who are or may be victims: as said of the whole file, of them, or by any cell of the row.

    Args:
        row: as the file has it; columns that are left out speak too.
        things: of the row.
        always: people of every row of the file.
    """
    told = {
        thing
        for thing in PEOPLE
        for one in things.get(thing, ())
        if any(said.prop == "status" and is_victim(said.value) for said in one.statements)
    }
    if not told and not always and any(is_said_of_one(cell.text) for cell in row.cells.values()):
        told = {thing for thing in PEOPLE if thing in things}
    return frozenset(told) | frozenset(always)


def with_hers(
    made: Sequence[tuple[Thing, RowThing]], victims: Collection[Thing], owned: Iterable[tuple[int, int]]
) -> tuple[Sequence[tuple[Thing, RowThing]], Sequence[int]]:
    """The things of a row with what is a victim's alone on her own entry, and where victims stand among them.

    Args:
        made: in their order.
        victims: of the row.
        owned: places of owner and thing.
    """
    hers = {place for place, (thing, one) in enumerate(made) if thing in victims and one.kind is Kind.PERSON}
    gone = set()
    for owner, place in owned if hers else ():
        thing = made[place][1]
        if owner in hers and thing.kind in _HERS_ALONE:
            said = [one for one in thing.statements if one.prop != "service" or thing.kind is not Kind.PHONE]
            made[owner][1].statements += [hers_of(thing.kind.value, one) for one in said]
            gone.add(place)
    stays = [place for place in range(len(made)) if place not in gone]
    return [made[place] for place in stays], [stays.index(place) for place in sorted(hers)]
