"""The bulk path: a million entities at once, for demonstrations and measurements alone.

It writes the same rows as ``write_entities`` and ``index_entities``, straight into the tables: no policy, no rule, no
audit entry for each record, no call to whoever waits for entities. The command that leads here (``samakki demo
generate``) refuses on a node where anybody works (`is_in_use`) that is not a demonstration.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice

from django.db import connection, transaction
from django.db.models import Model
from django.utils import timezone

from samakki.access.domain.vocabulary import Basis, Compartment, Purpose
from samakki.access.models import Membership, Officer, Resource
from samakki.entities.actions.known_names import learn_names
from samakki.entities.actions.new_rows import NewRows
from samakki.entities.domain.prepared import PreparedEntity, PreparedSource
from samakki.entities.models import Entity, Place, SearchEntry, Source, Statement

SOURCES_AT_ONCE = 1_000
GIN = "CREATE INDEX entities_search_tokens ON entities_searchentry USING gin(tokens) WITH (fastupdate=off)"


def load(sources: Iterable[PreparedSource], *, owners: Sequence[Officer], told: Callable[[int], None]) -> int:
    """Write all of them, in pieces that are each there whole or not at all.

    Args:
        sources: in the order in which their entities will be found, the last first.
        owners: who each `PreparedSource.owner` is; the first and only member of the record.
        told: called after every piece with the number of entities so far.

    Returns:
        How many entities were written.

    """
    done = 0
    parts: set[str] = set()
    rest = iter(sources)
    with _index_written_at_the_end():
        while some := list(islice(rest, SOURCES_AT_ONCE)):
            with transaction.atomic():
                piece = _Piece(owners, timezone.now(), some)
                for source in some:
                    piece.add(source)
                piece.write()
            parts |= {part for source in some for entity in source.entities for part in entity.tokens.parts}
            done += sum(len(source.entities) for source in some)
            told(done)
    with transaction.atomic():
        learn_names(parts)
    return done


def is_in_use() -> bool:
    """Whether the node holds a record of anybody."""
    return Resource.objects.exists()


def is_here(reference: str) -> bool:
    """Whether a source was written already."""
    return Source.objects.filter(reference=reference).exists()


class _Piece:
    """Some sources, as rows of every table."""

    def __init__(self, owners: Sequence[Officer], now: datetime, sources: Sequence[PreparedSource]) -> None:
        self.owners = owners
        self.now = now
        self.tables: dict[type[Model], NewRows] = {
            model: NewRows(model) for model in (Resource, Membership, Source, Entity, Statement, Place, SearchEntry)
        }
        wanted: dict[type[Model], int] = {
            Resource: len(sources),
            Source: len(sources),
            Entity: sum(len(one.entities) for one in sources),
        }
        self.numbers = {model: iter(self.tables[model].reserve(count)) for model, count in wanted.items()}

    def add(self, source: PreparedSource) -> None:
        """A source with its record, its owner's membership and its entities."""
        owner = self.owners[source.owner]
        resource, row = next(self.numbers[Resource]), next(self.numbers[Source])
        self.tables[Resource].add(
            id=resource,
            reference=source.reference,
            subject="entities",
            compartment=Compartment.INTELLIGENCE.value,
            owner_desk_id=owner.desk_id,
            created_at=self.now,
        )
        self.tables[Membership].add(
            resource_id=resource,
            officer_id=owner.pk,
            purpose=Purpose.INVESTIGATE_TRAFFICKING.value,
            basis=Basis.TEAM.value,
            granted_by=owner.code,
            starts_at=self.now,
        )
        made = {"created_at": self.now, "created_by": owner.code}
        self.tables[Source].add(
            id=row,
            reference=source.reference,
            resource_id=resource,
            kind=source.kind,
            source_grade=source.source_grade,
            information_grade=source.information_grade,
            obtained_on=source.obtained_on,
            **made,
        )
        for entity in source.entities:
            self._add_entity(entity, source, {"source_id": row, "resource_id": resource}, made)

    def _add_entity(
        self, entity: PreparedEntity, source: PreparedSource, of: Mapping[str, object], made: Mapping[str, object]
    ) -> None:
        place = entity.place
        number = next(self.numbers[Entity])
        self.tables[Entity].add(
            id=number,
            reference=entity.reference,
            schema=entity.schema,
            caption=entity.caption,
            properties=entity.properties,
            changed_at=self.now,
            **of,
            **made,
        )
        for one in entity.statements:
            self.tables[Statement].add(
                entity_id=number,
                prop=one.prop,
                value=one.value,
                as_written="" if one.as_written == one.value else one.as_written,
                language=one.language,
                **made,
            )
        if place is not None:
            where = {"country": place.country, "province": place.province}
            self.tables[Place].add(entity_id=number, words=place.words, kind=place.kind, **where)
        if entity.lines:
            self.tables[SearchEntry].add(
                kind="entity",
                reference=entity.reference,
                resource_id=of["resource_id"],
                type=entity.type,
                title=entity.caption,
                lines=[[line.kind.value, line.text, line.language] for line in entity.lines],
                first_day=source.obtained_on,
                last_day=source.obtained_on,
                country=place.country if place else "",
                province=place.province if place else "",
                source_grade=source.source_grade,
                information_grade=source.information_grade,
                tokens=entity.tokens,
            )

    def write(self) -> None:
        """Write every table, those that others point to first."""
        for table in self.tables.values():
            table.write()


@contextmanager
def _index_written_at_the_end() -> Iterator[None]:
    """Take the full-text index away while rows come, and build it in one go: several times as quick as row by row."""
    is_postgresql = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        if is_postgresql:
            cursor.execute("DROP INDEX entities_search_tokens")
            trigger = ""
        else:
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'entities_search_added'")
            trigger = cursor.fetchone()[0]
            cursor.execute("DROP TRIGGER entities_search_added")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            if is_postgresql:
                cursor.execute("SET maintenance_work_mem = '256MB'")
                cursor.execute(GIN)
                cursor.execute("RESET maintenance_work_mem")
                cursor.execute("ANALYZE")
            else:
                with transaction.atomic():
                    cursor.execute("INSERT INTO entities_search(entities_search, rank) VALUES ('hashsize', 67108864)")
                    cursor.execute("INSERT INTO entities_search(entities_search) VALUES ('rebuild')")
                    cursor.execute("INSERT INTO entities_search(entities_search, rank) VALUES ('hashsize', 1048576)")
                    cursor.execute(trigger)
                cursor.execute("ANALYZE")
