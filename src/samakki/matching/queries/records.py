"""Entities as they are compared, read from their current statements. For the node itself: asks no policy."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from samakki.entities.domain.kinds import LINKS, LinkKind
from samakki.entities.models import Entity, Place, Statement
from samakki.matching.domain.records import Record, Saying, Spot, read_record

CHUNK = 400  # SQLite takes no more than 999 values in one question
LIVES_AT = LINKS[LinkKind.LIVES_AT]


@dataclass(frozen=True, slots=True)
class Held:
    """An entity as it is compared.

    Attributes:
        pk: number of its row.
        services: of an account, which tell a telephone from another.
        is_open: it is compared: no draft, nobody protected, and its record concerns nobody protected.
    """

    pk: int
    record: Record
    services: tuple[str, ...]
    is_open: bool


def records_of(numbers: Collection[int]) -> dict[int, Held]:
    """Entities by the number of their row; those that are gone are left out."""
    found: dict[int, Held] = {}
    listed = sorted(numbers)
    for start in range(0, len(listed), CHUNK):
        found |= _some(listed[start : start + CHUNK])
    return found


def _some(numbers: Sequence[int]) -> dict[int, Held]:
    columns = (
        *("pk", "reference", "schema", "source_id", "is_protected"),
        *("source__is_draft", "resource__is_protected"),
    )
    entities = list(Entity.objects.filter(pk__in=numbers).values_list(*columns))
    said: defaultdict[int, list[Saying]] = defaultdict(list)
    rows = Statement.objects.filter(entity__in=numbers, withdrawn_at__isnull=True, target__isnull=True).order_by("pk")
    for entity, prop, value, language in rows.values_list("entity_id", "prop", "value", "language"):
        said[entity].append(Saying(prop, value, language))
    people = {pk: source for pk, _, schema, source, *_ in entities if schema == "Person"}
    homes = _homes(people)
    spots = _spots({pk for pk, _, schema, *_ in entities if schema == "Address"} | set().union(*homes.values(), set()))
    found = {}
    for pk, reference, schema, _source, is_protected, is_draft, concerns_protected in entities:
        where = [spots[place] for place in homes.get(pk, (pk,)) if place in spots]
        services = tuple(one.value for one in said[pk] if one.prop == "service")
        is_open = not (is_protected or is_draft or concerns_protected)
        found[pk] = Held(pk, read_record(reference, schema, said[pk], where=where), services, is_open)
    return found


def _homes(people: Mapping[int, int]) -> dict[int, set[int]]:
    """Addresses at which people live according to their own source.

    What another source says of where somebody lives is not theirs to see who see this one.
    """
    first, second, role = LIVES_AT.first, LIVES_AT.second, LIVES_AT.role
    current = Statement.objects.filter(withdrawn_at__isnull=True)
    ends = current.filter(prop=first, target__in=list(people), entity__schema=LIVES_AT.schema)
    links = {
        link: pk
        for link, source, pk in ends.values_list("entity_id", "entity__source_id", "target_id")
        if people[pk] == source
    }
    if not links:
        return {}
    said = current.filter(entity__in=list(links), prop__in=[second, "role"])
    roles, objects = {}, {}
    for link, prop, value, target in said.values_list("entity_id", "prop", "value", "target_id"):
        if prop == "role":
            roles[link] = value
        elif target is not None:
            objects[link] = target
    found: defaultdict[int, set[int]] = defaultdict(set)
    for link, pk in links.items():
        if roles.get(link) == role and link in objects:
            found[pk].add(objects[link])
    return found


def _spots(entities: Collection[int]) -> dict[int, Spot]:
    columns = ("entity_id", "words", "country", "province", "district", "latitude", "longitude", "radius_m")
    rows = Place.objects.filter(entity__in=list(entities), entity__is_protected=False).values_list(*columns)
    return {
        pk: Spot(words, country, province, district, latitude, longitude, radius or 0)
        for pk, words, country, province, district, latitude, longitude, radius in rows
    }
