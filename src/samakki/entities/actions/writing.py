"""Writing entities and statements to the tables. Every verb of this subject ends here; none of the policy is here."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction
from django.utils import timezone

from samakki.access.models import Officer
from samakki.entities import registries
from samakki.entities.actions.new_rows import NewRows
from samakki.entities.domain import schemata
from samakki.entities.domain.captions import caption
from samakki.entities.domain.made import MadeEntity
from samakki.entities.domain.places import with_place
from samakki.entities.domain.properties import kind_of
from samakki.entities.domain.statements import IN_THIS_CALL, NewEntity, NewStatement, check_entity
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
    written = _write_rows(by, found, whole, now)
    targets = _targets(whole, written)
    _write_statements(by, zip(written, whole, strict=True), targets, now)
    places = NewRows(Place)
    for row, entity in zip(written, whole, strict=True):
        if entity.place:
            places.add(entity_id=row.pk, **asdict(entity.place))
    places.write()
    _tell_made(_made(found, whole, written, targets, now))
    return tuple(row.reference for row in written)


def add_to(*, by: Officer, entity: Entity, statements: Sequence[NewStatement]) -> None:
    """Write further statements on an entity and bring its row up to date. No check of the policy."""
    for statement in statements:
        check_entity(NewEntity(entity.schema, (statement,)))
    added = NewEntity(entity.schema, tuple(statements))
    row = _Written(entity.pk, entity.reference, entity.schema)
    _write_statements(by, [(row, added)], _targets([added], []), timezone.now())
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


def _tell_made(made: Sequence[MadeEntity]) -> None:
    """The same of entities that are all new, as they were written."""
    references = [entity.reference for entity in made]
    for name, written in registries.entity_written.items():
        if name in registries.entity_made:
            registries.entity_made[name](made)
        else:
            written(references)
    if registries.entity_saved:
        transaction.on_commit(lambda: _after(references))


def _after(references: Sequence[str]) -> None:
    for saved in registries.entity_saved.values():
        saved(references)


@dataclass(frozen=True, slots=True)
class _Written:
    """What statements and links need of an entity's row."""

    pk: int
    reference: str
    schema: str
    caption: str = ""


def _write_rows(by: Officer, source: Source, entities: Sequence[NewEntity], now: datetime) -> list[_Written]:
    rows = NewRows(Entity)
    references = _free_references(len(entities))
    own = {f"#{number}": reference for number, reference in enumerate(references)}
    written = []
    for number, reference, entity in zip(rows.reserve(len(entities)), references, entities, strict=True):
        said = [(one.prop, own.get(one.target, one.target) or one.value, one.as_written) for one in entity.statements]
        row = _Written(number, reference, entity.schema, caption(entity.schema, said))
        written.append(row)
        rows.add(
            id=number,
            reference=reference,
            source_id=source.pk,
            resource_id=source.resource_id,
            schema=entity.schema,
            caption=row.caption,
            properties=_properties((prop, value) for prop, value, _ in said),
            created_at=now,
            created_by=by.code,
            changed_at=now,
        )
    rows.write()
    return written


def _free_references(count: int) -> list[str]:
    free: dict[str, None] = {}
    while len(free) < count:
        drawn = {new_reference("E", secrets.token_bytes(REFERENCE_BYTES)) for _ in range(min(CHUNK, count - len(free)))}
        taken = set(Entity.objects.filter(reference__in=drawn).values_list("reference", flat=True))
        free.update(dict.fromkeys(drawn - taken))
    return list(free)


def _targets(entities: Sequence[NewEntity], written: Sequence[_Written]) -> Mapping[str, _Written]:
    """Every entity that a statement names, by what the statement calls it.

    Raises:
        InvalidValue: "target-unknown"; "target-wrong-schema" (facts `property`, `schema`).
    """
    asked = [(entity.schema, one) for entity in entities for one in entity.statements if one.target]
    found = {f"#{number}": row for number, row in enumerate(written)} if asked else {}
    for some in _chunks({one.target for _, one in asked if not IN_THIS_CALL.fullmatch(one.target)}):
        rows = Entity.objects.filter(reference__in=some).values_list("pk", "reference", "schema")
        found.update({reference: _Written(pk, reference, schema) for pk, reference, schema in rows})
    for schema, one in asked:
        target = found.get(one.target)
        if target is None:
            raise InvalidValue("target-unknown", property=one.prop)
        wanted = kind_of(schema, one.prop).names
        if wanted and not schemata.is_a(target.schema, wanted):
            raise InvalidValue("target-wrong-schema", property=one.prop, schema=wanted)
    return found


def _write_statements(
    by: Officer, said: Iterable[tuple[_Written, NewEntity]], targets: Mapping[str, _Written], now: datetime
) -> None:
    rows = NewRows(Statement)
    for row, entity in said:
        for one in entity.statements:
            target = targets[one.target] if one.target else None
            rows.add(
                entity_id=row.pk,
                prop=one.prop,
                value=target.reference if target else one.value,
                as_written="" if one.as_written == one.value else one.as_written,
                language=one.language,
                target_id=target.pk if target else None,
                item=one.item,
                basis=one.basis,
                source_grade=one.grade.source.value if one.grade else "",
                information_grade=one.grade.information.value if one.grade else "",
                since=one.since,
                until=one.until,
                created_at=now,
                created_by=by.code,
            )
    rows.write()


def _made(
    source: Source,
    entities: Sequence[NewEntity],
    written: Sequence[_Written],
    targets: Mapping[str, _Written],
    now: datetime,
) -> list[MadeEntity]:
    """The entities as they were written, with the place that each is or names first."""
    on = source.obtained_on or now.date().isoformat()
    own = {
        row.pk: (entity.place.country, entity.place.province)
        for row, entity in zip(written, entities, strict=True)
        if entity.place
    }
    ours = {row.pk for row in written}
    others = {row.pk for row in targets.values()} - ours
    places = {**dict(_places_of(others)), **own}
    made = []
    for row, entity in zip(written, entities, strict=True):
        named = (targets[one.target].pk for one in entity.statements if one.target)
        country, province = next((places[pk] for pk in (row.pk, *named) if pk in places), ("", ""))
        made.append(
            MadeEntity(
                row.reference,
                source.resource_id,
                entity.schema,
                row.caption,
                entity.statements,
                on,
                source.source_grade,
                source.information_grade,
                country,
                province,
            )
        )
    return made


def _places_of(entities: Iterable[int]) -> Iterator[tuple[int, tuple[str, str]]]:
    for some in _chunks(entities):
        for pk, country, province in Place.objects.filter(entity__in=some).values_list("entity", "country", "province"):
            yield pk, (country, province)


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
