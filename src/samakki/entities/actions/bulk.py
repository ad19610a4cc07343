"""The bulk path: a million entities at once, for demonstrations and measurements alone.

It writes the same rows as ``write_entities`` and ``index_entities``, straight into the tables: no policy, no rule, no
audit entry for each record, no call to whoever waits for entities. The command that leads here (``samakki demo
generate``) refuses on a node where anybody works (`is_in_use`) that is not a demonstration.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from samakki.access.domain.vocabulary import Basis, Compartment, Purpose
from samakki.access.models import Membership, Officer, Resource
from samakki.entities.actions.indexing import learn_names, parts_in
from samakki.entities.domain.prepared import PreparedEntity, PreparedSource
from samakki.entities.models import Entity, Place, SearchEntry, Source, Statement, TokensField

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
                piece = _Piece(owners, timezone.now())
                for source in some:
                    piece.add(source)
                piece.write()
            parts |= {part for source in some for entity in source.entities for part in parts_in(entity.lines)}
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


@dataclass(slots=True)
class _Table:
    """Rows of one model on their way: every column, those not named with the field's default."""

    model: type[models.Model]
    next_id: int = 0
    columns: tuple[str, ...] = ()
    rows: list[list[Any]] = field(default_factory=list)
    _defaults: list[Any] = field(default_factory=list)
    _places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        last = self.model._default_manager.aggregate(last=models.Max("pk"))["last"]  # noqa: SLF001  (any model has it)
        self.next_id = (last or 0) + 1
        fields = self.model._meta.concrete_fields  # noqa: SLF001  (Django's own documented door)
        self.columns = tuple(str(one.column) for one in fields)
        self._places = {one.attname: place for place, one in enumerate(fields)}
        self._defaults = [
            None if one.primary_key or one.null else one.get_db_prep_save(one.get_default(), connection)
            for one in fields
        ]

    def add(self, **values: object) -> int:
        """Add a row, values as the database takes them; the answer is its number."""
        row = self._defaults.copy()
        row[0], self.next_id = self.next_id, self.next_id + 1
        for name, value in values.items():
            row[self._places[name]] = value
        self.rows.append(row)
        return self.next_id - 1

    def write(self) -> None:
        """Write the rows, and tell the database which number comes next."""
        if not self.rows:
            return
        quoted = ", ".join(connection.ops.quote_name(column) for column in self.columns)
        table = self.model._meta.db_table  # noqa: SLF001  (Django's own documented door)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {table} ({quoted}) FROM STDIN") as copy:
                    for row in self.rows:
                        copy.write_row(row)
                following = f"SELECT setval(pg_get_serial_sequence('{table}', '{self.columns[0]}'), %s)"
                cursor.execute(following, [self.next_id - 1])
            else:
                marks = ", ".join(["%s"] * len(self.columns))
                cursor.executemany(f"INSERT INTO {table} ({quoted}) VALUES ({marks})", self.rows)  # noqa: S608  (names of our own tables)


class _Piece:
    """Some sources, as rows of every table."""

    def __init__(self, owners: Sequence[Officer], now: datetime) -> None:
        self.owners = owners
        self.now = connection.ops.adapt_datetimefield_value(now)
        self.tables = {
            model: _Table(model) for model in (Resource, Membership, Source, Entity, Statement, Place, SearchEntry)
        }
        self.tokens = TokensField()

    def add(self, source: PreparedSource) -> None:
        """A source with its record, its owner's membership and its entities."""
        owner = self.owners[source.owner]
        resource = self.tables[Resource].add(
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
        row = self.tables[Source].add(
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
        number = self.tables[Entity].add(
            reference=entity.reference,
            schema=entity.schema,
            caption=entity.caption,
            properties=json.dumps(entity.properties),
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
                lines=json.dumps([[line.kind.value, line.text, line.language] for line in entity.lines]),
                first_day=source.obtained_on,
                last_day=source.obtained_on,
                country=place.country if place else "",
                province=place.province if place else "",
                source_grade=source.source_grade,
                information_grade=source.information_grade,
                tokens=self.tokens.get_db_prep_value(entity.tokens, connection),
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
