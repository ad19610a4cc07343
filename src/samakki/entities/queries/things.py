"""What is connected with a person and may tell who she is, for the act of protecting her and for its pages."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings

from samakki.access.models import Officer
from samakki.entities import registries
from samakki.entities.domain import schemata
from samakki.entities.domain.kinds import LINK_SCHEMATA, Kind
from samakki.entities.domain.things import ASKED, OWN, Belongs, base_of, is_paper, is_thing, usual
from samakki.entities.models import Entity, ProtectedCode, ProtectedThing, Statement
from samakki.entities.queries.details import Caption, caption_of
from samakki.entities.queries.listing import kind_of_row
from samakki.entities.queries.seeing import seen
from samakki.sealing.fields import open_text
from samakki.sealing.keyring import load_keyring

TABLE, COLUMN = "entities_protectedthing", "values_sealed"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that may tell who a person is.

    Attributes:
        key: reference of the thing; "s" and a number for a value on her own entry.
        entity: reference of the thing, or of her own entry.
        prop: of the value on her own entry; empty for a thing.
        value: of that; empty for a thing.
        kind: of the thing; None for a value.
        caption: of the thing; None for a value.
        others: other people and organisations connected with it.
        is_paper: a passport or another paper.
        usual: what is taken for granted until an officer says otherwise.
        decided: what an officer said; None where nobody was asked yet.
    """

    key: str
    entity: str
    prop: str
    value: str
    kind: Kind | None
    caption: Caption | None
    others: int
    is_paper: bool
    usual: Belongs
    decided: Belongs | None = None


def things_seen(by: Officer, entity: str) -> tuple[Thing, ...]:
    """Things of the person that an entity describes, as far as `by` sees them; the page opened the entity's record."""
    same = {one for members in registries.profile_members.values() for one in members(entity)}
    own = list(Entity.objects.filter(seen(by), reference__in={entity, *same}).order_by("pk"))
    if entity not in {row.reference for row in own}:
        return ()
    code = next((row.protected_code for row in own if row.is_protected), "")
    if code:
        own = list(Entity.objects.filter(seen(by), protected_code=code, is_protected=True))
    own = [row for row in own if not is_thing(row.schema)]
    found = things_around(own, code)
    linked = {one.key for one in found if one.caption is not None}
    shown = set(Entity.objects.filter(seen(by), reference__in=linked).values_list("reference", flat=True))
    return tuple(one for one in found if one.caption is None or one.key in shown)


def things_around(own: Sequence[Entity], code: str = "") -> tuple[Thing, ...]:
    """The same for the node itself.

    Args:
        own: entities that describe her.
        code: hers, once she has one.
    """
    decided = dict(ProtectedThing.objects.filter(code__code=code).values_list("key", "belongs")) if code else {}
    return (*_said(own, decided), *_linked(own, code, decided))


def numbers_of(kept: ProtectedCode) -> tuple[tuple[str, str], ...]:
    """Property and text of everything that is hers alone, opened. For protecting and for `identity` alone."""
    return tuple(
        pair for row in kept.things.filter(belongs=Belongs.HERS.value).order_by("pk") for pair in values_of(row)
    )


def values_of(row: ProtectedThing) -> tuple[tuple[str, str], ...]:
    """What one thing said."""
    ring = load_keyring(settings.SAMAKKI_KEYS / "fields.json")
    name = f"{row.code.code}:{row.key}"
    read = json.loads(open_text(bytes(row.values_sealed), keyring=ring, table=TABLE, row=name, column=COLUMN))
    return tuple((prop, text) for prop, text in read)


def things_of_code(code: str) -> tuple[tuple[str, str, str, Belongs], ...]:
    """Key, entity and property of what was decided about a code, for its custodian; no values."""
    rows = ProtectedThing.objects.filter(code__code=code).order_by("pk")
    return tuple((row.key, row.entity, row.prop, Belongs(row.belongs)) for row in rows)


def shared_among(references: Collection[str]) -> frozenset[str]:
    """Those of some things that an officer said are not hers alone."""
    rows = ProtectedThing.objects.filter(
        entity__in=references, prop="", belongs=Belongs.SHARED.value, code__undone_at=None
    )
    return frozenset(rows.values_list("entity", flat=True))


def _said(own: Sequence[Entity], decided: Mapping[str, str]) -> Iterable[Thing]:
    """Values on her own entries, each once, however many entries say it."""
    props = sorted(ASKED | {f"{OWN}{prop}" for prop in ASKED})
    rows = Statement.objects.filter(entity__in=own, prop__in=props, target__isnull=True).select_related("entity")
    codes = {row.protected_code for row in own if row.protected_code}
    first: dict[tuple[str, str], Statement] = {}
    for row in rows.order_by("pk"):
        if row.value not in codes:
            first.setdefault((base_of(row.prop), row.value), row)
    for row in first.values():
        key = f"s{row.pk}"
        yield Thing(
            key,
            row.entity.reference,
            row.prop,
            row.value,
            None,
            None,
            0,
            base_of(row.prop) in {"idNumber", "passportNumber", "socialSecurityNumber", "taxNumber"},
            Belongs.HERS,
            Belongs(decided[key]) if key in decided else None,
        )


def _linked(own: Sequence[Entity], code: str, decided: Mapping[str, str]) -> Iterable[Thing]:
    ways = _ways([row.pk for row in own])
    rows = Entity.objects.filter(pk__in=ways).exclude(pk__in=[row.pk for row in own]).order_by("pk")
    things = [row for row in rows if is_thing(row.schema) and row.protected_code in {"", code}]
    for row in things:
        others = _others(row, own)
        yield Thing(
            row.reference,
            row.reference,
            "",
            "",
            kind_of_row(row),
            caption_of(row),
            others,
            is_paper(row.schema),
            usual(row.schema, ways=ways[row.pk], others=others),
            Belongs(decided[row.reference]) if row.reference in decided else None,
        )


def _ways(own: Sequence[int]) -> Mapping[int, set[str]]:
    """What stands at the other end of her connections, and how each is connected."""
    current = Statement.objects.filter(withdrawn_at__isnull=True)
    ways: dict[int, set[str]] = defaultdict(set)
    for prop, target in current.filter(entity__in=own, target__isnull=False).values_list("prop", "target_id"):
        ways[target or 0].add(base_of(prop))
    links: set[int] = set()
    pointing = current.filter(target__in=own).values_list("prop", "entity_id", "entity__schema")
    for prop, entity, schema in pointing:
        if schema in LINK_SCHEMATA:
            links.add(entity)
        else:
            ways[entity].add(base_of(prop))
    roles = dict(current.filter(entity__in=links, prop__in=["role", "relationship"]).values_list("entity_id", "value"))
    ends = current.filter(entity__in=links, target__isnull=False).exclude(target__in=own)
    for prop, link, target in ends.values_list("prop", "entity_id", "target_id"):
        ways[target or 0] |= {base_of(prop), roles.get(link, "")} - {""}
    return ways


def _others(thing: Entity, own: Sequence[Entity]) -> int:
    """How many other people and organisations are connected with a thing."""
    hers = {row.pk for row in own}
    near = set(_ways([thing.pk])) - hers
    rows = Entity.objects.filter(pk__in=near).values_list("schema", flat=True)
    return sum(schemata.is_a(schema, "LegalEntity") for schema in rows)


def undecided(by: Officer, entity: str) -> int:
    """How many things of a protected person that `by` sees nobody has been asked about."""
    return sum(one.decided is None for one in things_seen(by, entity))
