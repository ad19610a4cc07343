"""Issues numbered prints: once issued, a print and its page numbers never change."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from samakki.access import audit
from samakki.access.actions.refusing import logged_refusal
from samakki.access.domain.vocabulary import Compartment
from samakki.access.models import Resource
from samakki.access.queries import Officer
from samakki.cases import queries
from samakki.cases.actions.working import opened_for_work
from samakki.cases.domain.papers import Changes, Paper
from samakki.cases.models import Case, CasePerson, Edition
from samakki.entities.actions import store_file
from samakki.entities.domain.files import FileKind
from samakki.entities.models import StoredFile
from samakki.entities.queries.holding import held_among
from samakki.kernel.refusals import Refusal

SHOWS: Mapping[Paper, Compartment] = MappingProxyType(
    {
        Paper.EXHIBIT_LIST: Compartment.EXHIBITS,
        Paper.CUSTODY_REPORT: Compartment.EXHIBITS,
        Paper.DISCLOSURE_LIST: Compartment.EXHIBITS,
        Paper.TIMELINE: Compartment.CASE_FILE,
        Paper.CASE_SUMMARY: Compartment.SUSPECTS,  # it names people; its exhibits are numbers and kinds
    }
)
"""Part of the case that a print shows: who reads that part in full opens the print."""

NAMES_PEOPLE = frozenset({Paper.CASE_SUMMARY, Paper.TIMELINE, Paper.DISCLOSURE_LIST})
"""Prints that say what people did. A list of exhibits and a chain of custody accuse nobody, and do not wait."""


@dataclass(frozen=True, slots=True)
class NewEdition:
    """A print as it was made.

    Attributes:
        number: that stands in the print; it must be the next one.
        content: the PDF.
        data: the same as data, for programs.
        rows: digest of each row by its reference.
        changes: since the edition before.
    """

    paper: Paper
    about: str
    number: int
    language: str
    pages: int
    content: bytes
    data: bytes
    rows: Mapping[str, str]
    changes: Changes


def issue_edition(*, by: Officer, case: str, new: NewEdition) -> str:
    """Keep a print under its number.

    Returns:
        Reference of the stored PDF.

    Raises:
        Refused: "not-found"; "edition-number-taken" where another was issued since this one was made; "held-back" (fact
            `count`) for a print that names people, while a prosecutor has to answer about one of the case.
    """
    with transaction.atomic():
        row, reasons = opened_for_work(by, case, SHOWS[new.paper], even_closed=True)
        if row is not None:
            held = held_among(_people(row)) if new.paper in NAMES_PEOPLE else ()
            if held:
                reasons = [Refusal("held-back", {"count": len(held)})]
            elif new.number != _next_number(row, new):
                reasons = [Refusal("edition-number-taken")]
            else:
                return _write(by, row, new)
    raise logged_refusal(by, "issue_edition", case, reasons)


def _people(row: Case) -> tuple[str, ...]:
    return tuple(CasePerson.objects.filter(case=row).values_list("entity__reference", flat=True))


def _next_number(row: Case, new: NewEdition) -> int:
    issued = Edition.objects.filter(case=row, paper=new.paper.value, about=new.about)
    return (issued.aggregate(last=Max("number"))["last"] or 0) + 1


def _write(by: Officer, row: Case, new: NewEdition) -> str:
    place = row.reference
    if SHOWS[new.paper] is not Compartment.CASE_FILE:
        place = queries.folder(row.reference, SHOWS[new.paper])
    pdf, data = (
        store_file(by=by, resource_reference=place, stream=io.BytesIO(content), kind=FileKind.EDITION)
        for content in (new.content, new.data)
    )
    Edition(
        case=row,
        resource=Resource.objects.get(reference=place),
        paper=new.paper.value,
        about=new.about,
        number=new.number,
        language=new.language,
        pages=new.pages,
        file=StoredFile.objects.get(reference=pdf.reference),
        data=StoredFile.objects.get(reference=data.reference),
        rows=dict(new.rows),
        changes={"added": new.changes.added, "changed": new.changes.changed, "gone": new.changes.gone},
        issued_at=timezone.now(),
        issued_by=by.code,
    ).save()
    facts = {"record": pdf.reference, "what": new.paper.value, "count": new.number, "digest": pdf.sha256}
    audit.record(by, "issue_edition", place, facts=facts)
    return pdf.reference
