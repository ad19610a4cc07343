"""What an officer may tick for a disclosure: items in words that may leave, and single values of people and things."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from samakki.entities.domain import schemata
from samakki.entities.domain.exporting.leaving import (
    Leaving,
    Said,
    as_it_may_leave,
    belongs_to_protected,
    without_owners,
)
from samakki.entities.domain.properties import kind_of
from samakki.entities.domain.protection import PEOPLE
from samakki.entities.models import Entity, Statement
from samakki.entities.queries.brought_in import sources_in
from samakki.entities.queries.holding import held_among
from samakki.entities.queries.things import shared_among
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.disclosure_items import ItemToSend
from samakki.intelligence.domain.holdings import USABLE, HoldingState, granted_desks
from samakki.intelligence.models import Holding, Report
from samakki.intelligence.queries.grants import grants_on
from samakki.intelligence.queries.opening import current_items, release_digest
from samakki.kernel.addresses import DeskAddress
from samakki.kernel.refusals import InvalidValue

NEVER_TRAVEL = frozenset({"sketch", "fileName", "foreignId", "sourceUrl", "publisherUrl", "contentHash", "wikidataId"})
"""Properties that name files and records of this node, or where something was found. Nobody can tick them."""

MOST_OFFERED = 300
"""People and things of a report that one page can ask about: a file with more was not brought in to be given whole."""

BEHIND_A_CODE = Q(is_protected=True) & ~Q(schema__in=PEOPLE)


@dataclass(frozen=True, slots=True)
class Value:
    """One value that can be ticked.

    Attributes:
        id: number of the statement.
        said: the value as it would leave.
        item: reference of the item it comes from; empty where the whole report says so.
    """

    id: int
    said: Said
    item: str


@dataclass(frozen=True, slots=True)
class Described:
    """One person or thing of a report with what may be ticked of it; a file may have brought it into the report."""

    reference: str
    schema: str
    caption: str
    is_protected: bool
    code: str
    ends: tuple[str, str] | None
    values: tuple[Value, ...]
    is_brought: bool = False


def items_to_send(report: Report, to: Sequence[DeskAddress], today: date) -> tuple[ItemToSend, ...]:
    """Every current item as the rules of leaving see it.

    Args:
        report: of the node.
        to: desks it would go to, for which the grants of its owner are looked up.
        today: local day.
    """
    items = current_items(report)
    is_authorised = bool(report.authorised_digest) and report.authorised_digest == release_digest(report)
    copies = {one.report_item: one for one in Holding.objects.filter(report_item__in=[row.reference for row in items])}
    return tuple(
        ItemToSend(
            row.reference,
            row.number,
            has_sanitised=bool(row.sanitised.strip()),
            is_authorised=is_authorised,
            handling=conditions.read(row.handling),
            granted=_granted(copies.get(row.reference), to, today),
            is_received=row.reference in copies,
        )
        for row in items
    )


def described_by(report: Report) -> tuple[Described, ...]:
    """People and things of a report and of files accepted into it, each with what may be ticked of it.

    What belongs to a protected person alone is not among them; of herself it is the code. Nothing here asks who reads:
    the page opened the report in full.
    """
    rows = _rows_of(report)
    said: dict[int, list[Statement]] = {}
    for one in Statement.objects.filter(entity__in=rows, withdrawn_at__isnull=True).order_by("pk"):
        said.setdefault(one.entity_id, []).append(one)
    known = {row.pk: row.reference for row in rows}
    hers = frozenset(row.reference for row in rows if row.is_protected)
    shared = shared_among(list(known.values()))
    found = ((row, _described(row, said.get(row.pk, []), known, hers, shared)) for row in rows)
    return tuple(
        replace(one, is_brought=row.source.reference != report.reference)
        for row, one in found
        if one is not None and one.values
    )


def _rows_of(report: Report) -> list[Entity]:
    """What was captured from the report itself first, as far as a page can hold it."""
    found: list[Entity] = []
    for source in sources_in(report.reference):
        rows = Entity.objects.filter(source__reference=source).exclude(BEHIND_A_CODE).select_related("source")
        rows = rows.order_by("pk")
        found += rows[: MOST_OFFERED - len(found)]
    return found


def held_people(references: Iterable[str]) -> tuple[str, ...]:
    """Those of some entities about whom nothing may leave yet, because a prosecutor has to answer first."""
    return held_among(tuple(references))


def _granted(copy: Holding | None, to: Sequence[DeskAddress], today: date) -> frozenset[str]:
    if copy is None or HoldingState(copy.state) not in USABLE:
        return frozenset()
    return granted_desks(grants_on(copy), to, today)


def _described(
    row: Entity,
    statements: Sequence[Statement],
    known: Mapping[int, str],
    hers: frozenset[str],
    shared: frozenset[str],
) -> Described | None:
    pairs = [(one, _said(one, known)) for one in statements if one.target_id is None or one.target_id in known]
    made = Leaving(
        row.reference,
        row.schema,
        row.caption,
        "",
        "",
        "",
        "",
        tuple(said for _one, said in pairs),
        schemata.ends(row.schema),
        is_protected=row.is_protected,
    )
    if row.reference in shared:
        made = without_owners(made, hers)
    if belongs_to_protected(made, hers):
        return None
    made = as_it_may_leave(made)
    kept = set(made.said)
    values = tuple(
        Value(one.pk, said, one.item) for one, said in pairs if said in kept and _travels(row.schema, said.prop)
    )
    return Described(row.reference, row.schema, row.caption, row.is_protected, row.protected_code, made.ends, values)


def _travels(schema: str, prop: str) -> bool:
    if prop.rpartition(":")[2] in NEVER_TRAVEL:
        return False
    try:
        return kind_of(schema, prop).kind != "file"
    except InvalidValue:
        return True  # a field of another standard, kept under its exact name


def _said(one: Statement, known: Mapping[int, str]) -> Said:
    return Said(
        one.prop,
        one.value,
        one.as_written,
        one.language,
        known[one.target_id] if one.target_id else "",
        one.basis,
        f"{one.source_grade}{one.information_grade}",
        one.since,
        one.until,
    )
