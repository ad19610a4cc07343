"""Tables of cases. Every model declares what it holds (``records``)."""

from samakki.cases.models.cases import Case, CaseFolder, Hypothesis, StageChange
from samakki.cases.models.custody import AnswerWords, CustodyAnswer, CustodyEvent, CustodyWords
from samakki.cases.models.editions import Edition
from samakki.cases.models.elements import ElementFinding, ElementSupport, Note, StalledReview
from samakki.cases.models.events import CaseEvent, EventLink
from samakki.cases.models.exhibits import DisclosureDecision, DisclosureItem, Exhibit, ExhibitFile
from samakki.cases.models.people import AgeChange, CasePerson, NppCheck, PersonCategory, PersonRole
from samakki.cases.models.tasks import Followed, HandOver, Task, TaskEvent, TaskList, TaskOrder

__all__ = [
    "AgeChange",
    "AnswerWords",
    "Case",
    "CaseEvent",
    "CaseFolder",
    "CasePerson",
    "CustodyAnswer",
    "CustodyEvent",
    "CustodyWords",
    "DisclosureDecision",
    "DisclosureItem",
    "Edition",
    "ElementFinding",
    "ElementSupport",
    "EventLink",
    "Exhibit",
    "ExhibitFile",
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
