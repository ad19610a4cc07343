"""Keeping the search index: in the transaction that changes what it stands for, so that it is never behind.

Entities come here by themselves, through ``registries.on_entity_written``. A subject above calls `index_text` for each
record whose text can be searched, again whenever that text changes, and `drop_from_index` when it goes.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import transaction

from samakki.access.models import Resource
from samakki.entities.actions.known_names import forget_names, learn_names
from samakki.entities.actions.new_rows import NewRows
from samakki.entities.domain.kinds import LINK_SCHEMATA, kind_of_entity
from samakki.entities.domain.made import MadeEntity
from samakki.entities.domain.search_lines import lines_of
from samakki.entities.domain.search_tokens import Kind, Line, lines_in, parts_in, tokens_of
from samakki.entities.models import Entity, Place, SearchEntry, SearchName, Statement
from samakki.kernel.dates import PartialDate
from samakki.kernel.grades import Grade

CHUNK = 500
ENTITY = "entity"
_KEY = ["kind", "reference"]
_CHANGING = [field.name for field in SearchEntry._meta.get_fields() if field.name not in {"id", *_KEY}]


@dataclass(frozen=True, slots=True)
class Dated:
    """First and last day that a partial date allows, ISO 8601; both empty without one."""

    first: str = ""
    last: str = ""

    @classmethod
    @lru_cache(maxsize=256)  # all that one source describes has its date
    def of(cls, written: str) -> "Dated":
        """Read a partial date; one that is open at an end is dated by the other."""
        if not written:
            return cls()
        date = PartialDate(written)
        first, last = date.earliest or date.latest, date.latest or date.earliest
        return cls(first.isoformat(), last.isoformat()) if first and last else cls()


def index_entities(references: Sequence[str]) -> None:
    """Write the index rows of entities anew, as their current statements are; protected ones by their code alone.

    Args:
        references: of entities; unknown ones lose their row.

    Raises:
        ValueError: no transaction.
    """
    _require_transaction()
    for some in _chunks(references):
        rows = list(_entity_rows(some))
        _write(rows)
        _drop(ENTITY, set(some) - {row.reference for row in rows})


def index_made(made: Sequence[MadeEntity]) -> None:
    """Write the index rows of entities that are all new. Nothing is read back: no row of theirs was there before.

    Raises:
        ValueError: no transaction.
    """
    _require_transaction()
    rows, parts = NewRows(SearchEntry), set[str]()
    for entity in made:
        if entity.schema in LINK_SCHEMATA:
            continue
        said = [(one.prop, one.value, one.as_written, one.language) for one in entity.statements]
        lines = list(lines_of(entity.schema, said))
        if not lines:
            continue
        grades = [one.grade for one in entity.statements]
        dated, tokens = Dated.of(entity.on), tokens_of(lines)
        rows.add(
            kind=ENTITY,
            reference=entity.reference,
            resource_id=entity.resource,
            type=kind_of_entity(entity.schema, tuple(value for prop, value, *_ in said if prop == "service")).value,
            title=entity.caption,
            first_day=dated.first,
            last_day=dated.last,
            country=entity.country,
            province=entity.province,
            source_grade=_best(one.source.value if one else entity.source_grade for one in grades),
            information_grade=_best(one.information.value if one else entity.information_grade for one in grades),
            lines=_stored(lines),
            tokens=tokens,
        )
        parts |= tokens.parts
    rows.write()
    learn_names(parts)


def index_text(  # noqa: PLR0913  (one name for each column that a search is narrowed by)
    *,
    kind: str,
    reference: str,
    resource_id: int = 0,
    resource_reference: str = "",
    title: str,
    texts: Iterable[str],
    names: Iterable[str] = (),
    identifiers: Iterable[str] = (),
    languages: Sequence[str] = (),
    on: str = "",
    grade: str = "",
    case: str = "",
    country: str = "",
    province: str = "",
) -> None:
    """Make a record of another subject findable, or write its row anew.

    Args:
        kind: "report", "case", "exhibit", "event": one that its subject registered (``web.searchable``).
        reference: of the record.
        resource_id: what the policy reads for it; or
        resource_reference: the same by its reference.
        title: what the list of results shows; found too.
        texts: what it says, in whole words and runs of syllables. The first 16,000 syllables and words count.
        names: names in it, found by other spellings as well.
        identifiers: phones, plates, accounts in it, found from inside too.
        languages: of all of these, where known; the first goes with `names`.
        on: partial date it is dated.
        grade: 4x4, or empty.
        case: reference of the case it is part of.
        country: ISO 3166-1 alpha-2 of its place.
        province: gazetteer code of its place.

    Raises:
        ValueError: no transaction, or no such resource.
    """
    _require_transaction()
    if not resource_id:
        resource_id = Resource.objects.values_list("pk", flat=True).get(reference=resource_reference)
    language = languages[0] if languages else ""
    lines = [
        Line(Kind.TEXT, title),
        *(Line(Kind.TEXT, text) for text in texts),
        *(Line(Kind.NAME, name, language) for name in names),
        *(Line(Kind.IDENTIFIER, one) for one in identifiers),
    ]
    dated = Dated.of(on)
    graded = Grade.parse(grade) if grade else None
    row = SearchEntry(
        kind=kind,
        reference=reference,
        resource_id=resource_id,
        type=kind,
        title=title[:300],
        case=case,
        first_day=dated.first,
        last_day=dated.last,
        country=country,
        province=province,
        source_grade=graded.source.value if graded else "",
        information_grade=graded.information.value if graded else "",
    )
    _write([with_lines(row, [line for line in dict.fromkeys(lines) if line.text.strip()])])


def drop_from_index(kind: str, reference: str) -> None:
    """Let a record be found no more."""
    _require_transaction()
    _drop(kind, {reference})


def write_anew(rows: Sequence[SearchEntry]) -> None:
    """Write rows of other subjects anew from what was indexed of them. Part of a rebuild, which locked them."""
    _require_transaction()
    _write([with_lines(row, lines_in(row.lines)) for row in rows])


def forget_gone() -> None:
    """Drop rows of entities that are there no more, and names that no row holds. Part of a rebuild."""
    _require_transaction()
    SearchEntry.objects.filter(kind=ENTITY).exclude(reference__in=Entity.objects.values("reference")).delete()
    held = SearchName.objects.order_by().values_list("part", flat=True).distinct()
    forget_names(list(held))


def with_lines(row: SearchEntry, lines: Sequence[Line]) -> SearchEntry:
    """The row with its lines and their tokens."""
    row.lines = _stored(lines)
    row.tokens = tokens_of(lines)
    return row


def _stored(lines: Sequence[Line]) -> list[list[str]]:
    return [[line.kind.value, line.text, line.language] for line in lines]


def _entity_rows(references: Sequence[str]) -> Iterator[SearchEntry]:
    # A link says how two things are connected; the things are what people look for.
    things = Entity.objects.filter(reference__in=references).exclude(schema__in=LINK_SCHEMATA)
    entities = list(things.select_related("source").order_by("pk"))
    own = {entity.pk for entity in entities}
    said = Statement.objects.filter(entity__in=own, withdrawn_at__isnull=True).order_by("pk")
    by_entity: dict[int, list[Statement]] = {}
    for statement in said:
        by_entity.setdefault(statement.entity_id, []).append(statement)
    targets = {one.target_id for one in said if one.target_id is not None}
    places = {place.entity_id: place for place in Place.objects.filter(entity__in=own | targets)}
    for entity in entities:
        row = _entity_row(entity, by_entity.get(entity.pk, []), places)
        if row is not None:
            yield row


def _entity_row(entity: Entity, said: Sequence[Statement], places: Mapping[int, Place]) -> SearchEntry | None:
    dated = Dated.of(entity.source.obtained_on or entity.created_at.date().isoformat())
    row = SearchEntry(
        kind=ENTITY,
        reference=entity.reference,
        resource_id=entity.resource_id,
        type=kind_of_entity(entity.schema, tuple(one.value for one in said if one.prop == "service")).value,
        title=entity.caption,
        first_day=dated.first,
        last_day=dated.last,
        source_grade=_best(one.source_grade or entity.source.source_grade for one in said),
        information_grade=_best(one.information_grade or entity.source.information_grade for one in said),
    )
    if entity.is_protected:
        # Nothing else of hers: a name that is found here would answer the question the code is there to refuse.
        row.title = entity.protected_code
        return with_lines(row, [Line(Kind.IDENTIFIER, entity.protected_code)])
    place = next((places[pk] for pk in (entity.pk, *(one.target_id or 0 for one in said)) if pk in places), None)
    if place is not None:
        row.country, row.province = place.country, place.province
    lines = list(lines_of(entity.schema, ((one.prop, one.value, one.as_written, one.language) for one in said)))
    return with_lines(row, lines) if lines else None


def _best(grades: Iterable[str]) -> str:
    """The best of 4x4 letters: A before B, 1 before 2."""
    return min((grade for grade in grades if grade), default="")


def _write(rows: Sequence[SearchEntry]) -> None:
    if not rows:
        return
    before = _parts_held(rows[0].kind, [row.reference for row in rows])
    SearchEntry.objects.bulk_create(rows, update_conflicts=True, unique_fields=_KEY, update_fields=_CHANGING)
    now = {part for row in rows for part in row.tokens.parts}
    learn_names(now)
    forget_names(before - now)


def _drop(kind: str, references: set[str]) -> None:
    if references:
        before = _parts_held(kind, references)
        SearchEntry.objects.filter(kind=kind, reference__in=references).delete()
        forget_names(before)


def _parts_held(kind: str, references: Collection[str]) -> set[str]:
    """Parts of names in rows as they are now, before they are written anew."""
    rows = SearchEntry.objects.filter(kind=kind, reference__in=references).values_list("lines", flat=True)
    return {part for stored in rows for part in parts_in(lines_in(stored))}


def _chunks(references: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(references), CHUNK):
        yield references[start : start + CHUNK]


def _require_transaction() -> None:
    if not transaction.get_connection().in_atomic_block:
        message = "the index is written inside the transaction of what it stands for"
        raise ValueError(message)
