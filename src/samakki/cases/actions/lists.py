"""Lists of tasks: putting one into a case without doubling what is there, and writing an office's own."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from samakki.access import actions as access
from samakki.access import audit
from samakki.access import queries as people
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.policy import decide_duty
from samakki.access.domain.vocabulary import Duty
from samakki.access.queries import Officer
from samakki.cases.actions.references import new_task_references
from samakki.cases.actions.working import opened_for_work, touch
from samakki.cases.domain.templates import ANY, DEFAULTS, MadeFor, Step, new_steps, refusals_of_list
from samakki.cases.domain.vocabulary import TaskState
from samakki.cases.models import Case, Task, TaskEvent, TaskList, TaskOrder
from samakki.cases.queries.lists import steps_of
from samakki.kernel.refusals import Refusal


def apply_list(*, by: Officer, case: str, code: str) -> int:
    """Put the tasks of a list into a case, as far as it does not have them.

    Returns:
        How many were added; applying a list again adds what was missing, and nothing twice.

    Raises:
        Refused: "not-found" for the case, "list-unknown".
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        if row is not None:
            if steps_of(code):
                added = add_steps(by, row, code, timezone.now())
                touch(row)
                audit.record(by, "apply_list", case, facts={"count": added})
                return added
            reasons.append(Refusal("list-unknown"))
    raise logged_refusal(by, "apply_list", case, reasons)


def add_steps(by: Officer, row: Case, code: str, now: datetime) -> int:
    """Add the steps of a list that a case does not have; inside the transaction of a verb that opened the case."""
    steps = steps_of(code)
    present = dict(row.tasks.filter(list_code=code).values_list("step", "pk"))
    missing = new_steps(steps, present.keys())
    references = new_task_references(len(missing))
    today = timezone.localdate(now)
    for step, reference in zip(missing, references, strict=True):
        task = Task.objects.create(
            reference=reference,
            case=row,
            title=step.title,
            list_code=code,
            step=step.key,
            owner_desk=row.resource.owner_desk,
            with_desk=row.with_desk,
            due_on=None if step.days is None else today + timedelta(days=step.days),
            protects=step.protects,
            state=TaskState.OPEN.value,
            created_at=now,
            created_by=by.code,
        )
        present[step.key] = task.pk
        TaskEvent.objects.create(task=task, what="added", at=now, by=by.code)
    TaskOrder.objects.bulk_create(
        TaskOrder(task_id=present[step.key], first_id=present[first])
        for step in missing
        for first in step.after
        if first in present
    )
    return len(missing)


def save_list(*, by: Officer, code: str, name: str, steps: Sequence[Step], made_for: MadeFor = ANY) -> str:
    """Write a list of tasks, or change one. Cases that have its tasks keep them as they are.

    Args:
        by: an officer who chooses who works on cases.
        code: of the list to change, one that comes with the software among them; empty for a new one.
        name: what it is called.
        steps: in order; each waits only for earlier ones.
        made_for: cases it is written for, to which it is suggested.

    Returns:
        The code of the list.

    Raises:
        Refused: the duty is missing, the list is unknown, or what is wrong with it.
    """
    reasons = list(decide_duty(people.viewer(by), Duty.MANAGE_MEMBERS, roles=people.roles()))
    reasons += refusals_of_list(name, steps)
    with transaction.atomic():
        known = TaskList.objects.select_for_update().filter(code=code).first()
        if code and known is None and code not in DEFAULTS:
            reasons.append(Refusal("list-unknown"))
        if not reasons:
            row = known or TaskList(code=code or access.new_record_reference("L"))
            row.name, row.steps = name.strip(), [_stored(step) for step in steps]
            row.offence = made_for.offence.value if made_for.offence else ""
            row.countries = ",".join(sorted(made_for.countries))
            row.is_retired, row.changed_at, row.changed_by = False, timezone.now(), by.code
            row.save()
            audit.record(by, "save_list", "", facts={"count": len(steps)})
            return row.code
    raise logged_refusal(by, "save_list", "", reasons)


def retire_list(*, by: Officer, code: str) -> None:
    """Stop offering a list; for one that comes with the software: go back to its own steps.

    Raises:
        Refused: the duty is missing, or "list-unknown" for one that no office wrote.
    """
    reasons = list(decide_duty(people.viewer(by), Duty.MANAGE_MEMBERS, roles=people.roles()))
    with transaction.atomic():
        known = TaskList.objects.select_for_update().filter(code=code, is_retired=False).first()
        if known is None:
            reasons.append(Refusal("list-unknown"))
        elif not reasons:
            known.is_retired, known.changed_at, known.changed_by = True, timezone.now(), by.code
            known.save(update_fields=["is_retired", "changed_at", "changed_by"])
            audit.record(by, "retire_list", "")
            return
    raise logged_refusal(by, "retire_list", "", reasons)


def _stored(step: Step) -> dict[str, object]:
    return {
        "key": step.key,
        "title": step.title.strip(),
        "days": step.days,
        "after": list(step.after),
        "protects": step.protects,
    }
