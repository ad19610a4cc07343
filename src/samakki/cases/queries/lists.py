"""Lists of tasks, those of the office before those that come with the software."""

from dataclasses import dataclass

from samakki.cases.domain.templates import ANY, DEFAULTS, DEFAULTS_FOR, MadeFor, Step, new_steps
from samakki.cases.domain.vocabulary import Offence
from samakki.cases.models import Task, TaskList
from samakki.cases.queries.records import CaseDetail


@dataclass(frozen=True, slots=True)
class ListRow:
    """One list of tasks.

    Attributes:
        code: of the list.
        name: as the office calls it; empty for one that comes with the software.
        steps: in order.
        is_own: the office wrote it, or wrote its own form of a default.
        is_default: comes with the software.
        made_for: cases it is written for.
    """

    code: str
    name: str
    steps: tuple[Step, ...]
    is_own: bool
    is_default: bool
    made_for: MadeFor = ANY


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A list that is written for cases like one, and how many of its tasks that case does not have."""

    row: ListRow
    missing: int


def lists() -> tuple[ListRow, ...]:
    """Every list that can be applied: defaults in their order, then the office's by name."""
    own = {row.code: row for row in TaskList.objects.filter(is_retired=False).order_by("name", "pk")}
    rows = [_row(code, own.get(code)) for code in DEFAULTS]
    rows += [_row(code, row) for code, row in own.items() if code not in DEFAULTS]
    return tuple(rows)


def suggestions(case: CaseDetail) -> tuple[Suggestion, ...]:
    """Lists written for the offences and countries of a case that have tasks it does not have, ended ones counted.

    Not checked here: whether the reader may open the case file; the page did.
    """
    present: dict[str, set[str]] = {}
    for code, step in Task.objects.filter(case__reference=case.reference).values_list("list_code", "step"):
        present.setdefault(code, set()).add(step)
    offences, countries = set(case.offences), set(case.countries)
    found = (
        Suggestion(row, len(new_steps(row.steps, present.get(row.code, set()))))
        for row in lists()
        if not row.made_for.is_any and row.made_for.fits(offences, countries)
    )
    return tuple(one for one in found if one.missing)


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
        made_for = DEFAULTS_FOR.get(code, ANY)
        return ListRow(code, "", DEFAULTS[code], is_own=False, is_default=True, made_for=made_for)
    steps = tuple(
        Step(step["key"], step["days"], tuple(step["after"]), protects=step["protects"], title=step["title"])
        for step in own.steps
    )
    made_for = MadeFor(Offence(own.offence) if own.offence else None, frozenset(filter(None, own.countries.split(","))))
    return ListRow(code, own.name, steps, is_own=True, is_default=code in DEFAULTS, made_for=made_for)
