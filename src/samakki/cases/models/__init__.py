"""Tables of cases. Every model declares what it holds (``records``)."""

from samakki.cases.models.cases import Case, CaseFolder, Hypothesis, StageChange
from samakki.cases.models.elements import ElementFinding, ElementSupport, Note, StalledReview
from samakki.cases.models.people import AgeChange, CasePerson, NppCheck, PersonCategory, PersonRole
from samakki.cases.models.tasks import Followed, HandOver, Task, TaskEvent, TaskList, TaskOrder

__all__ = [
    "AgeChange",
    "Case",
    "CaseFolder",
    "CasePerson",
    "ElementFinding",
    "ElementSupport",
    "Followed",
    "HandOver",
    "Hypothesis",
    "Note",
    "NppCheck",
    "PersonCategory",
    "PersonRole",
    "StageChange",
    "StalledReview",
    "Task",
    "TaskEvent",
    "TaskList",
    "TaskOrder",
]
