"""Rules of tasks: who may hold one, what has to come before, how it ends. A clock never starts anew by moving it."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, field
from datetime import date

from samakki.cases.domain.vocabulary import TaskState
from samakki.kernel.refusals import Refusal

LONGEST_TITLE = 200
LEAST_REASON, LONGEST_REASON = 5, 2000
ENDED = frozenset({TaskState.DONE, TaskState.CANCELLED})


@dataclass(frozen=True, slots=True)
class NewTask:
    """A task as an officer writes it.

    Attributes:
        title: what is to be done: "Ask the telephone company for the calls of March".
        owner_desk: address of the desk that answers for it; empty for the officer's own.
        assigned: code of the officer who does it; empty for "somebody of the desk".
        due_on: day by which; None for no day.
        after: references of tasks that have to be done first.
        waiting_on: reference of the outside answer it waits for; empty for none.
        protects: it protects a person: the case cannot be closed before it is done.
    """

    title: str
    owner_desk: str = ""
    assigned: str = ""
    due_on: date | None = None
    after: tuple[str, ...] = ()
    waiting_on: str = ""
    protects: bool = False


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """A task as the rules see one."""

    reference: str
    state: TaskState
    with_desk: str
    assigned: str
    open_before: int  # tasks it depends on that are neither done nor cancelled
    waiting_on: str = ""


@dataclass(frozen=True, slots=True)
class Circle:
    """Which task has to wait for which, by reference."""

    after: Mapping[str, Set[str]] = field(default_factory=dict)

    def closes(self, task: str, before: str) -> bool:
        """Whether letting `task` wait for `before` would make something wait for itself."""
        seen, todo = set(), [before]
        while todo:
            one = todo.pop()
            if one == task:
                return True
            if one not in seen:
                seen.add(one)
                todo.extend(self.after.get(one, ()))
        return False


def refusals_to_write(
    new: NewTask, *, desks: Set[str], officers: Mapping[str, str], known: Set[str]
) -> tuple[Refusal, ...]:
    """Every reason a task may not be written like this.

    Args:
        new: the task.
        desks: addresses of desks with somebody on the team.
        officers: desk address by code, of officers on the team.
        known: references of the other tasks of the case.
    """
    reasons = []
    if not 1 <= len(new.title.strip()) <= LONGEST_TITLE:
        reasons.append(Refusal("task-title-length", {"longest": LONGEST_TITLE}))
    reasons += refusals_of_holder(new.owner_desk, new.assigned, desks=desks, officers=officers)
    if not set(new.after) <= known:
        reasons.append(Refusal("task-before-unknown"))
    return tuple(reasons)


def refusals_of_holder(desk: str, officer: str, *, desks: Set[str], officers: Mapping[str, str]) -> tuple[Refusal, ...]:
    """Why this desk and officer cannot have a task: only who is on the team can read what it is about."""
    reasons = []
    if desk not in desks:
        reasons.append(Refusal("desk-not-on-team"))
    if officer and officers.get(officer) != desk:
        reasons.append(Refusal("officer-not-of-desk"))
    return tuple(reasons)


def refusals_to_finish(task: TaskFacts) -> tuple[Refusal, ...]:
    """Every reason a task is not done yet."""
    reasons = []
    if task.state in ENDED:
        reasons.append(Refusal("task-ended"))
    if task.open_before:
        reasons.append(Refusal("task-before-open", {"count": task.open_before}))
    return tuple(reasons)


def refusals_to_change(task: TaskFacts) -> tuple[Refusal, ...]:
    """Why a task may not be changed, handed over or cancelled: it has ended."""
    return (Refusal("task-ended"),) if task.state in ENDED else ()


def refusals_to_reopen(task: TaskFacts) -> tuple[Refusal, ...]:
    """Why a task may not be taken up again."""
    return () if task.state in ENDED else (Refusal("task-not-ended"),)


def refusals_of_task_reason(reason: str) -> tuple[Refusal, ...]:
    """Why words are no reason for what is done to a task."""
    if LEAST_REASON <= len(reason.strip()) <= LONGEST_REASON:
        return ()
    return (Refusal("reason-length", {"least": LEAST_REASON, "longest": LONGEST_REASON}),)
