"""What waits for an officer in cases: tasks, hand-overs, checks to answer, cases to look at again, cases watched."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from samakki.access import queries as access
from samakki.access.domain.vocabulary import Compartment, Purpose, Surface, View
from samakki.access.queries import Officer
from samakki.cases.domain.reviews import is_review_due
from samakki.cases.domain.tasks import ENDED
from samakki.cases.domain.vocabulary import Stage
from samakki.cases.models import Case, Followed, HandOver, NppCheck, Task
from samakki.cases.queries.listing import FILE, CaseRow, case_rows
from samakki.cases.queries.story import HandOverRow, hand_over_row
from samakki.cases.queries.tasks import TaskRow, by_day, rows_of


@dataclass(frozen=True, slots=True)
class TaskToDo:
    """One open task that is an officer's to do."""

    task: TaskRow
    nickname: str
    is_assigned: bool  # to this officer by name; otherwise to anybody of the desk


@dataclass(frozen=True, slots=True)
class HandOverToAccept:
    """Something handed to the officer's desk."""

    hand_over: HandOverRow
    nickname: str
    task_title: str
    task_step: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class CheckToAnswer:
    """A check of non-punishment that a prosecutor of the case has to answer."""

    case: str
    nickname: str
    entity: str
    raised_at: datetime


@dataclass(frozen=True, slots=True)
class CaseToReview:
    """A case that does not move, and that the officer leads."""

    case: str
    nickname: str
    next_review_on: date | None
    changed_at: datetime


def tasks_to_do(by: Officer) -> tuple[TaskToDo, ...]:
    """Open tasks assigned to `by`, and those of their desk that nobody has, in cases they read in full."""
    tasks = list(open_tasks(by).select_related("case", "owner_desk", "with_desk"))
    nicknames = {task.case.reference: task.case.nickname for task in tasks}
    rows = sorted(rows_of(tasks), key=by_day)
    return tuple(TaskToDo(row, nicknames[row.case], is_assigned=row.assigned == by.code) for row in rows)


def count_tasks_to_do(by: Officer) -> int:
    """How many `tasks_to_do` gives."""
    return open_tasks(by).count()


def hand_overs_to_accept(by: Officer) -> tuple[HandOverToAccept, ...]:
    """What was handed to the desk of `by` and nobody took on, in cases they read in full, oldest first."""
    found = hand_overs(by).select_related("case", "task", "from_desk", "to_desk").order_by("at", "pk")
    return tuple(
        HandOverToAccept(
            hand_over_row(row),
            row.case.nickname,
            task_title=row.task.title if row.task else "",
            task_step=row.task.step if row.task else "",
            due_on=row.task.due_on if row.task else None,
        )
        for row in found
    )


def count_hand_overs_to_accept(by: Officer) -> int:
    """How many `hand_overs_to_accept` gives."""
    return hand_overs(by).count()


def checks_to_answer(by: Officer) -> tuple[CheckToAnswer, ...]:
    """Open checks of non-punishment in cases that `by` works for the prosecution, oldest first."""
    found = open_checks(by).select_related("person__case", "person__entity").order_by("raised_at", "pk")
    return tuple(
        CheckToAnswer(row.person.case.reference, row.person.case.nickname, row.person.entity.reference, row.raised_at)
        for row in found
    )


def count_checks_to_answer(by: Officer) -> int:
    """How many `checks_to_answer` gives."""
    return open_checks(by).count()


def cases_to_review(by: Officer) -> tuple[CaseToReview, ...]:
    """Cases that `by` leads and that do not move: the day to look again has come, or nothing changed for long."""
    today = timezone.localdate()
    return tuple(
        CaseToReview(row.reference, row.nickname, row.next_review_on, row.changed_at)
        for row in led(by).order_by("next_review_on", "changed_at")
        if is_review_due(next_review_on=row.next_review_on, last_change=timezone.localdate(row.changed_at), today=today)
    )


def cases_watched(by: Officer) -> tuple[CaseRow, ...]:
    """Cases that `by` follows and may still know of, the last changed first."""
    return case_rows(by, watched(by).select_related("with_desk").order_by("-changed_at", "-pk"))


def count_cases_watched(by: Officer) -> int:
    """How many `cases_watched` gives."""
    return watched(by).count()


def access_in_full(by: Officer, column: str) -> Q:
    """Rows of case files that `by` reads in full in a list: what says more than that the case exists."""
    return access.visible_filter(by=by, surface=Surface.LIST, compartments=FILE, views=(View.FULL,), column=column)


def open_tasks(by: Officer) -> QuerySet[Task]:
    """Rows of `tasks_to_do`."""
    mine = Q(assigned=by.code) | Q(assigned="", with_desk=by.desk_id)
    found = Task.objects.filter(mine, access_in_full(by, "case__resource"))
    return found.exclude(state__in=[one.value for one in ENDED]).exclude(case__stage=Stage.CLOSED.value)


def led(by: Officer) -> QuerySet[Case]:
    """Open cases that `by` leads."""
    return Case.objects.filter(access_in_full(by, "resource"), lead=by.code).exclude(stage=Stage.CLOSED.value)


def hand_overs(by: Officer) -> QuerySet[HandOver]:
    """Rows of `hand_overs_to_accept`."""
    return HandOver.objects.filter(access_in_full(by, "case__resource"), to_desk=by.desk_id, accepted_at=None)


def open_checks(by: Officer) -> QuerySet[NppCheck]:
    """Rows of `checks_to_answer`."""
    people = access.visible_filter(
        by=by,
        surface=Surface.LIST,
        purpose=Purpose.PROSECUTE,
        compartments=(Compartment.SUSPECTS,),
        views=(View.FULL,),
        column="person__case__folders__resource",
    )
    open_ones = NppCheck.objects.filter(
        people, access_in_full(by, "person__case__resource"), answered_at=None, is_moot=False
    )
    return open_ones.distinct()


def watched(by: Officer) -> QuerySet[Case]:
    """Rows of `cases_watched`."""
    references = Followed.objects.filter(officer=by).values("reference")
    return Case.objects.filter(
        access.visible_filter(by=by, surface=Surface.LIST, compartments=FILE, column="resource"),
        reference__in=references,
    )
