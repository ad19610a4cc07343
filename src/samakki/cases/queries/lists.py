"""Lists of tasks, those of the office before those that come with the software."""

from dataclasses import dataclass

from samakki.cases.domain.templates import DEFAULTS, Step
from samakki.cases.models import TaskList


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list of tasks.

    Attributes:
        code: of the list.
        name: as the office calls it; empty for one that comes with the software.
        steps: in order.
        is_own: the office wrote it, or wrote its own form of a default.
        is_default: comes with the software.
    """

    code: str
    name: str
    steps: tuple[Step, ...]
    is_own: bool
    is_default: bool


def lists() -> tuple[ListRow, ...]:
    """Every list that can be applied: defaults in their order, then the office's by name."""
    own = {row.code: row for row in TaskList.objects.filter(is_retired=False).order_by("name", "pk")}
    rows = [_row(code, own.get(code)) for code in DEFAULTS]
    rows += [_row(code, row) for code, row in own.items() if code not in DEFAULTS]
    return tuple(rows)


def task_list(code: str) -> ListRow | None:
    """One list; ``None`` where there is none that can be applied."""
    row = TaskList.objects.filter(code=code, is_retired=False).first()
    return _row(code, row) if row or code in DEFAULTS else None


def steps_of(code: str) -> tuple[Step, ...]:
    """Steps of a list, none for one that is unknown."""
    found = task_list(code)
    return found.steps if found else ()


def _row(code: str, own: TaskList | None) -> ListRow:
    if own is None:
        return ListRow(code, "", DEFAULTS[code], is_own=False, is_default=True)
    steps = tuple(
        Step(step["key"], step["days"], tuple(step["after"]), protects=step["protects"], title=step["title"])
        for step in own.steps
    )
    return ListRow(code, own.name, steps, is_own=True, is_default=code in DEFAULTS)
