"""Tasks: writing one, changing it, ending it. Moving one between desks is in ``hand_overs``."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Desk
from samakki.access.queries import Officer
from samakki.cases.actions.indexing import index_case
from samakki.cases.actions.references import new_task_references
from samakki.cases.actions.working import opened_for_work, touch
from samakki.cases.domain.tasks import (
    Circle,
    NewTask,
    refusals_of_holder,
    refusals_of_task_reason,
    refusals_to_change,
    refusals_to_finish,
    refusals_to_reopen,
    refusals_to_write,
)
from samakki.cases.domain.vocabulary import TaskState
from samakki.cases.models import Case, Task, TaskEvent, TaskOrder
from samakki.cases.queries.tasks import facts_of_task
from samakki.cases.queries.team import team_of
from samakki.kernel.refusals import Refusal

ENDED_WITH: Mapping[TaskState, str] = {TaskState.DONE: "done", TaskState.CANCELLED: "cancelled"}


def add_task(*, by: Officer, case: str, new: NewTask) -> str:
    """Write a task into a case.

    Returns:
        Its reference.

    Raises:
        Refused: "not-found", or what is wrong with the task.
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        if row is not None:
            team = team_of(case)
            desk = new.owner_desk or by.desk.address
            known = dict(row.tasks.values_list("reference", "pk"))
            whole = NewTask(new.title, desk, new.assigned, new.due_on, new.after, new.waiting_on, protects=new.protects)
            reasons += refusals_to_write(
                whole, desks=set(team.values()) | {by.desk.address}, officers=team, known=known.keys()
            )
            if not reasons:
                task = _write(by, row, whole)
                TaskOrder.objects.bulk_create(TaskOrder(task=task, first_id=known[one]) for one in set(new.after))
                touch(row)
                index_case(row)
                audit.record(by, "add_task", case, facts={"record": task.reference, "desk": desk})
                return task.reference
    raise logged_refusal(by, "add_task", case, reasons)


def assign_task(*, by: Officer, case: str, task: str, officer: str) -> None:
    """Give a task to an officer of the desk that works on it; "" for nobody in particular.

    Raises:
        Refused: "not-found", "task-ended", "officer-not-of-desk".
    """
    with transaction.atomic():
        found = _open(by, case, task)
        if found.task is not None:
            reasons = [
                *refusals_to_change(facts_of_task(found.task)),
                *refusals_of_holder(
                    found.task.with_desk.address,
                    officer,
                    desks={found.task.with_desk.address},
                    officers=team_of(case),
                ),
            ]
            found.reasons.extend(reasons)
            if not reasons:
                _note(by, found.task, "assigned", before=found.task.assigned, after=officer)
                found.task.assigned = officer
                found.save("assigned")
                facts = {"record": task, **({"officer": officer} if officer else {})}
                audit.record(by, "assign_task", case, facts=facts)
                return
    raise logged_refusal(by, "assign_task", case, found.reasons)


def put_off_task(*, by: Officer, case: str, task: str, due_on: date | None, reason: str) -> None:
    """Give a task another day, with the reason; the days before stay in its history.

    Raises:
        Refused: "not-found", "task-ended", "reason-length".
    """
    with transaction.atomic():
        found = _open(by, case, task)
        if found.task is not None:
            found.reasons += [*refusals_to_change(facts_of_task(found.task)), *refusals_of_task_reason(reason)]
            if not found.reasons:
                _note(by, found.task, "put_off", before=found.task.due_on, after=due_on, reason=reason)
                found.task.due_on = due_on
                found.save("due_on")
                audit.record(by, "put_off_task", case, facts={"record": task})
                return
    raise logged_refusal(by, "put_off_task", case, found.reasons)


def wait_on(*, by: Officer, case: str, task: str, reference: str, reason: str = "") -> None:
    """Say that a task waits for an answer from outside, by its reference; "" for no longer.

    Raises:
        Refused: "not-found", "task-ended".
    """
    with transaction.atomic():
        found = _open(by, case, task)
        if found.task is not None:
            found.reasons += refusals_to_change(facts_of_task(found.task))
            if not found.reasons:
                _note(by, found.task, "waiting", before=found.task.waiting_on, after=reference, reason=reason)
                found.task.waiting_on = reference
                found.task.state = (TaskState.WAITING if reference else TaskState.OPEN).value
                found.save("waiting_on", "state")
                audit.record(by, "wait_on", case, facts={"record": task})
                return
    raise logged_refusal(by, "wait_on", case, found.reasons)


def order_tasks(*, by: Officer, case: str, task: str, first: str) -> None:
    """Say that one task has to be done before another of the same case.

    Raises:
        Refused: "not-found", "task-ended", "task-before-unknown", "task-circle".
    """
    with transaction.atomic():
        found = _open(by, case, task)
        if found.task is not None and found.row is not None:
            before = found.row.tasks.filter(reference=first).first()
            found.reasons += refusals_to_change(facts_of_task(found.task))
            if before is None:
                found.reasons.append(Refusal("task-before-unknown"))
            elif _circle(found.row).closes(task, first):
                found.reasons.append(Refusal("task-circle"))
            if before is not None and not found.reasons:
                TaskOrder.objects.get_or_create(task=found.task, first=before)
                _note(by, found.task, "ordered", after=first)
                found.save()
                audit.record(by, "order_tasks", case, facts={"record": task})
                return
    raise logged_refusal(by, "order_tasks", case, found.reasons)


def finish_task(*, by: Officer, case: str, task: str, reason: str = "") -> None:
    """Say that a task is done, perhaps with what came of it.

    Raises:
        Refused: "not-found", "task-ended", "task-before-open".
    """
    with transaction.atomic():
        found = _open(by, case, task)
        if found.task is not None:
            found.reasons += refusals_to_finish(facts_of_task(found.task))
            if not found.reasons:
                _end(by, found, TaskState.DONE, reason)
                audit.record(by, "finish_task", case, facts={"record": task})
                return
    raise logged_refusal(by, "finish_task", case, found.reasons)


def cancel_task(*, by: Officer, case: str, task: str, reason: str) -> None:
    """Say that a task will not be done, and why.

    Raises:
        Refused: "not-found", "task-ended", "reason-length".
    """
    with transaction.atomic():
        found = _open(by, case, task)
        if found.task is not None:
            found.reasons += [*refusals_to_change(facts_of_task(found.task)), *refusals_of_task_reason(reason)]
            if not found.reasons:
                _end(by, found, TaskState.CANCELLED, reason)
                audit.record(by, "cancel_task", case, facts={"record": task})
                return
    raise logged_refusal(by, "cancel_task", case, found.reasons)


def reopen_task(*, by: Officer, case: str, task: str, reason: str) -> None:
    """Take up a task again that was done or cancelled.

    Raises:
        Refused: "not-found", "task-not-ended", "reason-length".
    """
    with transaction.atomic():
        found = _open(by, case, task)
        if found.task is not None:
            found.reasons += [*refusals_to_reopen(facts_of_task(found.task)), *refusals_of_task_reason(reason)]
            if not found.reasons:
                _note(by, found.task, "reopened", reason=reason)
                found.task.state = (TaskState.WAITING if found.task.waiting_on else TaskState.OPEN).value
                found.task.ended_at, found.task.ended_by = None, ""
                found.save("state", "ended_at", "ended_by")
                audit.record(by, "reopen_task", case, facts={"record": task})
                return
    raise logged_refusal(by, "reopen_task", case, found.reasons)


@dataclass(slots=True)
class _Opened:
    """A task found for a verb, or why it was not."""

    row: Case | None
    task: Task | None
    reasons: list[Refusal]

    def save(self, *fields: str) -> None:
        """Write the fields of the task, and note on the case that something changed."""
        if self.task is not None and fields:
            self.task.save(update_fields=list(fields))
        if self.row is not None:
            touch(self.row)


def _open(by: Officer, case: str, task: str) -> _Opened:
    row, reasons = opened_for_work(by, case)
    if row is None:
        return _Opened(None, None, reasons)
    found = row.tasks.select_for_update(of=("self",)).select_related("with_desk").filter(reference=task).first()
    return _Opened(row, found, [] if found else [Refusal("task-not-in-case")])


def _write(by: Officer, row: Case, new: NewTask) -> Task:
    now = timezone.now()
    desk = Desk.objects.get(address=new.owner_desk)
    (reference,) = new_task_references(1)
    task = Task.objects.create(
        reference=reference,
        case=row,
        title=new.title.strip(),
        owner_desk=desk,
        with_desk=desk,
        assigned=new.assigned,
        due_on=new.due_on,
        waiting_on=new.waiting_on,
        protects=new.protects,
        state=(TaskState.WAITING if new.waiting_on else TaskState.OPEN).value,
        created_at=now,
        created_by=by.code,
    )
    TaskEvent.objects.create(task=task, what="added", at=now, by=by.code)
    return task


def _end(by: Officer, found: _Opened, state: TaskState, reason: str) -> None:
    if found.task is not None:
        _note(by, found.task, ENDED_WITH[state], reason=reason)
        found.task.state, found.task.ended_at, found.task.ended_by = state.value, timezone.now(), by.code
        found.save("state", "ended_at", "ended_by")


def _note(by: Officer, task: Task, what: str, *, before: object = "", after: object = "", reason: str = "") -> None:
    TaskEvent.objects.create(
        task=task,
        what=what,
        before=str(before or ""),
        after=str(after or ""),
        reason=reason.strip(),
        at=timezone.now(),
        by=by.code,
    )


def _circle(row: Case) -> Circle:
    after: dict[str, set[str]] = {}
    for task, first in TaskOrder.objects.filter(task__case=row).values_list("task__reference", "first__reference"):
        after.setdefault(task, set()).add(first)
    return Circle(after)
