"""Reports and their items. What a source said in its own words (``raw``) goes in here and never comes out."""

from django.http import HttpRequest
from ninja import Router, Schema, Status

from samakki.access.domain.vocabulary import Purpose, Surface
from samakki.intelligence import actions, queries
from samakki.intelligence.domain.vocabulary import ItemBasis, Obtained, SourceKind, Urgency
from samakki.intelligence.domain.writing import NewItem, NewReport
from samakki.intelligence.queries.listing import ReportFilters
from samakki.kernel.grades import GradeSystem, NativeGrade
from samakki.kernel.refusals import Refusal, Refused
from samakki.node.api import examples
from samakki.node.api.entities import Made
from samakki.node.api.opening import code, moment, officer, opened
from samakki.node.api.paging import PAGE, Before, Page

router = Router(tags=["reports"])


class ReportRow(Schema):
    """A report in a list."""

    reference: str
    headline: str
    state: str
    urgency: str
    items: int
    handling: list[str]
    review_on: str
    changed_at: str


class ReportPage(Page):
    """Some of the reports, the newest made first."""

    rows: list[ReportRow]


class ItemOut(Schema):
    """An item in the words that may leave; empty while there are none."""

    reference: str
    number: int
    basis: str
    sanitised: str
    grade: str
    native_grade: str


class ReportOut(Schema):
    """A report."""

    reference: str
    headline: str
    state: str
    purpose: str
    urgency: str
    source_kind: str
    source_reference: str
    obtained_on: str
    language: str
    handling: list[str]
    items: list[ItemOut]
    cases: list[str]
    created_at: str
    changed_at: str


class ReportIn(Schema):
    """What a source said."""

    model_config = examples.shows(examples.REPORT_HEAD)

    purpose: Purpose
    text: str
    headline: str = ""
    urgency: Urgency = Urgency.LOW
    source_kind: SourceKind = SourceKind.UNKNOWN
    source_reference: str = ""
    obtained_how: Obtained = Obtained.TOLD
    obtained_on: str = ""
    language: str = ""


class ItemIn(Schema):
    """One fact or assessment."""

    model_config = examples.shows(examples.ITEM)

    raw: str
    sanitised: str = ""
    basis: ItemBasis = ItemBasis.FACT
    grade: str = ""
    grade_system: GradeSystem = GradeSystem.FOUR_BY_FOUR


@router.get("/reports", response=ReportPage, summary="Reports")
def list_reports(request: HttpRequest, before: Before = "") -> ReportPage:
    """Reports that you may see, newest first."""
    found, rest = queries.reports_before(
        officer(request), ReportFilters(), before=before, limit=PAGE, surface=Surface.API
    )
    rows = [
        ReportRow(
            reference=row.reference,
            headline=row.headline,
            state=code(row.state),
            urgency=code(row.urgency),
            items=row.items,
            handling=sorted(code(one) for one in row.handling),
            review_on=moment(row.review_on),
            changed_at=moment(row.changed_at),
        )
        for row in found
    ]
    return ReportPage(rows=rows, before=rest)


@router.post("/reports", response={201: Made}, summary="Write a report")
def start_report(request: HttpRequest, new: ReportIn) -> Status[Made]:
    """Write down what a source said, as a draft that only you and your team read."""
    head = NewReport(**new.dict())
    return Status(201, Made(reference=actions.start_report(by=officer(request), new=head)))


@router.get("/reports/{reference}", response=ReportOut, summary="One report")
def read_report(request: HttpRequest, reference: str) -> ReportOut:
    """A report with its items, in the words that may leave."""
    by = opened(request, reference)
    found = queries.report(by, reference)
    if found is None:
        raise Refused((Refusal("not-found"),))
    received = found.received
    return ReportOut(
        reference=found.reference,
        headline=received.headline if received else "",
        state=code(found.state),
        purpose=code(found.purpose),
        urgency=code(found.urgency),
        source_kind=code(found.source_kind),
        source_reference=received.source_reference if received else "",
        obtained_on=received.obtained_on if received else "",
        language=received.language if received else "",
        handling=sorted(code(one) for one in found.handling),
        items=[_item(one) for one in found.items],
        cases=list(dict.fromkeys(one.case for one in found.filed)),
        created_at=moment(found.created_at),
        changed_at=moment(found.changed_at),
    )


@router.post("/reports/{reference}/items", response={201: Made}, summary="Add an item")
def add_item(request: HttpRequest, reference: str, new: ItemIn) -> Status[Made]:
    """Add one fact or assessment to a draft."""
    by = opened(request, reference)
    grade = NativeGrade.parse(new.grade, system=new.grade_system) if new.grade else None
    item = NewItem(new.raw, basis=new.basis, sanitised=new.sanitised, grade=grade)
    return Status(201, Made(reference=actions.add_item(by=by, reference=reference, new=item)))


def _item(one: queries.ItemDetail) -> ItemOut:
    grade = one.grade
    return ItemOut(
        reference=one.reference,
        number=one.number,
        basis=code(one.basis),
        sanitised=one.sanitised,
        grade=f"{grade.grade.source.value}{grade.grade.information.value}" if grade else "",
        native_grade=str(grade.native) if grade else "",
    )
