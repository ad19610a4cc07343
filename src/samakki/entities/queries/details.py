"""One entity as pages show it: what it is, every assertion about it, and what lists call it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from samakki.access.models import Officer
from samakki.entities import registries
from samakki.entities.domain.kinds import LINK_SCHEMATA
from samakki.entities.domain.sources import SourceKind
from samakki.entities.models import Entity, Place, Source, Statement
from samakki.entities.queries.seeing import may_change, seen, seen_entities
from samakki.kernel.grades import Grade


@dataclass(frozen=True, slots=True)
class Caption:
    """What a list calls an entity.

    Attributes:
        reference: of the entity.
        text: first name as written; the code where it is protected; empty where nothing said of it names it.
        schema: "Person".
        protected: the text is a code; of a thing, that of the person whose it is.
        services: of an account, which tell a telephone from others.
    """

    reference: str
    text: str
    schema: str
    protected: bool = False
    services: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source, as the pages of what it describes show it.

    Attributes:
        reference: of the source.
        record: reference of the record that the policy reads for it.
        origin: who or what first said it; the source itself where nobody else is named.
    """

    reference: str
    record: str
    kind: SourceKind
    origin: str
    grade: Grade | None
    obtained_on: str
    is_draft: bool
    created_at: datetime
    created_by: str


@dataclass(frozen=True, slots=True)
class Assertion:
    """One value of one property, with all that is known of who says so.

    Attributes:
        id: number of the statement.
        entity: reference of the entity it was said of; on a profile, one of several.
        target: the entity that the value names; None where it names none.
        grade: of the item, or of the source where the item has none.
        withdrawn_at: None while it holds.
    """

    id: int
    entity: str
    source: SourceRow
    prop: str
    value: str
    as_written: str
    language: str
    target: Caption | None
    item: str
    basis: str
    grade: Grade | None
    since: str
    until: str
    created_at: datetime
    created_by: str
    withdrawn_at: datetime | None
    withdrawn_by: str
    withdrawn_reason: str

    @property
    def origin(self) -> str:
        """Who or what first said it."""
        return self.source.origin


@dataclass(frozen=True, slots=True)
class PlaceDetail:
    """Where a place is, as far as it is known."""

    words: str
    kind: str
    country: str
    province: str
    district: str
    latitude: float | None
    longitude: float | None
    radius_m: int | None
    described_by: str


@dataclass(frozen=True, slots=True)
class EntityDetail:
    """A person or thing as one source describes it, with what its own source says.

    Attributes:
        assertions: of this entity alone, withdrawn ones among them; those of its profile are in `assertions`.
        can_change: the officer who asked may add to it and take back.
    """

    reference: str
    caption: Caption
    schema: str
    source: SourceRow
    assertions: tuple[Assertion, ...]
    place: PlaceDetail | None
    created_at: datetime
    created_by: str
    changed_at: datetime
    can_change: bool


def entity(by: Officer, reference: str) -> EntityDetail | None:
    """An entity as its own source describes it; None where it is missing or not open to `by` in full alike.

    Trap: does not log. Pages open the record first (``open_record`` with `record_of`).
    """
    row = seen_entities(by, [reference]).select_related("source__resource", "place").first()
    if row is None:
        return None
    can_change = may_change(by, row.source.resource.reference)
    return detail_of(row, assertions_of(by, [row]), can_change=can_change)


def record_of(by: Officer, reference: str) -> str:
    """The reference of the record that decides over an entity; `reference` itself where there is no such entity.

    For ``open_record``: whatever was asked for, the policy is asked about something, and says no in the same way.
    """
    row = Entity.objects.filter(reference=reference.replace("\0", " ")).select_related("source__resource").first()
    if row is None or (row.source.is_draft and row.source.created_by != by.code):
        return reference
    return row.source.resource.reference


def assertions(by: Officer, reference: str) -> tuple[Assertion, ...]:
    """Everything said of an entity and of those judged to be the same thing, as far as `by` may see the sources.

    Withdrawn statements are among them. In the order they were made.
    """
    return assertions_of(by, profile_rows(by, reference))


def profile(by: Officer, reference: str) -> tuple[str, ...]:
    """References of an entity and of those judged to be the same thing that `by` may see; itself first."""
    found = {row.reference for row in profile_rows(by, reference)}
    return tuple(sorted(found, key=lambda one: (one != reference, one)))


def captions(by: Officer, references: Collection[str]) -> Mapping[str, Caption]:
    """What lists call entities; those that are missing or not open to `by` are left out."""
    return {row.reference: caption_of(row) for row in seen_entities(by, references)}


def entities_of_source(by: Officer, source: str) -> tuple[Caption, ...]:
    """What a source describes, links left out, in the order it was written; empty where `by` may not see it."""
    rows = (
        Entity.objects.filter(seen(by), source__reference=source)
        .exclude(schema__in=sorted(LINK_SCHEMATA))
        .order_by("pk")
    )
    return tuple(caption_of(row) for row in rows)


def caption_of(row: Entity) -> Caption:
    """What lists call a row."""
    services = tuple(str(one) for one in row.properties.get("service", ()))
    return Caption(row.reference, row.caption, row.schema, row.is_protected, services)


def source_row(row: Source) -> SourceRow:
    """A source fetched with its resource, as pages show it."""
    return SourceRow(
        row.reference,
        row.resource.reference,
        SourceKind(row.kind),
        row.origin or row.reference,
        _grade(row.source_grade, row.information_grade),
        row.obtained_on,
        row.is_draft,
        row.created_at,
        row.created_by,
    )


def assertion_of(row: Statement, target: Caption | None) -> Assertion:
    """A statement fetched with its entity's source and resource, as pages show it."""
    source = source_row(row.entity.source)
    return Assertion(
        row.pk,
        row.entity.reference,
        source,
        row.prop,
        row.value,
        row.as_written,
        row.language,
        target,
        row.item,
        row.basis,
        _grade(row.source_grade, row.information_grade) or source.grade,
        row.since,
        row.until,
        row.created_at,
        row.created_by,
        row.withdrawn_at,
        row.withdrawn_by,
        row.withdrawn_reason,
    )


def with_seen_targets(by: Officer, rows: Iterable[Statement]) -> tuple[Assertion, ...]:
    """Statements as pages show them; one that names an entity that `by` may not see is left out whole."""
    listed = list(rows)
    named = {row.target_id for row in listed if row.target_id}
    seen_targets = {one.pk: caption_of(one) for one in Entity.objects.filter(seen(by), pk__in=named)} if named else {}
    return tuple(
        assertion_of(row, seen_targets[row.target_id] if row.target_id else None)
        for row in listed
        if row.target_id is None or row.target_id in seen_targets
    )


def assertions_of(by: Officer, entities: Collection[Entity]) -> tuple[Assertion, ...]:
    """What is said of rows, fetched with their source and its resource, in the order it was said."""
    known = {row.pk: row for row in entities}
    rows = list(Statement.objects.filter(entity__in=known).order_by("pk"))
    for row in rows:
        row.entity = known[row.entity_id]  # here already: the entity is not joined to each line about it
    return with_seen_targets(by, rows)


def profile_rows(by: Officer, reference: str) -> list[Entity]:
    """An entity and those judged to be the same, as far as `by` sees them; empty where they do not see it itself."""
    members = {one for answer in registries.profile_members.values() for one in answer(reference)}
    rows = list(seen_entities(by, {reference, *members}).select_related("source__resource", "place"))
    # What is the same as something they may not see is itself all they learn: without it there is no profile.
    shown = {row.reference for row in rows}
    if len(shown) > 1:
        for among in registries.profile_members_among.values():
            # Two that are joined only by a third which they may not see are two for them.
            shown &= {reference, *among(reference, shown)}
    return [row for row in rows if row.reference in shown] if reference in shown else []


def detail_of(row: Entity, said: tuple[Assertion, ...], *, can_change: bool) -> EntityDetail:
    """A row, fetched with its source, resource and place, as pages show it."""
    return EntityDetail(
        row.reference,
        caption_of(row),
        row.schema,
        source_row(row.source),
        said,
        _place_of(row),
        row.created_at,
        row.created_by,
        row.changed_at,
        can_change=can_change,
    )


def _place_of(row: Entity) -> PlaceDetail | None:
    try:
        place = row.place
    except Place.DoesNotExist:
        return None
    return PlaceDetail(
        place.words,
        place.kind,
        place.country,
        place.province,
        place.district,
        place.latitude,
        place.longitude,
        place.radius_m,
        place.described_by,
    )


def _grade(source: str, information: str) -> Grade | None:
    return Grade.parse(f"{source}{information}") if source and information else None
