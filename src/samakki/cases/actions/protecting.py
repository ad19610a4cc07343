"""What the texts of a case rewrite when a person is protected. Exhibits, events and files have their own."""

from collections.abc import Iterable, Mapping, Sequence

from django.db import models
from django.db.models import Q

from samakki.cases.actions.indexing import index_case
from samakki.cases.models import (
    AgeChange,
    Case,
    CaseFolder,
    CasePerson,
    ElementFinding,
    ElementSupport,
    HandOver,
    Hypothesis,
    Note,
    NppCheck,
    PersonCategory,
    PersonRole,
    StageChange,
    StalledReview,
    Task,
    TaskEvent,
)
from samakki.entities.actions import protect_rows
from samakki.entities.domain.protection import Protection, Touched

TEXTS: Mapping[type[models.Model], tuple[str, tuple[str, ...]]] = {
    Case: ("reference", ("nickname",)),
    StageChange: ("case__reference", ("reason",)),
    Hypothesis: ("case__reference", ("reason",)),
    ElementFinding: ("case__reference", ("words",)),
    ElementSupport: ("case__reference", ("words",)),
    Note: ("case__reference", ("text",)),
    StalledReview: ("case__reference", ("words",)),
    Task: ("case__reference", ("title",)),
    TaskEvent: ("task__case__reference", ("reason",)),
    HandOver: ("case__reference", ("reason",)),
    PersonCategory: ("person__case__reference", ("reason", "ended_reason")),
    PersonRole: ("person__case__reference", ("reason", "ended_reason")),
    AgeChange: ("person__case__reference", ("reason",)),
    NppCheck: ("person__case__reference", ("reason",)),
}
"""Where the words of a case stand: way to the case, and the fields."""

COVERS = {f"cases.{model.__name__}": fields for model, (_way, fields) in TEXTS.items()}


def replace(protection: Protection) -> Sequence[Touched]:
    """Put the code in place of her names in every text of the cases that concern her, and index those anew."""
    cases = list(Case.objects.filter(reference__in=protection.records))
    touched: list[Touched] = []
    for model, (way, fields) in TEXTS.items():
        rows = model._default_manager.filter(**{f"{way}__in": [case.reference for case in cases]})
        touched += protect_rows(
            protection=protection, rows=rows.order_by("pk"), columns=fields, kind="case", record_of=_case_of
        )
    reindex(protection.records)
    return touched


def reindex(records: frozenset[str]) -> None:
    """Index cases anew, as their texts are now."""
    for case in Case.objects.filter(reference__in=records):
        index_case(case)


def widen(records: frozenset[str]) -> Iterable[str]:
    """A case and its folders are one, and a case concerns whoever its people are, wherever they are described."""
    folders = CaseFolder.objects.filter(Q(resource__reference__in=records) | Q(case__reference__in=records))
    for case, folder in folders.values_list("case__reference", "resource__reference"):
        yield case
        yield folder
    described = Q(entity__source__reference__in=records) | Q(entity__resource__reference__in=records)
    yield from CasePerson.objects.filter(described).values_list("case__reference", flat=True).distinct()


def _case_of(row: object) -> str:
    match row:
        case Case():
            return row.reference
        case TaskEvent():
            return row.task.case.reference
        case PersonCategory() | PersonRole() | AgeChange() | NppCheck():
            return row.person.case.reference
        case _:
            return str(getattr(row, "case").reference)  # noqa: B009  (every other model of the table has one)
