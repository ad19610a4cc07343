"""Items of a draft: adding, changing, taking out, cutting a text into them."""

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from samakki.access import actions as access
from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Officer
from samakki.entities.actions.following import grade_statements
from samakki.intelligence.actions.comparing import refusals_to_compare
from samakki.intelligence.actions.warnings import check_texts
from samakki.intelligence.actions.writing import (
    carry_conditions,
    indexed,
    item_of,
    refusals_to_write,
    report_to_change,
    written,
)
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.vocabulary import ItemBasis
from samakki.intelligence.domain.writing import LONGEST_ITEM, MOST_PIECES, NewItem, refusals_of_text
from samakki.intelligence.models import Report, ReportItem
from samakki.intelligence.queries.marks import mark_of_item
from samakki.intelligence.queries.opening import current_items, grade_of
from samakki.kernel.handling import CrimeArea, Handling, HandlingCode, Originator
from samakki.kernel.marks import refusals_to_overwrite
from samakki.kernel.refusals import Refusal

REVIEW_DAYS = 365
AREAS = {
    "investigate_trafficking": CrimeArea.TRAFFICKING_IN_PERSONS,
    "investigate_smuggling": CrimeArea.SMUGGLING_OF_MIGRANTS,
}
NO_ITEM = Refusal("item-not-there")


def add_item(*, by: Officer, reference: str, new: NewItem) -> str:
    """Add one fact or assessment to a draft.

    Returns:
        The item's reference.

    Raises:
        Refused: "not-found"; "report-not-a-draft"; "text-missing"; "text-too-long";
            "comparisons-used-up".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        if report is not None:
            reasons = (*refusals_to_write(report), *_refusals_of(report, new, by))
        if report is not None and not reasons:
            item = _new_row(by, report, new)
            _settled(by, report)
            audit.record(by, "add_item", reference, facts={"record": item.reference})
            return item.reference
    raise logged_refusal(by, "add_item", reference, reasons)


def cut_into_items(*, by: Officer, reference: str, pieces: Sequence[str]) -> tuple[str, ...]:
    """Add several items at one go; each is graded and given its conditions afterwards.

    Raises:
        Refused: "not-found"; "report-not-a-draft"; "text-missing"; "text-too-long"; "pieces-many".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        if report is not None:
            reasons = refusals_to_write(report)
            if not pieces:
                reasons = (*reasons, Refusal("text-missing"))
            if len(pieces) > MOST_PIECES:
                reasons = (*reasons, Refusal("pieces-many", {"most": MOST_PIECES}))
            reasons = (*reasons, *(one for piece in pieces for one in refusals_of_text(piece, longest=LONGEST_ITEM)))
        if report is not None and not reasons:
            made = tuple(_new_row(by, report, NewItem(piece)).reference for piece in pieces)
            _settled(by, report)
            audit.record(by, "cut_into_items", reference, facts={"count": len(made)})
            return made
    raise logged_refusal(by, "cut_into_items", reference, tuple(dict.fromkeys(reasons)))


def change_item(*, by: Officer, reference: str, item: str, new: NewItem, seen: str | None = None) -> None:
    """Change words, grade and conditions of an item of a draft; what was captured from it takes on the new grade.

    Args:
        by: who changes it.
        reference: of the report.
        item: its reference.
        new: all of it, anew.
        seen: mark of what they saw (`queries.marks`); None does not ask.

    Raises:
        Refused: "not-found"; "item-not-there"; "report-not-a-draft"; "text-missing"; "text-too-long";
            "comparisons-used-up"; "changed-meanwhile".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        row = item_of(report, item) if report is not None else None
        if report is not None:
            reasons = (*refusals_to_write(report), *_refusals_of(report, new, by), *(() if row else (NO_ITEM,)))
            reasons = (*reasons, *(refusals_to_overwrite(seen, mark_of_item(row)) if row else ()))
        if report is not None and row is not None and not reasons:
            _fill(report, row, new)
            row.save()
            follow(report, row)
            _settled(by, report)
            audit.record(by, "change_item", reference, facts={"record": item})
            return
    raise logged_refusal(by, "change_item", reference, reasons)


def take_out_item(*, by: Officer, reference: str, item: str) -> None:
    """Take an item out of a draft. Its number is not given again; what was captured from it stays, without its grade.

    Raises:
        Refused: "not-found"; "item-not-there"; "report-not-a-draft".
    """
    with transaction.atomic():
        report, reasons = report_to_change(by, reference)
        row = item_of(report, item) if report is not None else None
        if report is not None:
            reasons = (*refusals_to_write(report), *(() if row else (NO_ITEM,)))
        if report is not None and row is not None and not reasons:
            row.taken_out_at = timezone.now()
            row.save(update_fields=["taken_out_at"])
            grade_statements(source=reference, item=item, grade=None, basis=row.basis)
            _settled(by, report)
            audit.record(by, "take_out_item", reference, facts={"record": item})
            return
    raise logged_refusal(by, "take_out_item", reference, reasons)


def follow(report: Report, row: ReportItem) -> None:
    """Give what was captured from an item the item's grade and basis."""
    grade = grade_of(row)
    grade_statements(source=report.reference, item=row.reference, grade=grade.grade if grade else None, basis=row.basis)


def _settled(by: Officer, report: Report) -> None:
    """What follows every change of items: conditions of the whole, warnings, index."""
    carry_conditions(report)
    written(by, report)
    check_texts(by, report)
    indexed(report)


def _refusals_of(report: Report, new: NewItem, by: Officer) -> tuple[Refusal, ...]:
    reasons = (
        *refusals_to_compare(by, report.source_reference, [new.sanitised]),
        *refusals_of_text(new.raw, longest=LONGEST_ITEM),
        *refusals_of_text(new.sanitised, longest=LONGEST_ITEM, is_needed=False),
    )
    return tuple(dict.fromkeys(reasons))


def _new_row(by: Officer, report: Report, new: NewItem) -> ReportItem:
    now = timezone.now()
    numbers = report.items.values_list("number", flat=True)
    row = ReportItem(
        reference=_free_reference(),
        report=report,
        number=max(numbers, default=0) + 1,
        created_at=now,
        created_by=by.code,
    )
    _fill(report, row, new)
    row.save()
    return row


def _free_reference() -> str:
    while True:
        drawn = access.new_record_reference("I")
        if not ReportItem.objects.filter(reference=drawn).exists():
            return drawn


def _fill(report: Report, row: ReportItem, new: NewItem) -> None:
    row.raw, row.sanitised, row.basis = new.raw.strip(), new.sanitised.strip(), new.basis.value
    row.victim_basis = new.victim_basis.value if new.victim_basis else ""
    row.changed_at = timezone.now()
    put_grade(row, new)
    held = new.handling if new.handling is not None else _first_conditions(report)
    row.handling = conditions.stored(held)
    row.review_on = held.review_on


def put_grade(row: ReportItem, new: NewItem) -> None:
    """Write a grade as it was given, and its 4x4 beside it."""
    if new.grade is None:
        row.native_system = row.native_source = row.native_information = row.native_handling = ""
        row.source_grade = row.information_grade = ""
        row.mapping_version = 0
        return
    mapped = new.grade.mapped()
    row.native_system, row.native_handling = new.grade.system.value, new.grade.handling
    row.native_source, row.native_information = new.grade.source, new.grade.information
    row.source_grade, row.information_grade = mapped.grade.source.value, mapped.grade.information.value
    row.mapping_version = mapped.mapping_version


def _first_conditions(report: Report) -> Handling:
    """What an item begins with: those of the item before it, or the strictest for the crime the report is about."""
    before = [item for item in current_items(report) if item.handling]
    if before:
        return conditions.read(before[-1].handling)
    agency = "/".join(report.resource.owner_desk.address.split("/")[:2])
    return Handling(
        codes=frozenset({HandlingCode.H0}),
        purposes=frozenset({AREAS.get(report.purpose, CrimeArea.TRAFFICKING_IN_PERSONS)}),
        review_on=timezone.localdate() + timedelta(days=REVIEW_DAYS),
        originators=frozenset({Originator(agency, report.reference)}),
    )


def basis_of(row: ReportItem) -> ItemBasis:
    """Fact or assessment."""
    return ItemBasis(row.basis)
