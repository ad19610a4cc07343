"""Writing entities and statements to the tables. Every verb of this subject ends here; none of the policy is here."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from samakki.access.models import Officer
from samakki.entities import registries
from samakki.entities.domain import schemata
from samakki.entities.domain.captions import caption
from samakki.entities.domain.places import with_place
from samakki.entities.domain.properties import kind_of
from samakki.entities.domain.statements import IN_THIS_CALL, NewEntity, NewPlace, NewStatement, check_entity
from samakki.entities.models import Entity, Place, Source, Statement
from samakki.kernel.references import new_reference
from samakki.kernel.refusals import InvalidValue

CHUNK = 1000  # rows of one INSERT, and references of one look-up
REFERENCE_BYTES = 8  # 5e11 references: a node holds millions of entities
Item = TypeVar("Item")


def write_entities(*, by: Officer, source: str, entities: Sequence[NewEntity]) -> tuple[str, ...]:
    """Write entities that a source describes. Part of a record's own action, in its transaction.

    Not checked here: whether `by` may write there. The action that calls asks the policy, and writes the audit entry.

    Args:
        by: who writes.
        source: reference of an open source.
        entities: any number. A statement may name another entity of the same call: see `NewStatement.target`.

    Returns:
        References, in the order of `entities`.

    Raises:
        InvalidValue: an entity or a statement is wrong (`check_entity`); "target-unknown"; "target-wrong-schema". Then
            nothing is written, since the caller's transaction ends.
        ValueError: no transaction, or no such source.
    """
    if not transaction.get_connection().in_atomic_block:
        message = "entities are written inside the transaction of their record"
        raise ValueError(message)
    found = Source.objects.filter(reference=source).first()
    if found is None:
        message = "entities are written for an open source"
        raise ValueError(message)
    whole = [with_place(entity) for entity in entities]
    for entity in whole:
        check_entity(entity)
    now = timezone.now()
    drawn = _free_references(len(whole))
    rows = _entity_rows(by, found, whole, drawn, now)
    written = [one for some in _chunks(rows) for one in Entity.objects.bulk_create(some)]
    targets = _targets(whole, written)
    _write_statements(by, zip(written, whole, strict=True), targets, now)
    places = (_place_row(row, entity.place) for row, entity in zip(written, whole, strict=True) if entity.place)
    for some_places in _chunks(places):
        Place.objects.bulk_create(some_places)
    references = tuple(row.reference for row in written)
    tell(references)
    return references


def add_to(*, by: Officer, entity: Entity, statements: Sequence[NewStatement]) -> None:
    """Write further statements on an entity and bring its row up to date. No check of the policy."""
    for statement in statements:
        check_entity(NewEntity(entity.schema, (statement,)))
    said = [(entity, NewEntity(entity.schema, tuple(statements)))]
    targets = _targets([said[0][1]], [])
    _write_statements(by, said, targets, timezone.now())
    refresh([entity])
    tell([entity.reference])


def refresh(entities: Sequence[Entity]) -> None:
    """Bring caption and properties of rows up to date with their current statements."""
    now = timezone.now()
    for entity in entities:
        current = Statement.objects.filter(entity=entity, withdrawn_at__isnull=True).order_by("pk")
        said = list(current.values_list("prop", "value", "as_written"))
        entity.caption = entity.protected_code if entity.is_protected else caption(entity.schema, said)
        entity.properties = _properties((prop, value) for prop, value, _ in said)
        entity.changed_at = now
        entity.save(update_fields=["caption", "properties", "changed_at"])


def tell(references: Sequence[str]) -> None:
    """Tell who wants to know that entities were made or changed: some within this transaction, some after it."""
    for written in registries.entity_written.values():
        written(references)
    if registries.entity_saved:
        transaction.on_commit(lambda: _after(references))


def _after(references: Sequence[str]) -> None:
    for saved in registries.entity_saved.values():
        saved(references)


def _entity_rows(
    by: Officer, source: Source, entities: Sequence[NewEntity], references: Sequence[str], now: datetime
) -> Iterator[Entity]:
    own = {f"#{number}": reference for number, reference in enumerate(references)}
    for reference, entity in zip(references, entities, strict=True):
        said = [(one.prop, own.get(one.target, one.target) or one.value, one.as_written) for one in entity.statements]
        yield Entity(
            reference=reference,
            source=source,
            resource_id=source.resource_id,
            schema=entity.schema,
            caption=caption(entity.schema, said),
            properties=_properties((prop, value) for prop, value, _ in said),
            created_at=now,
            created_by=by.code,
            changed_at=now,
        )


def _free_references(count: int) -> list[str]:
    free: dict[str, None] = {}
    while len(free) < count:
        drawn = {new_reference("E", secrets.token_bytes(REFERENCE_BYTES)) for _ in range(min(CHUNK, count - len(free)))}
        taken = set(Entity.objects.filter(reference__in=drawn).values_list("reference", flat=True))
        free.update(dict.fromkeys(drawn - taken))
    return list(free)


def _targets(entities: Sequence[NewEntity], written: Sequence[Entity]) -> Mapping[str, Entity]:
    """Every entity that a statement names, by what the statement calls it.

    Raises:
        InvalidValue: "target-unknown"; "target-wrong-schema" (facts `property`, `schema`).
    """
    asked = [(entity.schema, one) for entity in entities for one in entity.statements if one.target]
    found = {f"#{number}": row for number, row in enumerate(written)} if asked else {}
    for some in _chunks({one.target for _, one in asked if not IN_THIS_CALL.fullmatch(one.target)}):
        found.update({row.reference: row for row in Entity.objects.filter(reference__in=some)})
    for schema, one in asked:
        target = found.get(one.target)
        if target is None:
            raise InvalidValue("target-unknown", property=one.prop)
        wanted = kind_of(schema, one.prop).names
        if wanted and not schemata.is_a(target.schema, wanted):
            raise InvalidValue("target-wrong-schema", property=one.prop, schema=wanted)
    return found


def _write_statements(
    by: Officer, said: Iterable[tuple[Entity, NewEntity]], targets: Mapping[str, Entity], now: datetime
) -> None:
    rows = (
        Statement(
            entity=row,
            prop=one.prop,
            value=target.reference if target else one.value,
            as_written="" if one.as_written == one.value else one.as_written,
            language=one.language,
            target=target,
            item=one.item,
            basis=one.basis,
            source_grade=one.grade.source.value if one.grade else "",
            information_grade=one.grade.information.value if one.grade else "",
            since=one.since,
            until=one.until,
            created_at=now,
            created_by=by.code,
        )
        for row, entity in said
        for one in entity.statements
        for target in [targets[one.target] if one.target else None]
    )
    for some in _chunks(rows):
        Statement.objects.bulk_create(some)


def _place_row(row: Entity, place: NewPlace | None) -> Place:
    assert place is not None  # noqa: S101  (the caller asked; the type cannot say it)
    return Place(
        entity=row,
        words=place.words,
        kind=place.kind,
        country=place.country,
        province=place.province,
        district=place.district,
        latitude=place.latitude,
        longitude=place.longitude,
        radius_m=place.radius_m,
        described_by=place.described_by,
    )


def _properties(said: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Current values by property, each once, in the order they were made."""
    found: dict[str, dict[str, None]] = {}
    for prop, value in said:
        found.setdefault(prop, {})[value] = None
    return {prop: list(values) for prop, values in found.items()}


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    rest = iter(items)
    while some := list(islice(rest, CHUNK)):
        yield some
