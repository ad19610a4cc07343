"""What exhibits, custody, the disclosure list and events rewrite when a person is protected.

What was recorded of custody is never changed: its words lie in rows of their own, and the digest of what was first said
stays with the event. Issued prints are files, which ``entities`` closes.
"""

from collections.abc import Mapping, Sequence

from django.db import models

from samakki.cases.actions.events import index_event
from samakki.cases.actions.exhibits import index_exhibit
from samakki.cases.models import (
    AnswerWords,
    CaseEvent,
    CustodyWords,
    DisclosureDecision,
    DisclosureItem,
    Exhibit,
    ExhibitFile,
)
from samakki.entities.actions import protect_rows
from samakki.entities.domain.protection import Protection, Touched

TEXTS: Mapping[type[models.Model], tuple[str, str, tuple[str, ...]]] = {
    Exhibit: ("case__reference", "exhibit", ("description", "seized_place", "seized_by", "legal_basis")),
    ExhibitFile: ("exhibit__case__reference", "exhibit", ("note",)),
    CustodyWords: (
        "event__exhibit__case__reference",
        "exhibit",
        ("outside_giver", "outside_receiver", "place", "condition", "remark"),
    ),
    AnswerWords: ("answer__event__exhibit__case__reference", "exhibit", ("condition", "remark")),
    DisclosureItem: ("case__reference", "exhibit", ("words",)),
    DisclosureDecision: ("case__reference", "exhibit", ("reason",)),
    CaseEvent: ("case__reference", "event", ("title", "words", "place", "source_words", "withdrawn_reason")),
}
"""Where the words stand: way to the case, kind of what is touched, and the fields."""

COVERS = {f"cases.{model.__name__}": fields for model, (_way, _kind, fields) in TEXTS.items()}


def replace(protection: Protection) -> Sequence[Touched]:
    """Put the code in place of her names in the evidence of cases that concern her, and index that anew."""
    touched: list[Touched] = []
    for model, (way, kind, fields) in TEXTS.items():
        rows = model._default_manager.filter(**{f"{way}__in": protection.records}).order_by("pk")
        touched += protect_rows(protection=protection, rows=rows, columns=fields, kind=kind, record_of=_case_of)
    reindex(protection.records)
    return touched


def reindex(records: frozenset[str]) -> None:
    """Index exhibits and events anew, as their texts are now."""
    for exhibit in Exhibit.objects.select_related("case").filter(case__reference__in=records):
        index_exhibit(exhibit)
    standing = CaseEvent.objects.filter(replaced_by=None, withdrawn_at=None)
    for event in standing.select_related("case").filter(case__reference__in=records):
        index_event(event)


def _case_of(row: object) -> str:
    match row:
        case ExhibitFile():
            return row.exhibit.case.reference
        case CustodyWords():
            return row.event.exhibit.case.reference
        case AnswerWords():
            return row.answer.event.exhibit.case.reference
        case Exhibit() | DisclosureItem() | DisclosureDecision() | CaseEvent():
            return row.case.reference
        case _:
            message = "every model of the table has a way to its case"
            raise TypeError(message)
