"""Making the bytes of a disclosure from what was ticked: the same for freezing, for showing and for sending.

Starts from empty values and adds what is ticked and may leave. What is not named here cannot be in a package.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from samakki.entities.domain.exporting.leaving import Leaving
from samakki.entities.domain.exporting.naming import NameInIt, personal_names
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.disclosure_answers import SafetyCondition
from samakki.intelligence.domain.disclosure_items import Part
from samakki.intelligence.domain.disclosure_messages import (
    Package,
    SentConditions,
    SentEntity,
    SentItem,
    SentSaid,
    as_bytes,
    packed,
)
from samakki.intelligence.domain.protection_checks import codes_in
from samakki.intelligence.models import Disclosure, Holding, ReportItem
from samakki.intelligence.queries.disclosable import Described, described_by
from samakki.intelligence.queries.grants import words_given
from samakki.kernel.handling import Handling, HandlingCode


@dataclass(frozen=True, slots=True)
class Packages:
    """What leaves of a disclosure.

    Attributes:
        first: bytes that leave first.
        rest: bytes that leave after acceptance; empty where all leaves at once.
        codes: protected codes in any of it.
        items: references of the items in it; the first has the id "1".
    """

    first: bytes
    rest: bytes
    codes: tuple[str, ...]
    items: tuple[str, ...]


def packages_of(row: Disclosure) -> Packages:
    """The bytes that leave with the ticks as they are now."""
    found = _items(row)
    items = tuple(item for _reference, item in found)
    references = tuple(reference for reference, _item in found)
    entities = _entities(row)
    whole = Package(
        disclosure=row.reference,
        purpose=row.purpose,
        desk=row.resource.owner_desk.address,
        recipients=tuple(row.recipients),
        conditions=conditions_on(row),
        summary=row.summary.strip(),
        items=items,
        entities=entities,
        feedback_due_on=row.feedback_due_on.isoformat() if row.feedback_due_on else "",
    )
    complete = as_bytes(packed(whole))
    codes = codes_in(complete, ())
    if row.part != Part.SUMMARY.value:
        return Packages(complete, b"", codes, references)
    first = Package(
        disclosure=row.reference,
        purpose=row.purpose,
        desk=whole.desk,
        recipients=whole.recipients,
        conditions=whole.conditions,
        summary=whole.summary,
        has_rest=True,
        feedback_due_on=whole.feedback_due_on,
    )
    return Packages(as_bytes(packed(first)), complete, codes, references)


def names_to_answer(row: Disclosure) -> tuple[NameInIt, ...]:
    """Every personal name among the ticked values. Names in running words are not found; the page says so."""
    return personal_names(_leaving(one, row.statements.get(one.reference, ())) for one in _ticked(row))


def conditions_on(row: Disclosure) -> SentConditions:
    """The strictest conditions of every item that is ticked or says a ticked value, and what a second person added."""
    rows = ReportItem.objects.filter(report=row.report_id, reference__in={*row.items, *items_behind(row)})
    found = conditions.together(conditions.read(one.handling) for one in rows)
    handling = found if found is not None else Handling(codes=frozenset({HandlingCode.H0}))
    words = tuple(SafetyCondition(one) for one in row.conditions)
    return SentConditions(handling, words, row.conditions_note.strip())


def items_behind(row: Disclosure) -> frozenset[str]:
    """References of items that say a ticked value: their conditions hold for the value too."""
    return frozenset(
        value.item
        for one in _ticked(row)
        for value in one.values
        if value.item and value.id in set(row.statements[one.reference])
    )


def _items(row: Disclosure) -> tuple[tuple[str, SentItem], ...]:
    wanted = set(row.items)
    rows = ReportItem.objects.filter(report=row.report_id, reference__in=wanted, taken_out_at__isnull=True)
    copies = {one.report_item: one for one in Holding.objects.filter(report_item__in=wanted)}
    found: list[tuple[str, SentItem]] = []
    for one in rows.order_by("number"):
        copy = copies.get(one.reference)
        text = (words_given(copy) if copy is not None else "") or one.sanitised
        if not text.strip():
            continue
        native = {
            "system": one.native_system,
            "source": one.native_source,
            "information": one.native_information,
            "handling": one.native_handling,
        }
        place = len(found) + 1
        item = SentItem(
            str(place),
            place,
            text.strip(),
            one.basis,
            f"{one.source_grade}{one.information_grade}",
            native,
            conditions.read(one.handling),
        )
        found.append((one.reference, item))
    return tuple(found)


def _ticked(row: Disclosure) -> list[Described]:
    wanted = {reference for reference, numbers in row.statements.items() if numbers}
    return [one for one in described_by(row.report) if one.reference in wanted]


def _entities(row: Disclosure) -> tuple[SentEntity, ...]:
    """Ticked people and things under numbers of their own: a reference of this node says nothing elsewhere."""
    ticked = _ticked(row)
    ids = {one.reference: f"e{place}" for place, one in enumerate(ticked, start=1)}
    made = []
    for one in ticked:
        numbers = set(row.statements[one.reference])
        said = tuple(
            SentSaid(
                prop=value.said.prop,
                value="" if value.said.target else value.said.value,
                as_written="" if value.said.target else value.said.as_written,
                language=value.said.language,
                basis=value.said.basis,
                grade=value.said.grade,
                since=value.said.since,
                until=value.said.until,
                target=ids.get(value.said.target, ""),
            )
            for value in one.values
            if value.id in numbers and (not value.said.target or value.said.target in ids)
        )
        if said:
            made.append(SentEntity(ids[one.reference], one.schema, said))
    return tuple(made)


def _leaving(one: Described, numbers: Sequence[int]) -> Leaving:
    said = tuple(value.said for value in one.values if value.id in set(numbers))
    return Leaving(one.reference, one.schema, "", "", "", "", "", said, one.ends, is_protected=one.is_protected)
