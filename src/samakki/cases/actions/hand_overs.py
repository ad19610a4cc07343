"""A case or a task goes to another desk. Who owns it and the days it is due by stay as they were.

Source: journey J7b of the casework study: an office hands up or down without losing owner or clock.
"""

from django.db import transaction
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.models import Desk
from samakki.access.queries import Officer
from samakki.cases.actions.working import opened_for_work, touch
from samakki.cases.domain.tasks import refusals_of_task_reason, refusals_to_change
from samakki.cases.models import Case, HandOver, Task, TaskEvent
from samakki.cases.queries.tasks import facts_of_task
from samakki.cases.queries.team import team_of
from samakki.kernel.refusals import Refusal


def hand_over_task(*, by: Officer, case: str, task: str, to_desk: str, reason: str) -> None:
    """Ask another desk of the team to do a task. It waits in their "Incoming"; its day runs on.

    Raises:
        Refused: "not-found", "task-ended", "desk-not-on-team", "desk-has-it", "reason-length".
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        found = _task(row, task)
        if row is not None and found is None:
            reasons.append(Refusal("task-not-in-case"))
        if row is not None and found is not None:
            reasons += [*refusals_to_change(facts_of_task(found)), *refusals_of_task_reason(reason)]
            reasons += _refusals_of_desk(case, to_desk, found.with_desk.address)
            if not reasons:
                now, desk = timezone.now(), Desk.objects.get(address=to_desk)
                HandOver.objects.create(
                    case=row,
                    task=found,
                    from_desk=found.with_desk,
                    to_desk=desk,
                    reason=reason.strip(),
                    at=now,
                    by=by.code,
                )
                TaskEvent.objects.create(
                    task=found,
                    what="handed_over",
                    before=found.with_desk.address,
                    after=to_desk,
                    reason=reason.strip(),
                    at=now,
                    by=by.code,
                )
                found.with_desk, found.assigned = desk, ""
                found.save(update_fields=["with_desk", "assigned"])
                touch(row)
                audit.record(by, "hand_over_task", case, facts={"record": task, "desk": to_desk})
                return
    raise logged_refusal(by, "hand_over_task", case, reasons)


def hand_over_case(*, by: Officer, case: str, to_desk: str, reason: str) -> None:
    """Ask another desk to work a case, where somebody of that desk is on the team already.

    The owner desk stays, with its summary and its duties; the receiving desk finds the case under "Incoming". Whoever
    chooses the team puts an officer of that desk on it first, so that a case never goes where nobody may read it.

    Raises:
        Refused: "not-found", "desk-not-on-team", "desk-has-it", "reason-length".
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        if row is not None:
            reasons += refusals_of_task_reason(reason)
            reasons += _refusals_of_desk(case, to_desk, row.with_desk.address)
            if not reasons:
                desk = Desk.objects.get(address=to_desk)
                HandOver.objects.create(
                    case=row,
                    from_desk=row.with_desk,
                    to_desk=desk,
                    reason=reason.strip(),
                    at=timezone.now(),
                    by=by.code,
                )
                row.with_desk = desk
                row.save(update_fields=["with_desk"])
                touch(row)
                audit.record(by, "hand_over_case", case, facts={"desk": to_desk})
                return
    raise logged_refusal(by, "hand_over_case", case, reasons)


def accept_hand_over(*, by: Officer, case: str, hand_over: int) -> None:
    """Take on what was handed to one's own desk.

    Raises:
        Refused: "not-found", "hand-over-not-open" for one that is not for this desk or was taken on already.
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case)
        if row is not None:
            found = row.hand_overs.select_for_update().filter(pk=hand_over, to_desk=by.desk, accepted_at=None).first()
            if found is not None:
                found.accepted_at, found.accepted_by = timezone.now(), by.code
                found.save(update_fields=["accepted_at", "accepted_by"])
                touch(row)
                audit.record(by, "accept_hand_over", case, facts={"desk": by.desk.address})
                return
            reasons.append(Refusal("hand-over-not-open"))
    raise logged_refusal(by, "accept_hand_over", case, reasons)


def _task(row: Case | None, reference: str) -> Task | None:
    if row is None:
        return None
    return row.tasks.select_for_update(of=("self",)).select_related("with_desk").filter(reference=reference).first()


def _refusals_of_desk(case: str, to_desk: str, now_with: str) -> list[Refusal]:
    if to_desk == now_with:
        return [Refusal("desk-has-it")]
    return [] if to_desk in set(team_of(case).values()) else [Refusal("desk-not-on-team")]
