"""Cases: the file, people, tasks. What is kept and what happened stand in `evidence`."""

from datetime import date

from django.http import HttpRequest
from ninja import Router, Schema, Status

from samakki.access.domain.vocabulary import Compartment, Surface
from samakki.cases import actions, queries
from samakki.cases.domain.tasks import NewTask
from samakki.cases.queries.listing import CaseFilter
from samakki.kernel.refusals import Refusal, Refused
from samakki.node.api import examples
from samakki.node.api.entities import Made
from samakki.node.api.opening import code, moment, officer, opened, opened_part
from samakki.node.api.paging import PAGE, Before, Page

router = Router(tags=["cases"])


class CaseRow(Schema):
    """A case in a list."""

    reference: str
    nickname: str
    offences: list[str]
    stage: str
    countries: list[str]
    lead: str
    with_desk: str
    changed_at: str


class CasePage(Page):
    """Some of the cases, the last opened first."""

    rows: list[CaseRow]


class CaseOut(CaseRow):
    """A case."""

    handling: list[str]
    owner_desk: str
    opened_at: str
    next_review_on: str


class PersonOut(Schema):
    """Somebody in a case. Every role is alleged until a judgment says so."""

    entity: str
    caption: str
    is_protected: bool
    categories: list[str]
    alleged_roles: list[str]
    is_convicted: bool
    is_treated_as_child: bool


class TaskOut(Schema):
    """A task."""

    reference: str
    title: str
    list_code: str
    step: str
    owner_desk: str
    assigned: str
    due_on: str
    state: str
    waiting_on: str
    after: list[str]


class TaskIn(Schema):
    """A new task."""

    model_config = examples.shows(examples.TASK)

    title: str
    owner_desk: str = ""
    assigned: str = ""
    due_on: date | None = None
    after: tuple[str, ...] = ()
    protects: bool = False


@router.get("/cases", response=CasePage, summary="Cases")
def list_cases(request: HttpRequest, before: Before = "", closed: bool = False) -> CasePage:
    """Cases that you may see, the last opened first; with `closed` also those that are closed."""
    wanted = CaseFilter(with_closed=closed)
    rows, rest = queries.cases_before(officer(request), wanted, before=before, limit=PAGE, surface=Surface.API)
    return CasePage(rows=[_row(row) for row in rows], before=rest)


@router.get("/cases/{reference}", response=CaseOut, summary="One case")
def read_case(request: HttpRequest, reference: str) -> CaseOut:
    """The head of a case."""
    by = opened(request, reference)
    found = queries.case(by, reference)
    if found is None:
        raise Refused((Refusal("not-found"),))
    return CaseOut(
        reference=found.reference,
        nickname=found.nickname,
        offences=[code(one) for one in found.offences],
        stage=code(found.stage),
        countries=list(found.countries),
        lead=found.lead,
        with_desk=found.with_desk,
        changed_at=moment(found.stage_since),
        handling=sorted(code(one) for one in found.handling),
        owner_desk=found.owner_desk,
        opened_at=moment(found.opened_at),
        next_review_on=moment(found.next_review_on),
    )


@router.get("/cases/{reference}/people", response=list[PersonOut], summary="People of a case")
def list_people(request: HttpRequest, reference: str) -> list[PersonOut]:
    """Who is in a case, and as what. Protected people by code."""
    by = opened_part(request, reference, Compartment.SUSPECTS)
    return [
        PersonOut(
            entity=row.entity,
            caption=row.caption,
            is_protected=row.is_protected,
            categories=[code(one) for one in row.categories],
            alleged_roles=[code(one.role) for one in row.roles],
            is_convicted=row.is_convicted,
            is_treated_as_child=row.is_treated_as_child,
        )
        for row in queries.people(by, reference)
    ]


@router.get("/cases/{reference}/tasks", response=list[TaskOut], summary="Tasks of a case")
def list_tasks(request: HttpRequest, reference: str) -> list[TaskOut]:
    """Tasks, open ones first."""
    opened(request, reference)
    return [
        TaskOut(
            reference=row.reference,
            title=row.title,
            list_code=row.list_code,
            step=row.step,
            owner_desk=row.owner_desk,
            assigned=row.assigned,
            due_on=moment(row.due_on),
            state=code(row.state),
            waiting_on=row.waiting_on,
            after=list(row.after),
        )
        for row in queries.tasks(reference)
    ]


@router.post("/cases/{reference}/tasks", response={201: Made}, summary="Add a task")
def add_task(request: HttpRequest, reference: str, new: TaskIn) -> Status[Made]:
    """Add a task to a case."""
    by = opened(request, reference)
    task = NewTask(new.title, new.owner_desk, new.assigned, new.due_on, after=new.after, protects=new.protects)
    return Status(201, Made(reference=actions.add_task(by=by, case=reference, new=task)))


def _row(row: queries.CaseRow) -> CaseRow:
    return CaseRow(
        reference=row.reference,
        nickname=row.nickname,
        offences=[code(one) for one in row.offences],
        stage=code(row.stage),
        countries=list(row.countries),
        lead=row.lead,
        with_desk=row.with_desk,
        changed_at=moment(row.changed_at),
    )
