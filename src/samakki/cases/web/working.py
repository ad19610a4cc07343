"""What several pages of a case show alike: officers and desks of the team, a task as a row."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from samakki.access import queries as access
from samakki.access.web.asking import officer
from samakki.cases import queries
from samakki.cases.web.wording.lists import task_shown
from samakki.cases.web.wording.values import TASK_STATES
from samakki.ui.wording import Text


@dataclass(frozen=True, slots=True)
class TaskCells:
    """A task as pages show it."""

    row: queries.TaskRow
    words: Text
    state: Text
    url: str
    assigned_name: str = ""


def task_cells(row: queries.TaskRow, names: dict[str, str] | None = None) -> TaskCells:
    """A task with its words and its address."""
    url = reverse("cases:task", args=[row.case, row.reference])
    return TaskCells(row, task_shown(row), TASK_STATES[row.state], url, (names or {}).get(row.assigned, ""))


def officers_on_team(request: HttpRequest, reference: str) -> list[tuple[str, str]]:
    """Officers of the team whom the reader may know of, as code and words."""
    members = access.members_of(by=officer(request), reference=reference)
    found = {one.officer.code: f"{one.officer.full_name} – {one.officer.code} – {one.officer.desk}" for one in members}
    return list(found.items())


def desks_on_team(reference: str) -> list[str]:
    """Desks with somebody on the team."""
    return sorted(set(queries.team_of(reference).values()))
