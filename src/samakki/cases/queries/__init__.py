"""Reads of cases. Everything returned is a frozen value; a list shows what the policy lets the reader see."""

from samakki.cases.queries.describing import described_references
from samakki.cases.queries.elements import ElementRow, NoteRow, elements, has_child, notes, victims_of
from samakki.cases.queries.listing import (
    CaseFilter,
    CaseList,
    CaseRow,
    cases,
    cases_before,
    followed,
    is_followed,
    nicknames,
)
from samakki.cases.queries.lists import ListRow, Suggestion, lists, suggestions, task_list
from samakki.cases.queries.people import (
    PersonDetail,
    PersonRow,
    cases_of,
    open_npp_checks,
    people,
    people_with_open_npp_checks,
    person,
)
from samakki.cases.queries.records import CaseDetail, HypothesisNow, case, folder, part, parts_of
from samakki.cases.queries.story import HandOverRow, Happening, open_hand_overs, story
from samakki.cases.queries.tasks import TaskDetail, TaskRow, task, tasks
from samakki.cases.queries.team import team_of
from samakki.cases.queries.work import (
    cases_to_review,
    cases_watched,
    checks_to_answer,
    hand_overs_to_accept,
    tasks_to_do,
)

__all__ = [
    "CaseDetail",
    "CaseFilter",
    "CaseList",
    "CaseRow",
    "ElementRow",
    "HandOverRow",
    "Happening",
    "HypothesisNow",
    "ListRow",
    "NoteRow",
    "PersonDetail",
    "PersonRow",
    "Suggestion",
    "TaskDetail",
    "TaskRow",
    "case",
    "cases",
    "cases_before",
    "cases_of",
    "cases_to_review",
    "cases_watched",
    "checks_to_answer",
    "described_references",
    "elements",
    "folder",
    "followed",
    "hand_overs_to_accept",
    "has_child",
    "is_followed",
    "lists",
    "nicknames",
    "notes",
    "open_hand_overs",
    "open_npp_checks",
    "part",
    "parts_of",
    "people",
    "people_with_open_npp_checks",
    "person",
    "story",
    "suggestions",
    "task",
    "task_list",
    "tasks",
    "tasks_to_do",
    "team_of",
    "victims_of",
]
