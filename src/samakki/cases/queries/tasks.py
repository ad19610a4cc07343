"""Tasks of a case: the plan, one task with its history."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from samakki.access import queries as access
from samakki.cases.domain.tasks import ENDED, TaskFacts
from samakki.cases.domain.vocabulary import TaskState
from samakki.cases.models import Case, Task, TaskEvent, TaskOrder


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task.

    Attributes:
        reference: "T-…".
        case: reference of its case.
        title: words of who wrote it; empty for a step whose words come with the software.
        list_code: of the list it comes from; may be empty.
        step: key within that list; may be empty.
        owner_desk: answers for it.
        with_desk: works on it now.
        assigned: officer code; empty for anybody of the desk.
        due_on: by which day.
        state: where it stands.
        waiting_on: reference of an outside answer.
        protects: it protects a person.
        after: references of tasks that come first and have not ended.
        ended_at: when it was done or cancelled.
    """

    reference: str
    case: str
    title: str
    list_code: str
    step: str
    owner_desk: str
    with_desk: str
    assigned: str
    due_on: date | None
    state: TaskState
    waiting_on: str
    protects: bool
    after: tuple[str, ...]
    created_at: datetime
    ended_at: datetime | None

    @property
    def has_ended(self) -> bool:
        """Whether it is done or cancelled."""
        return self.state in ENDED


@dataclass(frozen=True, slots=True)
class TaskChange:
    """One entry of a task's history."""

    what: str
    before: str
    after: str
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class TaskDetail:
    """One task with its history, newest first, and the names of officers in it."""

    row: TaskRow
    history: tuple[TaskChange, ...]
    names: dict[str, str]


def tasks(case: str) -> tuple[TaskRow, ...]:
    """Every task of a case: open ones first, by day, those without a day last; then ended ones, newest first.

    Not checked here: whether the reader may open the case file; the page did.
    """
    rows = rows_of(Task.objects.filter(case__reference=case).select_related("case", "owner_desk", "with_desk"))
    going = sorted((row for row in rows if not row.has_ended), key=by_day)
    ended = sorted((row for row in rows if row.has_ended), key=lambda row: row.ended_at or row.created_at, reverse=True)
    return (*going, *ended)


def task(case: str, reference: str) -> TaskDetail | None:
    """One task of a case; ``None`` where that case has none of this reference. Checks as `tasks`."""
    found = Task.objects.filter(case__reference=case, reference=reference)
    rows = rows_of(found.select_related("case", "owner_desk", "with_desk"))
    if not rows:
        return None
    history = tuple(
        TaskChange(one.what, one.before, one.after, one.reason, one.at, one.by)
        for one in TaskEvent.objects.filter(task__reference=reference).order_by("-at", "-pk")
    )
    codes = {code for one in history for code in (one.by, one.before, one.after)} | {rows[0].assigned}
    return TaskDetail(rows[0], history, dict(access.names_of(codes)))


def rows_of(found: Iterable[Task]) -> list[TaskRow]:
    """Rows, fetched with case and desks, as values; one query more for what they wait for."""
    rows = list(found)
    first: dict[int, list[str]] = {}
    orders = TaskOrder.objects.filter(task__in=rows).exclude(first__state__in=[one.value for one in ENDED])
    for pk, reference in orders.values_list("task_id", "first__reference").order_by("pk"):
        first.setdefault(pk, []).append(reference)
    return [
        TaskRow(
            row.reference,
            row.case.reference,
            row.title,
            row.list_code,
            row.step,
            row.owner_desk.address,
            row.with_desk.address,
            row.assigned,
            row.due_on,
            TaskState(row.state),
            row.waiting_on,
            protects=row.protects,
            after=tuple(first.get(row.pk, ())),
            created_at=row.created_at,
            ended_at=row.ended_at,
        )
        for row in rows
    ]


def by_day(row: TaskRow) -> tuple[bool, date, datetime]:
    """Sorts tasks by their day; those without one come last, in the order they were written."""
    return (row.due_on is None, row.due_on or date.max, row.created_at)


def facts_of_task(row: Task) -> TaskFacts:
    """A row as the rules see it."""
    before = TaskOrder.objects.filter(task=row).exclude(first__state__in=[one.value for one in ENDED])
    return TaskFacts(
        row.reference,
        TaskState(row.state),
        row.with_desk.address,
        row.assigned,
        open_before=before.count(),
        waiting_on=row.waiting_on,
    )


def has_list(row: Case, code: str) -> bool:
    """Whether a case has any task of a list."""
    return row.tasks.filter(list_code=code).exists()
