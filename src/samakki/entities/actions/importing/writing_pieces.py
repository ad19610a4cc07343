"""Writes pieces of a file as entities, inside the transaction of one portion."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db import transaction

from samakki.access.models import Officer
from samakki.entities.actions.importing.identities import behind_codes, coded
from samakki.entities.actions.writing import add_to, write_entities
from samakki.entities.domain import schemata
from samakki.entities.domain.importing.batches import batch, named_in
from samakki.entities.domain.importing.pieces import Piece
from samakki.entities.domain.properties import OWN, kind_of
from samakki.entities.domain.statements import NewEntity, NewStatement
from samakki.entities.models import Entity, Import, ImportKey, ImportLater, Statement
from samakki.kernel.refusals import InvalidValue

PORTION = 200


def write_pieces(by: Officer, row: Import, pieces: Sequence[Piece]) -> int:
    """Write what some rows say. Returns how many entities that made.

    Args:
        by: whose import it is.
        row: of the import.
        pieces: none of them failing.
    """
    if not pieces:
        return 0
    known = _known(row, named_in(pieces))
    found = batch(pieces, known)
    people = coded(by, found.identities)
    entities = behind_codes(found.entities, people)
    entities = _fitting(entities, _schemata(entities))
    references = write_entities(by=by, source=row.source.reference, entities=entities)
    named = {*(one.place for one in people), *found.keys.values(), *(one.place for one in found.later)}
    rows = {one.reference: one for one in Entity.objects.filter(reference__in=[references[place] for place in named])}
    written = {place: rows[references[place]] for place in named}
    for person in people:
        person.seal(found.entities[person.place], written[person.place])
    ImportKey.objects.bulk_create(
        [ImportKey(imported=row, digest=digest, entity=written[place]) for digest, place in found.keys.items()],
        ignore_conflicts=True,  # a file may bring one identifier twice: the first stays what it names
        batch_size=500,
    )
    ImportLater.objects.bulk_create(
        [ImportLater(imported=row, entity=written[one.place], prop=one.prop, digest=one.digest) for one in found.later],
        batch_size=500,
    )
    return len(references)


def finish_later(by: Officer, row: Import) -> None:
    """Write the statements that waited for something further down; what never came stays as a remark of its entity."""
    while some := list(ImportLater.objects.filter(imported=row).select_related("entity").order_by("pk")[:PORTION]):
        with transaction.atomic():
            known = _known(row, {one.digest for one in some})
            said: dict[int, list[NewStatement]] = defaultdict(list)
            entities = {one.entity_id: one.entity for one in some}
            for one in some:
                said[one.entity_id].append(_settled(one, known))
            targets = dict(Entity.objects.filter(reference__in=known.values()).values_list("reference", "schema"))
            for pk, statements in said.items():
                fitting = [_to_fit(entities[pk].schema, one, targets) for one in statements]
                Statement.objects.filter(entity_id=pk, value="…", prop__startswith=OWN).delete()
                add_to(by=by, entity=entities[pk], statements=fitting)
            ImportLater.objects.filter(pk__in=[one.pk for one in some]).delete()


def _settled(one: ImportLater, known: Mapping[str, str]) -> NewStatement:
    if one.digest in known:
        return NewStatement(one.prop, target=known[one.digest])
    return NewStatement(f"{OWN}{one.prop}", f"? {one.digest[:12]}")


def _known(row: Import, digests: Iterable[str]) -> Mapping[str, str]:
    wanted = list(digests)
    found: dict[str, str] = {}
    for start in range(0, len(wanted), 500):
        keys = ImportKey.objects.filter(imported=row, digest__in=wanted[start : start + 500])
        found.update(keys.values_list("digest", "entity__reference"))
    return found


def _schemata(entities: Sequence[NewEntity]) -> Mapping[str, str]:
    """The schema of everything that these entities name, by what they call it."""
    own = {f"#{place}": entity.schema for place, entity in enumerate(entities)}
    asked = {one.target for entity in entities for one in entity.statements if one.target}
    wanted = [target for target in asked if not target.startswith("#")]
    found = dict(own)
    for start in range(0, len(wanted), 500):
        rows = Entity.objects.filter(reference__in=wanted[start : start + 500])
        found.update(rows.values_list("reference", "schema"))
    return found


def _fitting(entities: Sequence[NewEntity], targets: Mapping[str, str]) -> tuple[NewEntity, ...]:
    """The same entities; a target of a schema that its property does not take is kept as text."""
    return tuple(
        NewEntity(entity.schema, tuple(_to_fit(entity.schema, one, targets) for one in entity.statements), entity.place)
        if any(one.target for one in entity.statements)
        else entity
        for entity in entities
    )


def _to_fit(schema: str, one: NewStatement, targets: Mapping[str, str]) -> NewStatement:
    if not one.target:
        return one
    try:
        wanted = kind_of(schema, one.prop).names
        fits = not wanted or schemata.is_a(targets.get(one.target, "Thing"), wanted)
    except InvalidValue:
        fits = False
    if fits:
        return one
    return NewStatement(f"{OWN}{one.prop}", "another kind of thing", item=one.item)
