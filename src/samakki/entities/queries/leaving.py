"""What of the node's entities an officer may take out, read in portions so that memory does not grow with the file."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from django.db.models import Max, Min, Q, QuerySet

from samakki.access.domain.vocabulary import Surface
from samakki.access.models import Officer
from samakki.entities import registries
from samakki.entities.domain import schemata
from samakki.entities.domain.exporting.leaving import (
    Leaving,
    Said,
    as_it_may_leave,
    belongs_to_protected,
    without_owners,
)
from samakki.entities.domain.exporting.tables import BESIDE, Columns
from samakki.entities.domain.protection import PEOPLE
from samakki.entities.domain.statements import FACT
from samakki.entities.models import Entity, Export, Statement
from samakki.entities.queries.holding import held_among
from samakki.entities.queries.seeing import seen
from samakki.entities.queries.things import shared_among

PORTION = 500
BEHIND_A_CODE = Q(is_protected=True) & ~Q(schema__in=PEOPLE)


class Scope(Enum):
    """What a file is made of."""

    CHOSEN = "chosen"  # entities by reference
    SOURCE = "source"  # everything that one report or import describes
    CASE = "case"  # everything that the case and what is filed in it describe


@dataclass(frozen=True, slots=True)
class Selection:
    """What an officer wants to take out.

    Attributes:
        scope: how it is chosen. There is none by nationality, age or sex, on purpose.
        of: reference of the case, report or import; empty for chosen entities.
        chosen: references of entities.
    """

    scope: Scope
    of: str = ""
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A file that was made, as pages show it."""

    reference: str
    scope: str
    of: str
    form: str
    entities: int
    left_out: int
    withheld: int
    size: int
    sha256: str
    people: dict[str, str]
    rest: str
    made_at: object
    made_by: str
    is_there: bool
    fetched_at: object


def leaving(by: Officer, selection: Selection) -> Iterator[Leaving]:
    """What leaves, in the order it was written. Asks the policy anew for every portion."""
    rows = _may_leave(by, selection).order_by("pk")
    last = 0
    while portion := list(rows.filter(pk__gt=last).select_related("source", "resource")[:PORTION]):
        yield from _read(rows, portion)
        last = portion[-1].pk


def records_in(by: Officer, selection: Selection) -> tuple[str, ...]:
    """References of the records that the file draws from."""
    found = _may_leave(by, selection).values_list("resource__reference", flat=True).distinct()
    return tuple(sorted(found))


def held_in(by: Officer, selection: Selection) -> tuple[str, ...]:
    """References of entities in what leaves that are about a person of whom nothing may leave yet."""
    return held_among(tuple(_may_leave(by, selection).values_list("reference", flat=True)))


def left_out(by: Officer, selection: Selection) -> int:
    """How many records the officer sees in full whose handling keeps them in the node. Others are in no number."""
    known = _known(by, selection).exclude(source__reference__in=_withheld(selection))
    may = _may_leave(by, selection).values("resource_id")
    return known.exclude(resource_id__in=may).values("resource_id").distinct().count()


def withheld_in(by: Officer, selection: Selection) -> tuple[registries.Withheld, ...]:
    """What the officer sees in full of it and others own, who have not allowed that it goes anywhere."""
    sources = _known(by, selection).order_by("source__reference").values_list("source__reference", flat=True)
    return tuple(registries.withheld_from_files(tuple(sources.distinct())).values())


def columns_in(by: Officer, selection: Selection) -> Columns:
    """Properties that occur in what leaves, FollowTheMoney's first, then by name, each with what values come with."""
    statements = Statement.objects.filter(entity__in=_may_leave(by, selection), withdrawn_at__isnull=True)
    found = (
        statements.order_by()
        .values("prop")
        .annotate(
            written=Max("as_written"),
            tongue=Max("language"),
            said_as=Min("basis"),
            graded=Max("source_grade"),
            first=Max("since"),
            last=Max("until"),
        )
    )
    columns = []
    for one in found:
        held = {
            "as_written": one["written"],
            "language": one["tongue"],
            "basis": one["said_as"] != FACT,
            "grade": one["graded"],
            "since": one["first"],
            "until": one["last"],
        }
        columns.append((one["prop"], [field for field in BESIDE if held[field]]))
    return sorted(columns, key=lambda column: (":" in column[0], column[0]))


def export(by: Officer, reference: str) -> ExportRow | None:
    """A file that `by` made; None for another's and for none alike."""
    row = Export.objects.filter(reference=reference.replace("\0", " "), made_by=by.code).first()
    return _row(row) if row else None


def exports(by: Officer) -> tuple[ExportRow, ...]:
    """Files that `by` made, newest first."""
    return tuple(_row(row) for row in Export.objects.filter(made_by=by.code).order_by("-made_at", "-pk")[:100])


def _may_leave(by: Officer, selection: Selection) -> QuerySet[Entity]:
    rows = Entity.objects.filter(_of(selection), seen(by, surface=Surface.EXPORT)).exclude(BEHIND_A_CODE)
    return rows.exclude(source__reference__in=_withheld(selection))


def _known(by: Officer, selection: Selection) -> QuerySet[Entity]:
    # What is behind somebody's code and is nobody's name has nothing to say outside: not even that it is there.
    return Entity.objects.filter(_of(selection), seen(by, surface=Surface.LIST)).exclude(BEHIND_A_CODE)


def _withheld(selection: Selection) -> tuple[str, ...]:
    """Sources of it that go into no file, whoever asks."""
    sources = Entity.objects.filter(_of(selection)).order_by().values_list("source__reference", flat=True).distinct()
    return tuple(registries.withheld_from_files(tuple(sources)))


def _of(selection: Selection) -> Q:
    if selection.scope is Scope.CHOSEN:
        return Q(reference__in=selection.chosen)
    if selection.scope is Scope.SOURCE:
        return Q(source__reference=selection.of.replace("\0", " "))
    members = {selection.of, *registries.members_of(selection.of)}
    return Q(resource__reference__in=members) | Q(source__reference__in=members)


def _read(leaves: QuerySet[Entity], portion: Sequence[Entity]) -> Iterator[Leaving]:
    statements = Statement.objects.filter(entity__in=portion, withdrawn_at__isnull=True).order_by("pk")
    said: dict[int, list[Statement]] = {}
    targets: set[int] = set()
    for row in statements:
        said.setdefault(row.entity_id, []).append(row)
        targets |= {row.target_id} if row.target_id else set()
    inside: set[int] = set()
    protected: set[str] = set()
    for some in _portions(sorted(targets)):
        rows = leaves.filter(pk__in=some).values_list("pk", flat=True)
        inside.update(rows)
        hers = Entity.objects.filter(pk__in=some, is_protected=True).values_list("reference", flat=True)
        protected.update(hers)
    hers_among, shared = frozenset(protected), shared_among([entity.reference for entity in portion])
    for entity in portion:
        made = _leaving(entity, said.get(entity.pk, []), inside)
        if entity.reference in shared:
            made = without_owners(made, hers_among)
        if not belongs_to_protected(made, hers_among):
            yield as_it_may_leave(made)


def _leaving(row: Entity, statements: Sequence[Statement], inside: Collection[int]) -> Leaving:
    source = row.source
    return Leaving(
        row.reference,
        row.schema,
        row.caption,
        source.reference,
        source.kind,
        f"{source.source_grade}{source.information_grade}",
        source.obtained_on,
        tuple(_said(one) for one in statements if one.target_id is None or one.target_id in inside),
        schemata.ends(row.schema),
        frozenset(schemata.properties(row.schema)),
        row.is_protected,
    )


def _said(one: Statement) -> Said:
    return Said(
        one.prop,
        one.value,
        one.as_written,
        one.language,
        one.value if one.target_id else "",
        one.basis,
        f"{one.source_grade}{one.information_grade}",
        one.since,
        one.until,
    )


def _portions(keys: Sequence[int]) -> Iterator[list[int]]:
    rest = iter(keys)
    while some := list(islice(rest, PORTION)):
        yield some


def _row(row: Export) -> ExportRow:
    return ExportRow(
        row.reference,
        row.scope,
        row.of,
        row.form,
        row.entities,
        row.left_out,
        row.withheld,
        row.size,
        row.sha256,
        dict(row.people),
        row.rest,
        row.made_at,
        row.made_by,
        bool(row.stored_as),
        row.fetched_at,
    )
