"""Reports as an officer may read them: all of one, or what may leave and how far it is."""

from collections.abc import Iterable

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Purpose, Surface, View
from samakki.access.queries import Officer
from samakki.intelligence.domain import handling as conditions
from samakki.intelligence.domain.states import TURNS, State, Step
from samakki.intelligence.domain.vocabulary import (
    Encoding,
    ItemBasis,
    Obtained,
    OriginalKind,
    SourceKind,
    Urgency,
    VictimBasis,
    WarningAnswer,
    WarningCode,
)
from samakki.intelligence.models import DestructionReceipt, Report, ReportItem
from samakki.intelligence.queries.details import (
    Destroyed,
    FiledIn,
    ItemDetail,
    Received,
    ReportDetail,
    StepTaken,
    WarningDetail,
)
from samakki.intelligence.queries.opening import current_items, facts_of, grade_of
from samakki.kernel.handling import HandlingCode

WHOLE = frozenset({View.FULL})
IN_PART = frozenset({View.FULL, View.SUMMARY, View.DUTY_VIEW})
"""Views that show what may leave. Others show the reference and nothing else."""


def report(by: Officer, reference: str) -> ReportDetail | None:
    """One report; None where it is missing or nothing of it is open to `by`.

    Trap: does not log the look. A page opens the record first (``access.web.decisions.open_record``).
    """
    decision = access.decide_record(by=by, reference=reference, purpose=None, surface=Surface.PAGE)
    row = Report.objects.select_related("resource__owner_desk").filter(reference=reference).first()
    if row is None or decision.view not in IN_PART or decision.view is None:
        return None
    return _detail(row, decision.view)


def items_of(reference: str) -> tuple[ItemDetail, ...]:
    """Current items with all their words. Trap: asks no policy; for a page that opened the report in full."""
    row = Report.objects.get(reference=reference)
    return tuple(item_detail(item, is_full=True) for item in current_items(row))


def item_detail(item: ReportItem, *, is_full: bool) -> ItemDetail:
    """One item; without its words here where the reader may not see them."""
    return ItemDetail(
        item.reference,
        item.number,
        ItemBasis(item.basis),
        raw=item.raw if is_full else "",
        sanitised=item.sanitised,
        grade=grade_of(item),
        handling=conditions.read(item.handling),
        victim_basis=VictimBasis(item.victim_basis) if item.victim_basis else None,
    )


def original_text(reference: str) -> bytes:
    """The bytes of a text as they arrived. Trap: asks no policy; for a view that opened the report in full."""
    return bytes(Report.objects.values_list("original_bytes", flat=True).get(reference=reference))


def _detail(row: Report, view: View) -> ReportDetail:
    is_full = view is View.FULL
    items = current_items(row)
    shown = items if is_full else [item for item in items if item.sanitised.strip()]
    numbers = {item.pk: item.number for item in row.items.all()}
    receipt = DestructionReceipt.objects.filter(report=row).first()
    return ReportDetail(
        row.reference,
        view,
        State(row.state),
        TURNS[State(row.state)],
        Purpose(row.purpose),
        Urgency(row.urgency),
        SourceKind(row.source_kind),
        row.resource.owner_desk.address,
        frozenset(HandlingCode(code) for code in row.resource.handling.split(",")),
        tuple(item_detail(item, is_full=is_full) for item in shown),
        len(items) - len(shown),
        tuple(_warnings(row, numbers)),
        tuple(
            StepTaken(
                Step(one.step),
                State(one.start),
                State(one.end),
                one.reason,
                one.note if is_full else "",
                one.at,
                one.by,
            )
            for one in row.events.order_by("-at", "-pk")
        ),
        tuple(_filed(row, numbers)) if is_full else (),
        _received(row) if is_full else None,
        facts_of(row, items),
        row.review_on,
        row.feedback_due_on,
        row.authorised_by,
        row.authorised_at,
        row.lead_reference,
        row.created_at,
        row.created_by,
        row.changed_at,
        Destroyed(receipt.reason, receipt.digest, receipt.items, receipt.entities, receipt.at, receipt.by)
        if receipt
        else None,
    )


def _received(row: Report) -> Received:
    return Received(
        row.headline,
        row.source_reference,
        Obtained(row.obtained_how),
        row.obtained_on,
        row.obtained_as_written,
        row.language,
        OriginalKind(row.original_kind),
        row.original_file,
        row.original_digest,
        Encoding(row.encoding),
        tuple(row.file_marks),
        row.raw,
    )


def _warnings(row: Report, numbers: dict[int, int]) -> Iterable[WarningDetail]:
    for one in row.warnings.exclude(answer=WarningAnswer.CHANGED.value).order_by("item__number", "pk"):
        yield WarningDetail(
            one.pk,
            numbers.get(one.item_id or 0, 0),
            WarningCode(one.code),
            one.fragment,
            WarningAnswer(one.answer) if one.answer else None,
            one.reason,
            one.answered_by,
        )


def _filed(row: Report, numbers: dict[int, int]) -> Iterable[FiledIn]:
    for one in row.filings.filter(taken_out_at__isnull=True).select_related("item").order_by("at", "pk"):
        item = one.item.reference if one.item else ""
        yield FiledIn(one.case_reference, numbers.get(one.item_id or 0, 0), item, one.at, one.by)
